"""The catalogue as a file: read strictly, with every mistake's line and column, or as a Catalogue to work with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import CatalogueError

from .catalogue_checks import check_parts
from .catalogue_parts import sound_parts
from .rule_sets import built_in_rule_sets, no_such_set, read_rule_set, rule_set_file
from .yaml_source import Fault, read_yaml, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic

    from .yaml_source import YamlSource


def read_catalogue(path: Path) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """Read ``indicators.yaml`` and everything that is wrong with it, in one run.

    Returns the catalogue, or None where a mistake makes it unusable; and all findings (K01–K16) in their total
    order, those of a rule-set file that it names among them. No content of the file raises; ``UsageError`` if
    the path does not exist or is a directory, ``LianggangError`` if the file cannot be read.
    """
    source, found = read_yaml(path)
    if source is None:
        return None, found
    parts, faults = sound_parts(source.data)
    faults += check_parts(parts)
    own: tuple[Diagnostic, ...] = ()
    if isinstance(parts.card_rules, str) and parts.card_rules not in built_in_rule_sets():
        own = _own_rule_set(parts.card_rules, path.parent, faults)
    diagnostics = (*found, *_once(source, faults), *own)
    if diagnostics:
        return None, tuple(sorted(diagnostics, key=lambda one: one.sort_key))
    return parts.catalogue(), ()


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue at ``path``.

    Raises ``CatalogueError`` with the diagnostics if it has mistakes; otherwise as ``read_catalogue``.
    """
    catalogue, diagnostics = read_catalogue(path)
    if catalogue is None:
        message = f"目录 {shown_path(path)} 有 {len(diagnostics)} 处错误，不能使用。请先改正。"
        raise CatalogueError(message, diagnostics)
    return catalogue


def _own_rule_set(choice: str, beside: Path, faults: list[Fault]) -> tuple[Diagnostic, ...]:
    """What is wrong with the rule-set file that the catalogue names; K14 in the catalogue if there is none."""
    path = rule_set_file(choice, beside)
    if path is None:
        faults.append(Fault("K14", ("card_rules",), no_such_set(choice)))
        return ()
    return read_rule_set(path)[1]


def _once(source: YamlSource, faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """Each fault with its place; what several indicators share through an alias is told once."""
    seen: dict[tuple[str, int | None, int | None, str | int | None], str | None] = {}
    for fault in faults:
        one = source.diagnose(fault)
        key = (one.code, one.place.line, one.place.column, fault.path[-1] if fault.path else None)
        if seen.setdefault(key, one.indicator) == one.indicator:
            yield one
