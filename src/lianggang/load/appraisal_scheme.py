"""The scheme by which a year is scored: the program's own proposal, or the office's file; read strictly."""

from __future__ import annotations

from pathlib import Path

from lianggang.model.appraisal_scheme import AppraisalScheme
from lianggang.model.errors import CatalogueError

from .catalogue_parts import validated
from .yaml_source import Fault, read_yaml, shown_path

BUILT_IN = Path(__file__).with_suffix(".yaml")
_WHOLE = 100


def load_scheme(path: Path | None = None) -> AppraisalScheme:
    """The scheme of a file, the program's proposal where none is given.

    Raises UsageError where the file does not exist, CatalogueError (K01–K05) where it has mistakes; the points of all
    components must add up to 100.
    """
    source, found = read_yaml(path or BUILT_IN)
    faults: list[Fault] = []
    scheme = None if source is None else validated(AppraisalScheme, source.data, (), faults)
    if scheme is not None and (total := sum(scheme.points.values())) != _WHOLE:
        faults.append(Fault("K05", ("components",), f"各项分值之和为{total:f}，应为{_WHOLE}；请调整。", on_key=True))
    diagnostics = [*found, *(source.diagnose(fault) for fault in faults if source is not None)]
    if scheme is None or diagnostics:
        shown = shown_path(path or BUILT_IN)
        message = f"评分办法 {shown} 有 {len(diagnostics)} 处错误，不能使用。请先改正。"
        diagnostics.sort(key=lambda one: one.sort_key)
        raise CatalogueError(message, tuple(diagnostics))
    return scheme
