"""K12: a return names indicators, units and areas, so each name must mean one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.catalogue import DISTRICT_WORD

from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .catalogue_parts import Parts
    from .yaml_nodes import KeyPath


def check_names(parts: Parts) -> Iterator[Fault]:
    """K12: a return names indicators, units and areas, so each name must mean one thing."""
    yield from _indicator_names(parts)
    yield from _unit_names(parts)
    yield from _area_names(parts)


def _indicator_names(parts: Parts) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for code, indicator in parts.indicators.items():
        name = indicator.name.strip()
        other = first.setdefault(name, code)
        if other != code:
            message = (
                f"指标“{code}”与“{other}”同名，填报时按名称分不清。"
                f"请合并，或在名称里加以区别，如注明“（{indicator.outline}）”。"
            )
            yield Fault("K12", ("indicators", code, "name"), message, also=("indicators", other, "name"))


def _unit_names(parts: Parts) -> Iterator[Fault]:
    units = parts.header.member_units
    first: dict[str, tuple[str, KeyPath]] = {name: (name, ("member_units", name)) for name in units}
    for name, member in units.items():
        for number, alias in enumerate(member.aliases):
            path: KeyPath = ("member_units", name, "aliases", number)
            owner, place = first.setdefault(alias, (name, path))
            if owner != name:
                yield _shared_name("简称", alias, owner, name, path, place)
        if member.full_name is not None:
            path = ("member_units", name, "full_name")
            owner, place = first.setdefault(member.full_name, (name, path))
            if owner != name:
                yield _shared_name("全称", member.full_name, owner, name, path, place)


def _shared_name(what: str, shared: str, owner: str, name: str, path: KeyPath, place: KeyPath) -> Fault:
    message = f"{what}“{shared}”同时指“{owner}”和“{name}”。请只留给其中一个单位。"
    return Fault("K12", path, message, also=place)


def _area_names(parts: Parts) -> Iterator[Fault]:
    written = parts.written.get("areas", [])
    if not parts.header.areas:
        return
    first: dict[str, KeyPath] = {}
    for name, path in _areas(written, ("areas",)):
        if name in {parts.header.district.name, DISTRICT_WORD}:
            message = f"区域“{name}”与全区同名，填报时分不清。请删去，或改名。"
            yield Fault("K12", path, message)
        elif first.setdefault(name, path) != path:
            yield Fault("K12", path, f"区域“{name}”写了两次。请删去一个，或加以区别。", also=first[name])


def _areas(written: Any, at: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    """Names of areas as written, and where they stand."""
    for number, area in enumerate(written if isinstance(written, list) else ()):
        path = (*at, number)
        if isinstance(area, str):
            yield area, path
        elif "name" in area:
            yield area["name"], (*path, "name")
            yield from _areas(area.get("areas"), (*path, "areas"))
        else:
            yield next(iter(area)), (*path, "name")
            yield from _areas(next(iter(area.values())), (*path, "areas"))
