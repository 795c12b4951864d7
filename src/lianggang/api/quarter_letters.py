"""The letters of a quarter for ``publish``: those that are due, as drafts, and those of the ledger; enters nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianggang.engine.held_letters import held_letters, letter_again
from lianggang.engine.ladder import gravest_first, has_card, letter_case, open_letters
from lianggang.model.letter import Ladder, Letter, Rung
from lianggang.outputs.document_files import DocumentFormat, document_name
from lianggang.outputs.letter_text import demand, problem
from lianggang.outputs.letter_words import few_events_text, letter_owner
from lianggang.outputs.wording import date_text

from .ledger_changes import one_line
from .letter_writing import LetterTerms, issued_letter, make_letters, remarks_on
from .letters import LetterChoice, early_remark, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lianggang.engine.held_letters import HeldLetter
    from lianggang.model.assessment import Assessment
    from lianggang.model.letter import LetterCase
    from lianggang.outputs.document import Document

    from .letters import FoundLetters
    from .quarter_basis import QuarterBasis


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter among a quarter's documents."""

    rung: Rung
    unit: str
    number: str
    """文号; empty for a draft. A letter with a number has gone out and is not written over."""
    state: str
    """What the index says of it."""
    document: Document | None
    """None where it has gone out and cannot be written again as it was."""
    remarks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """Of the indicators that it is about; none for a reminder."""
    is_alone: bool = False
    """Whether it is a draft on its own (一事一单)."""

    @property
    def name(self) -> str:
        """函种."""
        return self.rung.value

    @property
    def whose(self) -> str:
        """The unit, and the number where there is one; of a draft on its own what it is about."""
        return letter_owner(self.unit, self.number, self.codes[0] if self.is_alone else "")

    def file_name(self, kind: DocumentFormat) -> str:
        """As ``letter`` names its files."""
        return document_name(self.name, self.whose, kind)

    @property
    def draft_names(self) -> tuple[str, ...]:
        """The files of drafts whose place it has taken: once it has gone out, and of a draft on its own."""
        together = [document_name(self.name, self.unit, kind) for kind in DocumentFormat]
        if self.number:
            return (*together, *self._names_apart())
        return tuple(together) if self.is_alone else ()

    @property
    def doubled_names(self) -> tuple[str, ...]:
        """The files of drafts on their own that would say the same as this one."""
        return () if self.number or self.is_alone else self._names_apart()

    def _names_apart(self) -> tuple[str, ...]:
        owners = [letter_owner(self.unit, "", code) for code in self.codes]
        return tuple(document_name(self.name, owner, kind) for owner in owners for kind in DocumentFormat)


def quarter_letters(basis: QuarterBasis, today: date) -> tuple[LetterPaper, ...]:
    """The gravest kind first, then by unit in the catalogue's order, by number, drafts last.

    Raises LedgerError where the ledger is damaged.
    """
    found = letters_of(basis, today, LetterChoice())
    items = sorted((one.item for one in found.ledger), key=lambda item: item.number)
    held = held_letters(items, basis.quarter, today)
    own = {one.indicator.code: one for one in basis.result.assessments if one.area is None}
    papers = [*_drafts(found, [one for one in held if not one.number], own), *_reminders(found)]
    papers += [_gone_out(found, one, own) for one in held if one.number]
    places = {unit: place for place, unit in enumerate(basis.workspace.catalogue.member_units)}
    # A unit of the ledger may have left the catalogue since.
    papers.sort(key=lambda one: (-one.rung.level, places.get(one.unit, len(places)), not one.number))
    return tuple(papers)


def _drafts(found: FoundLetters, held: Iterable[HeldLetter], own: Mapping[str, Assessment]) -> Iterator[LetterPaper]:
    """What the ladder asks for; where the ledger has a draft for a matter, the kind that a person has chosen.

    A draft that the ledger has as a letter on its own stays one.
    """
    chosen = {
        (item.indicator, one.unit): (one.rung, item.is_alone)
        for one in held
        for item in one.items
        if item.indicator in own and has_card(own[item.indicator])
    }
    groups: dict[tuple[Rung, str, str], list[LetterCase]] = {}
    for (code, unit), (rung, is_alone) in chosen.items():
        key = (rung, unit, code if is_alone else "")
        groups.setdefault(key, []).append(letter_case(own[code], open_letters(found.ledger)))
    letters = []
    for letter in found.ladder.letters:
        if letter.returns is not None:
            letters.append(letter)
            continue
        rest = [case for case in letter.cases if (case.assessment.indicator.code, letter.unit) not in chosen]
        groups.setdefault((letter.rung, letter.unit, ""), []).extend(rest)
    letters += [
        Letter(rung, unit, tuple(sorted(cases, key=gravest_first)), is_alone=bool(alone))
        for (rung, unit, alone), cases in groups.items()
        if cases
    ]
    made = make_letters(replace(found, ladder=Ladder(tuple(letters), ())), LetterTerms())
    for one in made:
        remarks = tuple(text for text in (early_remark(found), *remarks_on(found, [one])) if text)
        state = "；".join(text for text in ("拟稿，文号待编", few_events_text(one.letter)) if text)
        letter, codes = one.letter, tuple(case.assessment.indicator.code for case in one.letter.cases)
        yield LetterPaper(letter.rung, letter.unit, "", state, one.document, remarks, codes, letter.is_alone)


def _reminders(found: FoundLetters) -> Iterator[LetterPaper]:
    """What has gone out: what was missing that day is not known any more."""
    for one in found.sent:
        yield LetterPaper(Rung.REMINDER, one.unit, one.number, _sent_on(one.on), None)


def _gone_out(found: FoundLetters, held: HeldLetter, own: Mapping[str, Assessment]) -> LetterPaper:
    """A letter of the ledger, written again where today's data give the very same words."""
    issued = held.issued or found.today
    letter = letter_again(held, own, [one.item for one in found.ledger])
    meeting = _meeting(held)
    document = None
    if letter is not None and meeting is not None and _says_the_same(letter, held, meeting):
        document = issued_letter(found, letter, held.items[0], meeting).document
    codes = tuple(item.indicator for item in held.items)
    return LetterPaper(held.rung, held.unit, held.number, _sent_on(issued), document, codes=codes)


def _says_the_same(letter: Letter, held: HeldLetter, meeting: str) -> bool:
    items = {item.indicator: item for item in held.items}
    asked = demand(letter.rung, meeting)
    dues = {(item.plan_due, item.result_due) for item in held.items}
    return len(dues) == 1 and all(
        items[case.assessment.indicator.code].problem == one_line(problem(case))
        and items[case.assessment.indicator.code].demand == asked
        for case in letter.cases
    )


def _meeting(held: HeldLetter) -> str | None:
    """Time and place of an interview, as the ledger has them; None where it does not say."""
    if held.rung is not Rung.INTERVIEW:
        return ""
    asked, mark = held.items[0].demand, "\0"
    if asked == demand(held.rung, ""):
        return ""
    before, after = (part for part in demand(held.rung, mark).split(mark))
    if not (asked.startswith(before) and asked.endswith(after) and len(asked) > len(before + after)):
        return None
    return asked[len(before) : -len(after)]


def _sent_on(day: date) -> str:
    return f"{date_text(day)}发出"
