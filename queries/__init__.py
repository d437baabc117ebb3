"""Question -> answer: the question library, free text, the explorer and the server; never writes."""

from __future__ import annotations
