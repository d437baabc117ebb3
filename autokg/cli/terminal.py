"""The consoles that commands print to: names, sources and folders may hold brackets and colons, which mean nothing."""

from __future__ import annotations

from rich.console import Console


def screen() -> Console:
    """Return a console for what a command answers."""
    return Console(soft_wrap=False, markup=False, emoji=False)


def aside() -> Console:
    """Return a console on stderr, for progress and what is said beside the answer."""
    return Console(stderr=True, markup=False, emoji=False)
