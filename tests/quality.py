"""python tests/quality.py [--gold DIR ...]: score the pipeline on gold articles and hold it to the pinned floors.

Each folder holds NN.txt and NN.json; tests/gold is the project's own set, a shared gold/dev is scored when present.
Floors stand in quality_baseline.json beside a hash of the gold files: raising a floor is free, lowering one needs a
reason in the changelog, and a changed gold set needs a new baseline (--pin).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ingest.training.heldback import entry_of, surest_claims
from ingest.training.scoring import Score, add_document

HERE = Path(__file__).parent
BASELINE = HERE / "quality_baseline.json"
FOLDERS = (HERE / "gold", HERE.parent.parent / "shared" / "gold" / "dev")
SLACK = 0.005  # floors are pinned this much below the measured score


def digest(folder: Path) -> str:
    """Return a hash of all gold files of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("[0-9]*.*")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def score_folder(folder: Path, model: str) -> Score:
    """Run the pipeline on the articles of a folder and compare with their gold facts."""
    from ingest.pipeline import load

    names = sorted(folder.glob("[0-9]*.txt"))
    docs = load(model).pipe([p.read_text(encoding="utf-8") for p in names])
    score = Score()
    for path, doc in zip(names, docs, strict=True):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        add_document(score, gold, [entry_of(c) for c in surest_claims(doc)])
    return score


def show(folder: Path, score: Score) -> None:
    """Print the levels and the relations of a score."""
    print(f"\n{folder}")
    for level in ("strict", "status", "pair"):
        p, r, f = score.prf(level)
        print(f"  {level:20} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    for (level, relation), gold in score.gold.most_common():
        if level == "strict" and relation:
            p, r, f = score.prf(level, relation)
            found = score.found[level, relation]
            print(f"  {relation:20} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  gold {gold:4} found {found:4}")


def numbers(score: Score) -> dict[str, float]:
    """Return the numbers that are pinned."""
    p, _, f = score.prf()
    return {"precision": round(p, 4), "f1": round(f, 4), "f1_with_status": round(score.prf("status")[2], 4)}


def main() -> int:
    """Score, print, compare; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="*", default=FOLDERS)
    parser.add_argument("--model", default="default")
    parser.add_argument("--pin", action="store_true", help="write the measured scores as the new floors")
    args = parser.parse_args()
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    failures = []
    for folder in (f for f in args.gold if f.exists()):
        score = score_folder(folder, args.model)
        show(folder, score)
        key, measured = f"{folder.parent.name}/{folder.name}/{args.model}", numbers(score)
        if args.pin:
            floors = {name: round(value - SLACK, 4) for name, value in measured.items()}
            baseline[key] = {"gold": digest(folder), "floors": floors}
            continue
        pinned = baseline.get(key)
        if pinned is None or pinned["gold"] != digest(folder):
            failures.append(f"{key}: the gold files are not those of the baseline; run with --pin after a look")
            continue
        for name, floor in pinned["floors"].items():
            if measured[name] < floor:
                failures.append(f"{key}: {name} {measured[name]:.4f} is below its floor {floor:.4f}")
    if args.pin:
        BASELINE.write_text(json.dumps(baseline, indent=1) + "\n", encoding="utf-8")
    print("\n" + ("\n".join(failures) or "All scores hold their floors."))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
