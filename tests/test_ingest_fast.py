"""The `fast` tier on real text: every pattern's own examples, and offsets that always hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article, ModelError
from ingest.pipeline import facts_in, load
from ingest.rules.parser import FOLDER, check_sums, write_sums
from ingest.rules.patterns import Pattern, patterns
from ingest.rules.wordings import Wording, wordings


def rules(sentence: str) -> set[str]:
    return {claim.rule for claim in load("fast")(f"News\n\n{sentence}")._.claims}


@pytest.mark.parametrize("pattern", [*patterns(), *wordings()], ids=lambda pattern: pattern.id)
def test_patterns_find_their_examples_and_leave_their_counterexamples(pattern: Pattern | Wording) -> None:
    missed = [text for text in pattern.examples if pattern.id not in rules(text)]
    wrong = [text for text in pattern.counterexamples if pattern.id in rules(text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("CATL supplies cells to BMW.", "asserted"),
        ("CATL will supply cells to BMW.", "planned"),
        ("CATL does not supply cells to BMW.", "denied"),
        ("CATL may supply cells to BMW.", "rumored"),
        ("Sony plans to partner with Magna Steyr.", "planned"),
        ("Ford has not bought Rivian.", "denied"),
    ],
)
def test_status_follows_the_clause(sentence: str, status: str) -> None:
    facts = facts_in(Article("a", f"News\n\n{sentence}"), "fast")
    assert [fact.status for fact in facts] == [status]


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(ModelError, match="use one of default, fast"):
        load("en_core_web_none")


def test_a_damaged_parser_is_refused(tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(FOLDER, tmp_path / "parser")
    check_sums(copy)
    (copy / "parser" / "model").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="damaged"):
        check_sums(copy)
    write_sums(copy)
    check_sums(copy)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["Sony", "supplies", "BMW", "to", ".", "\n", "🚗", "\u200f", "Kia EV6", "536 hp", "with"]))
)
def test_offsets_hold_on_any_text(words: list[str]) -> None:
    article = Article("a", " ".join(words))
    for fact in facts_in(article, "fast"):  # the extraction's own self-check raises on a mismatch
        assert article.text[fact.evidence.subject.start : fact.evidence.subject.end] == fact.evidence.subject.text
