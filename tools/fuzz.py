"""Run a fuzz target of the tests for long: ``tools/fuzz.py csv --cases 20000 --seed 1 --keep DIR``.

Prints how many cases ran, in how many ways they were diagnosed, and each crash; ``--keep`` writes the crashing cases.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "fuzz")]


def main() -> int:
    """Status 1 if anything crashed."""
    from targets import TARGETS, fuzz  # noqa: PLC0415 - found on the path set above

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        crashes, ways = fuzz(TARGETS[given.target], given.cases, given.seed, Path(folder), most=20)
    for crash in crashes:
        print(f"case {crash.number}:")
        traceback.print_exception(crash.error, limit=-4)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{given.target}-{given.seed}-{crash.number}").write_bytes(crash.data)
    seconds = time.monotonic() - started
    print(f"{given.target}: {given.cases} cases in {seconds:.0f} s, diagnosed in {ways} ways, {len(crashes)} crashes")
    return 1 if crashes else 0


if __name__ == "__main__":
    raise SystemExit(main())
