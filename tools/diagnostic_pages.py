"""Keeps docs/diagnostics.md and the pages of ``lianggang explain`` (src/lianggang/load/pages) the same.

Without an option the sections of docs/diagnostics.md are written anew from the pages; a page without a section gets
one after the code before it. With ``--import`` the pages are written from the sections: for sections that were
written or merged there. What stands between the sections (headings, introductions) belongs to docs/diagnostics.md.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from lianggang.model.diagnostic import CODES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "diagnostics.md"
PAGES = ROOT / "src" / "lianggang" / "load" / "pages"
_SECTION = re.compile(r"^### ([A-Z][0-9]{2}) .*\n(?:(?!##).*\n)*", re.MULTILINE)


def main() -> None:
    """Write one from the other."""
    if "--import" in sys.argv[1:]:
        import_pages()
    else:
        write_document()


def import_pages() -> None:
    """Each section becomes a page; a page without a section is left alone."""
    for section in _SECTION.finditer(DOCUMENT.read_text(encoding="utf-8")):
        _write(PAGES / f"{section[1]}.md", section[0].removeprefix("##").rstrip("\n") + "\n")


def write_document() -> None:
    """Each page becomes a section."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before = ""
    for code in CODES:
        section = "##" + (PAGES / f"{code}.md").read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        places = {match[1]: match.span() for match in _SECTION.finditer(text)}
        start, end = places.get(code) or (places[before][1],) * 2
        text = text[:start].rstrip("\n") + "\n\n" + section + text[end:]
        before = code
    _write(DOCUMENT, text.rstrip("\n") + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
