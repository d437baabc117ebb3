"""Article -> facts: readers, the spaCy pipeline, and the run that stores what they find."""

from __future__ import annotations
