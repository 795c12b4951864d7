"""What a YAML file says, every scalar as the text that was written, and where in the file each part stands.

Not here: what the parts mean (``lianggang.load.catalogue``, ``lianggang.load.rule_sets``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.visible import visible
from lianggang.model.written import OneLine

from .yaml_nodes import MAX_DEPTH, Builder, KeyPath, NodeFault, locate, may_be_too_deep

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. The catalogue of a whole region with 120 indicators and 3,000 areas has a tenth of it."""

_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}

_Parser: Any = yaml.BaseLoader
if yaml.__with_libyaml__:
    _Parser = yaml.cyaml.CParser  # type: ignore[attr-defined]  # re-exported, only not declared so


class _Composer(_Parser):  # type: ignore[misc]  # chosen by what is installed
    """Parses and composes; resolves no scalar, follows no schema, builds no object."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return _TAGS[kind]

    def descend_resolver(self, _node: object, _index: object) -> None:
        """No path resolvers."""

    def ascend_resolver(self) -> None:
        """No path resolvers."""


class Fault(NamedTuple):
    """A mistake in a YAML file, by its key path; ``YamlSource.diagnose`` finds the line and the column."""

    code: str
    path: KeyPath
    """Keys and list indices from the top, as the models name them: ``("indicators", "C-01", "targets", 0, "by")``."""
    message: str
    on_key: bool = False
    """Whether the key is at fault, not its value."""
    also: KeyPath | None = None
    """A second place: the first of two."""


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file whose syntax is right and whose top level is a mapping."""

    path: str
    """As shown to the user."""
    text: str
    root: yaml.Node
    data: dict[str, Any]
    """dict, list, str, and ``EMPTY`` where a key or a dash is followed by nothing, ``~`` or ``null``."""

    def diagnose(self, fault: Fault) -> Diagnostic:
        """The fault with its line, column and excerpt. Where the path ends early, its deepest part that exists."""
        found = locate(self.root, fault.path, on_key=fault.on_key)
        also = None if fault.also is None else locate(self.root, fault.also)
        if fault.also is not None and not isinstance(also, yaml.ScalarNode):
            also = locate(self.root, fault.also, on_key=True)
        indicator = str(fault.path[1]) if fault.path[:1] == ("indicators",) and len(fault.path) > 1 else None
        return self.diagnose_node(NodeFault(fault.code, fault.message, found, also), indicator)

    def indicator_at(self, node: yaml.Node) -> str | None:
        """The code of the indicator that a node stands in; None outside."""
        indicators = locate(self.root, ("indicators",)) if "indicators" in self.data else None
        for key, value in indicators.value if isinstance(indicators, yaml.MappingNode) else ():
            if value.start_mark.index <= node.start_mark.index < value.end_mark.index:
                return str(key.value)
        return None

    def diagnose_node(self, fault: NodeFault, indicator: str | None = None) -> Diagnostic:
        """The same for a fault that already knows its node."""
        node = fault.node
        start, end = node.start_mark, node.end_mark
        excerpt = _line(self.text, start.line)
        last = end.column if end.line == start.line else len(excerpt)
        return Diagnostic(
            code=fault.code,
            message=fault.message,
            place=Place(self.path, line=start.line + 1, column=start.column + 1),
            severity=CODES[fault.code].severity,
            indicator=indicator,
            found=visible(node.value) if isinstance(node, yaml.ScalarNode) else None,
            written=OneLine(excerpt),
            marked=(start.column, max(last, start.column + 1)),
            also=None if fault.also is None else self._place(fault.also),
        )

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.path, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


def read_yaml(path: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """Read a YAML file strictly: UTF-8, one document, a mapping at the top, no key twice, no alias bombs.

    Diagnostics: K01 (None is returned), K02 for repeated keys (the first one counts), K05 for keys that are no
    text and for tags. Merges (``<<``) may be overridden. ``UsageError`` if the path does not exist or is a
    directory; ``LianggangError`` if the file cannot be read. No content of the file raises.
    """
    shown = shown_path(path)
    data = _read_bytes(path, shown)
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        return None, (_unreadable(shown, f"文件超过 {limit} MiB，不像是目录。请确认选对了文件。"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(shown, data, error),)
    try:
        root = _compose(text)
    except yaml.YAMLError as error:
        return None, (_syntax(shown, text, error),)
    if root is None:
        return None, (_unreadable(shown, "文件是空的。请写入内容，或从备份恢复。"),)
    return _build(shown, text, root)


def _build(shown: str, text: str, root: yaml.Node) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    builder = Builder()
    built = builder.build(root)
    if builder.refused is None and not isinstance(built, dict):
        colon = "冒号请用半角，后面空一格。" if "：" in text[: root.end_mark.index] else ""
        builder.refused = NodeFault("K01", f"最外层不是“键: 值”。{colon}请对照格式说明，从顶格的键写起。", root)
    source = YamlSource(shown, text, root, built if isinstance(built, dict) else {})
    if builder.refused is not None:
        return None, (source.diagnose_node(builder.refused),)
    # What stands behind an anchor is built once for each alias, its faults are told once.
    faults = dict.fromkeys(builder.faults)
    return source, tuple(source.diagnose_node(fault, source.indicator_at(fault.node)) for fault in faults)


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"找不到文件 {shown}。请核对路径。") from None
    except OSError as error:
        if path.is_dir():
            raise UsageError(f"{shown} 是文件夹。请写出文件名。") from None
        raise LianggangError(f"无法读取 {shown}（{error.strerror}）。请确认文件未被占用、有读取权限。") from None
    except ValueError:  # a null character in the path
        raise UsageError(f"路径 {shown} 不成立。请核对。") from None


def _compose(text: str) -> yaml.Node | None:
    """The node tree. The C composer calls itself for each level, so what may be too deep is parsed flat first."""
    if may_be_too_deep(text):
        depth = 0
        for event in yaml.parse(text, Loader=_Composer):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    mark: Any = event.start_mark
                    raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    node: yaml.Node | None = _Composer(text).get_single_node()
    return node


def _syntax(shown: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    from .yaml_syntax import explain_syntax  # noqa: PLC0415  # only where there is something to report

    line, column, message = explain_syntax(text, error)
    excerpt = _line(text, line)
    place = Place(shown, line=line + 1, column=column + 1)
    return Diagnostic(
        "K01", message, place, CODES["K01"].severity, written=OneLine(excerpt), marked=(column, column + 1)
    )


def _not_utf8(shown: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        guess = ""
    else:
        guess = "，像是按 ANSI（GB18030）保存的"
    return _unreadable(shown, f"文件不是 UTF-8 编码{guess}。请用记事本等另存为 UTF-8 编码。", line)


def _unreadable(shown: str, message: str, line: int | None = None) -> Diagnostic:
    return Diagnostic("K01", message, Place(shown, line=line), CODES["K01"].severity)


def _line(text: str, number: int) -> str:
    """The line with that number, from 0, as YAML counts lines."""
    import re  # noqa: PLC0415  # only where there is something to report

    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    return lines[number] if number < len(lines) else ""


def shown_path(path: Path) -> str:
    """As the user would write it: relative to the working directory where it lies below it, forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive, or a null character
        return visible(str(path)).replace("\\", "/")
    shown = str(path) if relative.split(os.sep, 1)[0] == ".." else relative
    return shown.replace(os.sep, "/")
