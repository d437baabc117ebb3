import inspect

from graph import errors


def drawn(cls: type, lead: str = "") -> list[str]:
    """Return the lines of the tree of errors below a class."""
    lines = []
    children = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__bases__[0] is cls]
    children.sort(key=lambda c: inspect.getsourcelines(c)[1])
    for child in children:
        last = child is children[-1]
        lines.append(f"{lead}{'└── ' if last else '├── '}{child.__name__}")
        lines += drawn(child, lead + ("    " if last else "│   "))
    return lines


def test_docstring_draws_the_tree() -> None:
    assert "\n".join(["AutokgError", *drawn(errors.AutokgError)]) in (errors.__doc__ or "")


def test_errors_carry_data_and_remedy() -> None:
    error = errors.OntologyError("likes", "relation", ("supplies", "acquired"))
    assert (error.name, error.known) == ("likes", ("supplies", "acquired"))
    assert "unknown relation 'likes'; known: supplies, acquired" in str(error)
    assert str(errors.PatternError("deals.jsonl", 3, "no relation")) == "deals.jsonl:3: no relation"
    assert "--store" in str(errors.StoreLockedError("kg"))
