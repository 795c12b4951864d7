"""What the texts of a quarter must fulfil beyond their form, X01–X06; and what in them has not been filled in yet.

Source: docs/texts.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from lianggang.model.quarter_texts import QuarterTexts

from .model_faults import did_you_mean, known_keys, model_at
from .yaml_nodes import EMPTY, NodeFault
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.catalogue import Catalogue

    from .yaml_nodes import KeyPath
    from .yaml_source import YamlSource

SUFFIX = ".yaml"

_WORDS = {
    "practices": "主要做法",
    "causes": "原因",
    "measures": "下一步措施",
    "process": "评估过程",
    "background": "基本情况",
    "policies": "政策措施",
}
_FILLED_IN = frozenset({"units", "district"})
"""The parts of the file that are filled in bit by bit; version and period must stand there from the beginning."""


def blanks(data: dict[str, Any]) -> Iterator[Fault]:
    """X03: each key, and each item of a list, behind which nothing stands yet; not below a key that is unknown."""
    for key, written in data.items():
        if key in _FILLED_IN:
            yield from _blanks(written, (key,))


def _blanks(written: Any, at: KeyPath) -> Iterator[Fault]:
    holder = model_at(QuarterTexts, at[:-1])
    if holder is not None and at[-1] not in known_keys(holder):
        return
    if _is_blank(written):
        yield Fault("X03", at, _blank(at), on_key=isinstance(at[-1], str))
    elif isinstance(written, dict):
        for key, value in written.items():
            yield from _blanks(value, (*at, key))
    elif isinstance(written, list):
        for place, value in enumerate(written):
            yield from _blanks(value, (*at, place))


def _is_blank(written: Any) -> bool:
    """Nothing, a text of blanks, or a list or mapping without a part; a list of nothing but blanks as a whole."""
    if isinstance(written, str):
        return not written.strip()
    if isinstance(written, list):
        return all(map(_is_blank, written))
    return written is EMPTY or written == {}


def _blank(at: KeyPath) -> str:
    word = next((_WORDS[str(step)] for step in reversed(at) if step in _WORDS), "")
    whose = f"“{at[1]}”的" if at[0] == "units" and len(at) > 1 else ""
    if len(at) > 3 and at[2] == "indicators":
        whose = f"“{at[3]}”的"
    if at[:2] == ("district", "policies") and len(at) > 3:
        whose = f"“{at[2]}·{at[3]}”的"
    what = f"{whose}{word}" if word else f"“{at[-1]}”下面"
    if isinstance(at[-1], int):
        return f"{what}有一项是空的。请填写，或删去这一项。"
    return f"{what}还没有填写。请填写；没有的可以留着，文书里写未报送。"


def folded(source: YamlSource) -> Iterator[NodeFault]:
    """X06: texts over several lines that YAML joins with blanks, which nobody has written."""
    nodes = [source.root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.ScalarNode):
            if node.style != "|" and node.end_mark.line > node.start_mark.line and _JOINED.search(node.value):
                yield NodeFault("X06", _FOLDED, node)
        elif isinstance(node, yaml.MappingNode):
            nodes += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value


_JOINED = re.compile(r"[^\x00-\x7f] [^\x00-\x7f]")
_FOLDED = "这段文字写成了几行，印出来换行处各有一个空格。请写在一行里；要分段的用“|”，一行一段。"


def check_texts(texts: QuarterTexts, catalogue: Catalogue, name: str) -> Iterator[Fault]:
    """Everything that is wrong with texts whose form is right. name: the file's."""
    if name != f"{texts.period}{SUFFIX}":
        message = f"这是{texts.period}的文字，文件名是“{name}”。请核对是哪一季；文件名应为{texts.period}{SUFFIX}。"
        yield Fault("X04", ("period",), message)
    yield from _units(texts, catalogue)
    yield from _policies(texts, catalogue)


def _units(texts: QuarterTexts, catalogue: Catalogue) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for name, said in texts.units.items():
        at: KeyPath = ("units", name)
        unit = catalogue.unit_by_alias.get(name)
        if unit is None:
            yield _unknown("单位", name, [*catalogue.unit_by_alias], at)
            continue
        other = first.setdefault(unit, name)
        if other != name:
            message = f"“{name}”和“{other}”是同一个单位（{unit}）。请合并到一处；这一处没有用。"
            yield Fault("X05", at, message, on_key=True, also=("units", other))
            continue
        for code in said.indicators:
            yield from _code(code, unit, catalogue, (*at, "indicators", code))


def _code(code: str, unit: str, catalogue: Catalogue, at: KeyPath) -> Iterator[Fault]:
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        own = [key for key, one in catalogue.indicators.items() if one.lead_unit == unit]
        yield _unknown("指标", code, [*own, *catalogue.indicators], at)
    elif indicator.lead_unit != unit:
        message = (
            f"“{code} {indicator.name}”由{indicator.lead_unit}牵头，原因和措施由牵头单位写。"
            f"请移到“{indicator.lead_unit}”之下，或改正编码。"
        )
        yield Fault("X02", at, message, on_key=True)


def _policies(texts: QuarterTexts, catalogue: Catalogue) -> Iterator[Fault]:
    for outline, fields in texts.district.policies.items():
        at: KeyPath = ("district", "policies", outline)
        if outline not in catalogue.outlines:
            yield _unknown("规划", outline, [*catalogue.outlines], at)
            continue
        known = dict.fromkeys(one.field for one in catalogue.indicators.values() if one.outline == outline)
        for field in fields:
            if field not in known:
                yield _unknown(f"{outline}的领域", field, [*known], (*at, field))


def _unknown(what: str, name: str, known: list[str], at: KeyPath) -> Fault:
    near = did_you_mean(name, known)
    choices = "" if near or len(known) > _FEW else f"可选：{'、'.join(known)}。"
    return Fault("X01", at, f"目录中没有{what}“{name}”。{near}{choices}请改正；这一处没有用。", on_key=True)


_FEW = 8
"""So many names are listed in full where none is near."""
