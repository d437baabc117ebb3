"""Ship a trained tagger and parser: python -m ingest.training.parser RUN/model-best ingest/model/parser."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy

from ..rules.parser import write_sums

META = {
    "name": "autokg_parser",
    "version": "0.1.0",
    "description": "Tagger and universal-dependencies parser of the fast tier",
    "license": "CC BY-SA 4.0",
}


def main() -> None:
    """Copy a pipeline without the paths of its training, with its meta data and the hashes of its files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("trained", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    nlp = spacy.load(given.trained)
    nlp.config["paths"]["train"] = nlp.config["paths"]["dev"] = None
    shutil.rmtree(given.out, ignore_errors=True)
    nlp.to_disk(given.out)
    meta = given.out / "meta.json"
    known = json.loads(meta.read_text(encoding="utf-8")) | META
    meta.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    write_sums(given.out)
    print(f"{given.out}: {sum(file.stat().st_size for file in given.out.rglob('*') if file.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
