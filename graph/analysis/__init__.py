"""Whole graphs looked at: as a network, against the shapes, one beside another."""

from . import network as network
