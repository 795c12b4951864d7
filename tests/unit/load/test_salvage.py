"""One root cause, one diagnostic: every key of a good catalogue misspelt, spoilt or left out, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_catalogue import GOOD

from lianggang.load.catalogue import read_catalogue
from lianggang.load.catalogue_format import Kind, Listed, Mapped, entries
from lianggang.model.catalogue import Catalogue

KeyPath = tuple[str | int, ...]
RULES = """
name: own
title: 自定
requires: [z]
hysteresis: {measure: z, by: 0.10, red: [-0.60], yellow: [-0.20]}
rules:
  - {id: a, card: red, when: [z < -0.60], label: 甲, for: 1}
  - {id: b, card: yellow, when: [z < -0.20]}
  - {id: c, card: green, when: []}
"""
WRITTEN = {**yaml.load(GOOD, yaml.BaseLoader), "card_rules": yaml.load(RULES, yaml.BaseLoader)}  # noqa: S506 - texts only


def keys_of(model: Any, data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, bool]]:
    """Every key that is written, and whether it is required."""
    for entry in entries(model):
        if entry.key in data:
            here = (*path, entry.key)
            yield here, entry.required
            yield from _below(entry.kind, data[entry.key], here)


def _below(kind: Kind, data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, bool]]:
    match kind:
        case Mapped(model) if isinstance(data, dict):
            yield from keys_of(model, data, path)
        case Listed(part, _, _) if isinstance(part, Mapped) and path[-1] != "areas":
            for number, one in enumerate(data):
                yield from keys_of(part.model, one, (*path, number))
    if path == ("card_rules",):
        yield from _below(kind.kinds[0], data, (*path,)) if not isinstance(kind, Mapped) else ()
    if path in {("indicators",), ("outlines",), ("member_units",)}:
        for name, one in data.items():
            yield from keys_of(kind.part.model, one, (*path, name))


KEYS = list(dict.fromkeys(keys_of(Catalogue, WRITTEN)))


def dotted(value: KeyPath | bool) -> str:
    """``indicators.C-E-02.name`` in the name of a test."""
    return str(value) if isinstance(value, bool) else ".".join(map(str, value))


def changed(path: KeyPath, *, key: str | None = None, value: Any = None, drop: bool = False) -> dict[str, Any]:
    """A copy of the catalogue with a key renamed, dropped, or given another value."""
    whole = yaml.load(yaml.dump(WRITTEN, allow_unicode=True), yaml.BaseLoader)  # noqa: S506 - texts only
    holder = whole
    for step in path[:-1]:
        holder = holder[step]
    last = path[-1]
    old = holder.pop(last)
    if not drop:
        holder[key or last] = old if key else value
    return dict(whole)


def codes(tmp_path: Path, data: dict[str, Any]) -> list[str]:
    path = tmp_path / "indicators.yaml"
    path.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False, default_style="'"), encoding="utf-8")
    return sorted(found.code for found in read_catalogue(path)[1])


def test_the_catalogue_is_good_and_many_keys_are_tried(tmp_path: Path) -> None:
    assert codes(tmp_path, WRITTEN) == []
    assert len(KEYS) > 90
    assert {path[0] for path, _ in KEYS} == set(WRITTEN)


@pytest.mark.parametrize(("path", "required"), KEYS, ids=dotted)
def test_a_misspelt_key_is_one_mistake(tmp_path: Path, path: KeyPath, required: bool) -> None:
    expected = ["K03", "K04"] if required else ["K03"]
    assert codes(tmp_path, changed(path, key=f"{path[-1]}x")) == expected


@pytest.mark.parametrize("path", [path for path, _ in KEYS], ids=dotted)
def test_a_value_of_no_use_is_one_mistake(tmp_path: Path, path: KeyPath) -> None:
    assert set(codes(tmp_path, changed(path, value=[["§"]]))) in ({"K05"}, {"K14"})


@pytest.mark.parametrize("path", [path for path, required in KEYS if required], ids=dotted)
def test_a_missing_key_is_one_mistake(tmp_path: Path, path: KeyPath) -> None:
    assert codes(tmp_path, changed(path, drop=True)) == ["K04"]
