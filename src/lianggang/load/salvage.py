"""What is sound of data in which something is at fault, so that one mistake does not hide the others in its part.

Only called where there is something to report. What is missing or at fault is marked as unknown, and no check that
rests on it is made: one root cause, one diagnostic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from lianggang.model.card_rules import Hysteresis, Rule, RuleSet

from .catalogue_parts import Unknown
from .model_faults import known_keys, model_at, near_matches

if TYPE_CHECKING:
    from .yaml_nodes import KeyPath

Model = TypeVar("Model", bound=BaseModel)

_STAND_INS = {
    "unit_of_measure": "单位",
    "direction": "none",
    "frequency": "irregular",
    "by": "2999Q4",
    "level": "区",
    "outline": "规划简称",
    "period": "1000",
    "value": "0",
}
"""What stands in place of a required value; ``_TEXT`` where a text is asked for."""
_TEXT = "？"
_LISTS_OF_PARTS = frozenset({"targets", "breaks"})


def salvaged(model: type[Model], written: dict[str, Any], error: ValidationError) -> tuple[Model | None, Unknown]:
    """The model with stand-ins for what is missing or at fault, and what that is; None where it cannot be built."""
    data = _copied(written)
    unknown: set[KeyPath] = set()
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(step for step in one["loc"] if step != "[key]")
        if one["type"] == "extra_forbidden":
            unknown |= _misspelt(model, data, path)
        else:
            unknown.add(_put_aside(model, data, path))
    try:
        return model.model_validate(data), Unknown(frozenset(unknown))
    except ValidationError:
        return None, Unknown(frozenset(unknown))


def _copied(written: Any) -> Any:
    if isinstance(written, dict):
        return {key: _copied(value) for key, value in written.items()}
    return [_copied(value) for value in written] if isinstance(written, list) else written


def _misspelt(model: type[BaseModel], data: Any, path: KeyPath) -> set[KeyPath]:
    """Takes the key away; the keys that it may stand for are not known."""
    container = _inside(data, path[:-1])
    container.pop(path[-1], None)
    holder = model_at(model, path[:-1])
    near = near_matches(str(path[-1]), known_keys(holder) if holder else ())
    return {(*path[:-1], key) for key in near if key not in container}


def _put_aside(model: type[BaseModel], data: Any, path: KeyPath) -> KeyPath:
    """Takes a faulty value away, or puts a stand-in where one is required; the path of what is not known now."""
    while isinstance(path[-1], int) and not _is_part(path):
        path = path[:-1]
    container, key = _inside(data, path[:-1]), path[-1]
    if isinstance(key, int):
        container[key] = _stand_in(model_at(model, path))
        return path
    holder = model_at(model, path[:-1])
    if holder is not None and key in _required(holder):
        container[key] = _STAND_INS.get(key, _TEXT)
    else:
        container.pop(key, None)
    return path


def _is_part(path: KeyPath) -> bool:
    return len(path) > 1 and path[-2] in _LISTS_OF_PARTS


def _inside(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _required(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items() if field.is_required())


def _stand_in(model: type[BaseModel] | None) -> dict[str, str]:
    return {key: _STAND_INS.get(key, _TEXT) for key in (_required(model) if model else ())}


def sound_rules(written: dict[str, Any]) -> tuple[RuleSet | None, frozenset[int]]:
    """The set with stand-ins for its faulty rules, and which these are; None where it has no list of rules.

    A stand-in keeps no other rule from being reached. A faulty hysteresis is left out.
    """
    listed = written.get("rules")
    if not isinstance(listed, list) or not listed:
        return None, frozenset()
    rules = [_model(Rule, rule) for rule in listed]
    unsound = frozenset(number for number, rule in enumerate(rules) if rule is None)
    data: dict[str, Any] = {"name": _TEXT, "title": _TEXT, "rules": [rule or _STAND_IN_RULE for rule in rules]}
    if (hysteresis := _model(Hysteresis, written.get("hysteresis"))) is not None:
        data["hysteresis"] = hysteresis
    return RuleSet.model_validate(data), unsound


_STAND_IN_RULE = {"id": _TEXT, "card": "none", "when": ["met = 1"], "for": "8"}


def _model(model: type[Model], written: Any) -> Model | None:
    try:
        return model.model_validate(written)
    except ValidationError:
        return None
