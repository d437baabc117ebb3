"""The run: exact counts whoever does the work, bounded memory, one bad article, interruption and resumption."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph import Article, ClusterError, Fact, KnowledgeGraph
from ingest import Step, extract, ingest, load, report_json
from ingest.crew import Processes, ahead
from ingest.sources import Gauge, Reading, Skip
from tests.bench.stories import expected, facts_in, stories, write_jsonl, write_pages

ROOT = Path(__file__).parent.parent
COUNT = 120


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(stories(COUNT), tmp_path_factory.mktemp("run") / "told.jsonl")


def counts(kg: KnowledgeGraph) -> dict[str, int]:
    stats = kg.stats()
    return {name: stats[name] for name in ("articles", "evidences", "statements", "entities")}


def told_facts(kg: KnowledgeGraph) -> dict[str, list[Fact]]:
    return {id: kg.facts(id) for id in sorted(kg.articles())}


def test_one_process_counts_exactly(told: Path) -> None:
    kg = KnowledgeGraph()
    report = ingest(kg, [told], model=facts_in)
    assert counts(kg) == expected(stories(COUNT))
    assert (report.articles, report.unchanged, report.skipped) == (COUNT, 0, ())
    assert report.facts == expected(stories(COUNT))["evidences"]
    again = ingest(kg, [told], model=facts_in)
    assert (again.articles, again.unchanged, again.facts, again.added) == (COUNT, COUNT, 0, 0)
    read_again = ingest(kg, [told], model=facts_in, reading=Reading(known="read"))
    assert (read_again.unchanged, read_again.facts) == (COUNT, report.facts)
    assert counts(kg) == expected(stories(COUNT))


def test_processes_give_the_same_graph(told: Path) -> None:
    alone, together = KnowledgeGraph(), KnowledgeGraph()
    seen: list[int] = []
    ingest(alone, [told], model=facts_in)
    ingest(together, [told], model=facts_in, workers=2, progress=lambda step: seen.append(step.done))
    assert told_facts(together) == told_facts(alone)
    assert seen == list(range(1, COUNT + 1))


def test_bulk_gives_the_same_graph(told: Path) -> None:
    alone, loaded = KnowledgeGraph(), KnowledgeGraph()
    ingest(alone, [told], model=facts_in)
    report = load(loaded, [told], model=facts_in)
    again = load(loaded, [told], model=facts_in)
    assert told_facts(loaded) == told_facts(alone)
    assert counts(loaded) == counts(alone) == expected(stories(COUNT))
    assert (report.articles, report.facts, report.added) == (
        COUNT,
        counts(alone)["evidences"],
        counts(alone)["statements"],
    )
    assert (again.unchanged, again.added) == (COUNT, 0)


def test_pages_and_lines_tell_the_same(told: Path, tmp_path: Path) -> None:
    pages = write_pages(stories(20), tmp_path / "pages")
    rows = [found for found in extract([told], model=facts_in) if not isinstance(found, Skip)][:20]
    for (row, row_facts), found in zip(rows, extract([pages], model=facts_in, workers=2), strict=True):
        assert not isinstance(found, Skip)
        page, page_facts = found
        assert (page.id, page.title, page.published, page.publisher) == (
            row.id,
            row.title,
            row.published,
            row.publisher,
        )
        assert [fact.evidence.quote for fact in page_facts] == [fact.evidence.quote for fact in row_facts]


def stumbling(article: Article) -> list[Fact]:
    """Find facts, but fail on one article and die on another."""
    if article.url.endswith("/7"):
        raise ValueError("this one\nis bad")
    if article.url.endswith("/13"):
        os._exit(3)
    return facts_in(article)


def test_bad_articles_cost_only_themselves(tmp_path: Path) -> None:
    few = write_jsonl(stories(20), tmp_path / "few.jsonl")
    kg = KnowledgeGraph()
    report = ingest(kg, [few], model=stumbling, workers=2)
    bad = {skip.source.rsplit(":", 1)[1]: skip.reason for skip in report.skipped}
    assert bad == {
        "8": "the extraction failed: ValueError: this one is bad",
        "14": "the extraction crashed on it",
    }
    assert report.articles == 20 - 2
    left = (one for one in stories(20) if one.number not in (7, 13))
    assert counts(kg) == expected(left)
    entry = report_json(report)["skipped"][0]
    assert set(entry) == {"source", "reason"}


def test_reading_ahead_is_bounded() -> None:
    drawn = 0

    def source() -> Iterator[int]:
        nonlocal drawn
        while drawn < 10_000:
            drawn += 1
            yield drawn

    reader = ahead(source(), 16)
    assert [next(reader) for _ in range(10)] == list(range(1, 11))
    time.sleep(0.3)
    assert drawn <= 10 + 16 + 2
    reader.close()
    with Processes(2) as crew:
        drawn = 0
        results = crew.map(negated, ([n] for n in source()), lost=lambda n: 0)
        assert [next(results) for _ in range(5)] == [[-1], [-2], [-3], [-4], [-5]]
        assert drawn <= 5 + 2 * 2 + 2
        results.close()


def negated(numbers: list[int]) -> list[int]:
    return [-number for number in numbers]


def test_errors_of_the_reader_arrive() -> None:
    def source() -> Iterator[int]:
        yield 1
        raise KeyError("gone")

    with pytest.raises(KeyError):
        list(ahead(source(), 4))


RUN = """
import sys
sys.path.insert(0, {root!r})
from graph import KnowledgeGraph
from ingest import ingest
from tests.bench.stories import facts_in
if __name__ == "__main__":
    with KnowledgeGraph.open({store!r}) as kg:
        ingest(kg, [{told!r}], model=facts_in, workers=2, progress=lambda step: print(step.done, flush=True))
"""


def test_kill_minus_nine_and_resume(told: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN.format(root=str(ROOT), store=str(tmp_path / "kg"), told=str(told)))
    for stop in (5, 40, 90):
        run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert run.stdout
        for line in run.stdout:
            if int(line) >= stop:
                os.killpg(run.pid, signal.SIGKILL)
                break
        run.wait(timeout=60)
        with KnowledgeGraph.open(tmp_path / "kg") as kg:
            told_so_far = {one.url: one for one in stories(COUNT)}
            stored = [kg.article(id) for id in kg.articles()]
            assert counts(kg) == expected(told_so_far[article.url] for article in stored if article)
    subprocess.run([sys.executable, script], check=True, stdout=subprocess.DEVNULL, timeout=120)
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        assert counts(kg) == expected(stories(COUNT))


def slow_facts_in(article: Article) -> list[Fact]:
    time.sleep(0.02)
    return facts_in(article)


def test_cluster_of_four_survives_the_loss_of_a_worker(told: Path) -> None:
    pytest.importorskip("distributed")
    from ingest.cluster import Cluster
    from ingest.run import ingest_found
    from ingest.sources import Fetcher, Web, items
    from ingest.tally import Tally

    kg, killed = KnowledgeGraph(), threading.Event()
    with Cluster("local:4") as crew:
        workers: dict[str, Any] = crew._client.run(os.getpid)
        assert len(workers) == 4

        def kill(step: Step) -> None:
            if step.done == 5 and not killed.is_set():
                killed.set()
                os.kill(next(iter(workers.values())), signal.SIGKILL)

        found = items([told], Web(Fetcher()))
        report = ingest_found(kg, found, crew, model=slow_facts_in, tally=Tally(kill))
    assert killed.is_set()
    assert (report.articles, report.skipped) == (COUNT, ())
    assert counts(kg) == expected(stories(COUNT))


def test_cluster_that_is_not_there() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match="local:4"):
        ingest(KnowledgeGraph(), [], workers="local:none")


def parts_of(steps: list[Step]) -> list[float]:
    return [step.part for step in steps if step.part is not None]


@pytest.mark.parametrize("form", ["jsonl", "csv", "zip", "tar.gz", "warc.gz", "pages"])
def test_progress_knows_what_is_left_of_a_container(form: str, tmp_path: Path) -> None:
    steps: list[Step] = []
    source = packed(form, tmp_path)
    anything = Reading(languages=())
    report = ingest(KnowledgeGraph(), [source], model=lambda _: [], reading=anything, progress=steps.append)
    parts = parts_of(steps)
    assert (report.articles, report.skipped, len(parts)) == (40, (), 40)
    assert parts == sorted(parts)
    assert parts[0] < 0.5 and parts[-1] > 0.9, parts


def packed(form: str, folder: Path) -> Path:
    """Write forty articles that fill more than a buffer each, in a container."""
    noise = random.Random(1)
    told = [replace(one, text=f"{one.text}\nNote {noise.randbytes(20_000).hex()}\n") for one in stories(40)]
    if form == "jsonl":
        return write_jsonl(iter(told), folder / "told.jsonl")
    if form == "csv":
        rows = [",".join(f'"{part}"' for part in (one.title, one.url, one.text)) for one in told]
        (folder / "told.csv").write_text("\n".join(["title,url,text", *rows]))
        return folder / "told.csv"
    pages = sorted(write_pages(iter(told), folder / "pages").iterdir())
    if form == "zip":
        with zipfile.ZipFile(folder / "told.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for page in pages:
                archive.write(page, page.name)
    elif form == "tar.gz":
        with tarfile.open(folder / "told.tar.gz", "w:gz") as tar:
            for page in pages:
                tar.add(page, page.name)
    elif form == "warc.gz":
        pytest.importorskip("warcio")
        write_warc(pages, folder / "told.warc.gz")
    return folder / (f"told.{form}" if form != "pages" else "pages")


def write_warc(pages: list[Path], file: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for page in pages:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url, body = f"https://n.example/{page.name}", io.BytesIO(page.read_bytes())
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=headers))


def test_progress_of_several_sources_counts_bytes(tmp_path: Path) -> None:
    small = write_jsonl(stories(1), tmp_path / "small.jsonl")
    large = write_jsonl((one for one in stories(40) if one.number), tmp_path / "large.jsonl")
    steps: list[Step] = []
    ingest(KnowledgeGraph(), [small, large], model=lambda article: [], workers=1, progress=steps.append)
    assert steps[0].part == pytest.approx(small.stat().st_size / (small.stat().st_size + large.stat().st_size))
    assert parts_of(steps)[-1] == 1.0
    gauge = Gauge()
    gauge.expect([small, "-"])
    assert gauge.part is None, "standard input has no known end"
    gauge.expect(["https://a.example/sitemap.xml"])
    gauge.begin("https://a.example/sitemap.xml")
    with gauge.span(1, 4):
        assert gauge.part == 0.25
        gauge.follow(lambda: 0.5)
        assert gauge.part == 0.375


def test_the_vocabulary_of_a_pipeline_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import pipeline

    monkeypatch.setattr(pipeline, "NEW_WORDS", 300)
    first = pipeline.load("default")
    doc = first("Magna builds cars in Graz. " + " ".join(f"word{n}" for n in range(400)))
    second = pipeline.load("default")
    assert second is not first and len(second.vocab.strings) < len(first.vocab.strings) - 300
    assert (doc[0].text, doc[-1].text) == ("Magna", "word399"), "a Doc outlives its pipeline"
    assert pipeline.load("default") is second
