"""``lianggang check`` of 341,280 rows, a region: beside ``frictionless validate``, and with faults beside none.

    python benchmarks/large_check.py [--rounds 3] [--areas 2844] [--indicators 120] [--earlier 0] [--frictionless PATH]

The files are made by ``large_return.py``. Every round runs, in rotation, frictionless on the clean file and lianggang
on the clean one, on the one with one wrong row in a thousand, and on the one with every row wrong; whole processes,
printing into a pipe what a user would see. Quoted are the ratios round by round, and the most memory that a process
held. Frictionless is not run on the faulty files: it stops after 1,000 errors, having read no further.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from against_frictionless import CACHE, LIANGGANG, environment, table_schema
from large_return import write_all
from lianggang.load.catalogue import load_catalogue

LIMIT = 600
"""Seconds that one run may take."""
FILES = ("clean", "few", "every")


class Run(NamedTuple):
    """One run of a command."""

    wall: float
    """Seconds, spawn to reap."""
    processor: float
    """Seconds of user and system time: less at the mercy of what else the machine does."""
    peak: float
    """MB of memory at the most."""


def run(command: list[str], folder: Path) -> Run:
    """Run it with its output into a file that nobody reads."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    with (folder / "printed").open("wb") as printed:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=clean, stdout=printed, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    if wall > LIMIT or os.waitstatus_to_exitcode(status) not in {0, 1, 3}:
        raise SystemExit(f"{' '.join(command)}: status {status} after {wall:.0f} s")
    process.returncode = 0
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def commands(folder: Path, frictionless: str) -> dict[str, list[str]]:
    """What is run in each round, by the name under which it is printed."""
    catalogue = folder / "indicators.yaml"
    schema = json.dumps(table_schema(load_catalogue(catalogue), with_period=True), ensure_ascii=False)
    (folder / "schema.json").write_text(schema, "utf-8")
    validate = [frictionless, "validate", "clean/2025Q3.csv", "--schema", "schema.json", "--trusted", "--json"]
    check = {name: [LIANGGANG, "check", f"{name}/2025Q3.csv", "--catalogue", "indicators.yaml"] for name in FILES}
    return {"frictionless": validate, **check}


def printed(name: str, over: list[Run], under: list[Run]) -> str:
    """The ratio of one command's times to another's, round by round."""
    texts = []
    for field in ("wall", "processor"):
        ratios = sorted(getattr(a, field) / getattr(b, field) for a, b in zip(over, under, strict=True))
        texts.append(f"{field} {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    return f"{name:28}{', '.join(texts)}"


def main() -> None:
    """Make the files, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--areas", type=int, default=2844)
    parser.add_argument("--indicators", type=int, default=120)
    parser.add_argument("--earlier", type=int, default=0, help="how many quarters before are on file")
    parser.add_argument("--frictionless", help="a frictionless program that is there already")
    given = parser.parse_args()
    program = given.frictionless or environment(CACHE)
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_all(folder, given.indicators, given.areas, given.earlier)
        for _ in range(given.rounds):
            for name, command in commands(folder, program).items():
                runs.setdefault(name, []).append(run(command, folder))
    for name, own in runs.items():
        wall, processor = (statistics.median(getattr(one, field) for one in own) for field in ("wall", "processor"))
        print(f"{name:28}wall {wall:.2f} s, processor {processor:.2f} s, peak {max(one.peak for one in own):.0f} MB")
    print(printed("frictionless ÷ clean", runs["frictionless"], runs["clean"]))
    for name in FILES[1:]:
        print(printed(f"{name} ÷ clean", runs[name], runs["clean"]))


if __name__ == "__main__":
    main()
