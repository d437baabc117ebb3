"""Time, as something that a test can hand in."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """Return the time, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait, or return early when there is nothing more to wait for."""


class WallClock:
    """The real time; `stop` ends every waiting."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait, unless stopped."""
        self.stopped.wait(max(0.0, seconds))
