"""What a pydantic model has to say about plain YAML data, as faults in Chinese; only called when it has something."""

from __future__ import annotations

import types
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from lianggang.model.indicator import Indicator
from lianggang.model.measures import MEASURES
from lianggang.model.scalars import Part
from lianggang.model.visible import visible

from .yaml_nodes import EMPTY
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError

    from .yaml_nodes import KeyPath

_PARTS = {
    "outlines": "规划",
    "member_units": "成员单位",
    "indicators": "指标",
    "units": "单位",
}
_LISTS = {
    "targets": "目标",
    "breaks": "口径变化",
    "relations": "关系",
    "rules": "规则",
    "areas": "区域",
    "scenarios": "情景",
    "expect": "预期",
    "projects": "项目",
    "milestones": "里程碑",
    "items": "事项",
    "self_scores": "自评",
}


def model_faults(error: ValidationError, model: type[BaseModel], at: KeyPath = ()) -> list[Fault]:
    """One fault for each of pydantic's errors: K03 unknown key, K04 missing key, K05 bad value, K14 measure.

    ``at``: where in the file the model's data stand. No English word of pydantic's reaches the user.
    """
    errors = error.errors(include_url=False)
    missing: dict[KeyPath, list[str]] = {}
    faults: list[Fault] = []
    for one in errors:
        inner = tuple(step for step in one["loc"] if step != "[key]")
        if one["type"] == "missing" and not isinstance(inner[-1], int):
            missing.setdefault(at + inner[:-1], []).append(str(inner[-1]))
        elif one["type"] != "too_short" or not one["ctx"]["actual_length"] < len(one["input"]):
            faults.append(_fault(one, inner, model, at))
    return faults + [Fault("K04", path, _missing(path, keys), on_key=True) for path, keys in missing.items()]


def _fault(one: Mapping[str, Any], inner: KeyPath, model: type[BaseModel], at: KeyPath) -> Fault:
    path = at + inner
    on_key = one["loc"][-1:] == ("[key]",)
    written = one["input"]
    if one["type"] == "extra_forbidden":
        container = model_at(model, inner[:-1])
        return Fault("K03", path, _unknown_key(str(inner[-1]), container, path[:-1]), on_key=True)
    if written is EMPTY:
        way = "请填写。" if _is_required(model, inner) else "请填写；不需要的请删去这一项。"
        return Fault("K05", path, f"“{path[-1]}”后面没有内容。{way}", on_key=True)
    if one["type"] == "measure":
        return Fault("K14", path, _unknown_measure(one["ctx"]["measure"]))
    what = f"键“{visible(str(path[-1]))}”" if on_key else _value(written, path)
    return Fault("K05", path, _bad_value(what, one, _kind_at(model, inner)), on_key=on_key)


def _is_required(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether a file must have the key at ``path``, by its form or by a check."""
    container = model_at(model, path[:-1]) if path else None
    if container is None:
        return _is_asked_for(model_at(model, path[:-2]), path[-2:-1])
    fields = ((field.alias or name, field) for name, field in container.model_fields.items())
    return _is_asked_for(container, path[-1:]) or any(key == path[-1] and field.is_required() for key, field in fields)


def _is_asked_for(container: type[BaseModel] | None, key: KeyPath) -> bool:
    return container is not None and issubclass(container, Part) and not container.ASKED_FOR.isdisjoint(key)


def _unknown_key(key: str, container: type[BaseModel] | None, path: KeyPath) -> str:
    known = known_keys(container) if container else ()
    return f"{describe(path)}没有“{visible(key)}”这个键。{did_you_mean(key, known)}请改正或删去。"


def _missing(path: KeyPath, keys: list[str]) -> str:
    return f"{describe(path)}缺少必填的{'、'.join(f'“{key}”' for key in keys)}。请补上。"


def _unknown_measure(measure: str) -> str:
    return f"没有“{visible(measure)}”这个度量。{did_you_mean(measure, MEASURES)}请改正。"


def _value(written: Any, path: KeyPath) -> str:
    """``“period”的值“2020-12”``: the nearest key, and the value as written or its shape."""
    words = [step for step in path if isinstance(step, str)]
    if isinstance(written, list | dict):
        value = "（列表）" if isinstance(written, list) else "（“键: 值”）"
    else:
        value = f"“{visible(str(written))}”"
    return f"“{words[-1]}”的值{value}" if words else f"值{value}"


def _bad_value(what: str, one: Mapping[str, Any], kind: Any) -> str:
    wanted = _wanted(one, _bare(kind))
    blank = " " if wanted[0].isascii() else ""
    near = did_you_mean(one["input"], known_words(_bare(kind))) if isinstance(one["input"], str) else ""
    return f"{what}不符。应为{blank}{wanted}。{near}请改正。"


_WANTED = {
    "string_type": "一段文字",
    "string_too_short": "不为空的文字",
    "too_short": "至少有一项的列表",
    "missing": "恰有两项的列表，如 [0, 100]",
    "too_long": "恰有两项的列表，如 [0, 100]",
    "dict_type": "“键: 值”的形式，每键一行并缩进",
    "model_type": "“键: 值”的形式，每键一行并缩进",
}


def _wanted(one: Mapping[str, Any], kind: Any) -> str:
    """What is expected, in words."""
    context = one.get("ctx", {})
    match one["type"]:
        case "scalar":
            return str(context["expected"])
        case "enum" | "literal_error":
            choices = known_words(kind)
            return ("其中之一：" if len(choices) > 1 else "") + "、".join(choices)
        case "tuple_type":
            return _wanted_list(_bare(_inside(kind, 0)), fixed=Ellipsis not in get_args(kind))
        case "greater_than_equal":
            return f"不小于 {context['ge']} 的整数"
        case "less_than_equal":
            return f"不大于 {context['le']} 的整数"
        case other:
            return _WANTED.get(other, "格式说明所列的写法")


def _wanted_list(item: Any, *, fixed: bool) -> str:
    if isinstance(item, type) and issubclass(item, BaseModel):
        return "列表，每项另起一行，以“- ”开头"
    if choices := known_words(item):
        return f"列表，如 [{', '.join(choices[:2])}]"
    return "恰有两项的列表，如 [0, 100]" if fixed else "列表，如 [甲, 乙]"


def describe(path: KeyPath) -> str:
    """The part of a file in words: 指标“C-EDU-02”的第2个目标."""
    words = ""
    for before, step in zip((None, *path), (*path, None), strict=True):
        if before is None and step is None:
            return "文件最外层"
        if step is None:
            break
        link = "的" if words else ""
        if isinstance(step, int):
            words += f"{link}第{step + 1}项" if before not in _LISTS else f"{link}第{step + 1}个{_LISTS[str(before)]}"
        elif before in _PARTS:
            words = f"{_PARTS[str(before)]}“{step}”"
        elif step not in _PARTS and step not in _LISTS:
            words += f"{link}“{step}”"
    return words or f"“{path[-1]}”"


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """``是否为“a”或“b”？`` with at most three near matches; empty where nothing is near."""
    near = near_matches(written, known)
    return "是否为" + "或".join(f"“{word}”" for word in near) + "？" if near else ""


def near_matches(written: str, known: Iterable[str]) -> list[str]:
    """At most three words that may be meant, the nearest first."""
    import difflib  # noqa: PLC0415  # only where there is something to report

    lower = {word.lower(): word for word in reversed([*known])}
    near = difflib.get_close_matches(written.strip().lower()[:60], lower, n=3, cutoff=0.6)
    return [lower[word] for word in near]


def known_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a file may have for a model; not an indicator's ``code``, which is its key."""
    fields = model.model_fields.items()
    return tuple(field.alias or name for name, field in fields if name != "code" or model is not Indicator)


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model of the mapping at ``path``; None where no mapping with keys of its own stands there."""
    kind = _bare(_kind_at(model, path))
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _kind_at(model: Any, path: KeyPath) -> Any:
    """The type that a model gives to the part at ``path``; None where it gives none."""
    kind = model
    for step in path:
        kind = _inside(_bare(kind), step)
    return kind


def _inside(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return next((f.annotation for name, f in kind.model_fields.items() if (f.alias or name) == step), None)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        if arguments[-1] is Ellipsis:
            return arguments[0]
        return arguments[step] if isinstance(step, int) and step < len(arguments) else None
    return arguments[1] if get_origin(kind) is dict else None


def _bare(kind: Any) -> Any:
    """Without ``Annotated`` and without ``None`` beside it."""
    while get_origin(kind) in {Annotated, Union, types.UnionType}:
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def known_words(kind: Any) -> tuple[str, ...]:
    """The words of a type that knows only some; empty for any other."""
    if get_origin(kind) is Literal:
        return tuple(str(choice) for choice in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(choice.value) for choice in kind)
    return ()
