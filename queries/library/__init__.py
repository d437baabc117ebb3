"""Prepared questions: read, filled in, filtered, answered; each is a file in ../sparql."""
