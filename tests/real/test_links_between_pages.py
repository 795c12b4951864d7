"""Every link from a page of the project to another page, or to a heading in one, leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def headings(text: str) -> set[str]:
    """The anchors of a page as GitHub makes them."""
    shown = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one).strip().lower() for one in shown)
    return {re.sub(r"[^\w\- ]", "", one.replace("_", "")).replace(" ", "-") for one in plain}


def broken(page: Path, text: str) -> list[str]:
    """The links of the page that lead nowhere."""
    found = []
    for link in _LINK.findall(text):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if "://" in link:
            continue
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in headings(target.read_text("utf-8"))
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page, page.read_text("utf-8")) == []


def test_a_missing_page_and_a_missing_heading_are_found() -> None:
    text = "[甲](docs/no-such-page.md) [乙](docs/ledger.md#没有这一节) [丙](docs/ledger.md#1-登记)"
    assert broken(ROOT / "README.md", text) == ["docs/no-such-page.md", "docs/ledger.md#没有这一节"]
