"""``explain``: the page of a diagnostic's code, found by however the code was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from lianggang.load.code_pages import read_page
from lianggang.model.diagnostic import CODES
from lianggang.model.errors import UsageError
from lianggang.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE = re.compile(r"([A-Z])-?0*([0-9]{1,2})")


class Page(NamedTuple):
    """The page of one code."""

    code: str
    text: str
    """Markdown, as in docs/diagnostics.md."""


def explain(asked: Iterable[str]) -> tuple[Page, ...]:
    """The pages asked for, each once.

    asked: a code in any spelling (``l4`` is L04), its name (``ratio-mismatch``), its title (``分子分母与数值不符``), or
    a letter alone, which means all codes of that kind. Raises UsageError with near matches for anything else.
    """
    codes = dict.fromkeys(code for one in asked for code in _meant(one))
    return tuple(Page(code, read_page(code)) for code in codes)


def _meant(asked: str) -> Iterator[str]:
    written = normalize("NFKC", asked).strip()
    upper = written.upper()
    match = _CODE.fullmatch(upper)
    code = f"{match[1]}{int(match[2]):02}" if match else upper
    found = [key for key, one in CODES.items() if key == code or written.lower() == one.name or written == one.title]
    if not found and len(upper) == 1:
        found = [key for key in CODES if key.startswith(upper)]
    if not found:
        raise UsageError(f"没有编号“{visible(asked)}”。{_near(code, written)}全部编号见 lianggang explain。")
    yield from found


def _near(code: str, written: str) -> str:
    """The nearest codes; those of its own kind for what looks like a code."""
    if _CODE.fullmatch(code):
        kind = [key for key in CODES if key[0] == code[0]]
        return f"{code[0]} 类的编号为 {kind[0]}—{kind[-1]}。" if kind else ""
    import difflib  # noqa: PLC0415  # only where there is something to report

    words = {word: key for key, one in CODES.items() for word in (one.name, one.title)}
    near = difflib.get_close_matches(written.lower()[:60], words, n=3, cutoff=0.5)
    return "是否为" + "或".join(f"{words[word]}（{word}）" for word in near) + "？" if near else ""
