"""Time, as something that a test can hand in."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, waits, and tells when all is over."""

    @property
    def over(self) -> bool:
        """Whether somebody asked to stop."""

    def now(self) -> datetime:
        """Return the time, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait, or return early when all is over."""


class WallClock:
    """The real time; once `stopped` is set, nobody waits any more."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    @property
    def over(self) -> bool:
        """Whether somebody asked to stop."""
        return self.stopped.is_set()

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait, unless stopped."""
        self.stopped.wait(max(0.0, seconds))
