"""The page of a diagnostic's code, as text; one file each in ``pages/``, which an installed program has too."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "pages"


def read_page(code: str) -> str:
    """The Markdown page of a code of ``CODES``: its heading, what it means, an example, what to do."""
    return (_FOLDER / f"{code}.md").read_text(encoding="utf-8")
