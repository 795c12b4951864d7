"""The JSON Schema (2020-12) of a catalogue, for editors: completion, Chinese help, and mistakes as one types.

It sees one value at a time. What one part says against another (a target before its baseline, a unit that is not
listed, a rule that is never reached: K06–K16), a key written twice (K02) and YAML's own mistakes (K01) it does not see:
``lianggang indicators --check`` does. Whatever the loader accepts, the schema accepts; an editor has made numbers of
``2020`` and ``1e3`` before the schema sees them, so that it lets pass some spellings that the loader refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.catalogue import Area, Catalogue
from lianggang.model.field_help import PART_HELP
from lianggang.model.measures import MEASURES

from .catalogue_format import Choice, Either, Entry, Keyed, Kind, Listed, Mapped, Scalar, entries, parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianggang.model.scalars import Part

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""What an editor takes a text without quotes for: ``name: 2025`` and ``name: true`` are texts to the loader."""
_YEAR_OR_QUARTER: tuple[Schema, ...] = (
    {"type": "string", "pattern": "^[12][0-9]{3}(Q[1-4])?$"},
    {"type": "integer", "minimum": 1000, "maximum": 2999},
)
_CONDITION = rf"^\s*({'|'.join(MEASURES)})\s*(<=|>=|=|<|>)\s*-?[0-9]+(\.[0-9]+)?\s*$"
_SCALARS: Mapping[str, Schema] = {
    "text": {**_TEXT, "minLength": 1},
    "number": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$"}]},
    "percent": {"type": "string", "pattern": r"^[+-]?[0-9]{1,4}(\.[0-9]{1,4})?%$"},
    "flag": {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(true|false)$"}]},
    "quarter": {"anyOf": [*_YEAR_OR_QUARTER]},
    "period": {"anyOf": [*_YEAR_OR_QUARTER]},
    "day": {"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"},
    "condition": {"type": "string", "pattern": _CONDITION},
    "measure": {"enum": [*MEASURES]},
}
"""What an editor's YAML makes of each scalar, or of the same in quotes; ``whole`` has bounds and stands in place."""


def catalogue_schema() -> Schema:
    """The whole schema."""
    top = _mapping(Catalogue)
    top["properties"]["indicators"]["minProperties"] = 1
    mappings = {_name(model): _definition(model) for model in parts() if model is not Catalogue}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "指标目录 indicators.yaml",
        "description": "由 lianggang schema 生成。写完请再运行 lianggang indicators --check。",
        **top,
        "$defs": {**mappings, **_SCALARS},
    }


def _name(model: type[Part]) -> str:
    return model.__name__


def _definition(model: type[Part]) -> Schema:
    schema = {"title": PART_HELP[model].title, **_mapping(model)}
    return _area(schema) if model is Area else schema


def _mapping(model: type[Part]) -> Schema:
    listed = entries(model)
    required = [entry.key for entry in listed if entry.required]
    return {
        "type": "object",
        "properties": {entry.key: _property(entry) for entry in listed},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _area(whole: Schema) -> Schema:
    """An area: its name alone, ``{name: …, areas: […]}``, or ``{东城区: [甲街道, 乙街道]}``."""
    below = {"type": "array", "items": {"$ref": f"#/$defs/{_name(Area)}"}}
    short = {
        "type": "object",
        "additionalProperties": below,
        "minProperties": 1,
        "maxProperties": 1,
        "not": {"required": ["name"]},
    }
    return {"title": whole.pop("title"), "anyOf": [_kind(Scalar("text")), short, whole]}


def _property(entry: Entry) -> Schema:
    schema = {"description": _described(entry), **_kind(entry.kind)}
    if (default := plain_default(entry)) is not None:
        schema["default"] = default
    return schema


def _described(entry: Entry) -> str:
    """The meaning, with examples: what an editor shows beside the key."""
    helped = entry.help
    text = f"{'必填。' if entry.required else ''}{helped.meaning}例：{entry.key}: {helped.right}"
    if helped.wrong:
        text += f"　不能写：{helped.wrong}（{helped.why}）"
    return text


def plain_default(entry: Entry) -> Any:
    """What the key is taken for where it is not written, as JSON; None where nothing plain can be said."""
    default = getattr(entry.default, "value", entry.default)
    return default if isinstance(default, str | int) and default != "" else None


def _kind(kind: Kind) -> Schema:
    match kind:
        case Scalar():
            return _scalar(kind)
        case Choice(words):
            return {"enum": [*words, *(int(word) for word in words if word.isdecimal())]}
        case Listed(part, least, length):
            bounds = {"minItems": length or least, **({"maxItems": length} if length else {})}
            return {"type": "array", "items": _kind(part), **bounds}
        case Keyed(key, part):
            names = {} if key == Scalar("text") else {"propertyNames": {"pattern": _YEAR_OR_QUARTER[0]["pattern"]}}
            return {"type": "object", "additionalProperties": _kind(part), **names}
        case Mapped(model):
            return {"$ref": f"#/$defs/{_name(model)}"}
        case Either(kinds):
            return {"anyOf": [_kind(one) for one in kinds]}


def _scalar(kind: Scalar) -> Schema:
    if kind.may_be_empty:
        return dict(_TEXT)
    if kind.name != "whole":
        return {"$ref": f"#/$defs/{kind.name}"}
    bounds = {"minimum": kind.least, "maximum": kind.most}
    whole = {"type": "integer", **{key: bound for key, bound in bounds.items() if bound is not None}}
    return {"anyOf": [whole, {"type": "string", "pattern": "^-?[0-9]{1,9}$"}]}
