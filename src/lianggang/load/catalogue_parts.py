"""Which parts of a catalogue are sound, each validated on its own, so that one mistake does not hide the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from lianggang.model.card_rules import RuleSet
from lianggang.model.catalogue import Catalogue, Relation
from lianggang.model.indicator import Indicator

from .rule_checks import check_rule_set
from .yaml_nodes import EMPTY
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
class Unknown:
    """Which values are not known: paths from the top of the part that was salvaged."""

    paths: frozenset[KeyPath] = frozenset()

    def any_of(self, *keys: str) -> bool:
        """Whether one of the part's own keys, or something below it, is not known."""
        return any(path[0] in keys for path in self.paths)

    def targets(self, keys: Iterable[str]) -> frozenset[int]:
        """Numbers of the targets of which one of ``keys`` is not known."""
        wanted = frozenset(keys)
        inside = [path for path in self.paths if path[0] == "targets" and len(path) > 1]
        return frozenset(int(path[1]) for path in inside if len(path) == 2 or path[2] in wanted)

    def holds(self, path: KeyPath) -> bool:
        """Whether what stands at ``path``, or what it stands in, is not known."""
        return any(path[:length] in self.paths for length in range(1, len(path) + 1))


NOTHING = Unknown()


@dataclass(frozen=True, slots=True)
class Parts:
    """The sound parts of a catalogue, and what could be salvaged of the others."""

    written: Mapping[str, Any]
    """The whole file as written; names are known from here even where what they name is faulty."""
    header: Catalogue
    """Everything but indicators, relations and card rules."""
    indicators: Mapping[str, Indicator]
    relations: Mapping[int, Relation]
    """By their place in the list."""
    card_rules: RuleSet | str | None
    """None where they are faulty."""
    unknown: Mapping[KeyPath, Unknown] = field(default_factory=dict)
    """What is not known of the parts that were salvaged, by their place; of the top level at ``()``."""

    def names(self, part: str) -> frozenset[str] | None:
        """The keys written under ``outlines``, ``member_units`` or ``indicators``; None where that is no mapping."""
        mapping = self.written.get(part)
        return frozenset(mapping) if isinstance(mapping, dict) else None

    def written_under(self, code: str, key: str) -> Any:
        """What an indicator has under a key, as written."""
        return self.written["indicators"][code].get(key)

    def unknown_of(self, *part: str | int) -> Unknown:
        """What is not known of an indicator or a relation, by its place; of the top level where none is given."""
        return self.unknown.get(part, NOTHING)

    def is_known(self, path: KeyPath) -> bool:
        """Whether what stands at a path of the file has been read as it is written."""
        return not self.unknown_of(*path[:2]).holds(path[2:])

    def catalogue(self) -> Catalogue:
        """The catalogue; only when every part is sound."""
        relations = tuple(self.relations.values())
        parts = {"indicators": dict(self.indicators), "relations": relations, "card_rules": self.card_rules}
        return self.header.model_copy(update=parts)


def sound_parts(written: Mapping[str, Any]) -> tuple[Parts, list[Fault]]:
    """Validate each part; faults K03, K04, K05, and K14 for card rules that are written in the catalogue."""
    faults: list[Fault] = []
    unknown: dict[KeyPath, Unknown] = {}
    header = _header(written, faults, unknown)
    indicators = dict(_indicators(written, faults, unknown))
    relations = dict(_relations(written, faults, unknown))
    rules = rules_part(written.get("card_rules", "default"), ("card_rules",), faults)
    return Parts(written, header, indicators, relations, rules, unknown), faults


def validated(model: type[Model], data: Any, at: KeyPath, faults: list[Fault]) -> Model | None:
    """The model, or None and its faults added to ``faults``."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        from .model_faults import model_faults  # noqa: PLC0415  # only where there is something to report

        faults += model_faults(error, model, at)
        return None


def part_of(
    model: type[Model], written: dict[str, Any], at: KeyPath, faults: list[Fault], unknown: dict[KeyPath, Unknown]
) -> Model | None:
    """The model; with stand-ins for what is missing or at fault, which is then in ``unknown``.

    None where even that cannot be built.
    """
    try:
        return model.model_validate(written)
    except ValidationError as error:
        from .model_faults import model_faults  # noqa: PLC0415  # only where there is something to report
        from .salvage import salvaged  # noqa: PLC0415  # only where there is something to report

        faults += model_faults(error, model, at)
        part, unknown[at] = salvaged(model, written, error)
        return part


def _header(written: Mapping[str, Any], faults: list[Fault], unknown: dict[KeyPath, Unknown]) -> Catalogue:
    data = {key: value for key, value in written.items() if key not in _APART}
    found: list[Fault] = []
    header = validated(Catalogue, {**data, "indicators": {}}, (), found)
    if header is not None:
        return header
    faults += found
    unknown[()] = Unknown(frozenset(path for fault in found if (path := _meant(fault))))
    for fault in found:
        _leave_out(data, fault.path)
    return Catalogue.model_validate({**_STAND_IN, **data, "indicators": {}})


def _meant(fault: Fault) -> KeyPath:
    """The part at the top level that a fault leaves unknown; of a key that does not exist the one it is nearest to."""
    from .model_faults import known_keys, near_matches  # noqa: PLC0415  # only where there is something to report

    if fault.code == "K03" and len(fault.path) == 1:
        return tuple(near_matches(str(fault.path[0]), known_keys(Catalogue))[:1])
    return fault.path[:1]


def _leave_out(data: dict[str, Any], path: KeyPath) -> None:
    if not path:
        return
    part = str(path[0])
    entries = data.get(part)
    if part in _BY_ENTRY and len(path) > 1 and isinstance(entries, dict):
        data[part] = {key: value for key, value in entries.items() if key != path[1]}
    else:
        data.pop(part, None)


def _indicators(
    written: Mapping[str, Any], faults: list[Fault], unknown: dict[KeyPath, Unknown]
) -> Iterator[tuple[str, Indicator]]:
    entries = written.get("indicators")
    if entries is None:
        faults.append(Fault("K04", (), "文件最外层缺少必填的“indicators”。请补上指标。"))
    elif not isinstance(entries, dict) or not entries:
        message = "“indicators”里没有指标。请逐个写出：编码在前，冒号后另起一行缩进写各项。"
        faults.append(Fault("K05", ("indicators",), message, on_key=True))
    else:
        for code, entry in entries.items():
            if (indicator := _indicator(code, entry, faults, unknown)) is not None:
                yield code, indicator


def _indicator(code: str, entry: Any, faults: list[Fault], unknown: dict[KeyPath, Unknown]) -> Indicator | None:
    at: KeyPath = ("indicators", code)
    if not isinstance(entry, dict):
        faults.append(Fault("K05", at, f"指标“{code}”没有内容。请另起一行缩进写各项，或删去这个指标。", on_key=True))
        return None
    indicator = part_of(Indicator, {**entry, "code": code}, at, faults, unknown)
    if "code" in entry:
        message = f"指标“{code}”没有“code”这个键：编码就是它的键。请删去。"
        faults.append(Fault("K03", (*at, "code"), message, on_key=True))
    return indicator


def _relations(
    written: Mapping[str, Any], faults: list[Fault], unknown: dict[KeyPath, Unknown]
) -> Iterator[tuple[int, Relation]]:
    entries = written.get("relations", [])
    if not isinstance(entries, list):
        message = "“relations”应为列表，每条以“- ”开头。请改正；没有的请删去。"
        faults.append(Fault("K05", ("relations",), message, on_key=True))
        return
    for number, entry in enumerate(entries):
        at: KeyPath = ("relations", number)
        if isinstance(entry, dict):
            relation = part_of(Relation, entry, at, faults, unknown)
        else:
            relation = validated(Relation, entry, at, faults)
        if relation is not None:
            yield number, relation


def rules_part(written: Any, at: KeyPath, faults: list[Fault]) -> RuleSet | str | None:
    """The set written at a place, or the name or file that stands there instead; None where it is faulty."""
    if isinstance(written, dict):
        return checked_rules(written, at, faults)
    if isinstance(written, str) and written:
        return written
    what = "后面没有内容" if written is EMPTY or written == "" else "应为规则名、文件名，或写在这里的一套规则"
    faults.append(Fault("K05", at, f"“{at[-1]}”{what}。请填写，如 default。", on_key=True))
    return None


def checked_rules(written: dict[str, Any], at: KeyPath, faults: list[Fault]) -> RuleSet | None:
    """The set written at a place; K03, K04, K05 and K14 for what is wrong with it. None where a model is at fault."""
    rules = validated(RuleSet, written, at, faults)
    if rules is not None:
        faults += check_rule_set(rules, at)
        return rules
    from .salvage import sound_rules  # noqa: PLC0415  # only where there is something to report

    remains, unsound = sound_rules(written)
    if remains is not None:
        faults += check_rule_set(remains, at, unsound)
    return None
