"""A worker of the server: a process that answers one request after the other and may be killed at any moment.

`python -m queries.server.worker PLACE MEGABYTES` reads frames from stdin and writes frames to stdout; a frame is the
length of a JSON head (4 bytes, big endian), the head, and as many bytes of body as the head's `size` says.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from graph import (
    AutokgError,
    KnowledgeGraph,
    LocalStore,
    NotAcceptableError,
    StoreError,
    TooLargeError,
    UnknownNameError,
    UnknownQuestionError,
)

KINDS: Mapping[type[AutokgError], str] = {
    UnknownNameError: "unknown",
    UnknownQuestionError: "unknown",
    NotAcceptableError: "not acceptable",
    TooLargeError: "too large",
    StoreError: "store",
}
"""What the server needs to know of an error."""

LENGTH = struct.Struct(">I")


def main(place: str, megabytes: int) -> None:
    """Answer requests until stdin ends."""
    from .tasks import TASKS

    _limit_memory(megabytes)
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    kg: KnowledgeGraph | None = None
    opened = ""
    while (request := _read(requests)) is not None:
        try:
            if kg is None or request["version"] != opened:
                kg, opened = newest(place, kg), request["version"]
            media, body, *cut = TASKS[request["task"]](kg, **request["arguments"])
            head: dict[str, Any] = {"media": media, "cut": cut == [True]}
        except MemoryError:
            raise SystemExit(1) from None  # what is left of the memory is not worth keeping
        except AutokgError as error:
            head, body = {"error": _kind(error), "message": str(error)}, b""
        except Exception as error:
            head, body = {"error": "internal", "message": f"{type(error).__name__}: {error}"}, b""
        text = json.dumps(head | {"size": len(body)}).encode()
        replies.write(LENGTH.pack(len(text)) + text + body)
        replies.flush()


def newest(place: str, older: KnowledgeGraph | None) -> KnowledgeGraph:
    """Return a view of the store as it is now, or an older one while the statements are computed anew.

    Without an older view StoreError is raised: what is there then is a part of the statements.
    """
    kg = reader(place)
    if not kg.settings.pending:
        return kg
    if older is None:
        raise StoreError(
            "the statements are being computed anew: try again in a moment; "
            "if that was cut off, `autokg stats` on this store completes it"
        )
    return older  # the last write of what is going on changes the version again


def reader(place: str) -> KnowledgeGraph:
    """Open a folder for reading, as it is now, or the engine of a URL."""
    if place.startswith(("http://", "https://")):
        return KnowledgeGraph.open(place)
    return KnowledgeGraph(LocalStore.reading(place))


def _kind(error: AutokgError) -> str:
    return next((kind for type, kind in KINDS.items() if isinstance(error, type)), "query")


def _read(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    request: dict[str, Any] = json.loads(stream.read(LENGTH.unpack(head)[0]))
    return request


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
