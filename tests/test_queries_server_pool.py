"""The workers behind the server: which of them live on, and what they answer while the store changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from graph import KnowledgeGraph, LocalStore, ServerError
from graph.terms import FACTS
from graph.upkeep.settings import EVERYTHING, pending_quads
from queries.server.pool import RECHECK, Limits, Pool
from tests.serving import filled


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("pool") / "store")


def idle(pool: Pool) -> list[int]:
    """Return the process ids of the workers that wait for work."""
    return [worker.pid for worker in pool._idle]


@pytest.mark.parametrize(
    ("task", "arguments", "status"),
    [
        ("entity", {"id": "company/nobody"}, 404),
        ("english", {"text": "what is love"}, 404),
        ("sparql", {"query": "SELECT * WHERE", "accepted": ["text/csv"], "limit": 9, "rows": 9}, 400),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }", "accepted": ["image/png"], "limit": 9, "rows": 9}, 413),
        ("entity", {"colour": "red"}, 500),
    ],
)
def test_a_worker_that_answers_with_an_error_lives_on(
    store: Path, task: str, arguments: dict[str, object], status: int
) -> None:
    async def run() -> None:
        pool = Pool(str(store), Limits())
        await pool.run("stats", {})
        before = idle(pool)
        with pytest.raises(ServerError) as error:
            await pool.run(task, arguments)
        assert error.value.status == status
        assert len(before) == 1 and idle(pool) == before
        await pool.close()

    asyncio.run(run())


def test_a_task_that_takes_too_long_or_is_cancelled_takes_its_worker_with_it(store: Path) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    endless = {"query": cross, "accepted": ["text/csv"], "limit": 9, "rows": 9}

    async def run() -> None:
        pool = Pool(str(store), Limits(seconds=1))
        with pytest.raises(ServerError, match="stopped after 1 seconds"):
            await pool.run("sparql", endless)
        assert not idle(pool)
        pool = Pool(str(store), Limits(workers=1))
        task = asyncio.ensure_future(pool.run("sparql", endless))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not idle(pool)
        assert (await pool.run("stats", {})).json()["articles"] == 32  # the slot is free again
        await pool.close()

    asyncio.run(run())


def test_while_statements_are_computed_anew_workers_answer_from_before_or_not_at_all(tmp_path: Path) -> None:
    folder = filled(tmp_path / "store")

    async def run() -> None:
        old, new = Pool(str(folder), Limits()), Pool(str(folder), Limits())
        before = (await old.run("stats", {})).json()
        assert before["statements"] > 100
        store = LocalStore(folder)
        store.apply((), pending_quads([EVERYTHING]))  # as `rebuild` begins
        store.clear(FACTS)
        await asyncio.sleep(RECHECK + 0.1)
        assert (await old.run("stats", {})).json() == before
        with pytest.raises(ServerError, match="being computed anew") as error:
            await new.run("stats", {})
        assert error.value.status == 503
        store.close()
        with KnowledgeGraph.open(folder) as kg:  # mends it
            kg.remove("a1")
        await asyncio.sleep(RECHECK + 0.1)
        after = [(await pool.run("stats", {})).json() for pool in (old, new)]
        assert after[0] == after[1] and before["statements"] - 10 < after[0]["statements"] < before["statements"]
        await old.close()
        await new.close()

    asyncio.run(run())
