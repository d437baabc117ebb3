"""Component: takes back claims that the words of their sentence contradict."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..annotation import Claim
from ..catalogue import load_catalogue
from ..names.badges import is_foreign
from ..names.seats import is_misplaced, seated
from ..rules.contradictions.verdict import is_contradicted, is_hypothesis


@Language.component("autokg_retractions", assigns=["doc._.claims"], requires=["doc._.claims"])
def retract(doc: Doc) -> Doc:
    """Keep the claims that nothing in their sentence speaks against."""
    text, catalogue = doc.text, load_catalogue()
    places = seated(text, doc._.mentions)
    imagined = {sentence for sentence in {c.sentence for c in doc._.claims} if is_hypothesis(text[slice(*sentence)])}

    def stands(claim: Claim) -> bool:
        wrong = claim.sentence in imagined or is_misplaced(text, claim, places) or is_foreign(text, claim, catalogue)
        return not (wrong or is_contradicted(text, claim))

    doc._.claims = tuple(claim for claim in doc._.claims if stands(claim))
    return doc
