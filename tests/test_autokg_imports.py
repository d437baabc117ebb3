import subprocess
import sys

HEAVY = "spacy pyoxigraph rdflib pyvis pyshacl onnxruntime trafilatura networkx httpx torch numpy pandas jinja2".split()


def test_importing_autokg_loads_no_heavy_library() -> None:
    code = "import sys, autokg, graph, ingest, queries; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(set(HEAVY) & set(loaded)) == []


def test_every_public_name_resolves() -> None:
    import autokg

    for name in autokg.__all__:
        assert getattr(autokg, name) is not None, name
