"""Component: takes back claims that a sentence only asks or imagines, and seats that are none."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from ..names.seats import is_misplaced, seated

QUESTION = re.compile(r"\?[\"'”’)\]]*$")
IMAGINING = re.compile(r"\b(?:would|could|might|what if|imagine|suppose)\b", re.IGNORECASE)
COUNTERFACTUAL = re.compile(
    r"(?:\b(?:if|suppose|unless)\b|^\W*(?:had|were)\b)[^.;]*\b(?:would|could|might) (?:have|be|now|not|never|then)\b"
    r"|\b(?:would|could|might) have \w+(?:ed|en|t)\b[^.;]*\bif\b|^\W*(?:what if|imagine|suppose)\b",
    re.IGNORECASE,
)


@Language.component("autokg_hypotheses", assigns=["doc._.claims"], requires=["doc._.claims"])
def drop_hypotheses(doc: Doc) -> Doc:
    """Keep the claims of sentences that state something."""
    sentences = {claim.sentence for claim in doc._.claims}
    imagined = {sentence for sentence in sentences if is_hypothesis(doc.text[slice(*sentence)])}
    places = seated(doc.text, doc._.mentions)
    doc._.claims = tuple(
        claim for claim in doc._.claims if claim.sentence not in imagined and not is_misplaced(doc.text, claim, places)
    )
    return doc


def is_hypothesis(sentence: str) -> bool:
    """Tell whether a sentence is a question or imagines what is not so.

    >>> is_hypothesis("If Tesla had acquired Lucid, Saudi Arabia would have gained a carmaker.")
    True
    >>> is_hypothesis("The firms were told that Tesla would have the plant ready by May.")
    False
    """
    text = sentence.strip()
    return bool(QUESTION.search(text) or (IMAGINING.search(text) and COUNTERFACTUAL.search(text)))
