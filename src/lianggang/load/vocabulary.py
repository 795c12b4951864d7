"""The names a return may use, from the catalogue: indicators, areas, member units; and what a wrong one meant.

Not here: whether the indicator is due, or the row's figures are sound.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.catalogue import DISTRICT_WORD

from .cells import half_width, shown

if TYPE_CHECKING:
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator

    from .likely_names import LikelyNames

_NEAR_MATCHES = 3
_TEXT_MARK = "'"
"""What stands before a text that a spreadsheet would take for a formula, in our own CSV forms too."""
_COMPARISONS = 50_000
"""How many pairs of names one file may have compared in search of near matches: a second, at the worst."""


class Problem(NamedTuple):
    """Why a cell of a row names nothing: which of the two columns of an indicator, and the message."""

    in_name: bool
    message: str
    indicator: str | None = None
    """The code, where the row's code is known but its name is another's."""


class Vocabulary:
    """The catalogue's names, for one file; answers are remembered, as a return repeats its names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = catalogue.indicators
        self._areas = catalogue.area_names
        self._district = catalogue.district.name
        self._units = catalogue.unit_by_alias
        self._known_areas = dict.fromkeys(("", DISTRICT_WORD, self._district), None) | {
            area: area for area in self._areas
        }
        self._resolved: dict[tuple[str, str], Indicator | Problem] = {}
        self._suggested: dict[tuple[str, str], str] = {}
        self._names: dict[str, LikelyNames] = {}
        self._comparisons = 0

    def indicator(self, code: str, name: str) -> Indicator | Problem:
        """A row's indicator by its code, or by its name where the code is blank; otherwise why there is none (R01)."""
        plain = self._indicators.get(code)
        if plain is not None and name in {"", plain.name}:
            return plain
        key = (code, name)
        if key not in self._resolved:
            self._resolved[key] = self._indicator(code, name)
        return self._resolved[key]

    def area(self, written: str) -> tuple[str | None, str | None]:
        """The area (None: the district) and, where it is unknown, why (R06)."""
        if written in self._known_areas:
            return self._known_areas[written], None
        if written.startswith(_TEXT_MARK):
            return self.area(written.removeprefix(_TEXT_MARK))
        if not self._areas:
            return (
                None,
                f"区域“{shown(written)}”不在目录中：目录没有列出下级区域；全区数据请留空或填“{DISTRICT_WORD}”。",
            )
        hint = self._meant("area", written) or f"全区数据请留空或填“{DISTRICT_WORD}”，其余请填目录中的区域名称。"
        return None, f"区域“{shown(written)}”不在目录中；{hint}"

    def reporting_unit(self, written: str) -> tuple[str | None, str | None]:
        """The member unit's full name and, where it is unknown, why (R07)."""
        if not written:
            return None, None
        if unit := self._units.get(written):
            return unit, None
        if written.startswith(_TEXT_MARK):
            return self.reporting_unit(written.removeprefix(_TEXT_MARK))
        hint = self._meant("unit", written) or "请填目录中成员单位的名称。"
        return None, f"填报单位“{shown(written)}”不在成员单位目录中；{hint}"

    @cached_property
    def _by_name(self) -> dict[str, list[Indicator]]:
        named: dict[str, list[Indicator]] = {}
        for indicator in self._indicators.values():
            named.setdefault(_same_name(indicator.name), []).append(indicator)
        return named

    def _indicator(self, code: str, name: str) -> Indicator | Problem:
        code, name = code.removeprefix(_TEXT_MARK), name.removeprefix(_TEXT_MARK)
        if not code:
            return self._by_its_name(name)
        indicator = self._indicators.get(code)
        if indicator is None:
            return Problem(False, f"编码“{shown(code)}”不在指标目录中；{self._meant_code(code, name)}")
        if name and name != indicator.name and _same_name(name) != _same_name(indicator.name):
            message = f"编码{code}对应“{indicator.name}”，表内写作“{shown(name)}”；请核对编码与名称，改正写错的一项。"
            return Problem(True, message, code)
        return indicator

    def _by_its_name(self, name: str) -> Indicator | Problem:
        if not name:
            return Problem(False, "指标编码和指标名称都没有填写；请填指标编码。")
        named = self._by_name.get(_same_name(name), [])
        if len(named) == 1:
            return named[0]
        if named:
            codes = "、".join(indicator.code for indicator in named[:_NEAR_MATCHES])
            return Problem(True, f"有{len(named)}项指标名为“{shown(name)}”（{codes}）；请填写指标编码。")
        hint = self._meant("name", name) or "请填写指标编码，或按目录填写指标名称。"
        return Problem(True, f"指标“{shown(name)}”不在指标目录中；{hint}")

    def _meant_code(self, code: str, name: str) -> str:
        if re.fullmatch(r"[0-9.]+[eE][-+]?[0-9]+", code):
            return "这是Excel的科学计数法；请将编码列设为“文本”格式后重新填写。"
        if code.startswith("="):
            return "这是公式；请粘贴为文字后重报。"
        if len(own := self._by_name.get(_same_name(code), [])) == 1:
            return f"这是指标名称，编码是“{own[0].code}”；请将名称移到“指标名称”列。"
        named = self._by_name.get(_same_name(name), []) if name else []
        if len(named) == 1:
            return f"“{shown(name)}”的编码是“{named[0].code}”，请核对。"
        return self._meant("code", code) or "请使用下发报表中的指标编码。"

    def _meant(self, kind: str, written: str) -> str:
        """A question with at most three near matches; empty where nothing is near."""
        key = (kind, written)
        if key not in self._suggested:
            self._suggested[key] = self._likely(kind).meant(written, self._may_compare)
        return self._suggested[key]

    def _likely(self, kind: str) -> LikelyNames:
        from .likely_names import LikelyNames  # noqa: PLC0415 - only where a name is wrong

        if kind not in self._names:
            self._names[kind] = LikelyNames(self._choices(kind))
        return self._names[kind]

    def _choices(self, kind: str) -> tuple[str, ...]:
        match kind:
            case "area":
                return self._areas
            case "unit":
                return tuple(self._units)
            case "code":
                return tuple(self._indicators)
            case _:
                return tuple(indicator.name for indicator in self._indicators.values())

    def _may_compare(self, pairs: int) -> bool:
        self._comparisons += pairs
        return self._comparisons <= _COMPARISONS


def _same_name(name: str) -> str:
    """An indicator's name without spaces, a unit in brackets at its end, and differences of dash and width."""
    bare = "".join(half_width(name).split())
    for dash in "—–―~～至":
        bare = bare.replace(dash, "-")
    bare = bare.replace("--", "-")
    return re.sub(r"\((?:%|‰|[0-9]*/[0-9]*万)\)$", "", bare)
