"""Component: takes back claims that the words of their sentence contradict."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..names.seats import is_misplaced, seated
from ..rules.contradictions import is_contradicted, is_hypothesis


@Language.component("autokg_retractions", assigns=["doc._.claims"], requires=["doc._.claims"])
def retract(doc: Doc) -> Doc:
    """Keep the claims that nothing in their sentence speaks against."""
    text, places = doc.text, seated(doc.text, doc._.mentions)
    imagined = {sentence for sentence in {c.sentence for c in doc._.claims} if is_hypothesis(text[slice(*sentence)])}
    doc._.claims = tuple(
        claim
        for claim in doc._.claims
        if claim.sentence not in imagined and not is_misplaced(text, claim, places) and not is_contradicted(text, claim)
    )
    return doc
