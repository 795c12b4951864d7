"""Letters worded, numbered as the person says, entered in the ledger and written: all of it or nothing."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.letter_dates import letter_dates, unknown_years
from lianggang.load.journal import read_journal
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.model.ledger import LETTER_NUMBER
from lianggang.outputs.deadline_text import unknown_years_text
from lianggang.outputs.document_files import document_bytes, document_name
from lianggang.outputs.files import file_names, make_folder, staged
from lianggang.outputs.letter import LetterFacts, letter_document
from lianggang.outputs.letter_words import code_remark, date_remarks, draft_number, letter_owner

from .ledger_changes import Clerk
from .letter_entry import enter_letters
from .letter_numbers import whole_number
from .quarter_basis import is_collected
from .rebounds import with_rebounds
from .separate_letters import numbers_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.model.catalogue import Office
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.letter import Letter, LetterDates
    from lianggang.outputs.document import Document
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.word_fonts import FontProfile

    from .letters import FoundLetters


class LetterTerms(NamedTuple):
    """What the person says of a letter; everything may be left out."""

    number: str = ""
    """``12``, or all of it: ``示妇儿工委办〔2025〕12号``; for several letters ``12,13``. Without it they are drafts."""
    by: str = ""
    """经办人: without a name nothing goes into the ledger."""
    plan_due: date | None = None
    answer_due: date | None = None
    meeting: str = ""
    copy_to: tuple[str, ...] = ()


class MadeLetter(NamedTuple):
    """A letter in words, not yet written or entered."""

    letter: Letter
    facts: LetterFacts
    document: Document

    @property
    def whose(self) -> str:
        """What tells its file from others of its kind: the unit, its number, of a draft on its own its indicator."""
        code = self.letter.cases[0].assessment.indicator.code if self.letter.is_alone else ""
        return letter_owner(self.letter.unit, "" if self.facts.is_draft else self.facts.number, code)


class WrittenLetters(NamedTuple):
    """What has been done."""

    paths: tuple[str, ...]
    """As messages show them; empty where nothing was to be written."""
    entered: tuple[LedgerItem, ...]
    """The items of the ledger that are new or changed."""


def make_letters(found: FoundLetters, terms: LetterTerms) -> tuple[MadeLetter, ...]:
    """The letters found, in words. Raises UsageError for dates and numbers that do not fit."""
    items = [one.item for one in found.ledger]
    letters = [with_rebounds(letter, items) for letter in found.ladder.letters]
    numbers = numbers_for(letters, terms.number)
    if terms.number and not terms.by.strip():
        raise UsageError("编了文号的函要记入台账；请用 --by 写明经办人。")
    if joined := next((name for name in terms.copy_to if "；" in name), ""):
        raise UsageError(f"抄送“{joined}”里有分号；--copy-to 一次写一个单位，可写几次。")
    return tuple(
        _made(found, letter, terms._replace(number=number)) for letter, number in zip(letters, numbers, strict=True)
    )


def _made(found: FoundLetters, letter: Letter, terms: LetterTerms) -> MadeLetter:
    office, year = found.workspace.catalogue.office, found.today.year
    number = draft_number(office, letter.rung, year)
    if terms.number:
        number = _checked_number(office, letter, year, terms.number.strip())
        _check_unused(found, number)
    dates = _dates(found, letter, terms)
    facts = LetterFacts(
        found.result, number, not terms.number, dates, found.basis.is_collected, terms.meeting, terms.copy_to
    )  # fmt: skip
    return MadeLetter(letter, facts, letter_document(letter, facts))


def issued_letter(found: FoundLetters, letter: Letter, item: LedgerItem, meeting: str) -> MadeLetter:
    """A letter that has gone out, in the words of the day of its issue. item: any one that the ledger has of it."""
    issued = item.issued or found.today
    dates = letter_dates(letter.rung, issued, found.workspace.catalogue, found.calendar)
    dates = dates._replace(plan=item.plan_due, answer=item.result_due)
    collected = is_collected(found.workspace, found.result.period, issued)
    facts = LetterFacts(found.result, item.letter, False, dates, collected, meeting, item.copy_to)
    return MadeLetter(letter, facts, letter_document(letter, facts))


def _checked_number(office: Office, letter: Letter, year: int, written: str) -> str:
    """The whole number; UsageError for what is none, or of another year."""
    number = whole_number(office, letter.rung, year, written)
    match = LETTER_NUMBER.fullmatch(number)
    if match is None or int(match[1]) != year:
        raise UsageError(f"文号“{written}”的年份不是成文日期的年份（{year}）；请核对 --number 和 --today。")
    return number


def _check_unused(found: FoundLetters, number: str) -> None:
    """UsageError where the journal has it that a letter of that number went out; the ledger is asked on entering."""
    place = found.workspace.journal
    sent = read_journal(place).letters_sent() if place.exists() else ()
    other = next((one for one in sent if one.object == number), None)
    if other is not None:
        raise UsageError(f"文号“{number}”已于{other.on}用于{other.after}；一函一号，请核对。")


def _dates(found: FoundLetters, letter: Letter, terms: LetterTerms) -> LetterDates:
    dates = letter_dates(letter.rung, found.today, found.workspace.catalogue, found.calendar)
    if terms.plan_due is not None and dates.plan is None:
        raise UsageError(f"{letter.rung.value}不要求整改方案，没有方案截止；请用 --result-due 写明反馈的期限。")
    if terms.answer_due is not None and dates.answer is None:
        raise UsageError(f"{letter.rung.value}不要求反馈，没有截止日；请不写 --result-due。")
    dates = dates._replace(plan=terms.plan_due or dates.plan, answer=terms.answer_due or dates.answer)
    for day, what in ((dates.plan, "方案截止"), (dates.answer, "结果截止")):
        if day is not None and day < dates.issued:
            raise UsageError(f"{what}{day}早于成文日期{dates.issued}；请核对。")
    if dates.plan is not None and dates.answer is not None and dates.plan > dates.answer:
        raise UsageError(f"方案截止{dates.plan}晚于结果截止{dates.answer}；请核对。")
    return dates


def remarks_on(found: FoundLetters, made: Sequence[MadeLetter]) -> list[str]:
    """What to know of the dates, and of data that nobody has reviewed."""
    texts: dict[str, None] = {}
    for one in made:
        office = found.workspace.catalogue.office
        if remark := code_remark(office, one.letter.rung, one.facts.number):
            texts[remark] = None
        texts |= dict.fromkeys(date_remarks(one.facts.dates, found.calendar))
        if years := unknown_years(one.facts.dates, found.calendar):
            texts[unknown_years_text(years)] = None
        if not one.facts.is_draft and not one.facts.collected and one.letter.returns is None:
            texts["这一季的填报还没有收齐采用，函中注明【未审核】；正式发出前请先 lianggang collect。"] = None
    return list(texts)


def write_letters(
    found: FoundLetters,
    made: Sequence[MadeLetter],
    terms: LetterTerms,
    files: tuple[DocumentFormat, FontProfile, Path | None] | None,
) -> WrittenLetters:
    """Enter the letters in the ledger, where a name is given, and write them; all of it or nothing.

    files: format, fonts, and a file, or a folder that is there; None for the place: the quarter's folder in ``out``.
    Without ``files`` nothing is written. Raises UsageError for a number that was used, RefusedError where a rule of
    the ledger stands against it, LianggangError where something cannot be written.
    """
    contents: list[tuple[Path, bytes]] = []
    if files is not None:
        kind, fonts, output = files
        paths = _paths(found, made, kind, output)
        contents = [(path, document_bytes(one.document, kind, fonts)) for path, one in zip(paths, made, strict=True)]
    entered: tuple[LedgerItem, ...] = ()
    with ExitStack() as stack:
        put = [stack.enter_context(staged(path, content)) for path, content in contents]
        if terms.by.strip():
            clerk = Clerk(found.workspace, terms.by, found.today)
            entered = enter_letters(clerk, [(one.letter, one.facts) for one in made])
        for put_in_place in put:
            put_in_place()
    return WrittenLetters(tuple(shown_path(path) for path, _ in contents), entered)


def _paths(
    found: FoundLetters, made: Sequence[MadeLetter], kind: DocumentFormat, output: Path | None
) -> list[Path]:  # fmt: skip
    folder = found.basis.folder if output is None else output
    if output is None:
        make_folder(folder)
    if not folder.is_dir():
        if len(made) != 1:
            raise UsageError(f"有{len(made)}份函，-o 请写已有的文件夹，或用 --unit 和 --kind 写明是哪一份。")
        return [folder]
    names = [document_name(one.letter.rung.value, one.whose, kind) for one in made]
    file_names(names)
    return [folder / name for name in names]
