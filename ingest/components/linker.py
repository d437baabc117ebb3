"""Component: gives every name mention its entity."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..catalogue import load_catalogue
from ..names.linking import link

if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=())


@Language.component("autokg_linker", assigns=["doc._.mentions"], requires=["doc._.mentions"])
def link_names(doc: Doc) -> Doc:
    """Set the entities of one document's names; maker and model become two mentions."""
    doc._.mentions = link(doc.text, doc._.mentions, load_catalogue())
    return doc
