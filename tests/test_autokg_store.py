"""The commands that look after the store, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autokg.cli.app import app
from graph import AutokgError, KnowledgeGraph
from tests.newsroom import tell


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        tell(kg, "a", "2026-01-01", "Bosch | supplies | Isuzu", "Valeo | supplies | Mazda")
        tell(kg, "b", "2026-01-02", "Bosch | supplies | Isuzu")
    return tmp_path / "kg"


def run(store: Path | str, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["--store", str(store), *words], env={"COLUMNS": "200"}, catch_exceptions=True)
    if isinstance(done.exception, AutokgError):
        raise done.exception
    return done.exit_code, done.output


def test_export_import_and_diff(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.trig"
    assert "quads written" in run(store, "export", str(file))[1]
    assert run(store, "diff", str(file)) == (0, "no difference\n")
    assert "2 articles added" in run(tmp_path / "new", "import", str(file))[1]
    assert run(tmp_path / "new", "remove", "a")[0] == 0
    code, text = run(tmp_path / "new", "diff", str(store))
    assert code == 1
    assert [line.split() for line in text.splitlines()[1:]] == [
        ["~", "Bosch", "supplies", "Isuzu", "asserted", "0.99", "(2)", "asserted", "0.90", "(1)"],
        ["-", "Valeo", "supplies", "Mazda", "asserted", "0.90", "(1)"],
    ]
    said = run(store, "export", str(tmp_path / "g.csv"))[1]
    assert said.startswith("6 nodes and edges written to ")
    named = said.removeprefix("6 nodes and edges written to ").strip().split(", ")
    assert {Path(name) for name in named} == set(tmp_path.glob("g*.csv"))
    assert "the store has all articles" in run(store, "import", str(tmp_path / "g.csv"))[1]


def test_a_query_with_an_unknown_term_is_answered_with_a_warning(store: Path) -> None:
    query = "SELECT ?x { ?x auto:suplies ?y . ?x <https://w3id.org/autokg/ontology#supplies> ?y }"
    done = CliRunner().invoke(app, ["--store", str(store), "query", query])
    assert (done.exit_code, done.stdout.split()) == (0, ["x", "No", "rows", "match."])
    assert done.stderr == "autokg: the ontology has no term auto:suplies: did you mean auto:supplies?\n"


def test_backup_and_restore(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert run(store, "backup", str(copy))[0] == 0
    run(store, "remove", "a")
    assert "2 articles" in run(tmp_path / "back", "restore", str(copy))[1]
    assert run(tmp_path / "back", "diff", str(copy))[0] == 0
    with pytest.raises(AutokgError, match="is there already"):
        run(store, "restore", str(copy))
    with pytest.raises(AutokgError, match="is there already"):
        run(store, "backup", str(copy))
    with pytest.raises(AutokgError, match="no backup"):
        run(tmp_path / "x", "restore", str(tmp_path / "y"))


def test_check_and_policy(store: Path) -> None:
    assert run(store, "check")[0] == 0
    run(store, "policy", "0.95")
    with KnowledgeGraph.open(store) as kg:
        assert [str(row.s).rpartition("/")[2] for row in kg.query("SELECT ?s { ?s auto:supplies ?o }")] == ["bosch"]
        tell(kg, "c", "2026-01-03", "Person:Ada Lund | ceo_of | Isuzu", "Person:Ada Lund | ceo_of | Mazda")
    code, text = run(store, "check")
    assert code == 1
    assert "ceo_of_two: person=id:person/ada-lund first=id:company/isuzu second=id:company/mazda" in text


def test_check_knows_what_the_catalogue_forbids_to_merge(store: Path) -> None:
    with KnowledgeGraph.open(store) as kg:
        tell(kg, "c", "2026-01-03", "Toyota | supplies | Tsusho", "Bosch | supplies | Toyota Tsusho")
        kg.judge("Tsusho", "Toyota Tsusho", "same", by="Ada")
    assert run(store, "check")[0] == 0
    with KnowledgeGraph.open(store) as kg:
        kg.judge("Toyota", "Tsusho", "same", by="Ada")
    code, text = run(store, "check")
    assert (code, "merged_and_forbidden: first=id:company/toyota second=id:company/toyota-tsusho" in text) == (1, True)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(AutokgError, match="there is no store"):
        run(tmp_path / "none", "stats")
    with pytest.raises(AutokgError, match="no store and no file"):
        KnowledgeGraph.open(tmp_path / "kg").close()
        run(tmp_path / "kg", "diff", str(tmp_path / "none"))
    with pytest.raises(AutokgError, match="does not answer"):
        run("http://127.0.0.1:9/sparql", "stats")


A, B = "BMW [/red] AG", "BMW [/red] AGs"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("merge", A, B, "--by", "[/x]"), f"{B} is {A} from now on."),
        (("split", A, B), f"{A} and {B}: different."),
        (("same", A, B), f"{A} and {B}: unsure."),
        (("same",), B),
        (("review",), B),
        (("review", A, "same", B, "--by", "[/x]"), "same, by [/x]"),
        (("entity", A), A),
        (("ask", "facts_about", f"entity={A}"), A),
        (("query", "SELECT ?l { ?s rdfs:label ?l }"), B),
        (("articles",), "a[/1]"),
        (("remove", "a[/1]"), "article a[/1] removed"),
        (("export", "[red].nq"), "written to [red].nq"),
        (("backup", "[red]"), "copied to [red]"),
    ],
)
def test_brackets_in_names_are_printed_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], shown: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        tell(kg, "a[/1]", "2026-01-01", f"{A} | supplies | Isuzu", f"{B} | supplies | Isuzu")
    code, text = run(tmp_path / "kg", *words)
    assert (code, shown in text) == (0, True), text
