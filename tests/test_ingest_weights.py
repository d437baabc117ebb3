import json
import shutil

import pytest

from graph import ModelError
from ingest.network.weights import FILES, FOLDER, check_files, load_weights

pytestmark = pytest.mark.skipif(not (FOLDER / "config.json").exists(), reason="no weights in this checkout")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "model")
    return tmp_path / "model"


def test_shipped_weights_are_whole_and_small():
    check_files(FOLDER)
    assert sum(p.stat().st_size for p in FOLDER.rglob("*")) < 60e6
    assert (FOLDER / "LICENSE").exists() and (FOLDER / "README.md").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_weights(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        load_weights(folder)


def test_a_config_of_another_schema_is_refused(folder):
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"labels": ["x"]}), encoding="utf-8")
    with pytest.raises(ModelError, match="labels differ"):
        load_weights(folder)
    (folder / "config.json").write_text(json.dumps(config | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        load_weights(folder)
    (folder / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        load_weights(folder)
