"""YAML as an editor reads it: the core schema of YAML 1.2, keys as texts, merges resolved.

``71.30`` becomes a number there and ``2020Q4`` a text, while the program keeps every scalar as written.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_RULES: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _text: None),
    (re.compile(r"true|True|TRUE"), lambda _text: True),
    (re.compile(r"false|False|FALSE"), lambda _text: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 0)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(inf|Inf|INF)"), lambda text: float(text.replace(".", ""))),
    (re.compile(r"\.(nan|NaN|NAN)"), lambda _text: float("nan")),
)


def editor_data(text: str) -> Any:
    """The document as JSON-like data."""
    return _built(yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.BaseLoader))


def _built(node: yaml.Node | None) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_built(part) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if not node.style:
        for pattern, made in _RULES:
            if pattern.fullmatch(node.value):
                return made(node.value)
    return node.value


def _mapping(node: yaml.MappingNode) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for key, value in node.value:
        if key.value == "<<" and not key.style:
            several = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for part in several:
                merged = {**_built(part), **merged}
        else:
            own[key.value] = _built(value)
    return {**merged, **own}
