"""A running server for tests: the command as users start it, on a free port, over a store of its own."""

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

ROOT = Path(__file__).parents[1]
TOKEN = "correct horse battery staple"


@contextmanager
def serving(store: Path, *options: str, token: str = "") -> Iterator[str]:
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
