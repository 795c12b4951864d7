"""Text from data as a scalar or a comment of a YAML file that a person goes on writing."""

from __future__ import annotations

import json
import re

from lianggang.model.visible import visible

_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z（）、·—〔〕“”]*")
"""What needs no quotes: it begins with a Chinese character and holds no sign that YAML knows."""


def yaml_key(text: str) -> str:
    """The text as a key or a value: in quotes unless nothing in it could be taken for anything else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def comment(text: str) -> str:
    """The text on one line."""
    return visible(" ".join(text.split()))
