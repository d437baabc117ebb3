"""One update in a process of its own: `python -m queries.server.update PLACE` reads it from stdin.

It ends with 0, or prints an HTTP status and the reason. Killing it leaves the store whole: an update is atomic.
"""

from __future__ import annotations

import sys

from graph import AutokgError, LocalStore, ManagedGraphError, QueryError, StoreError, refuse_foreign, update_dataset


def main(place: str, update: str) -> int:
    """Run an update on the store in a folder; return the exit code. An engine behind a URL takes updates itself."""
    try:
        refuse_foreign(update)
        if "://" in place:
            raise QueryError("send updates to the engine itself: this endpoint only passes queries on")
        store = LocalStore(place)
        update_dataset(store, update)
        store.close()
    except StoreError as error:
        return _say(503, error)
    except ManagedGraphError as error:
        return _say(403, error)
    except AutokgError as error:
        return _say(400, error)
    return 0


def _say(status: int, error: AutokgError) -> int:
    sys.stdout.write(f"{status} {error}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
