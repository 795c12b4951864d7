"""``indicators --unverified``: the targets that a person still has to check against the official text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.workspace import find_catalogue
from lianggang.load.yaml_source import Fault, read_yaml
from lianggang.model.diagnostic import Place
from lianggang.model.unverified import UnverifiedTarget, document_and_clause

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianggang.load.yaml_source import YamlSource
    from lianggang.model.indicator import Indicator


def unverified_targets(
    indicators: Iterable[Indicator], start: Path, catalogue: Path | None = None
) -> tuple[UnverifiedTarget, ...]:
    """The unverified targets of the chosen indicators, document by document, with their lines in the catalogue.

    Documents stand in the order in which the catalogue first names them, so do the clauses of each.
    """
    source, _ = read_yaml(catalogue or find_catalogue(start))
    found = [
        UnverifiedTarget(*document_and_clause(target.source), indicator, target, _place(source, indicator.code, number))
        for indicator in indicators
        for number, target in enumerate(indicator.targets)
        if not target.verified
    ]
    documents = [*dict.fromkeys(one.document for one in found)]
    clauses = [*dict.fromkeys(one.clause for one in found)]
    return tuple(sorted(found, key=lambda one: (documents.index(one.document), clauses.index(one.clause))))


def _place(source: YamlSource | None, code: str, number: int) -> Place:
    if source is None:  # read a moment ago, and gone
        return Place("")
    return source.diagnose(Fault("K05", ("indicators", code, "targets", number), "")).place
