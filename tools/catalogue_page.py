"""What is made of the catalogue's models: the tables of docs/catalogue.md, and docs/indicators.schema.json.

Every ``<!-- keys: MODEL -->`` of the page is followed by the table of that model's keys; what stands between the tables
is written by hand.

python tools/catalogue_page.py            rewrite both
python tools/catalogue_page.py --check    status 1 if one of them is not what the program makes of its models
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from lianggang.api.schema import editor_schema
from lianggang.load.catalogue_format import Choice, Either, Entry, Keyed, Kind, Listed, Mapped, Scalar, entries, parts
from lianggang.load.catalogue_schema import plain_default
from lianggang.model.field_help import PART_HELP
from lianggang.outputs.to_json import schema_document

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "catalogue.md"
SCHEMA = ROOT / "docs" / "indicators.schema.json"
_TABLE = re.compile(r"(<!-- keys: (\w+) -->\n)(?:\|.*\n)*")
_WORDS = {
    "text": "文字", "number": "数值", "percent": "带 % 的数", "whole": "整数", "flag": "`true` 或 `false`",
    "quarter": "季度", "period": "年份或季度", "day": "日期", "condition": "条件", "measure": "度量",
}  # fmt: skip


def main() -> None:
    """Rewrite or compare."""
    made = {PAGE: with_tables(PAGE.read_text(encoding="utf-8")), SCHEMA: schema_document(editor_schema())}
    if "--check" in sys.argv[1:]:
        sys.exit(any(not path.exists() or path.read_text(encoding="utf-8") != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")


def with_tables(page: str) -> str:
    """The page with every table made anew; SystemExit where a mapping has no table or there is one of none."""
    models = {model.__name__: model for model in parts()}
    shown = [match[2] for match in _TABLE.finditer(page)]
    if sorted(shown) != sorted(models):
        raise SystemExit(f"tables of {shown}, mappings {list(models)}")
    return _TABLE.sub(lambda match: match[1] + table(entries(models[match[2]])), page)


def table(listed: tuple[Entry, ...]) -> str:
    """One row for each key."""
    head = "| 键 | 写成 | 不写时 | 含义 | 例 | 不能写 |\n|---|---|---|---|---|---|\n"
    return head + "".join(f"| {' | '.join(_row(entry))} |\n" for entry in listed)


def _row(entry: Entry) -> tuple[str, ...]:
    helped = entry.help
    wrong = f"{_code(helped.wrong)}（{_cell(helped.why)}）" if helped.wrong else ""
    return f"`{entry.key}`", kind_words(entry.kind), _absent(entry), _cell(helped.meaning), _code(helped.right), wrong


def kind_words(kind: Kind) -> str:
    """How a value is written, in a few words."""
    match kind:
        case Scalar(name, least, most):
            return _WORDS[name] + (f" {least}—{most}" if most is not None else "")
        case Choice(words):
            return "、".join(_code(word) for word in words)
        case Listed(part, _, length):
            return f"列表，{'每项' if length is None else f'恰 {length} 项，都'}为{kind_words(part)}"
        case Keyed(key, part):
            return f"逐项写“键: 值”，键为{kind_words(key)}，值为{kind_words(part)}"
        case Mapped(model):
            return f"{PART_HELP[model].title}（见下）"
        case Either(kinds):
            return "，或".join(kind_words(one) for one in kinds)


def _absent(entry: Entry) -> str:
    if entry.required:
        return "**必填**"
    default = plain_default(entry)
    return "" if default is None else f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    """A text for a cell of a table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
