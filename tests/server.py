"""A web server on loopback that answers from a table and keeps a log, for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """One answer; `etag` makes it conditional."""

    body: bytes | str = b""
    status: int = 200
    form: str = "text/html; charset=utf-8"
    etag: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """The pages of the server by path; a page may be a function of how often it was asked for."""

    pages: dict[str, Reply | Callable[[int], Reply]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str) -> Reply:
        self.log.append(path)
        page = self.pages.get(path, Reply("not here", 404))
        return page(self.log.count(path)) if callable(page) else page

    def asked(self, path: str) -> int:
        return self.log.count(path)


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = site.answer(self.path)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            same = bool(reply.etag) and self.headers.get("If-None-Match") == reply.etag
            self.send_response(304 if same else reply.status)
            self.send_header("Content-Type", reply.form)
            self.send_header("Content-Length", "0" if same else str(len(body)))
            for name, value in ({"ETag": reply.etag} if reply.etag else {}).items():
                self.send_header(name, value)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not same:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
