"""Which parts of a catalogue are sound, each validated on its own, so that one mistake does not hide the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from lianggang.model.card_rules import RuleSet
from lianggang.model.catalogue import Catalogue, Relation
from lianggang.model.indicator import Indicator

from .yaml_nodes import EMPTY
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from .yaml_nodes import KeyPath

Model = TypeVar("Model", bound="BaseModel")

_APART = ("indicators", "relations", "card_rules")
"""Validated part by part; everything else is the header."""
_BY_ENTRY = ("outlines", "member_units")
"""Of these a bad entry is left out, not the whole."""
_STAND_IN: dict[str, Any] = {
    "version": "1",
    "title": "?",
    "district": {"name": "\0"},
    "office": {"committee": "?", "name": "?"},
    "outlines": {},
    "member_units": {},
}
"""Stands where a required part of the header is missing or faulty, so that the rest can be looked at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The sound parts of a catalogue."""

    written: Mapping[str, Any]
    """The whole file as written; names are known from here even where what they name is faulty."""
    header: Catalogue
    """Everything but indicators, relations and card rules."""
    indicators: Mapping[str, Indicator]
    relations: Mapping[int, Relation]
    """By their place in the list."""
    card_rules: RuleSet | str | None
    """None where they are faulty."""

    def names(self, part: str) -> frozenset[str] | None:
        """The keys written under ``outlines``, ``member_units`` or ``indicators``; None where that is no mapping."""
        mapping = self.written.get(part)
        return frozenset(mapping) if isinstance(mapping, dict) else None

    def written_under(self, code: str, key: str) -> Any:
        """What an indicator has under a key, as written."""
        return self.written["indicators"][code].get(key)

    def catalogue(self) -> Catalogue:
        """The catalogue; only when every part is sound."""
        relations = tuple(self.relations.values())
        parts = {"indicators": dict(self.indicators), "relations": relations, "card_rules": self.card_rules}
        return self.header.model_copy(update=parts)


def sound_parts(written: Mapping[str, Any]) -> tuple[Parts, list[Fault]]:
    """Validate each part; faults K03, K04, K05 and, within card rules, K14 for an unknown measure."""
    faults: list[Fault] = []
    header = _header(written, faults)
    indicators = dict(_indicators(written, faults))
    relations = dict(_relations(written, faults))
    rules = rules_part(written.get("card_rules", "default"), ("card_rules",), faults)
    return Parts(written, header, indicators, relations, rules), faults


def validated(model: type[Model], data: Any, at: KeyPath, faults: list[Fault]) -> Model | None:
    """The model, or None and its faults added to ``faults``."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        from .model_faults import model_faults  # noqa: PLC0415  # only where there is something to report

        faults += model_faults(error, model, at)
        return None


def _header(written: Mapping[str, Any], faults: list[Fault]) -> Catalogue:
    data = {key: value for key, value in written.items() if key not in _APART}
    found: list[Fault] = []
    header = validated(Catalogue, {**data, "indicators": {}}, (), found)
    if header is not None:
        return header
    faults += found
    for fault in found:
        _leave_out(data, fault.path)
    return Catalogue.model_validate({**_STAND_IN, **data, "indicators": {}})


def _leave_out(data: dict[str, Any], path: KeyPath) -> None:
    if not path:
        return
    part = str(path[0])
    entries = data.get(part)
    if part in _BY_ENTRY and len(path) > 1 and isinstance(entries, dict):
        data[part] = {key: value for key, value in entries.items() if key != path[1]}
    else:
        data.pop(part, None)


def _indicators(written: Mapping[str, Any], faults: list[Fault]) -> Iterator[tuple[str, Indicator]]:
    entries = written.get("indicators")
    if entries is None:
        faults.append(Fault("K04", (), "文件最外层缺少必填的“indicators”。请补上指标。"))
    elif not isinstance(entries, dict) or not entries:
        message = "“indicators”里没有指标。请逐个写出：编码在前，冒号后另起一行缩进写各项。"
        faults.append(Fault("K05", ("indicators",), message, on_key=True))
    else:
        for code, entry in entries.items():
            if (indicator := _indicator(code, entry, faults)) is not None:
                yield code, indicator


def _indicator(code: str, entry: Any, faults: list[Fault]) -> Indicator | None:
    at: KeyPath = ("indicators", code)
    if not isinstance(entry, dict):
        faults.append(Fault("K05", at, f"指标“{code}”没有内容。请另起一行缩进写各项，或删去这个指标。", on_key=True))
        return None
    indicator = validated(Indicator, {**entry, "code": code}, at, faults)
    if "code" in entry:
        message = f"指标“{code}”没有“code”这个键：编码就是它的键。请删去。"
        faults.append(Fault("K03", (*at, "code"), message, on_key=True))
    return indicator


def _relations(written: Mapping[str, Any], faults: list[Fault]) -> Iterator[tuple[int, Relation]]:
    entries = written.get("relations", [])
    if not isinstance(entries, list):
        message = "“relations”应为列表，每条以“- ”开头。请改正；没有的请删去。"
        faults.append(Fault("K05", ("relations",), message, on_key=True))
        return
    for number, entry in enumerate(entries):
        if (relation := validated(Relation, entry, ("relations", number), faults)) is not None:
            yield number, relation


def rules_part(written: Any, at: KeyPath, faults: list[Fault]) -> RuleSet | str | None:
    """The set written at a place, or the name or file that stands there instead; None where it is faulty."""
    if isinstance(written, dict):
        return validated(RuleSet, written, at, faults)
    if isinstance(written, str) and written:
        return written
    what = "后面没有内容" if written is EMPTY or written == "" else "应为规则名、文件名，或写在这里的一套规则"
    faults.append(Fault("K05", at, f"“{at[-1]}”{what}。请填写，如 default。", on_key=True))
    return None
