"""Patterns on trees built by hand; the parser's own part is tested by running every pattern's examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from graph import PatternError
from ingest.rules.patterns import conjuncts, follow, patterns, read_patterns

VOCAB = spacy.blank("en").vocab


def tree(*tokens: tuple[str, str, int]) -> Doc:
    """Build a parsed Doc from (word, label, head) with heads counted from 0."""
    words, deps, heads = zip(*tokens, strict=True)
    return Doc(VOCAB, words=list(words), deps=list(deps), heads=list(heads))


SUPPLY = tree(
    ("CATL", "nsubj", 3),
    ("and", "cc", 2),
    ("Gotion", "conj", 0),
    ("supply", "ROOT", 3),
    ("cells", "obj", 3),
    ("to", "case", 6),
    ("BMW", "obl", 3),
)
RELATIVE = tree(
    ("Rimac", "nsubj", 6),
    ("which", "nsubj", 2),
    ("supplies", "acl:relcl", 0),
    ("batteries", "obj", 2),
    ("to", "case", 5),
    ("Koenigsegg", "obl", 2),
    ("grew", "ROOT", 6),
)


def words(doc: Doc, index: int, path: str) -> list[str]:
    return [token.text for token in follow(doc[index], path)]


def test_paths_with_prepositions_and_conjuncts() -> None:
    assert words(SUPPLY, 3, "nsubj") == ["CATL", "Gotion"]
    assert words(SUPPLY, 3, "obl:to") == ["BMW"]
    assert words(SUPPLY, 3, "obl:from|obj") == ["cells"]
    assert words(SUPPLY, 6, "^obl") == ["supply"]
    assert [token.text for token in conjuncts(SUPPLY[0])] == ["Gotion"]


def test_relative_pronouns_stand_for_their_noun() -> None:
    assert words(RELATIVE, 2, "nsubj") == ["Rimac"]


def test_the_other_label_scheme_reads_the_same() -> None:
    clear = tree(
        ("CATL", "nsubj", 1), ("supplies", "ROOT", 1), ("cells", "dobj", 1), ("to", "prep", 1), ("BMW", "pobj", 3)
    )
    assert (words(clear, 1, "obj"), words(clear, 1, "obl:to")) == (["cells"], ["BMW"])


def test_pattern_ids_are_unique_and_every_pattern_has_both_kinds_of_examples() -> None:
    ids = [pattern.id for pattern in patterns()]
    assert len(ids) == len(set(ids))
    assert [pattern.id for pattern in patterns() if not (pattern.examples and pattern.counterexamples)] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not a pattern"),
        (
            '{"id": "x", "relation": "likes", "trigger": "like", "subject": "nsubj", "object": "obj"}',
            "unknown relation",
        ),
        ('{"id": "x", "relation": "supplies"}', "not a pattern: 'trigger'"),
        ('{"id": "x", "relation": "supplies", "triggers": "y"}', "unknown keys triggers"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(PatternError, match=reason) as caught:
        list(read_patterns(file))
    assert caught.value.line == 2
