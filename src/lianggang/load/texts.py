"""What was written in words for a quarter (``data/texts/2025Q3.yaml``): read strictly, every fault with its place.

A fault costs the part that it is in; what is sound beside it is used. What has not been filled in yet is a note.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lianggang.model.quarter_texts import QuarterTexts, TextsFile

from .catalogue_parts import validated
from .text_checks import SUFFIX, blanks, check_texts, folded
from .yaml_source import Fault, read_yaml, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter

    from .yaml_nodes import KeyPath
    from .yaml_source import YamlSource


def texts_path(folder: Path, quarter: Quarter) -> Path:
    """Where the texts of a quarter are, or will be. folder: ``data/texts``."""
    return folder / f"{quarter}{SUFFIX}"


def read_texts(path: Path, catalogue: Catalogue) -> TextsFile:
    """The texts and everything that is wrong with them, in one run.

    Diagnostics: K01–K05 for the file's form, X01–X06 for what it says. Units are by their full names. No content of
    the file raises; UsageError if the path does not exist or is a directory, LianggangError if it cannot be read.
    """
    source, found = read_yaml(path)
    if source is None:
        return TextsFile(shown_path(path), None, found)
    faults = list(blanks(source.data))
    texts = _sound(without(source.data, (fault.path for fault in faults)), faults)
    if texts is not None:
        wrong = list(check_texts(texts, catalogue, path.name))
        faults += wrong
        texts = _checked(texts, wrong, catalogue)
    told = [_told(source, fault, catalogue) for fault in dict.fromkeys(faults)]
    told += map(source.diagnose_node, folded(source))
    return TextsFile(source.path, texts, tuple(sorted((*found, *told), key=lambda one: one.sort_key)))


def without(data: Any, paths: Iterable[KeyPath]) -> Any:
    """A copy of plain data without what stands at the paths; of a list the places are those before anything goes."""
    gone = frozenset(paths)

    def copied(part: Any, at: KeyPath) -> Any:
        if isinstance(part, dict):
            return {key: copied(value, (*at, key)) for key, value in part.items() if (*at, key) not in gone}
        if isinstance(part, list):
            return [copied(value, (*at, place)) for place, value in enumerate(part) if (*at, place) not in gone]
        return part

    return copied(data, ())


def _sound(data: Any, faults: list[Fault]) -> QuarterTexts | None:
    """The texts without the parts whose form is at fault; None where version or period are."""
    found: list[Fault] = []
    texts = validated(QuarterTexts, data, (), found)
    faults += found
    if texts is not None or any(fault.code == "K04" for fault in found):
        return texts
    return validated(QuarterTexts, without(data, (fault.path for fault in found)), (), [])


def _checked(texts: QuarterTexts, wrong: list[Fault], catalogue: Catalogue) -> QuarterTexts | None:
    """Without the parts that are wrong, units by their full names; None where the file is of another quarter."""
    gone = {fault.path for fault in wrong}
    if ("period",) in gone:
        return None
    units = {}
    for name, said in texts.units.items():
        if ("units", name) in gone:
            continue
        kept = {code: one for code, one in said.indicators.items() if ("units", name, "indicators", code) not in gone}
        units[catalogue.unit_by_alias[name]] = said.model_copy(update={"indicators": kept})
    policies = {
        outline: {field: text for field, text in fields.items() if (*_POLICIES, outline, field) not in gone}
        for outline, fields in texts.district.policies.items()
        if (*_POLICIES, outline) not in gone
    }
    district = texts.district.model_copy(update={"policies": policies})
    return texts.model_copy(update={"units": units, "district": district})


_POLICIES = ("district", "policies")


def _told(source: YamlSource, fault: Fault, catalogue: Catalogue) -> Diagnostic:
    """With its place, and the unit and the indicator that it is about, where the catalogue knows them."""
    path = fault.path
    unit = catalogue.unit_by_alias.get(str(path[1])) if path[:1] == ("units",) and len(path) > 1 else None
    code = str(path[3]) if len(path) > 3 and path[2] == "indicators" else None
    return replace(source.diagnose(fault), unit=unit, indicator=code if code in catalogue.indicators else None)
