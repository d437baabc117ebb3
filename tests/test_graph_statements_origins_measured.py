"""Precision and recall of reprint detection on synthetic coverage, over pairs of articles."""

from __future__ import annotations

from itertools import combinations

from graph import KnowledgeGraph
from tests.reprints import coverage


def test_reprints_are_found_and_reports_of_one_event_kept_apart() -> None:
    known = coverage()
    assert len(known.articles) >= 300
    kg = KnowledgeGraph()
    for article in known.articles:
        kg.add(article, [])
    found = {str(row.a).rpartition("/")[2]: row.o for row in kg.query("SELECT ?a ?o { ?a auto:origin ?o }")}
    right = wrong = missed = 0
    for one, other in combinations(sorted(found), 2):
        same, joined = known.origin[one] == known.origin[other], found[one] == found[other]
        right, wrong, missed = right + (same and joined), wrong + (joined > same), missed + (same > joined)
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"{len(found)} articles, {right + missed} pairs of reprints: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.95 and recall >= 0.95
