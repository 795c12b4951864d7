"""A letter of the ladder (催报函 to 通报) as a document: letterhead, number, text, attachments; reckons nothing.

Source: docs/documents.md, section 12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.letter import Rung

from .document import Attachment, Document, Heading, Letterhead, Run, Signature, body
from .earlier_letters import earlier_letters
from .letter_tables import figures_attachment, receipt_slip, returns_table
from .letter_text import (
    CLOSINGS,
    DEMANDS,
    OPENINGS,
    attendance,
    basis,
    deadlines,
    missing_returns,
    objection,
    objection_to_circular,
    problem,
    return_requests,
)
from .wording import quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.catalogue import Office
    from lianggang.model.letter import Letter, LetterDates
    from lianggang.model.returns_status import UnitReturns

    from .document import Block


class LetterFacts(NamedTuple):
    """What a letter rests on beside its own matter."""

    result: QuarterResult
    number: str
    """发文字号, in full; without its figure for a draft."""
    is_draft: bool
    dates: LetterDates
    collected: bool
    """Whether the quarter's data were collected and so reviewed."""
    meeting: str = ""
    """Time and place of an interview, where they are known."""
    copy_to: tuple[str, ...] = ()


def letter_document(letter: Letter, facts: LetterFacts) -> Document:
    """The letter, ready for any writer."""
    catalogue = facts.result.catalogue
    name = signatory(letter.rung, catalogue.office)
    return Document(
        title=_title(letter, facts),
        subtitle="（示例数据，不代表任何地方的实际情况）" if catalogue.district.sample else "",
        addressee=catalogue.formal_name(letter.unit),
        blocks=tuple(_blocks(letter, facts)),
        signature=Signature(name, facts.dates.issued, catalogue.office.seal),
        annotations=tuple(_annotations(letter, facts)),
        copy_to=facts.copy_to,
        attachments=_attachments(letter, facts),
        letterhead=Letterhead(_head(letter.rung, catalogue.office), facts.number),
    )


def signatory(rung: Rung, office: Office) -> str:
    """署名."""
    return office.name_of(rung.signatory(office))


def _head(rung: Rung, office: Office) -> str:
    """发文机关标志: what the catalogue has for the office; for others the name of whoever signs."""
    return signatory(rung, office) if rung.by_committee else office.letterhead or office.signatory_name


def _title(letter: Letter, facts: LetterFacts) -> tuple[str, ...]:
    quarter = quarter_text(facts.result.period)
    of = (quarter[:5], quarter[5:], "“两纲两规划”", "监测")
    if letter.rung is Rung.REMINDER:
        return ("关于", "催报", *of, "数据的", "函")
    if letter.rung is Rung.INTERVIEW:
        return ("关于", *of, "指标", "进度", "约谈的", "通知")
    return ("关于", *of, "指标", "进度的", letter.rung.value)


def _blocks(letter: Letter, facts: LetterFacts) -> Iterator[Block]:
    if letter.returns is not None:
        yield from _reminder(letter.returns, facts)
    else:
        yield from _matter(letter, facts)
    yield body(CLOSINGS[letter.rung])


def _reminder(unit: UnitReturns, facts: LetterFacts) -> Iterator[Block]:
    yield body(missing_returns(unit, facts.result.period, facts.dates.issued))
    yield from (body(text) for text in return_requests(unit, facts.dates))


def _matter(letter: Letter, facts: LetterFacts) -> Iterator[Block]:
    office = facts.result.catalogue.office
    ground, opening = basis(letter, facts.result, collected=facts.collected), OPENINGS[letter.rung]
    if before := earlier_letters(letter, office, facts.dates.issued):
        yield from (body(ground), body(f"{before}{opening}"))
    else:
        yield body(f"{ground}{opening}")
    yield Heading(1, "进展情况" if letter.rung is Rung.CIRCULAR else "存在问题")
    for case in letter.cases:
        yield Heading(2, case.assessment.indicator.name, (Run(problem(case)),))
    if letter.rung is Rung.CIRCULAR:
        yield Heading(1, "数据异议")
        yield body(objection_to_circular(facts.dates))
        return
    is_interview = letter.rung is Rung.INTERVIEW
    yield Heading(1, "约谈事项和要求" if is_interview else "工作要求" if letter.rung is Rung.NOTICE else "整改要求")
    if is_interview:
        yield body(attendance(facts.meeting))
    yield body(DEMANDS[letter.rung])
    yield Heading(1, "时限和反馈方式")
    yield body(deadlines(letter, facts.dates))
    yield body(objection(facts.dates))


def _annotations(letter: Letter, facts: LetterFacts) -> Iterator[str]:
    if contact := facts.result.catalogue.office.contact_words:
        yield contact if contact.startswith("联系") else f"联系人：{contact}"
    if not facts.collected and letter.returns is None:
        this = "本通报" if letter.rung is Rung.CIRCULAR else "本函"
        yield f"【未审核】本季度填报尚无采用记录{f'，{this}为草稿' if facts.is_draft else ''}"


def _attachments(letter: Letter, facts: LetterFacts) -> tuple[Attachment, ...]:
    if letter.rung is Rung.CIRCULAR:
        return (figures_attachment(letter, facts.result),)
    slip = Attachment("签收回执", (receipt_slip(facts.number, facts.result.catalogue.formal_name(letter.unit)),))
    if letter.returns is not None:
        table = returns_table(letter.returns, facts.result.period)
        return Attachment("待报送和待核指标明细表", (table,)), slip
    return figures_attachment(letter, facts.result), slip
