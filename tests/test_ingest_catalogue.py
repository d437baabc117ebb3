import json
from collections import Counter, defaultdict

import pytest

from graph import CatalogueError, name_key, ontology
from graph.vocabulary import entity_id
from ingest.catalogue import CATALOGUE, FORBIDDEN, load_catalogue, read_entries

ENTRIES = list(read_entries(CATALOGUE))
LEAST = {
    "Company": 1500,
    "Vehicle": 1500,
    "Platform": 60,
    "Component": 240,
    "Technology": 100,
    "Market": 50,
    "Person": 400,
    "Place": 600,
    "Facility": 150,
    "Event": 60,
    "Government": 60,
    "Organization": 90,
    "Material": 50,
}


def test_ids_are_unique_and_minted_from_kind_and_label():
    assert len({e.id for e in ENTRIES}) == len(ENTRIES)
    assert [e.id for e in ENTRIES if e.id != entity_id(e.kind, e.label) or e.kind not in ontology().kinds] == []


def test_no_name_is_claimed_twice_in_one_kind_without_saying_so():
    claims = defaultdict(list)
    for entry in ENTRIES:
        for key in {name_key(name) for name in (entry.label, *entry.aliases)}:
            claims[entry.kind, key].append(entry)
    bad = [
        (key, [e.id for e in found])
        for (_, key), found in claims.items()
        if len(found) > 1 and not all(key in map(name_key, e.ambiguous) for e in found)
    ]
    assert bad == []


def test_a_name_of_two_kinds_of_bodies_belongs_to_two_things_that_are_known_as_two():
    forbidden = {frozenset(json.loads(line)) for line in FORBIDDEN.read_text(encoding="utf-8").splitlines()}
    claims = defaultdict(set)
    for entry in ENTRIES:
        if entry.kind in ("Company", "Organization", "Government"):
            for name in (entry.label, *entry.aliases):
                claims[name_key(name)].add(entry.id)
    pairs = {
        frozenset((a, b))
        for ids in claims.values()
        for a in ids
        for b in ids
        if a.split("/")[0] != b.split("/")[0] and frozenset((a, b)) not in forbidden
    }
    assert sorted(map(sorted, pairs)) == []


def test_labels_keep_their_own_letters():
    digraphs = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe"})
    so_spelt_by_themselves = {"Kuehne+Nagel", "Florian Huettl", "Daniel Roeska"}
    plain = {
        entry.label
        for entry in ENTRIES
        for alias in entry.aliases
        if entry.label.isascii()
        and not alias.isascii()
        and name_key(alias.translate(digraphs)) == name_key(entry.label)
    }
    assert plain - so_spelt_by_themselves == set()


def test_every_parent_is_an_entry_and_nobody_is_their_own_ancestor():
    parents = {e.id: e.parent for e in ENTRIES}
    assert [e.id for e in ENTRIES if e.parent and e.parent not in parents] == []
    for id, parent in parents.items():
        above, steps = parent, 0
        while above:
            above, steps = parents[above], steps + 1
            assert steps < 12, f"{id} is below itself"


def test_pairs_never_merged_are_entries_with_no_name_in_common():
    names = {e.id: {(e.kind, name_key(n)) for n in (e.label, *e.aliases)} for e in ENTRIES}
    ambiguous = {e.id: {(e.kind, name_key(n)) for n in e.ambiguous} for e in ENTRIES}
    pairs = [json.loads(line) for line in FORBIDDEN.read_text(encoding="utf-8").splitlines()]
    assert len(pairs) > 100
    assert [pair for pair in pairs if not set(pair) <= names.keys()] == []
    assert [(a, b) for a, b in pairs if a == b or (names[a] & names[b]) - (ambiguous[a] & ambiguous[b])] == []


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_the_catalogue_is_large_enough(kind, least):
    assert Counter(e.kind for e in ENTRIES)[kind] >= least


@pytest.mark.parametrize(
    ("name", "id", "form"),
    [
        ("Volkswagen", "company/volkswagen", "label"),
        ("VW", "company/volkswagen", "alias"),
        ("EV6", "vehicle/kia-ev6", "derived"),
        ("ŠKODA", "company/skoda", "label"),
        ("Skoda", "company/skoda", "label"),
        ("Musk", "person/elon-musk", "surname"),
        ("Gürcan Karakaş", "person/gurcan-karakas", "label"),
        ("Guercan Karakas", "person/gurcan-karakas", "alias"),
        ("Grünheide", "place/grunheide", "label"),
        ("Gruenheide", "place/grunheide", "alias"),
    ],
)
def test_names_lead_to_entries(name, id, form):
    assert (id, form) in [(entry.id, how) for entry, how in load_catalogue().named(name)]


def test_a_file_of_the_user_adds_entries_and_extends_known_ones(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(
        "kind,label,aliases,parent,country\nCompany,Moravolt,MVT; Mora,Skoda,\nCompany,Bosch,Die Boscher,,\n"
    )
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"kind": "Vehicle", "label": "Moravolt M1", "parent": "Moravolt"}\n')
    catalogue = load_catalogue((table, lines))
    assert catalogue.entries["company/moravolt"].parent == "company/skoda"
    assert [entry.label for entry, _ in catalogue.named("mora")] == ["Moravolt"]
    assert "Robert Bosch" in catalogue.entries["company/bosch"].aliases
    assert catalogue.named("Die Boscher")[0][0].id == "company/bosch"
    assert catalogue.named("M1")[-1][0].id == "vehicle/moravolt-m1"


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("a.csv", "kind,label\nCompany,X1\nFirm,Y\n", 3, "unknown kind 'Firm'"),
        ("b.jsonl", '{"kind": "Company", "label": "A"}\n{"kind": ', 2, "not JSON"),
        ("c.jsonl", '{"kind": "Company", "label": "A", "colour": "red"}\n', 1, "unknown field 'colour'"),
        ("d.jsonl", '{"kind": "Company"}\n', 1, "needs a label"),
        ("e.jsonl", "[]\n", 1, "JSON object"),
        (
            "f.jsonl",
            '{"kind": "Company", "label": "A", "aliases": 5}\n',
            1,
            "'aliases' must be a text or a list of texts",
        ),
        ("g.jsonl", '{"kind": "Company", "label": "A", "aliases": [1]}\n', 1, "'aliases' must be"),
        ("h.jsonl", '{"kind": "Company", "label": 5}\n', 1, "'label' must be a text, but is 5"),
        ("i.jsonl", '{"kind": ["Company"], "label": "A"}\n', 1, "'kind' must be a text"),
        ("j.jsonl", '{"kind": "Company", "label": null}\n', 1, "needs a label"),
        ("k.csv", "kind,label,aliases\nCompany,A,B1,B2\n", 2, "more cells than columns"),
        ("l.jsonl", b'{"kind": "Company", "label": "\xe4"}\n', None, "UTF-8"),
        ("m.csv", b"kind,label\nCompany,\xe4\n", None, "UTF-8"),
    ],
)
def test_a_line_that_breaks_the_format_is_named(tmp_path, name, text, line, reason):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CatalogueError, match=reason) as caught:
        load_catalogue((file,))
    assert (caught.value.file, caught.value.line) == (str(file), line)


def test_null_stands_for_what_is_not_known(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"kind": "Company", "label": "Moravolt", "aliases": null, "city": null}\n')
    (entry,) = read_entries(file)
    assert (entry.aliases, entry.city) == ((), "")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CatalogueError, match="no such file"):
        load_catalogue((tmp_path / "none.csv",))


def test_the_environment_names_files_of_the_user(tmp_path, monkeypatch):
    table = tmp_path / "mine.csv"
    table.write_text("kind,label\nCompany,Moravolt\n")
    assert not load_catalogue().named("Moravolt")
    monkeypatch.setenv("AUTOKG_CATALOGUE", str(table))
    assert [entry.id for entry, _ in load_catalogue().named("Moravolt")] == ["company/moravolt"]
