"""How long whole commands take, as ratios to ``python -c pass`` run in turns.

Times of a shared machine drift; ratios of neighbouring runs do not. Usage:

    python benchmarks/start_up.py [--rounds 15]

Every round runs the floor and each command once, in rotation; the median of the ratios round by round is
what to quote. Standard output goes to a pipe, as it does in a script.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIANGGANG = str(Path(sys.executable).with_name("lianggang"))
FLOOR = [sys.executable, "-c", "pass"]
COMMANDS: dict[str, tuple[list[str], float]] = {
    "--version": (["--version"], 3),
    "--help": (["--help"], 9),
    "check (table)": (["check", "data/2025Q3.csv"], 25),
    "check --format json": (["check", "data/2025Q3.csv", "--format", "json"], 20),
    "warn (table)": (["warn"], 25),
    "warn --level red (table)": (["warn", "--level", "red"], 25),
    "status --format json": (["status", "--format", "json"], 20),
}
"""What is measured, and the ratio that the project wants to stay below."""


def seconds(command: list[str]) -> float:
    """Wall time of one run, spawn to reap."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    walls: dict[str, list[float]] = {name: [] for name in COMMANDS}
    floors: list[float] = []
    for turn in range(rounds + 1):
        for name, (arguments, _) in COMMANDS.items():
            floor = seconds(FLOOR)
            wall = seconds([LIANGGANG, *arguments])
            if turn:  # the first round only warms the caches
                floors.append(floor)
                walls[name].append(wall)
                ratios[name].append(wall / floor)
    print(f"floor (python -c pass): median {statistics.median(floors) * 1000:.1f} ms, {rounds} rounds")
    print(f"{'command':28}{'median':>9}{'min':>8}{'max':>8}{'wall ms':>10}{'wanted':>9}")
    for name, (_, wanted) in COMMANDS.items():
        low, middle, high = min(ratios[name]), statistics.median(ratios[name]), max(ratios[name])
        wall = statistics.median(walls[name]) * 1000
        print(f"{name:28}{middle:8.1f}x{low:7.1f}x{high:7.1f}x{wall:10.0f}{'≤ ' + format(wanted, 'g') + 'x':>9}")


if __name__ == "__main__":
    main()
