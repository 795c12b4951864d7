"""``check``: returns, and how their quarter stands with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.checks import check_quarter
from lianggang.load.workspace import other_files, quarter_files, quarter_of
from lianggang.load.yaml_source import shown_path
from lianggang.model.assessment import CheckResult
from lianggang.model.catalogue import EVERY_AREA
from lianggang.model.errors import LianggangError, ReturnError, UsageError
from lianggang.model.submission import CheckedQuarter

from .history import by_quarter, check_in_order, read_stored, read_tables
from .judging import beside_published, judged_with_remarks
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.slip import Slip
    from lianggang.model.submission import ReturnTable

    from .history import Tables
    from .workspace import Workspace

MOST_JUDGED = 20_000
"""Figures of areas in a quarter that are judged without being asked for: a second or two."""

_ONLY_THE_DISTRICT = f"本季数据超过{MOST_JUDGED}条，各区域只核对、不判定；要看某个区域的进度，请加 --area 区域名称。"


def check(
    paths: Sequence[Path],
    *,
    catalogue: Path | None = None,
    rules: str | None = None,
    period: Quarter | None = None,
    area: str | None = None,
    reporting: bool = True,
    slips: bool = False,
) -> CheckResult:
    """Check returns, and judge their quarter with them in the place of what ``data/`` holds for it.

    paths: returns, or folders of returns that bear a quarter as their name; at least one. Where they speak of
    several quarters the latest one is judged. period: the quarter, whatever the names say. area: the one whose
    progress is asked for, ``all`` for every one: a quarter of more than ``MOST_JUDGED`` figures is judged there and for
    the district only, any other as a whole. reporting: whether it is to be told who has handed in what; slips: whether
    the findings are to be sorted out by unit.
    ``result`` is None where no quarter can be made out; of what was published it knows the judged quarter's cards.
    Raises UsageError for a path that does not exist, CatalogueError as ``open_workspace`` does.
    """
    files = return_files(paths)
    workspace = open_workspace(paths[0], catalogue)
    rule_set = workspace.rule_set(rules)
    known = workspace.catalogue
    given = [_read_given(file, workspace, period or quarter_of(file)) for file in files]
    tables = read_tables(workspace, given, {file.resolve() for file in files})
    asked = max((table.quarter for table in given if table.quarter is not None), default=None)
    areas = _areas_judged(known, tables.get(asked, ()) if asked else (), area)
    history = list(check_in_order(known, tables, None if _looks_at_all_areas(known) else areas))
    checked = _checked_returns(known, history, given)
    codes = frozenset(_codes(given, checked, known))
    judged = _judged(known, rule_set, history, checked, areas, codes) if asked else None
    return CheckResult(
        submissions=tuple(submission for one in checked for submission in one.submissions),
        diagnostics=tuple(
            sorted((found for one in checked for found in one.diagnostics), key=lambda found: found.sort_key)
        ),
        result=beside_published(workspace, rule_set, judged, earlier=False) if judged else None,
        checked=codes,
        passed_over=tuple(shown_path(file) for path in paths if path.is_dir() for file in other_files(path)),
        reporting=_reporting(workspace, tables, history, given, paths, files) if reporting else None,
        slips=tuple(_slips(known, given, checked)) if slips else (),
    )


def _slips(catalogue: Catalogue, given: Sequence[ReturnTable], checked: Iterable[CheckedQuarter]) -> Iterator[Slip]:
    from lianggang.engine.slips import slips_of  # noqa: PLC0415  # only where they are asked for

    for one in checked:
        yield from slips_of(catalogue, given, one)


def _reporting(
    workspace: Workspace,
    tables: Tables,
    history: Sequence[CheckedQuarter],
    given: Iterable[ReturnTable],
    paths: Iterable[Path],
    files: Iterable[Path],
) -> ReturnsStatus | None:
    """Who has handed in what in the quarter judged, where it was checked as a whole; a folder is a whole quarter."""
    quarter = max((table.quarter for table in given if table.quarter is not None), default=None)
    if quarter is None:
        return None
    collected = workspace.collected_file(quarter)
    stored = {path.resolve() for path in workspace.returns().get(quarter, ())}
    named = {path.resolve() for path in files}
    if quarter in workspace.collections:
        # The collected file is the whole quarter by itself, and so are the returns without it.
        stored = {collected} if collected in named else stored - {collected}
    if not (any(path.is_dir() for path in paths) or (stored and stored <= named)):
        return None
    from .returns_status import status_of  # noqa: PLC0415  # not where a single return is checked

    return status_of(workspace.catalogue, quarter, tables, history)


def _read_given(file: Path, workspace: Workspace, quarter: Quarter | None) -> ReturnTable:
    """A return under check; that it cannot be opened is the return's fault, not the command's."""
    try:
        return read_stored(workspace, file, quarter)
    except UsageError:
        raise
    except LianggangError as error:
        raise ReturnError(str(error)) from error


def return_files(paths: Iterable[Path]) -> list[Path]:
    """The files to check, each once however often and in whatever spelling it is named; folders give their returns."""
    files: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到“{path.as_posix()}”；请检查文件名和所在文件夹。")
        if not path.is_dir():
            files.setdefault(path.resolve(), path)
            continue
        quarter = quarter_of(path)
        found = quarter_files(path.parent).get(quarter, ()) if quarter else ()
        inside = [file for file in found if file.parent == path]
        if not inside:
            raise UsageError(
                f"“{path.as_posix()}”是文件夹，其中没有可核对的填报；"
                "请指明文件，如 data/2025Q3.csv，或以季度命名的文件夹，如 data/2025Q3。"
            )
        for file in inside:
            files.setdefault(file.resolve(), file)
    return list(files.values())


def _checked_returns(
    catalogue: Catalogue, history: Iterable[CheckedQuarter], given: Sequence[ReturnTable]
) -> list[CheckedQuarter]:
    """What the checks say of the returns given: each quarter was checked as a whole, with the returns of other units.

    A finding that stands in another unit's return is among them where it points at one of those given.
    """
    known = {one.quarter: one for one in history}
    quarters = []
    for quarter, tables in by_quarter(given).items():
        paths = {table.source.path for table in tables}
        whole = known.get(quarter) or check_quarter(tables, catalogue, quarter, ())
        own = tuple(submission for submission in whole.submissions if submission.path in paths)
        found = tuple(found for found in whole.diagnostics if _places(found) & paths)
        quarters.append(CheckedQuarter(quarter, own, found))
    return quarters


def _places(found: Diagnostic) -> set[str]:
    return {found.place.path, found.also.path} if found.also else {found.place.path}


def _areas_judged(
    catalogue: Catalogue, tables: Iterable[ReturnTable], area: str | None
) -> frozenset[str] | None:  # fmt: skip
    """The areas to judge of a quarter: None for all, unless its returns have too many rows to do so unasked."""
    if area == EVERY_AREA or sum(len(table.rows) for table in tables) <= MOST_JUDGED:
        return None
    return frozenset([area] if area in catalogue.area_names else [])


def _looks_at_all_areas(catalogue: Catalogue) -> bool:
    """Whether a target of the district depends on the figures of its areas."""
    return any(target.every_area for indicator in catalogue.indicators.values() for target in indicator.targets)


def _judged(
    catalogue: Catalogue,
    rules: RuleSet,
    history: Sequence[CheckedQuarter],
    checked: Sequence[CheckedQuarter],
    areas: frozenset[str] | None,
    codes: frozenset[str],
) -> QuarterResult:
    """The indicators that were checked, judged in the latest of the checked quarters within the whole history."""
    asked = max(one.quarter for one in checked if one.quarter is not None)
    told = {one.path for part in checked for one in part.submissions}
    judged = judged_with_remarks(catalogue, rules, history, asked, told, areas, codes)
    return replace(judged, remarks=(*judged.remarks, _ONLY_THE_DISTRICT)) if areas == frozenset() else judged


def _codes(
    given: Iterable[ReturnTable], checked: Iterable[CheckedQuarter], catalogue: Catalogue
) -> Iterator[str]:  # fmt: skip
    """The indicators that the returns speak of, and those that their units owe in their quarter."""
    known: set[str] = set()
    for table in given:
        for row in table.rows if table.quarter is not None else ():
            if row.indicator is not None and row.indicator.code not in known and row.is_placed:
                known.add(row.indicator.code)
                if len(known) == len(catalogue.indicators):
                    break
    yield from known
    for one in checked:
        units = {unit for submission in one.submissions for unit in submission.reporting_units}
        if one.quarter is not None:
            for code, indicator in catalogue.indicators.items():
                if indicator.lead_unit in units and indicator.is_due(one.quarter):
                    yield code
