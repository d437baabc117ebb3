"""Component: references found and resolved by rules alone, for pipelines without a trained model."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..catalogue import load_catalogue
from ..names.coreference import resolve


@Language.component("autokg_coreference", assigns=["doc._.mentions"], requires=["doc._.mentions", "doc._.segments"])
def resolve_references(doc: Doc) -> Doc:
    """Add the references whose entity is clear enough."""
    sentences = [(part.start, part.end, part.part == "title") for part in doc._.segments]
    found = resolve(doc.text, sentences, doc._.mentions, load_catalogue())
    doc._.mentions = tuple(sorted((*doc._.mentions, *found), key=lambda m: (m.start, m.end)))
    return doc
