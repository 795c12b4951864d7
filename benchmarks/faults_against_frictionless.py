"""What ``frictionless validate`` and ``lianggang`` find in the corpus of faults (``tests/corpus``), code by code.

    python benchmarks/faults_against_frictionless.py [--frictionless PATH] [--every]

Frictionless gets the Table Schema of ``against_frictionless.py``. A fault counts as found where any error stands in
its row, or, for a fault of the file, in the file at all; as noticed where errors stand elsewhere in it alone. Then the
sound returns, in six spellings: whatever is found there is a false alarm. ``--every``: also the errors, file by file.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from against_frictionless import CACHE, ROOT, environment, table_schema

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "corpus")]

from test_corpus import CASES, catalogue, check, expected, found_in, history  # noqa: E402 - on the path set above

from lianggang.api.history import check_in_order  # noqa: E402
from lianggang.load.returns import read_return_bytes  # noqa: E402
from lianggang.model.quarter import Quarter  # noqa: E402
from workbooks import workbook  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianggang.model.diagnostic import Diagnostic

    Errors = list[tuple[str, int | None, str | None]]

VALIDATE = Path(__file__).resolve().parent / "frictionless" / "validate_files.py"
SOUND = ROOT / "tests" / "corpus" / "history" / "2025Q2"


def main() -> None:
    """Run, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frictionless", help="a frictionless program that is there already")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--cache", type=Path, default=CACHE)
    given = parser.parse_args()
    python = str(Path(given.frictionless or environment(given.cache)).with_name("python"))
    with tempfile.TemporaryDirectory() as folder:
        files = {path.name: as_file(path, Path(folder)) for case in CASES.values() for path in case.files}
        theirs = dict(zip(files, validated(python, files.values()), strict=True))
        report(theirs, every=given.every)
        sound = list(sound_files(Path(folder)))
        theirs_there = [found for found in validated(python, sound) if found]
        ours_there = [found for file in sound if (found := checked_alone(file))]
    kinds = ", ".join(sorted({error[0] for errors in theirs_there for error in errors}))
    print(
        f"\n{len(sound)} sound returns: frictionless finds something in {len(theirs_there)} ({kinds or 'nothing'}), "
        f"lianggang in {len(ours_there)}"
    )


def checked_alone(file: Path) -> tuple[Diagnostic, ...]:
    """What lianggang finds in a sound return, beside what was filed before it."""
    quarter = Quarter.parse(SOUND.name)
    tables = {one: before for one, before in history().items() if one < quarter}
    tables[quarter] = (read_return_bytes(file.read_bytes(), catalogue(), quarter, file.name),)
    *_, last = check_in_order(catalogue(), tables)
    return last.diagnostics


def as_file(path: Path, folder: Path) -> Path:
    """The return as handed in: what is described becomes a workbook."""
    if path.suffix != ".yaml":
        return path
    file = folder / f"{path.stem}.xlsx"
    file.write_bytes(workbook(yaml.safe_load(path.read_text(encoding="utf-8"))))
    return file


def validated(python: str, files: Iterable[Path]) -> list[Errors]:
    """What frictionless finds in each: kind, row, field."""
    asked = [
        {"path": str(file), "schema": table_schema(catalogue(), with_period="数据期" in head(file))} for file in files
    ]
    command = [python, "-I", str(VALIDATE)]
    done = subprocess.run(
        command, input=json.dumps(asked), cwd="/", capture_output=True, text=True, check=True, timeout=600
    )
    found: list[Any] = json.loads(done.stdout)
    return [[(kind, row, field) for kind, row, field in errors] for errors in found]


def head(file: Path) -> str:
    """The first lines, in whichever encoding they can be read."""
    data = file.read_bytes()[:2000]
    return "".join(data.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "utf-16"))


def sound_files(folder: Path) -> Iterable[Path]:
    """Sound returns as CSV in five spellings, and as workbooks."""
    for source in sorted(SOUND.iterdir()):
        text = source.read_text(encoding="utf-8-sig")
        spelt = {
            "utf-8": text.encode(),
            "utf-8-with-mark": text.encode("utf-8-sig"),
            "gb18030": text.encode("gb18030"),
            "utf-16-tabs": text.replace(",", "\t").encode("utf-16"),
            "semicolons": text.replace(",", ";").encode(),
        }
        for name, data in spelt.items():
            file = folder / f"sound-{name}.{source.name}"
            file.write_bytes(data)
            yield file
        file = folder / f"sound.{source.stem}.xlsx"
        file.write_bytes(workbook({"报表": {"rows": list(csv.reader(text.splitlines()))}}))
        yield file


def report(theirs: Mapping[str, Errors], *, every: bool) -> None:
    """Per code: faults, those that each of the two finds."""
    faults: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, lines in expected().items():
        ours = {(file, code, place) for file, code, _, place, _, _ in found_in(CASES[name])}
        for line in lines:
            errors = theirs[line["file"]]
            row = row_of(line["place"])
            there = bool(errors) if row is None else any(error[1] == row for error in errors)
            tally = faults[line["code"]]
            tally[0] += 1
            tally[1] += there
            tally[2] += bool(errors) and not there
            tally[3] += (line["file"], line["code"], line["place"]) in ours
            if every:
                kinds = ", ".join(f"{kind}@{at}" for kind, at, _ in errors) or "nothing"
                print(f"{line['file']} {line['code']} {line['place']}: {kinds}")
    print("| code | faults | frictionless: found | noticed elsewhere | lianggang: found |\n|---|---|---|---|---|")
    for code in sorted(faults):
        print("| " + " | ".join([code, *map(str, faults[code])]) + " |")
    total = [sum(tally[place] for tally in faults.values()) for place in range(4)]
    print("| all | " + " | ".join(map(str, total)) + " |")
    rows = sum(one.rows_read for case in CASES.values() for one in check(case).submissions)
    print(f"\n{len(theirs)} files, {rows} rows")


def row_of(place: str) -> int | None:
    """The row of ``报表›D12``, ``D4``, ``4`` or ``1:2``; None for a fault of the file, or of its header."""
    digits = "".join(mark for mark in place.rpartition("›")[2].partition(":")[0] if mark.isdigit())
    return int(digits) if digits and int(digits) > 1 else None


if __name__ == "__main__":
    main()
