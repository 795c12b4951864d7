"""Holds ``lianggang backtest`` to the figures of docs/methods.md, section 14, on the public cases.

Those cases are not part of the project (some of their terms forbid it); whoever holds the file runs

    python benchmarks/backtest_public.py cases.csv.gz

Prints each figure beside the one expected; status 1 where one is off by more than 0.003 (changes: 0.006, being
given to two decimals).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.api.backtesting import backtest
from lianggang.model.case import CaseKind

if TYPE_CHECKING:
    from lianggang.model.backtest import Backtested

CASES, MET = 1696, 519
EXPECTED: dict[tuple[str, bool], tuple[float | None, ...]] = {
    ("default", True): (0.907, 0.678, 0.085, 0.864, 0.195, 0.87),
    ("default", False): (0.907, 0.692, 0.084, 0.865, 0.192, 1.04),
    ("open-sdg", True): (0.860, 0.585, 0.103, 0.847, 0.188, None),
    ("un-2022", True): (0.860, 0.505, 0.086, None, None, None),
    ("eurostat", True): (0.852, 0.606, 0.114, None, None, None),
    ("schedule", True): (0.864, 0.700, 0.120, 0.837, 0.173, None),
}
"""Rule set and whether with hysteresis → AUC, red of missed and of met, red or yellow of both, changes per ten."""
NAMES = ("AUC", "missed: red", "met: red", "missed: red or yellow", "met: red or yellow", "changes per ten")
TOLERANCE, OF_CHANGES = 0.003, 0.006


def figures(one: Backtested) -> tuple[float | None, ...]:
    """In the order of ``NAMES``."""
    return (one.auc, one.missed.red, one.met.red, one.missed.warned, one.met.warned, one.changes_per_ten)


def main() -> int:
    """Run, print, and say whether all is as expected."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    off = 0
    for hysteresis in (True, False):
        names = [name for name, kept in EXPECTED if kept is hysteresis]
        started = time.perf_counter()
        result = backtest(
            start=Path.cwd(),
            cases=Path(sys.argv[1]),
            rules=names,
            kinds=frozenset({CaseKind.REACH}),
            hysteresis=hysteresis,
        )
        print(
            f"{len(result.ends)} cases, {result.met} met; {time.perf_counter() - started:.1f} s for {len(names)} sets"
        )
        off += (len(result.ends), result.met) != (CASES, MET)
        for one in result.sets:
            off += compare(one, hysteresis=hysteresis)
    print("all as expected" if not off else f"{off} figures are off")
    return 1 if off else 0


def compare(one: Backtested, *, hysteresis: bool) -> int:
    """Print a set's figures; how many are off."""
    off = 0
    print(f"{one.rules}{'' if hysteresis else ' without hysteresis'}")
    for name, found, expected in zip(NAMES, figures(one), EXPECTED[one.rules, hysteresis], strict=True):
        if expected is None:
            continue
        tolerance = OF_CHANGES if name == NAMES[-1] else TOLERANCE
        is_off = found is None or abs(found - expected) > tolerance
        off += is_off
        print(f"  {name:24}{'—' if found is None else f'{found:.4f}'}  expected {expected}{'  OFF' if is_off else ''}")
    return off


if __name__ == "__main__":
    sys.exit(main())
