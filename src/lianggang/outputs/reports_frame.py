"""What all documents of a quarter have in common: title, subtitle, contact, drafts marked; no content of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .target_words import sign_note
from .wording import quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.assessment import Assessment
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.self_inspection import SelfInspection


def subtitle(catalogue: Catalogue) -> str:
    """``（示例数据，不代表任何地方的实际情况）`` where the data are made up; else empty."""
    return "（示例数据，不代表任何地方的实际情况）" if catalogue.district.sample else ""


def quarter_pieces(quarter: Quarter) -> tuple[str, str]:
    """``2025年`` and ``第三季度``: a title may be parted between them."""
    text = quarter_text(quarter)
    return text[:5], text[5:]


def scope_pieces(inspection: SelfInspection) -> tuple[str, ...]:
    """What a title says of the indicators: ``“两纲两规划”``, or which of them it was narrowed to."""
    scope = inspection.scope
    outlines = inspection.result.catalogue.outlines
    unit = (f"{scope.unit}牵头的",) if scope.unit else ()
    outline = f"《{outlines[scope.outline].name}》" if scope.outline else "“两纲两规划”"
    return (*unit, outline, *((f"{scope.field}领域",) if scope.field else ()))


def annotation_texts(contact: str, what: str, uncollected: Iterable[Quarter]) -> Iterator[str]:
    """Whom to ask, as far as that is known; and that it is a draft where quarters were not collected.

    what: the kind of document, as ``报告``.
    """
    if contact:
        yield contact if contact.startswith("联系") else f"联系人：{contact}"
    if quarters := "、".join(map(quarter_text, uncollected)):
        yield f"【未审核】{quarters}的填报尚无采用记录，本{what}为草稿"


UNROUNDED = "差数按未四舍五入的数计算，可能与所列两数相减略有出入。"
"""Below figures and their differences."""


def figures_note(assessments: Iterable[Assessment]) -> str:
    """Below the sentences of cards: what the sign beside a target means, and how differences were reckoned."""
    return f"（{sign_note(assessments)}{UNROUNDED}）"


def draft_note(what: str) -> str:
    """That a person decides what the program proposes."""
    return f"{what}由程序按数据列出，供审定时参考，以审定的为准。"
