"""A running server for tests: the command as users start it, on a free port, over a store of its own, and a store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from graph import KnowledgeGraph
from tests.newsroom import tell

ROOT = Path(__file__).parents[1]
TOKEN = "correct horse battery staple"
EVIL = '</script><script>alert(1)</script> "><img src=x onerror=alert(2)>'


def filled(folder: Path) -> Path:
    """Make a store of a few firms, an article that means harm, and thirty that make queries long; return its folder."""
    with KnowledgeGraph.open(folder) as kg:
        tell(
            kg,
            "a1",
            "2026-01-05",
            "Sony | partnered_with | Magna Steyr | product=cars",
            "CATL | supplies | Volkswagen | product=battery cells",
            "CATL | supplies | BMW | rumored | speaker=Nikkei",
            "Sony | has_metric | $2bn~2e9 USD | attribute=revenue",
        )
        tell(kg, "evil", "2026-01-06", f"Evil {EVIL} | partnered_with | Sony | product={EVIL}", paper=EVIL)
        for number in range(30):
            tell(kg, f"n{number}", "2026-01-07", *(f"Firm {number} | supplies | Firm {i}" for i in range(31, 36)))
    return folder


@contextmanager
def serving(store: Path | str, *options: str, token: str = "") -> Iterator[str]:
    """Start `autokg serve` over a store, yield its address, end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "autokg", "--store", str(store), "serve", "--port", str(port), *options]
    env = {**os.environ, "AUTOKG_WRITE_TOKEN": token}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(f"{address}/static/site.css", timeout=5)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)
