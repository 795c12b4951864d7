"""The catalogue extract of a scenario: what does not matter to a judgement may be left out, what does is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.catalogue import Catalogue
from lianggang.model.indicator import Indicator

from .catalogue_checks import check_parts
from .catalogue_parts import Parts, validated
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lianggang.model.card_rules import RuleSet

    from .yaml_nodes import KeyPath

Extract = dict[str, tuple[dict[str, Any], "KeyPath"]]
"""The indicators as written, and where in the file each stands."""

INDICATOR_DEFAULTS = {"outline": "情景", "field": "情景", "lead_unit": "情景单位"}
"""With the code as the name. Direction, unit of measure and frequency decide the card and have none."""
TARGET_DEFAULTS = {"level": "区", "source": "情景", "verified": "true"}


def scenario_catalogue(
    extract: Extract, areas: Sequence[str], rules: RuleSet | None, at: KeyPath, faults: list[Fault]
) -> Catalogue | None:
    """The catalogue of a scenario, or None and what is wrong with it (K02 to K16).

    areas: all of them. at: where the scenario stands, for what concerns no single indicator.
    """
    before = len(faults)
    written = {code: _filled(code, entry) for code, (entry, _) in extract.items()}
    indicators: dict[str, Indicator] = {}
    for code, (entry, path) in extract.items():
        indicator = validated(Indicator, {**written[code], "code": code}, path, faults)
        if indicator is not None:
            indicators[code] = indicator
        if "code" in entry:
            message = f"指标“{code}”没有“code”这个键：编码就是它的键。请删去。"
            faults.append(Fault("K03", (*path, "code"), message, on_key=True))
    header = _header(indicators.values(), areas)
    parts = Parts({**header, "indicators": written}, Catalogue.model_validate(header), indicators, {}, rules)
    faults += (_placed(fault, extract, at) for fault in check_parts(parts))
    return None if len(faults) > before or rules is None else parts.catalogue()


def _filled(code: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    filled = {"name": code, **INDICATOR_DEFAULTS, **entry}
    targets = entry.get("targets")
    if isinstance(targets, list):
        filled["targets"] = [
            {**TARGET_DEFAULTS, **target} if isinstance(target, dict) else target for target in targets
        ]
    return filled


def _header(indicators: Iterable[Indicator], areas: Sequence[str]) -> dict[str, Any]:
    """All outlines and units that the indicators name are taken to be there."""
    listed = [*indicators]
    outlines = [one.outline for one in listed]
    outlines += [target.outline for one in listed for target in one.targets if target.outline is not None]
    units = [unit for one in listed for unit in (one.lead_unit, *one.partner_units)]
    return {
        "version": "1",
        "title": "情景",
        "district": {"name": "情景区"},
        "office": {"committee": "情景", "name": "情景"},
        "outlines": {name: {"name": name, "starts": "2000", "ends": "2099"} for name in outlines},
        "member_units": {name: {} for name in units},
        "areas": [*areas],
        "indicators": {},
    }


def _placed(fault: Fault, extract: Extract, at: KeyPath) -> Fault:
    """The fault where it stands in the file of scenarios."""
    return fault._replace(
        path=_path(fault.path, extract, at), also=None if fault.also is None else _path(fault.also, extract, at)
    )


def _path(path: KeyPath, extract: Extract, at: KeyPath) -> KeyPath:
    if path[:1] != ("indicators",) or len(path) < 2:
        return at
    return (*extract[str(path[1])][1], *path[2:])
