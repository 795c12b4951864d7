"""The index of a quarter's documents (目录): what there is, where, and the quarter in a few figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from .markdown import escaped
from .rule_words import set_words
from .self_inspection_text import counts
from .totals import count
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.self_inspection import SelfInspection

MARKDOWN_NAME, HTML_NAME = "目录.md", "index.html"


class Listed(NamedTuple):
    """A document of the index."""

    kind: str
    """As ``自查报告``."""
    whose: str
    files: tuple[str, ...]
    """Their names, in the same folder; none for what is kept elsewhere."""
    state: str = ""
    """What is to be known of it, as ``拟稿``."""

    @property
    def label(self) -> str:
        """Whose it is, and its state."""
        return f"{self.whose}（{self.state}）" if self.state else self.whose


_ELSEWHERE = "原件不在本文件夹"
_WORDS = {"md": "Markdown", "docx": "Word"}


def _file_word(name: str) -> str:
    ending = name.rpartition(".")[2]
    return _WORDS.get(ending, ending)


def _kinds(listed: Sequence[Listed]) -> dict[str, list[Listed]]:
    kinds: dict[str, list[Listed]] = {}
    for one in listed:
        kinds.setdefault(one.kind, []).append(one)
    return kinds


def _head(inspection: SelfInspection, on: date) -> tuple[str, list[str]]:
    """The title, and what is said below it."""
    result = inspection.result
    title = f"{district_text(result.catalogue.district)}{quarter_text(result.period)}文书目录"
    cards = count(item.assessment for item in inspection.items)
    said = [
        f"成文日期：{date_text(on)}。判定规则：{set_words(result.rule_set)}。",
        counts(inspection),
        f"{result.catalogue.district.name}红牌{cards['red']}项、黄牌{cards['yellow']}项。",
    ]
    if not inspection.collected:
        said.append(f"【未审核】{quarter_text(result.period)}的填报尚无采用记录，各件均为草稿。")
    return title, said


def index_markdown(inspection: SelfInspection, listed: Sequence[Listed], on: date) -> str:
    """The index as Markdown, its links relative."""
    title, said = _head(inspection, on)
    parts = [f"# {escaped(title)}", *map(escaped, said)]
    for kind, group in _kinds(listed).items():
        parts.append(f"## {escaped(kind)}")
        parts.append("\n".join(f"- {escaped(one.label)}：{_markdown_links(one)}" for one in group))
    return "\n\n".join(parts) + "\n"


def _markdown_links(one: Listed) -> str:
    return " · ".join(f"[{_file_word(name)}](<{name}>)" for name in one.files) or _ELSEWHERE


_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; line-height: 1.7; margin: 2em auto; \
max-width: 46em; padding: 0 1em; }}
h1 {{ font-size: 1.5em; }} h2 {{ font-size: 1.15em; margin-top: 1.5em; }}
li {{ break-inside: avoid; }}
</style>
</head>
<body>
<h1>{title}</h1>
{said}
{lists}
</body>
</html>
"""


def index_html(inspection: SelfInspection, listed: Sequence[Listed], on: date) -> str:
    """The same as a page that needs nothing else."""
    title, said = _head(inspection, on)
    lists = []
    for kind, group in _kinds(listed).items():
        items = "\n".join(f"<li>{escape(one.label)}：{_html_links(one)}</li>" for one in group)
        lists.append(f"<h2>{escape(kind)}</h2>\n<ul>\n{items}\n</ul>")
    return _PAGE.format(
        title=escape(title), said="\n".join(f"<p>{escape(text)}</p>" for text in said), lists="\n".join(lists)
    )


def _html_links(one: Listed) -> str:
    return " · ".join(f'<a href="{escape(quote(name))}">{_file_word(name)}</a>' for name in one.files) or _ELSEWHERE
