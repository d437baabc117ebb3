"""Component of the `fast` tier: money, shares, quantities, counts and dates by their wording."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..values.finding import find_values


@Language.component("autokg_values", assigns=["doc._.mentions"], requires=["doc._.mentions"])
def find_doc_values(doc: Doc) -> Doc:
    """Add the values that stand in no name."""
    named = bytearray(len(doc.text))
    for m in doc._.mentions:
        named[m.start : m.end] = b"\1" * (m.end - m.start)
    found = [value for value in find_values(doc.text) if not any(named[value.start : value.end])]
    doc._.mentions = tuple(sorted((*doc._.mentions, *found), key=lambda m: (m.start, m.end)))
    return doc
