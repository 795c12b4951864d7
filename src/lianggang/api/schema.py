"""``schema``: what an editor needs to know of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.load.catalogue_schema import catalogue_schema

if TYPE_CHECKING:
    from collections.abc import Mapping


def editor_schema() -> Mapping[str, Any]:
    """The JSON Schema of ``indicators.yaml``; it depends on nothing but the program."""
    return catalogue_schema()
