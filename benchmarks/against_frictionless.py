"""``lianggang check`` beside ``frictionless validate``: whole processes in turns on one file, and what each finds.

    python benchmarks/against_frictionless.py [FILE…] [--catalogue FILE] [--rounds 9] [--frictionless PATH]

Frictionless gets a Table Schema that says what such a schema can say of the catalogue: types, the lists of codes,
names, areas, units of measure, states and units, ranges, and the primary key. Both print JSON into a pipe. Every round
runs both on every file, in turn first and second; quoted is the median of the ratios round by round, frictionless ÷
lianggang: above 1, lianggang is the faster. Without a FILE: the shipped quarter. ``--rounds 0``: only what each finds,
for a folder of faulty files. ``lianggang check`` also judges the quarter, with all that was filed before it.

Frictionless lives in an environment of its own, made on the first run from ``frictionless/requirements.txt`` under
``--cache``; ``--frictionless`` names one that is there already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianggang.load.catalogue import load_catalogue
from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.submission import DataStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = Path(__file__).resolve().parent / "frictionless" / "requirements.txt"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "lianggang-benchmarks"
LIANGGANG = str(Path(sys.executable).with_name("lianggang"))
NOTHING_WRITTEN = ["", "—", "-", "/", "\\", "无", "不适用", "…", "..."]
LIMIT = 60
"""Seconds that one run may take for each MB of its file, and at the least."""


def table_schema(catalogue: Catalogue, *, with_period: bool) -> dict[str, Any]:
    """What a Table Schema can say of a return. Not: what belongs to one indicator, or to two cells of a row.

    Columns may come in any order and be left out, but for those of the key: 数据期 only where the file has it.
    """
    indicators = list(catalogue.indicators.values())
    areas = [DISTRICT_WORD, catalogue.district.name, *catalogue.area_names]
    low, high = _span(one.hard_range for one in indicators)
    count = {"minimum": 0}
    fields = [
        ("指标编码", "string", {"required": True, "enum": [one.code for one in indicators]}),
        ("指标名称", "string", {"enum": sorted({one.name for one in indicators})}),
        ("区域", "string", {"enum": list(dict.fromkeys(areas))}),
        (
            "本期值",
            "number",
            {key: number for key, number in (("minimum", low), ("maximum", high)) if number is not None},
        ),
        ("分子", "number", count),
        ("分母", "number", count),
        ("计量单位", "string", {"enum": sorted({one.unit_of_measure for one in indicators})}),
        ("数据期", "string", {"pattern": r"\d{4}(Q[1-4])?"}),
        ("数据状态", "string", {"enum": [status.value for status in DataStatus]}),
        ("填报单位", "string", {"enum": sorted(catalogue.unit_by_alias)}),
        ("填报人", "string", {}),
        ("填报日期", "date", {}),
        ("说明", "string", {}),
    ]
    return {
        "fields": [{"name": name, "type": kind, "constraints": limits} for name, kind, limits in fields],
        "fieldsMatch": "partial",
        "primaryKey": ["指标编码", "区域", *(["数据期"] if with_period else [])],
        "missingValues": NOTHING_WRITTEN,
    }


def _span(ranges: Iterable[tuple[Any, Any] | None]) -> tuple[float | None, float | None]:
    """The range that holds all of them; unbounded where one of them is."""
    known = list(ranges)
    if not known or None in known:
        return None, None
    return min(float(one[0]) for one in known if one), max(float(one[1]) for one in known if one)


def environment(cache: Path) -> str:
    """The program ``frictionless`` of the pinned requirements, installed if it is not there."""
    folder = cache / f"frictionless-{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]}"
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "frictionless"
    if not program.exists():
        print(f"making {folder} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # our own arguments
        pip = [program.with_name("python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([*pip, "--requirement", REQUIREMENTS], check=True)  # our own arguments
    return str(program)


def run(command: Sequence[str], limit: float) -> tuple[float, int, bytes]:
    """Wall time of one run, spawn to reap; its status, and what it printed."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, check=False, timeout=limit)
    wall = time.perf_counter() - started
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")
    return wall, done.returncode, done.stdout


def found_by_frictionless(printed: bytes) -> str:
    """The kinds of errors and how many of each; empty where the file is valid."""
    report = json.loads(printed)
    kinds = Counter(error["type"] for task in report["tasks"] for error in task["errors"])
    kinds.update(error["type"] for error in report["errors"])
    return _listed(kinds)


def found_by_lianggang(printed: bytes) -> str:
    """The codes of errors and queries and how many of each, notes left out; empty where there is none."""
    report = json.loads(printed)
    return _listed(Counter(one["code"] for one in report["diagnostics"] if one["severity"] != "note"))


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" if count > 1 else kind for kind, count in sorted(kinds.items()))


def measured(commands: Sequence[Sequence[str]], rounds: int, limit: float) -> list[tuple[float, float]]:
    """The wall times of both commands, round by round, each the first in every other round; none of a warm-up."""
    walls = []
    for turn in range(rounds + 1):
        order = (0, 1) if turn % 2 else (1, 0)
        pair = {place: run(commands[place], limit)[0] for place in order}
        if turn:
            walls.append((pair[0], pair[1]))
    return walls


def main() -> None:
    """Run, and print a few lines for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[ROOT / "data" / "2025Q3.csv"])
    parser.add_argument("--catalogue", type=Path, default=ROOT / "indicators.yaml")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--frictionless", help="a frictionless program that is there already")
    parser.add_argument("--cache", type=Path, default=CACHE)
    given = parser.parse_args()
    program = given.frictionless or environment(given.cache)
    with tempfile.TemporaryDirectory() as folder:
        schema, catalogue = Path(folder) / "return.schema.json", load_catalogue(given.catalogue)
        for file in given.files:
            written = json.dumps(table_schema(catalogue, with_period=has_period(file)), ensure_ascii=False)
            schema.write_text(written, "utf-8")
            compare(file.resolve(), program, schema, given.catalogue.resolve(), given.rounds)


def has_period(file: Path) -> bool:
    """Whether the header names 数据期, in either of the usual encodings."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    return any("数据期".encode(encoding) in head for encoding in ("utf-8", "gb18030"))


def compare(file: Path, program: str, schema: Path, catalogue: Path, rounds: int) -> None:
    """Both on one file: what each finds, then the times."""
    limit = LIMIT * max(1.0, file.stat().st_size / 1e6)
    commands = [
        [program, "validate", str(file), "--schema", str(schema), "--trusted", "--json"],
        [LIANGGANG, "check", str(file), "--catalogue", str(catalogue), "--format", "json"],
    ]
    readers = (found_by_frictionless, found_by_lianggang)
    found = [reader(run(command, limit)[2]) for reader, command in zip(readers, commands, strict=True)]
    print(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)
    for name, text in zip(("frictionless", "lianggang"), found, strict=True):
        print(f"  {name:13}{'found ' + text if text else 'found nothing'}")
    if not rounds:
        return
    walls = measured(commands, rounds, limit)
    theirs, ours = (statistics.median(wall[place] for wall in walls) for place in (0, 1))
    ratios = [wall[0] / wall[1] for wall in walls]
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"  wall ms      frictionless {theirs * 1000:.0f}, lianggang {ours * 1000:.0f} (medians of {rounds} rounds)")
    print(f"  ratio        {middle:.2f} (least {low:.2f}, most {high:.2f}): frictionless ÷ lianggang, round by round")


if __name__ == "__main__":
    main()
