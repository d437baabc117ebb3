"""The explorer: its page, where things stand on it, and what it asks for as it grows."""

from . import picture as picture
