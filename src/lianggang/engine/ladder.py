"""Which letters are due: cards, returns and the ledger held against the ladder; a table, read from the top.

Source: docs/documents.md, section 12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.ledger import LedgerState, LetterKind
from lianggang.model.ledger_standing import Awaited
from lianggang.model.letter import Failing, Ladder, LadderRule, Letter, LetterCase, NoLetter, Rung

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lianggang.model.assessment import Assessment
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.letter import SentReminder
    from lianggang.model.returns_status import ReturnsStatus

LADDER = (
    LadderRule("interview-failed", Rung.CIRCULAR, "约谈逾期或未通过", card=Card.YELLOW, after=LetterKind.INTERVIEW),
    LadderRule("red-three", Rung.INTERVIEW, "红牌连续3期", card=Card.RED, periods=3),
    LadderRule("second-failed", Rung.INTERVIEW, "二次督办逾期或未通过", card=Card.YELLOW, after=LetterKind.SECOND),
    LadderRule("failed", Rung.SECOND, "督办逾期或未通过", card=Card.YELLOW, after=LetterKind.SUPERVISION),
    LadderRule("red", Rung.SUPERVISION, "红牌", card=Card.RED),
    LadderRule("yellow-two", Rung.SUPERVISION, "连续2期亮牌", card=Card.YELLOW, periods=2),
    LadderRule("yellow", Rung.NOTICE, "黄牌", card=Card.YELLOW),
    LadderRule("late", Rung.REMINDER, "缺报、待核或退回，已过报送截止日", late=True),
)
"""The first row that holds decides. A card counts as itself or worse."""


def due_letters(
    catalogue: Catalogue,
    assessments: Iterable[Assessment],
    ledger: Iterable[LedgerStanding] = (),
    returns: ReturnsStatus | None = None,
    today: date | None = None,
    sent: Iterable[SentReminder] = (),
    settled: Mapping[str, LedgerItem] | None = None,
) -> Ladder:
    """The letters that the ladder asks for, of the district's own assessments with a yellow or red card.

    Without one nothing is raised; what is overdue then is named all the same.
    ledger: its items as they stand today, of which the open ones count. returns: who has handed in what, and today;
    without them nobody is reminded. sent: the reminders of the quarter so far, which hold back another one until the
    day that they name is over. settled: by indicator, the letters ended whose figure still is the latest
    (``engine.settled``): a card on that figure is no new matter.
    """
    ended = settled or {}
    open_items = open_letters(ledger)
    cases: list[LetterCase] = []
    left_out: list[NoLetter] = []
    unlit: list[NoLetter] = []
    for one in assessments:
        if one.area is not None:
            continue
        case = letter_case(one, open_items)
        if not has_card(one):
            unlit += [NoLetter(one, case.earlier, case.failing)] if case.earlier and case.failing else []
        elif case.earlier is not None and not _may_rise(case):
            left_out.append(NoLetter(one, case.earlier, case.failing))
        elif case.earlier is None and one.indicator.code in ended:
            left_out.append(NoLetter(one, ended[one.indicator.code]))
        else:
            cases.append(case)
    missing = list(_reminders(returns, today))
    waiting = {one.unit: one for one in sent if today is not None and today <= one.by}
    letters = [*_letters(cases), *(letter for letter in missing if letter.unit not in waiting)]
    units = list(catalogue.member_units)
    letters.sort(key=lambda letter: (units.index(letter.unit), -letter.rung.level))
    reminded = tuple(waiting[letter.unit] for letter in missing if letter.unit in waiting)
    return Ladder(tuple(letters), tuple(left_out), reminded, tuple(unlit))


def open_letters(ledger: Iterable[LedgerStanding]) -> list[LedgerStanding]:
    """What has gone out and is not ended."""
    return [one for one in ledger if not one.item.state.is_ended and one.item.state is not LedgerState.DRAFT]


def has_card(one: Assessment) -> bool:
    """Whether a yellow or red card is out."""
    return one.card in {Card.YELLOW, Card.RED}


def letter_case(one: Assessment, ledger: Iterable[LedgerStanding]) -> LetterCase:
    """What an indicator brings into a letter, and the first row of the ladder that holds."""
    standing = _latest(one, ledger)
    failing = () if standing is None else _failing(standing)
    case = LetterCase(one, None, *runs_of(one), None if standing is None else standing.item, failing)
    return case._replace(rule=next((rule for rule in LADDER if _holds(rule, case)), None))


def _may_rise(case: LetterCase) -> bool:
    """Whether the open letter was not answered in time, and the ladder has a higher kind for it."""
    if case.earlier is None or not case.failing or case.rule is None or case.rule.rung.kind is None:
        return False
    return case.rule.rung.kind.level > case.earlier.kind.level


def chosen_letter(rung: Rung, cases: Sequence[LetterCase], reason: str) -> Iterator[Letter]:
    """Letters of a kind that a person has chosen, one for each unit."""
    units = dict.fromkeys(case.assessment.indicator.lead_unit for case in cases)
    for unit in units:
        own = [case._replace(rule=None) for case in cases if case.assessment.indicator.lead_unit == unit]
        yield Letter(rung, unit, tuple(sorted(own, key=gravest_first)), reason=reason)


def _letters(cases: Iterable[LetterCase]) -> Iterator[Letter]:
    groups: dict[tuple[str, Rung], list[LetterCase]] = {}
    for case in cases:
        if case.rule is not None:
            groups.setdefault((case.assessment.indicator.lead_unit, case.rule.rung), []).append(case)
    for (unit, rung), own in groups.items():
        yield Letter(rung, unit, tuple(sorted(own, key=gravest_first)))


def _reminders(returns: ReturnsStatus | None, today: date | None) -> Iterator[Letter]:
    (rule,) = (one for one in LADDER if one.late)
    if returns is None or today is None or today <= returns.due_on:
        return
    yield from (Letter(rule.rung, unit.unit, returns=unit) for unit in returns.units if unit.open)


def _holds(rule: LadderRule, case: LetterCase) -> bool:
    card = case.assessment.card
    if rule.late or rule.card is None or card is None or card.rank < rule.card.rank:
        return False
    run = case.same if rule.card is Card.RED else case.carded
    failed = case.earlier.kind if case.earlier is not None and case.failing else None
    return run >= rule.periods and rule.after in {None, failed}


def runs_of(one: Assessment) -> tuple[int, int]:
    """For how many assessed periods running the card has been this one, and yellow or red; the present one counts.

    A step of the replay without a card neither ends a run nor counts.
    """
    cards = [step.card for step in one.steps if step.card is not None]
    same = next((place for place, card in enumerate(reversed(cards)) if card is not one.card), len(cards))
    carded = next((place for place, card in enumerate(reversed(cards)) if card is Card.GREEN), len(cards))
    return max(same, 1), max(carded, 1)


def _latest(one: Assessment, ledger: Iterable[LedgerStanding]) -> LedgerStanding | None:
    """The open letter about the indicator to its lead unit; of several the one of the highest kind, then the last."""
    indicator = one.indicator
    own = [
        found for found in ledger if (found.item.indicator, found.item.unit) == (indicator.code, indicator.lead_unit)
    ]
    return max(own, key=lambda found: (found.item.kind.level, found.item.number), default=None)


def _failing(standing: LedgerStanding) -> tuple[Failing, ...]:
    """All that is late, or was not put right in time; a slip that has not come back is no failing of the matter itself.

    What the review sent back has until the day that its notice names, however often; without such a day none.
    """
    late = {due.awaited for due in standing.dues if due.days_late > 0}
    is_returned = standing.item.state is LedgerState.RETURNED
    found = {
        Failing.PLAN: Awaited.PLAN in late,
        Failing.REVIEW: is_returned and (Awaited.RESULT in late or standing.item.due is None),
        Failing.RESULT: Awaited.RESULT in late,
    }
    return tuple(one for one in Failing if found[one])


def gravest_first(case: LetterCase) -> tuple[int, bool, float]:
    """Red before yellow, then by the gap as a share of the node, the largest first."""
    one = case.assessment
    share = one.measures.get("relative_gap")
    return -(one.card.rank if one.card else 0), share is None, 0.0 if share is None else -float(share)
