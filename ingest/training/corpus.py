"""The annotated corpus: reader and checker of its text format (corpus/FORMAT.md)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..network.labels import NAME_KINDS, RELATIONS, STATUSES, VALUE_KINDS

CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile(
    r"\[\[(?P<kind>\w+):(?P<name>[^|\]]+)(?:\|(?P<surface>[^\]]+))?\]\]"
    r"|\(\((?P<ref>[^|()]+)(?:\|(?P<refsurface>[^()]+))?\)\)"
    r"|\{\{(?P<vkind>\w+)\|(?P<value>[^{}]+)\}\}"
)
HELD_BACK = 10  # per cent of the documents


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked mention: characters, form (name, reference or value), kind and canonical name."""

    start: int
    end: int
    form: str
    kind: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class MarkedFact:
    """A fact line."""

    subject: str
    relation: str
    object: str
    status: str
    qualifiers: dict[str, str]


@dataclass(slots=True)
class MarkedSentence:
    """One T: or S: line with its fact lines."""

    title: bool
    text: str
    marks: list[Mark]
    facts: list[MarkedFact] = field(default_factory=list)


@dataclass(slots=True)
class MarkedDocument:
    """One document of the corpus and the mistakes found in it."""

    id: str
    sentences: list[MarkedSentence] = field(default_factory=list)
    published: str = ""
    style: str = ""
    mistakes: list[str] = field(default_factory=list)

    @property
    def held_back(self) -> bool:
        """Tell whether the document is kept out of training, by a hash of its id."""
        return zlib.crc32(self.id.encode()) % 100 < HELD_BACK


def unmark(line: str) -> tuple[str, list[Mark]]:
    """Return the text of a line without its marks, and the marks.

    >>> unmark("[[Company:VW|Volkswagen]] said ((VW|it)) grew {{Percent|5%}}")[0]
    'Volkswagen said it grew 5%'
    """
    out, marks, last = "", [], 0
    for m in MARK.finditer(line):
        out += line[last : m.start()]
        last = m.end()
        if m["kind"]:
            surface, entry = m["surface"] or m["name"], ("name", m["kind"], m["name"].strip())
        elif m["ref"]:
            surface = m["refsurface"] or m["ref"]
            entry = ("reference", None, m["ref"].strip() if m["refsurface"] else None)
        else:
            surface, entry = m["value"], ("value", m["vkind"], None)
        marks.append(Mark(len(out), len(out) + len(surface), *entry))
        out += surface
    return out + line[last:], marks


def read_corpus(paths: Iterable[Path] | None = None) -> list[MarkedDocument]:
    """Read all documents of the corpus files (default: corpus/*.txt), in the order of the names."""
    files = sorted(paths if paths is not None else CORPUS.glob("*.txt"))
    return [doc for path in files for doc in _documents(path)]


def _documents(path: Path) -> Iterator[MarkedDocument]:
    doc: MarkedDocument | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line, where = raw.strip(), f"{path.name}:{number}"
        if line.startswith("# doc "):
            if doc is not None:
                yield doc
            doc = MarkedDocument(line[6:].strip())
        elif doc is None or not line:
            continue
        elif line.startswith("# published "):
            doc.published = line[12:].strip()
        elif line.startswith("# style"):
            doc.style = line[7:].strip()
        elif line[:2] in ("T:", "S:"):
            _add_sentence(doc, line, where)
        elif line.startswith("F:"):
            _add_fact(doc, line, where)
        elif not line.startswith("#"):
            doc.mistakes.append(f"{where}: unknown line {line[:60]!r}")
    if doc is not None:
        yield doc


def _add_sentence(doc: MarkedDocument, line: str, where: str) -> None:
    text, marks = unmark(line[2:].strip())
    if re.search(r"\[\[|\]\]|\(\(|\)\)|\{\{|\}\}", text):
        doc.mistakes.append(f"{where}: unbalanced mark in {text[:60]!r}")
    for mark in marks:
        kinds = {"name": NAME_KINDS, "value": VALUE_KINDS}.get(mark.form)
        if kinds is not None and mark.kind not in kinds:
            doc.mistakes.append(f"{where}: unknown kind {mark.kind}")
    doc.sentences.append(MarkedSentence(line[0] == "T", text, marks))


def _add_fact(doc: MarkedDocument, line: str, where: str) -> None:
    parts = [part.strip() for part in line[2:].split("|")]
    if len(parts) < 4 or not doc.sentences:
        doc.mistakes.append(f"{where}: a fact needs a sentence and 4 fields")
        return
    subject, relation, obj, status = parts[:4]
    pairs = (q.strip().split("=", 1) for q in "|".join(parts[4:]).split(";") if "=" in q)
    fact = MarkedFact(subject, relation, obj, status, dict(pairs))
    known = {m.name for s in doc.sentences for m in s.marks if m.form == "name"}
    valued = relation in ("has_attribute", "has_metric")
    if not valued and relation not in RELATIONS:
        doc.mistakes.append(f"{where}: unknown relation {relation}")
    if status not in STATUSES:
        doc.mistakes.append(f"{where}: unknown status {status}")
    if subject not in known:
        doc.mistakes.append(f"{where}: subject {subject!r} has no name mention so far")
    if valued and "=" not in obj:
        doc.mistakes.append(f"{where}: {relation} wants attribute=value unit")
    if not valued and obj not in known:
        doc.mistakes.append(f"{where}: object {obj!r} has no name mention so far")
    doc.sentences[-1].facts.append(fact)
