"""The run-time pipeline on held-back corpus documents: plain text in, claims against the annotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..network.confidence import features_of
from ..network.labels import SYMMETRIC, VALUE_KINDS, is_name
from .material import TrainingDocument
from .scoring import Entry, plain, strict

Interval = tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """A claim of the pipeline and whether the annotation has it."""

    document: str
    label: str
    confidence: float
    right: bool
    status_right: bool
    empty_sentence: bool
    features: tuple[float, ...]


def text_of(doc: TrainingDocument) -> tuple[str, list[Interval]]:
    """Return the text of a document, title in a line of its own, and the characters of its sentences."""
    text, places = "", []
    for i, s in enumerate(doc.sentences):
        text += "" if not i else "\n\n" if s.title or doc.sentences[i - 1].title else " "
        places.append((len(text), len(text) + len(s.text)))
        text += s.text
    return text, places


def gold_of(doc: TrainingDocument) -> list[Entry]:
    """Return the annotated facts as gold entries; all surfaces of a name are its aliases."""
    surfaces: dict[str, set[str]] = defaultdict(set)
    values: dict[str, str] = {}
    for s in doc.sentences:
        for n in s.notes:
            if is_name(n.kind):
                surfaces[n.entity].add(s.text[n.start : n.end])
            elif n.kind in VALUE_KINDS:
                values[n.entity] = s.text[n.start : n.end]
    out: dict[tuple[str, ...], Entry] = {}
    for s in doc.sentences:
        for f in s.facts:
            relation, _, attribute = f.label.partition(":")
            ends = sorted((f.subject, f.object)) if f.label in SYMMETRIC else [f.subject, f.object]
            entry = {
                "subject": f.subject, "subject_kind": doc.kinds.get(f.subject, ""), "relation": relation,
                "subject_aliases": sorted(surfaces[f.subject]), "object": values.get(f.object, f.object),
                "object_kind": doc.kinds.get(f.object, ""), "object_aliases": sorted(surfaces[f.object]),
                "status": f.status, "attribute": attribute,
            }  # fmt: skip
            known = out.setdefault((*ends, f.label), entry)
            known.setdefault("status_aliases", []).append(f.status)
    return list(out.values())


def build(folder: Path, floor: float | None) -> Any:
    """Return the pipeline on the weights of a folder; a floor replaces the thresholds."""
    import spacy

    from ..pipeline import CONFIG, load

    load()  # registers the components
    config = spacy.util.load_config(CONFIG)
    for name in ("mentions", "references", "relations"):
        config["components"][name]["folder"] = str(folder)
    config["components"]["relations"]["floor"] = floor
    return spacy.util.load_model_from_config(config, auto_fill=True)


def entry_of(claim: Any) -> Entry:
    """Return a claim in the format of the gold sets."""
    entry = {
        "subject": claim.subject.entity.label, "relation": claim.relation, "status": claim.status,
        "object": claim.value.text if claim.value else claim.object.entity.label, "confidence": claim.confidence,
        "qualifiers": {d.name: d.text for d in claim.details}, "speaker": claim.speaker,
    }  # fmt: skip
    return entry | ({"attribute": claim.value.attribute} if claim.value else {})


def surest_claims(doc: Any) -> list[Any]:
    """Return one claim of a Doc for each fact: the surest."""
    best: dict[tuple[str, ...], Any] = {}
    for claim in doc._.claims:
        if claim.subject.entity and (claim.value or claim.object.entity):
            e = entry_of(claim)
            key = (e["subject"], e["relation"], e["object"], e.get("attribute", ""))
            if key not in best or best[key].confidence < claim.confidence:
                best[key] = claim
    return list(best.values())


def _labels(doc: Any) -> dict[str, set[str]]:
    """Return the labels of the entities that each surface of a Doc was linked to."""
    out: dict[str, set[str]] = defaultdict(set)
    for m in doc._.mentions:
        if m.role == "name" and m.entity:
            out[plain(m.text, kind="Company")].add(m.entity.label)
    return out


def _accept(gold: Entry, labels: dict[str, set[str]]) -> Entry:
    """Accept the labels that the linker gave to the surfaces of a gold fact: links are judged elsewhere."""
    out = dict(gold)
    for end in ("subject", "object"):
        surfaces = [gold[end], *gold[f"{end}_aliases"]]
        linked = {label for s in surfaces for label in labels.get(plain(s, kind="Company"), ())}
        out[f"{end}_aliases"] = [*gold[f"{end}_aliases"], *sorted(linked)]
    return out


def judge(nlp: Any, documents: Sequence[TrainingDocument]) -> list[Judged]:
    """Run the pipeline on documents and compare every claim with their annotation."""
    texts = [text_of(d) for d in documents]
    out = []
    for doc, source, (_, places) in zip(nlp.pipe([t for t, _ in texts]), documents, texts, strict=True):
        gold = [_accept(g, _labels(doc)) for g in gold_of(source)]
        empty = [place for place, s in zip(places, source.sentences, strict=True) if not s.facts]
        for claim in surest_claims(doc):
            e = entry_of(claim)
            hits = [g for g in gold if strict(g, e)]
            middle = sum(claim.sentence) // 2
            label = e["relation"] + (f":{e['attribute']}" if "attribute" in e else "")
            status = any(e["status"] in g["status_aliases"] for g in hits)
            idle = any(a <= middle < b for a, b in empty)
            features = features_of(claim.subject, claim.object)
            out.append(Judged(source.id, label, claim.confidence, bool(hits), status, idle, features))
    return out
