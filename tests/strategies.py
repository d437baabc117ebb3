"""Hypothesis strategies for the values of graph.model; names mirror what real articles bring."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from graph import Article, Entity, Evidence, Fact, Mention, Qualifier, Span, Value, entity_id, ontology

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
STORIES = st.sampled_from(
    [
        f"{lead} {'Engineers from Tokyo moved to Styria last autumn to prepare road tests of the cameras. ' * 2}{tail}"
        for lead in (
            "Graz (dpa).",
            "(Reuters) -",
            "Sony and Magna Steyr have agreed to build a prototype.",
        )
        for tail in ("", "Neither side gave details on Tuesday, and analysts had expected a decision in the quarter.")
    ]
)
NAMES = st.sampled_from(
    ["Sony", "Magna Steyr", "Škoda", "BMW M", 'A "quoted" name', "比亚迪", "ID.4", "Lynk & Co", "#42/7?"]
)
STATUS = st.sampled_from(ontology().statuses)


@st.composite
def entities(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(ontology().kinds)) -> Entity:
    kind, label = draw(st.sampled_from(sorted(kinds))), draw(NAMES)
    return Entity(entity_id(kind, label), kind, label)


@st.composite
def values(draw: st.DrawFn, relation: str) -> Value:
    known = [a for a in ontology().attributes.values() if a.relation == relation]
    attribute = draw(st.sampled_from(known))
    number = draw(st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32))
    return Value(attribute.name, draw(TEXTS), number, attribute.unit)


@st.composite
def facts(draw: st.DrawFn, article: str = "a") -> Fact:
    relation = draw(st.sampled_from(list(ontology().relations.values())))
    subject = draw(entities(tuple(relation.domain)))
    object = draw(entities(tuple(relation.range)) if relation.range else values(relation.name))
    start = draw(st.integers(0, 500))
    spans = [Span(start + i, start + i + draw(st.integers(1, 9))) for i in range(3)]
    links = st.sampled_from(["exact", "repaired", "coreferent", "new"])
    names = st.sampled_from(ontology().qualifiers)
    return Fact(
        subject=subject,
        relation=relation.name,
        object=object,
        status=draw(STATUS),
        confidence=draw(st.floats(0, 1)),
        evidence=Evidence(
            article=article,
            quote=draw(TEXTS),
            sentence=Span(start, start + 60),
            subject=Mention(spans[0].start, spans[0].end, draw(TEXTS), draw(links)),
            object=Mention(spans[1].start, spans[1].end, draw(TEXTS), draw(links)),
            trigger=draw(st.none() | st.just(spans[2])),
            extractor=draw(st.sampled_from(["", "fast/1"])),
        ),
        qualifiers=tuple(
            draw(st.lists(st.builds(Qualifier, names, TEXTS, st.sampled_from(["", "2026-Q3", "5 %"])), max_size=3))
        ),
        speaker=draw(st.sampled_from(["", "Nikkei"])),
    )


@st.composite
def articles(draw: st.DrawFn, id: str = "a") -> Article:
    published = draw(st.none() | st.dates(date(2019, 1, 1), date(2026, 12, 31)))
    url = draw(st.sampled_from(["", f"https://news.example/{id}", "https://news.example/same"]))
    return Article(id=id, text=draw(TEXTS | STORIES), title=draw(TEXTS), url=url, published=published)
