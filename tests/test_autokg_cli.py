"""The command line on bad input: exit code 1, one clear line, and nothing in the store changes."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.stories import stories, write_jsonl

ROOT = Path(__file__).parent.parent
GOOD = "Bosch delivers brakes to Porsche\n\nBosch supplies brakes to Porsche.\n"


def autokg(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "autokg", *words],
        check=False,
        cwd=ROOT,
        input=given,
        capture_output=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with one article, exported for comparison."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "good.txt").write_text(GOOD)
    done = autokg("--store", str(folder / "kg"), "ingest", str(folder / "good.txt"))
    assert done.returncode == 0, done.stderr
    assert autokg("--store", str(folder / "kg"), "export", str(folder / "before.nq")).returncode == 0
    yield folder
    assert autokg("--store", str(folder / "kg"), "export", str(folder / "after.nq")).returncode == 0
    assert sorted((folder / "after.nq").read_text().splitlines()) == sorted(
        (folder / "before.nq").read_text().splitlines()
    )


BAD: dict[str, tuple[bytes | None, str]] = {
    "missing.txt": (None, "no such file or folder"),
    "empty.txt": (b"", "the file is empty"),
    "binary.txt": (bytes(range(256)) * 50, "binary file"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + b"abc" * 99, "binary file"),
    "wrong.txt": (b"\x81\x8d\x8f\x90\x9d\xfe\xff" * 300, "no text encoding fits"),
    "huge.txt": (b"twenty megabytes of words " * 800_000, "too large"),
    "furniture.html": (b"<html><body><nav><a href='/'>Home</a></nav><footer>(c)</footer></body></html>", "no article"),
    "german.txt": (b"Magna baut den Wagen ab 2027 in Graz, wie das Unternehmen am Dienstag mitteilte. " * 4, "German"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_file(store: Path, name: str) -> None:
    data, words = BAD[name]
    if data is not None:
        (store / name).write_bytes(data)
    one_line(autokg("--store", str(store / "kg"), "ingest", str(store / name)), words)


@pytest.mark.parametrize(
    ("url", "words"),
    [("http://127.0.0.1:1/a", "private or local"), ("http://no-such-host.invalid/a", "cannot be reached")],
)
def test_unreachable_url(store: Path, url: str, words: str) -> None:
    one_line(autokg("--store", str(store / "kg"), "ingest", url), words)
    one_line(
        autokg("--store", str(store / "kg"), "ingest", "--allow-private", "http://127.0.0.1:1/a"), "cannot be reached"
    )


def test_bad_options(store: Path) -> None:
    good = str(store / "good.txt")
    one_line(autokg("--store", str(store / "kg"), "ingest", "--field", "words=x", good), "the fields are text")
    one_line(autokg("--store", str(store / "kg"), "ingest", "--cluster", "local:x", good), "local:4")
    one_line(autokg("--store", str(store / "kg"), "ingest", str(store / "nothing")), "no such file")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", "SELECT ?x WHERE { ?x "], "not valid SPARQL at line 1, column 22"),
        (["query", "SELEC ?x { ?x ?p ?y }"], "did you mean SELECT?"),
        (["query", "PREFIX a: <x:>  # mine\nFOO"], "no query begins with 'FOO': use SELECT, ASK"),
        (["query", " "], "the query is empty"),
        (["query", "SELECT ?x { ?x foo:bar ?y }"], "the prefix foo: is not declared"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "a query only reads"),
        (["query", "SELECT * { SERVICE <http://no-such-host.invalid/> { ?s ?p ?o } }"], "Name or service not known"),
        (["query", "SELECT * { ?s ?p ?o }", "--format", "yaml"], "known: json, xml, csv, tsv"),
        (["query", "@nothing.rq"], "No such file"),
        (["query", "@picture.html"], "not a query in UTF-8"),
        (["ask", "partnersof", "company=Sony"], "partners_of"),
        (["ask", "partners_of", "firm=Sony"], "has no parameter 'firm'"),
        (["ask", "partners_of"], "for example: company=Sony"),
        (["ask", "partners_of", "company="], "needs company"),
        (["ask", "partners_of", "Sony"], "not name=value"),
        (["ask", "partners_of", "company=Porsch"], "did you mean Porsche"),
        (["ask", "partners_of", "company=Bosch", "--format", "yaml"], "known: table, json, csv"),
        (["ask", "partners_of", "company=Bosch", "limit=-1"], "not a number of 0 or more"),
        (["entity", "Nobody Motors"], "no entity of this graph is called 'Nobody Motors'"),
        (["remove", "nothing"], "no article 'nothing'"),
        (["reingest", "nothing"], "no such article"),
        (["diff", "nothing"], "no store and no file"),
        (["import", "good.txt"], "unknown ending '.txt'"),
        (["backup", "kg"], "is there already"),
        (["restore", "nothing"], "no backup"),
        (["watch", "nothing.toml"], "cannot be read"),
        (["review", "nothing", "accepted"], "no evidence"),
        (["explore", "-o", "."], "Is a directory"),
        (["extract", "good.txt", "-o", "good.txt"], "is a file"),
        (["export", "graph.doc"], "unknown ending '.doc'"),
        (["export", "/proc/nowhere/graph.nq"], "cannot write"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_words(
    store: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (store / "picture.html").write_bytes(BAD["picture.html"][0] or b"")
    monkeypatch.chdir(store)
    monkeypatch.setattr(sys, "argv", ["autokg", "--store", "kg", *words])
    code = in_this_process()
    shown = "".join(capsys.readouterr())
    assert code == 1, shown
    assert len(shown.splitlines()) == 1, shown
    assert said in shown


def in_this_process() -> object:
    from autokg.cli.app import main

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    gc.collect()  # the error's frames hold the store open
    return code


def test_a_place_that_is_no_store(store: Path) -> None:
    (store / "others").mkdir()
    (store / "others" / "letter.txt").write_text("Dear reader")
    for name, words in (("good.txt", "is a file"), ("others", "other files"), ("nowhere", "there is no store")):
        one_line(autokg("--store", str(store / name), "stats"), words)
    assert [file.name for file in (store / "others").iterdir()] == ["letter.txt"]
    assert not (store / "nowhere").exists()


def test_a_store_that_another_process_holds(store: Path) -> None:
    from graph import KnowledgeGraph

    with KnowledgeGraph.open(store / "kg"):
        one_line(autokg("--store", str(store / "kg"), "ingest", str(store / "good.txt")), "open in another process")


def test_output_into_a_closed_pipe_says_nothing(store: Path) -> None:
    command = (
        f"{sys.executable} -m autokg --store {store / 'kg'} query 'SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }}' | head -1"
    )
    done = subprocess.run(["bash", "-c", command], check=False, cwd=ROOT, capture_output=True, timeout=120)
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1


def test_standard_input_and_the_same_again(store: Path) -> None:
    done = autokg("--store", str(store / "kg"), "ingest", "-", given=GOOD.encode())
    again = autokg("--store", str(store / "kg"), "ingest", str(store / "good.txt"))
    assert (done.returncode, again.returncode) == (0, 0)


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1.5])
def test_ctrl_c_is_one_line_from_the_first_moment(store: Path, tmp_path: Path, seconds: float) -> None:
    write_jsonl(stories(400), tmp_path / "told.jsonl")
    words = ["--store", str(tmp_path / "kg"), "ingest", str(tmp_path / "told.jsonl"), "--workers", "2"]
    # Until the program has begun it is Python that answers, at length. A suite in the background has SIGINT ignored.
    begin = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nfrom autokg.__main__ import main\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", begin + "print('on', flush=True)\nmain()", *words],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    assert run.stdout and run.stdout.readline()
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert run.returncode in (1, 130), (out, err)
    assert len((out + err).strip().splitlines()) == 1, (out, err)


def one_line(done: subprocess.CompletedProcess[bytes], words: str) -> None:
    lines = [line for line in (done.stdout + done.stderr).decode().splitlines() if line.strip()]
    assert done.returncode == 1, lines
    assert b"Traceback" not in done.stderr
    assert len(lines) == 1, lines
    assert words in lines[0]
