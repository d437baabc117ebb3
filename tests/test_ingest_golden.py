"""What the default tier reads in the shipped samples, sentence by sentence; `make golden` writes the files anew.

Confidences differ in the last digits from processor to processor, so a fact near the threshold may be missing on either
side; one that is sure on one side must be on the other, with its status.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import Value
from ingest import Skip, extract

SAMPLES = sorted((Path(__file__).parents[1] / "ingest" / "samples").iterdir())
FOLDER = Path(__file__).with_name("articles")
SURE, LEAST = 0.55, 0.42


def lines(sample: Path) -> Iterator[str]:
    """Yield a line for each fact of a sample: where its sentence begins, the triple, status and confidence."""
    for found in extract([sample]):
        assert not isinstance(found, Skip)
        for fact in found[1]:
            thing = fact.object
            name = f"{thing.attribute} {thing.text}" if isinstance(thing, Value) else thing.label
            if fact.confidence >= LEAST:
                said = (fact.subject.label, fact.relation, name, fact.status, f"{fact.confidence:.2f}")
                yield "\t".join((str(fact.evidence.sentence.start), *said))


def split(found: list[str]) -> tuple[set[str], set[str]]:
    """Return all lines without their confidence, and those of the sure facts."""
    parted = [line.rpartition("\t") for line in found]
    return {fact for fact, _, _ in parted}, {fact for fact, _, confidence in parted if float(confidence) >= SURE}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_gives_the_facts_of_its_golden_file(sample: Path) -> None:
    golden, sure_golden = split((FOLDER / f"{sample.stem}.tsv").read_text(encoding="utf-8").splitlines())
    found, sure = split(list(lines(sample)))
    assert sure_golden - found == set()
    assert sure - golden == set()


if __name__ == "__main__":
    for sample in SAMPLES:
        (FOLDER / f"{sample.stem}.tsv").write_text("".join(f"{line}\n" for line in lines(sample)), encoding="utf-8")
