"""Component: gives every name mention its entity."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ..catalogue import load_catalogue
from ..names.linking import link

if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=())


@Language.factory(
    "autokg_linker", assigns=["doc._.mentions"], requires=["doc._.mentions"], default_config={"files": []}
)
class Linker:
    """Links names to the shipped catalogue and to files of the user."""

    def __init__(self, nlp: Language, name: str, files: list[str]) -> None:
        self.files = tuple(Path(file) for file in files)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document's names; maker and model become two mentions."""
        doc._.mentions = link(doc.text, doc._.mentions, load_catalogue(self.files))
        return doc
