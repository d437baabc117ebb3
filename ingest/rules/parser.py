"""The base of the `fast` tier and of pipelines by name: tagger, dependency parser, and the names that come with it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from graph import ModelError

from ..annotation import Annotation

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = Path(__file__).parent.parent / "model" / "parser"
SUMS = "SHA256SUMS"

KINDS = {"PERSON": "Person", "ORG": "Company", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "EVENT": "Event"}
"""Labels of the usual English pipelines; the linker corrects the kind of names that the catalogue knows."""


def load_parser(folder: Path = FOLDER) -> Language:
    """Return the shipped tagger and parser after comparing its files with their hashes, or raise ModelError."""
    import spacy

    check_sums(folder)
    return spacy.load(folder)


def check_sums(folder: Path) -> None:
    """Compare the files of a folder with its SHA256SUMS; a missing or damaged file raises ModelError."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"{folder / SUMS} cannot be read ({error}): install autokg again") from error
    for line in lines:
        wanted, _, name = line.partition("  ")
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(
                f"the model file {folder / name} cannot be read ({error}): install autokg again"
            ) from error
        if found != wanted:
            raise ModelError(f"the model file {folder / name} is damaged: install autokg again")


def write_sums(folder: Path) -> None:
    """Write the hashes of all files of a folder beside them."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != SUMS)
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}" for file in files
    ]
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_installed(name: str) -> Language:
    """Return an installed spaCy pipeline as the base for sentences, parse and names, or raise ModelError."""
    import spacy

    installed = sorted(spacy.util.get_installed_models())
    if name not in installed:
        known = ", ".join(["default", "fast", *installed])
        raise ModelError(f"there is no model {name!r}: use one of {known}, or install it as a spaCy pipeline")
    nlp = spacy.load(name)
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the spaCy pipeline {name!r} has no dependency parser, which the patterns need")
    return nlp


def names_of(doc: Doc) -> list[Annotation]:
    """Return the entities that a pipeline's own tagger found, with the ontology's kinds."""
    return [
        Annotation(ent.start_char, ent.end_char, ent.text, KINDS[ent.label_]) for ent in doc.ents if ent.label_ in KINDS
    ]


def without_overlaps(first: list[Annotation], second: list[Annotation]) -> list[Annotation]:
    """Return the mentions of both lists in text order; where two overlap, the first list's one stays.

    >>> a, b = Annotation(0, 4, "Sony", "Company"), Annotation(0, 9, "Sony said", "Company")
    >>> [m.text for m in without_overlaps([a], [b])]
    ['Sony']
    """
    kept = [m for m in second if not any(m.start < other.end and other.start < m.end for other in first)]
    return sorted([*first, *kept], key=lambda m: (m.start, m.end))
