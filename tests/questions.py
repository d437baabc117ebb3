"""What a question is tried on: the stories of a small graph, parameters, and the rows that one can see in it."""

from __future__ import annotations

from typing import Any, TypeAlias

Story: TypeAlias = tuple[str, ...]
"""The day of an article and its claims, as `newsroom.tell` reads them."""

Case: TypeAlias = tuple[list[Story], dict[str, str], list[tuple[Any, ...]]]
"""Stories, parameters, and the question's own columns of the expected rows."""

Cases: TypeAlias = dict[str, list[Case]]
"""The cases of each question."""
