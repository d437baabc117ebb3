"""Families of kinds: what names of one sort can be of."""

from __future__ import annotations

COMPANIES = frozenset(("Company", "Organization"))
"""What "the two companies" can stand for."""
FIRMS = COMPANIES | {"Government"}
"""What has a firm's sort of name, legal form and all; texts often leave open which of them it is."""
FIRMS_AND_SITES = FIRMS | {"Facility"}
"""What is called by a firm's name: a plant often by its owner's."""
ACTORS = FIRMS | {"Person"}
"""Kinds whose names mean hardly anything else: of 24,800 marked names that the catalogue knows only as one of these,
five were of another kind."""
PRODUCTS = frozenset(("Vehicle", "Component", "Platform"))
"""What makers give names to; a model is now and then tagged as a component."""
KNOW_HOW = frozenset(("Technology", "Component", "Market", "Material"))
"""What names of trades and techniques are of."""
