"""Real engines for the tests, started on loopback and stopped again."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from pyoxigraph import NamedNode

from graph.store.protocol import select
from graph.store.remote import RemoteStore

INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 4
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4

[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run the Oxigraph server (PyPI package oxigraph); yields its URL."""
    program = Path(sys.executable).with_name("oxigraph")
    command = str(program) if program.exists() else shutil.which("oxigraph")
    if command is None:
        raise LookupError("the Oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    with _running([command, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], folder):
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/query?query=ASK%7B%7D")
        yield url


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Virtuoso (Debian package virtuoso-opensource); yields its SPARQL endpoint, open for updates."""
    command = shutil.which("virtuoso-t")
    if command is None:
        raise LookupError("Virtuoso is not installed: apt-get install virtuoso-opensource")
    sql, http = free_port(), free_port()
    (folder / "sql-port").write_text(str(sql))
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, sql=sql, http=http))
    with _running([command, "+foreground", "+configfile", str(ini)], folder):
        url = f"http://127.0.0.1:{http}/sparql"
        _wait(f"{url}?query=ASK%7B%7D")
        grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL"'
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", grant], check=True, capture_output=True, timeout=60
        )
        yield url


def empty(url: str) -> None:
    """Remove all graphs of ours from an engine."""
    store = RemoteStore(url)
    for graph in select(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        if graph[0].startswith("https://w3id.org/autokg/"):
            store.clear(NamedNode(graph[0]))
    store.close()


@contextlib.contextmanager
def _running(command: list[str], folder: Path) -> Iterator[None]:
    with (folder / "engine.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            yield
        finally:
            process.kill()
            process.wait()


def _wait(url: str, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=5).is_success:
                return
        time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer")
