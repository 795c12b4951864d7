"""A target that a person still has to check against the official text, and the document to check it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .diagnostic import Place
    from .indicator import Indicator, Target

_TITLE = re.compile(r"(.+?[）》])(.+)")


class UnverifiedTarget(NamedTuple):
    """One target whose ``verified`` is false."""

    document: str
    """The document that set it, without the clause."""
    clause: str
    """Where in the document, as far as the catalogue says it; else empty."""
    indicator: Indicator
    target: Target
    place: Place
    """Where the target stands in the catalogue."""


def document_and_clause(source: str) -> tuple[str, str]:
    """A target's ``source`` taken apart: the title up to its first closing bracket, and what follows.

    ``中国儿童发展纲要（2021—2030年）儿童与健康主要目标`` is a chapter of that document; a source without brackets is
    a title alone. What stands behind a semicolon is a remark and goes with the clause.
    """
    head, _, remark = source.partition("；")
    match = _TITLE.fullmatch(head)
    document, clause = (match[1], match[2]) if match else (head, "")
    return document.strip(), "；".join(part.strip() for part in (clause, remark) if part.strip())
