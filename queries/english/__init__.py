"""Questions in English: which prepared question is meant, and with which parameters."""
