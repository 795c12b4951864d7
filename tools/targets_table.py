"""Keep all targets of the shipped catalogue as a table, so that none is changed by accident.

python tools/targets_table.py            rewrite tests/real/targets.csv; read the difference before you commit it
python tools/targets_table.py --check    status 1, and the difference, if the catalogue says something else
"""

from __future__ import annotations

import csv
import difflib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.load.catalogue import load_catalogue

if TYPE_CHECKING:
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator, Target

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "real" / "targets.csv"
HEADER = (
    "code", "name", "by", "op", "value", "within", "keep", "for", "every_area",
    "level", "outline", "source", "verified", "valid_from",
)  # fmt: skip


def table(catalogue: Catalogue) -> str:
    """One line for each target, in the catalogue's order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_row(item, target) for item in catalogue.indicators.values() for target in item.targets)
    return text.getvalue()


def _row(indicator: Indicator, target: Target) -> tuple[str, ...]:
    return (
        indicator.code,
        indicator.name,
        str(target.by),
        target.op,
        _value(target),
        "" if target.within is None else str(target.within),
        _yes(target.keep),
        str(target.for_),
        _yes(target.every_area),
        target.level,
        target.outline or indicator.outline,
        target.source,
        _yes(target.verified),
        str(target.valid_from or ""),
    )


def _value(target: Target) -> str:
    """What is asked for; nothing for a direction alone."""
    asked = getattr(target, target.op)
    if asked is True:
        return ""
    if isinstance(asked, tuple):
        return "—".join(map(str, asked))
    return f"{asked}%" if target.op == "change" else str(asked)


def _yes(flag: bool) -> str:
    return "true" if flag else ""


def main() -> None:
    """Rewrite or compare."""
    made = table(load_catalogue(ROOT / "indicators.yaml"))
    if "--check" not in sys.argv[1:]:
        TABLE.write_text(made, encoding="utf-8", newline="\n")
        return
    kept = TABLE.read_text(encoding="utf-8")
    changes = difflib.unified_diff(kept.splitlines(), made.splitlines(), TABLE.name, "indicators.yaml", "", "", 0, "")
    sys.stderr.write("".join(f"{line}\n" for line in changes))
    sys.exit(made != kept)


if __name__ == "__main__":
    main()
