"""From the node tree of a YAML file to plain data, and back from a key path to its node; knows no format."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import yaml

KeyPath = tuple[str | int, ...]

MAX_DEPTH = 40
"""Levels. A catalogue has seven, areas nested in areas a few more."""
MAX_NODES = 400_000
"""Nodes after aliases are followed. A catalogue of 120 indicators has 10,000."""

_BRACKET = re.compile(r"[\[\]{}]")
_DEEP_BLOCK = re.compile(r"^(?: {80}|(?:[ \t]*[-?:][ \t]){20})", re.MULTILINE)
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class Empty:
    """The value of a key that is followed by nothing: neither a text nor absent. No model takes it."""

    def __repr__(self) -> str:
        return ""


EMPTY: Final = Empty()


class NodeFault(NamedTuple):
    """A mistake at a node."""

    code: str
    message: str
    node: yaml.Node
    also: yaml.Node | None = None


class Builder:
    """Builds plain data once; ``faults`` and ``refused`` say what it met.

    Of a repeated key the first value counts. A key of the mapping itself goes before a merged one, an earlier
    merge before a later one.
    """

    def __init__(self) -> None:
        self.faults: list[NodeFault] = []
        self.refused: NodeFault | None = None
        """Why the whole file is refused: the built data are of no use then."""
        self._nodes_left = MAX_NODES
        self._open: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        """``dict``, ``list``, ``str`` or ``EMPTY``."""
        if node.tag not in _PLAIN_TAGS:
            self.faults.append(NodeFault("K05", f"不支持标签“{node.tag}”。请删去“!”开头的标签，只写文字。", node))
        if isinstance(node, yaml.ScalarNode):
            return EMPTY if not node.style and node.value in _NOTHING else node.value
        if not self._enter(node):
            return EMPTY
        built = self._mapping(node) if isinstance(node, yaml.MappingNode) else [self.build(part) for part in node.value]
        self._open.discard(id(node))
        return built

    def _enter(self, node: yaml.Node) -> bool:
        self._nodes_left -= len(node.value)
        if self.refused is not None:
            return False
        if id(node) in self._open:
            self.refused = NodeFault("K01", "别名（*）引用了它自己所在的部分。请改为直接写出内容。", node)
        elif len(self._open) >= MAX_DEPTH:
            self.refused = NodeFault("K01", f"嵌套超过 {MAX_DEPTH} 层。请核对缩进和括号。", node)
        elif self._nodes_left < 0:
            self.refused = NodeFault("K01", "内容（连同别名展开）过多，拒绝读取。请减少别名（*）的层层引用。", node)
        else:
            self._open.add(id(node))
            return True
        return False

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        places: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "":
                self.faults.append(NodeFault("K05", "键应为文字。请在冒号前写上键；含特殊符号的加引号。", key_node))
                continue
            key = key_node.value
            if key in places:
                message = f"键“{key}”写了两次。请删去一个，或合并为一个。"
                self.faults.append(NodeFault("K02", message, key_node, places[key]))
                continue
            places[key] = key_node
            if is_merge(key_node):
                self._merge(value_node, merged)
            else:
                own[key] = self.build(value_node)
        return {**merged, **own} if merged else own

    def _merge(self, node: yaml.Node, merged: dict[str, Any]) -> None:
        for part in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            built = self.build(part)
            if isinstance(built, dict):
                for key, value in built.items():
                    merged.setdefault(key, value)
            elif self.refused is None:
                self.faults.append(NodeFault("K05", "“<<”后面应为别名，如 <<: *名称。请改正。", part))


def is_merge(key: yaml.Node) -> bool:
    """Whether the key is the merge key, not a quoted text that looks like it."""
    return isinstance(key, yaml.ScalarNode) and key.value == "<<" and not key.style


def may_be_too_deep(text: str) -> bool:
    """Whether the nesting may pass MAX_DEPTH by far; True is a suspicion only (brackets in texts count too)."""
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH or _DEEP_BLOCK.search(text) is not None


def locate(root: yaml.Node, path: KeyPath, *, on_key: bool = False) -> yaml.Node:
    """The node at a path, or its key's node; where the path ends early, the deepest part that exists."""
    key_node: yaml.Node = root
    node = root
    for step in path:
        pair = _step(node, step)
        if pair is None:
            break
        key_node, node = pair
    return key_node if on_key else node


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return _entry(node, step) if isinstance(node, yaml.MappingNode) else None


def _entry(node: yaml.MappingNode, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value == step and not is_merge(key):
            return key, value
    for key, value in node.value:
        if is_merge(key):
            for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if (pair := _step(part, step)) is not None:
                    return pair
    if step in {"name", "areas"} and len(node.value) == 1:  # an area with areas in it: {东区: [甲街道, 乙街道]}
        key, value = node.value[0]
        return key, key if step == "name" else value
    return None
