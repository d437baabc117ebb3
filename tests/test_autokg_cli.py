"""The command line on bad input: exit code 1, one clear line, and nothing in the store changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOOD = "Magna Steyr builds the Nordfjord N4\n\nMagna Steyr builds the Nordfjord N4 in Graz.\n"


def autokg(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "autokg", *words], check=False, cwd=ROOT, input=given, capture_output=True, timeout=120
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


def test_standard_input_and_the_same_again(store: Path) -> None:
    done = autokg("--store", str(store / "kg"), "ingest", "-", given=GOOD.encode())
    again = autokg("--store", str(store / "kg"), "ingest", str(store / "good.txt"))
    assert (done.returncode, again.returncode) == (0, 0)


def one_line(done: subprocess.CompletedProcess[bytes], words: str) -> None:
    lines = [line for line in (done.stdout + done.stderr).decode().splitlines() if line.strip()]
    assert done.returncode == 1, lines
    assert b"Traceback" not in done.stderr
    assert len(lines) == 1, lines
    assert words in lines[0]
