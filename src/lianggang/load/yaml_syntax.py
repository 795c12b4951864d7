"""Why a text is not YAML, where, and what to do about it, in Chinese; only called when there is something to say."""

from __future__ import annotations

import re
from typing import Any

_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "这里多出一个冒号，或缩进与上一行不齐。值里有“: ”的请给整个值加引号；否则请对齐缩进。",
    ),
    ("could not find expected ':'", "上一行缺少冒号。请写成“键: 值”，冒号用半角，后面空一格。"),
    ("did not find expected ',' or ']'", "方括号没有结束，或缺少逗号。请补上“]”或“,”（半角）。"),
    ("did not find expected ',' or '}'", "花括号没有结束，或缺少逗号。请补上“}”或“,”（半角）。"),
    ("did not find expected key", "这里不该出现这样的内容。请检查本行缩进是否与同级的键对齐、引号和括号是否成对。"),
    ("did not find expected '-' indicator", "列表里混进了不带“-”的行。请检查缩进，或在行首补“- ”。"),
    ("found unexpected end of stream", "引号没有结束。请补上配对的引号。"),
    ("alphabetic or numeric character", "锚点（&）和别名（*）的名称只能用英文字母和数字。请改名。"),
    ("found undefined alias", "别名（*）没有对应的锚点（&）。请先在前面用“&名称”定义，或改正名称。"),
    ("second occurrence", "锚点（&）重名。请换一个名称。"),
    ("found duplicate anchor", "锚点（&）重名。请换一个名称。"),
    ("but found another document", "文件里有不止一份内容（“---”）。请只留一份，删去“---”。"),
    ("block sequence entries are not allowed", "“- ”不能写在这里。请另起一行并缩进。"),
    ("found unknown escape character", "双引号里的反斜杠不成立。请改用单引号，或写成“\\\\”。"),
    ("did not find expected <document start>", "前面的内容已经结束，这里多出了文字。请检查缩进和括号。"),
    ("did not find expected comment or line break", "“|”或“>”后面不能再写文字。请另起一行并缩进。"),
    ("nested too deeply", "嵌套层数过多，拒绝读取。请核对括号和缩进。"),
)
_OTHERWISE = "这一行不合 YAML 的写法。请检查缩进、冒号后的空格、引号和括号是否成对。"


def explain_syntax(text: str, error: Any) -> tuple[int, int, str]:
    """Line and column, both from 0, and the Chinese message of a ``yaml.YAMLError``. Never the parser's English."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _forbidden_sign(text)
    sign = text[mark.index : mark.index + 1] if mark.index is not None else ""
    if (tab := _tab_in_indentation(text, mark)) is not None:
        return mark.line, tab, _start_of_token("\t")
    problem = str(getattr(error, "problem", "") or "")
    if "cannot start any token" in problem:
        return mark.line, mark.column, _start_of_token(sign)
    message = next((remedy for part, remedy in _REMEDIES if part in problem), _OTHERWISE)
    opened = getattr(error, "context_mark", None)
    if opened is not None and ("end of stream" in problem or "',' or" in problem):
        if not text[mark.index :].strip():  # only the end of the file showed it: the opening is the place to look at
            return opened.line, opened.column, f"这里开始的{message}"
        message = f"第 {opened.line + 1} 行第 {opened.column + 1} 列开始的{message}"
    return mark.line, mark.column, message


def _tab_in_indentation(text: str, mark: Any) -> int | None:
    """The column of the first tab before the first word of the mark's line."""
    if mark.index is None:
        return None
    line = text[mark.index - mark.column :]
    indentation = line[: len(line) - len(line.lstrip(" \t"))]
    tab = indentation.find("\t")
    return tab if tab >= 0 else None


def _start_of_token(sign: str) -> str:
    if sign == "\t":
        return "缩进用了制表符（Tab）。YAML 只认空格，请改为空格。"
    return f"值不能以“{sign}”开头。请给整个值加引号。"


def _forbidden_sign(text: str) -> tuple[int, int, str]:
    """A control character: the parser gives its offset in bytes only, so it is sought in the text."""
    # What YAML 1.1 allows: tab, line breaks and printable characters.
    match = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff", text)
    if match is None:
        return 0, 0, _OTHERWISE
    before = re.split("\r\n|[\r\n\x85\u2028\u2029]", text[: match.start()])
    message = f"含不能使用的控制字符 U+{ord(match[0]):04X}。请删去；若文件打开是乱码，请确认它确是文本文件。"
    return len(before) - 1, len(before[-1]), message
