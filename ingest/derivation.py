"""Names that follow from other names: the model without its maker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bare_names(names: Iterable[str], makers: Iterable[str]) -> Iterator[str]:
    """Yield product names without the maker that they begin with.

    >>> list(bare_names(["Kia EV6", "EV6 GT"], ["Kia", "Kia Motors"]))
    ['EV6']
    """
    fronts = tuple(f"{maker} " for maker in makers)
    for name in names:
        if name.startswith(fronts):
            front = max((f for f in fronts if name.startswith(f)), key=len)
            yield name[len(front) :]
