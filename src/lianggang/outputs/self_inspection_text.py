"""The sentences of the self-inspection summary (自查报告), section by section; reckons nothing.

Source: docs/documents.md, sections 1 and 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.attainment import Attainment
from lianggang.model.card_rules import Card
from lianggang.model.small_count import SmallCount

from .amounts import shares, shares_note
from .amounts_text import own_figure
from .areas_text import areas_text
from .attainment_text import class_clause, class_counts, few_note, no_data_words
from .count_reasons import counts_summary
from .figures_text import (
    card_clause,
    node_clause,
    previous_clause,
    projection_clause,
    target_clause,
    value_clause,
    yearly_change_clause,
)
from .reasons import reason
from .wording import period_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.attainment import Tally
    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.self_inspection import Inspected, SelfInspection

NO_PRACTICES = "责任单位未报送主要做法。"
NO_CAUSES = "责任单位未报送原因。"
NO_MEASURES = "责任单位未报送下一步措施。"


def basis(report: SelfInspection) -> str:
    """依据, 期间 and whose indicators: the outlines that they belong to."""
    catalogue = report.result.catalogue
    keys = dict.fromkeys(item.assessment.indicator.outline for item in report.items)
    names = "".join(f"《{catalogue.outlines[key].name}》" for key in catalogue.outlines if key in keys)
    quarter = quarter_text(report.result.period)
    whose = catalogue.district.name if report.unit is None else "本单位牵头的"
    which = f"{report.scope.field}领域的" if report.scope.field else ""
    return f"根据{names}和《{catalogue.title}》，对照截至{quarter}报送的数据，对{whose}{which}监测指标进行了自查。"


def counts(report: SelfInspection) -> str:
    """How many of each class, and both 达标率 with what they are made of."""
    tally, terms = report.tally, report.terms
    quarter = quarter_text(report.result.period)
    if not tally.total:
        return f"截至{quarter}，没有设有目标的指标；另有未设目标、只作监测的指标{tally.no_target}项。"
    early = f"（其中{terms.word(Attainment.MET_EARLY)}{tally.early}项）" if tally.early else ""
    classes = [f"{terms.word(Attainment.MET)}{tally.met}项{early}"]
    classes += [f"{terms.word(Attainment.EXPECTED)}{tally.expected}项", f"{terms.word(Attainment.HARD)}{tally.hard}项"]
    classes += [f"到期{terms.word(Attainment.MISSED)}{tally.missed}项"] if tally.missed else []
    awaiting = f"{awaiting_words(terms)}{tally.awaiting}项，" if tally.awaiting else ""
    text = (
        f"截至{quarter}，设有目标的指标共{tally.total}项，可监测{tally.monitorable}项，其中{'、'.join(classes)}；"
        f"{awaiting}{no_data_words(terms)}{tally.no_data}项{'，都不计入可监测' if awaiting else ''}。{rates(tally)}。"
    )
    text += few_note(report.items, terms)
    if tally.no_target:
        text += f"另有未设目标、只作监测的指标{tally.no_target}项，不计入以上各数。"
    return text


def awaiting_words(terms: AttainmentTerms) -> str:
    """What is said of those whose deadline has passed without its figure."""
    return f"目标期限已到、到期的数尚未报送（{terms.word(Attainment.AWAITING)}）的"


def awaiting_sentence(report: SelfInspection, *, with_unit: bool) -> str:
    """How many wait for the figure of their deadline, and which; empty where none does."""
    items = report.awaiting
    if not items:
        return ""
    named = "、".join(
        f"{item.assessment.indicator.name}{f'（{item.assessment.indicator.lead_unit}）' if with_unit else ''}"
        for item in items
    )
    return f"{awaiting_words(report.terms)}指标{len(items)}项，报齐以后再判断是否达标：{named}。"


def rates(tally: Tally) -> str:
    """Both 达标率, each with what it is made of."""
    text = f"按全部指标计，达标率为{shares([tally.met], tally.total)[0]}（{tally.total}项中{tally.met}项）"
    if not tally.monitorable:
        return text
    of_monitorable = shares([tally.met], tally.monitorable)[0]
    return f"{text}；按可监测指标计，达标率为{of_monitorable}（{tally.monitorable}项中{tally.met}项）"


def class_shares(report: SelfInspection) -> str:
    """The share of each class, with a remark where the printed ones do not add up to 100."""
    tally = report.tally
    shown = {word: times for word, times in class_counts(tally, report.terms) if times}
    if len(shown) < 2:
        return ""
    said = "、".join(
        f"{word}{share}" for word, share in zip(shown, shares([*shown.values()], tally.total), strict=True)
    )
    return f"各类占比：{said}。{shares_note([*shown.values()])}"


def field_summary(tally: Tally, terms: AttainmentTerms) -> str:
    """``共6项：已达标2项、预期可达标1项``: what a field's paragraph begins with."""
    words = [*class_counts(tally, terms), (terms.word(Attainment.NO_TARGET), tally.no_target)]
    total = tally.total + tally.no_target
    return f"共{total}项：{'、'.join(f'{word}{times}项' for word, times in words if times)}。"


def indicator_sentence(item: Inspected) -> str:
    """One indicator in the text by field; of one without a figure only that."""
    assessment = item.assessment
    name = assessment.indicator.name
    if assessment.is_concealed:
        return f"{name}{value_clause(assessment)}，{item.class_word}"
    if assessment.value is None:
        why = assessment.not_assessed.value if assessment.not_assessed else "无数据"
        return f"{name}：{why}"
    beside = _few_clause(assessment) if Mark.FEW_EVENTS in assessment.marks else yearly_change_clause(item)
    parts = [f"{name}{value_clause(assessment)}", beside, target_clause(item)]
    return "，".join(part for part in parts if part)


def _few_clause(assessment: Assessment) -> str:
    """Of rare events the counts of several years: against the year before a single case would look like a trend."""
    counts = assessment.counts
    if isinstance(counts, SmallCount):
        return f"例数少（{counts_summary(assessment, counts)}）"
    return "例数少，不与上年相比"


def field_sentences(items: Sequence[Inspected], *, brief: bool) -> str:
    """A field's indicators: each in a sentence; brief: the names and figures of each class, for long lists."""
    if not brief:
        return "；".join(indicator_sentence(item) for item in items) + "。"
    groups: dict[Attainment, list[str]] = {one: [] for one in Attainment}
    for item in items:
        assessment = item.assessment
        when = f"（{period_text(assessment.data_period)}）" if assessment.data_period else ""
        figure = f"{own_figure(assessment)}{when}" if assessment.value is not None else ""
        of = Attainment.MET if item.attainment.is_met else item.attainment
        groups[of].append(f"{assessment.indicator.name}{figure}")
    terms = items[0].terms
    words = {one: no_data_words(terms) if one is Attainment.NO_DATA else terms.word(one) for one in Attainment}
    return "".join(f"{words[one]}的：{'、'.join(named)}。" for one, named in groups.items() if named)


def problem_sentences(report: SelfInspection, item: Inspected, *, with_unit: bool) -> str:
    """One indicator that has not reached its node: figure, node, changes, target, projection, card, areas."""
    assessment = item.assessment
    first = [value_clause(assessment), node_clause(assessment), yearly_change_clause(item), previous_clause(item)]
    rest = [target_clause(item), projection_clause(item), class_clause(item), card_clause(assessment)]
    text = "；".join([_joined(first), *(part for part in rest if part)]) + "。"
    if named := areas_text(area_cards(report, [item])):
        text += f"亮牌的区域：{named}。"
    return text + (f"牵头单位：{assessment.indicator.lead_unit}。" if with_unit else "")


def area_cards(report: SelfInspection, items: Iterable[Inspected]) -> list[Assessment]:
    """The cards of areas that ``problem_sentences`` names for these indicators."""
    codes = {item.assessment.indicator.code for item in items}
    areas = (one for one in report.result.assessments if one.area and one.indicator.code in codes)
    return [one for one in areas if one.card in {Card.RED, Card.YELLOW}]


def carded_sentences(item: Inspected, *, with_unit: bool) -> str:
    """One indicator that has reached its node, or has none, and bears a card nevertheless."""
    assessment = item.assessment
    why = "。" if assessment.is_concealed else f"；{reason(assessment, figure=False)}"
    text = f"{value_clause(assessment)}；{class_clause(item)}；{card_clause(assessment)}{why}"
    return text + (f"牵头单位：{assessment.indicator.lead_unit}。" if with_unit else "")


def _joined(clauses: Iterable[str]) -> str:
    return "，".join(clause for clause in clauses if clause)


def without_data_sentences(items: Sequence[Inspected], *, with_unit: bool) -> list[str]:
    """Indicators that nothing can be said of, a paragraph for each reason, in the order of the closed list."""
    groups: dict[NotAssessed | None, list[str]] = {}
    for item in items:
        assessment = item.assessment
        unit = f"（{assessment.indicator.lead_unit}）" if with_unit else ""
        groups.setdefault(assessment.not_assessed, []).append(f"{assessment.indicator.name}{unit}")
    order: list[NotAssessed | None] = [*NotAssessed, None]
    return [
        f"{why.value if why else '尚不能与目标比较'}{len(groups[why])}项：{'、'.join(groups[why])}。"
        for why in order
        if why in groups
    ]


def silent_units(items: Iterable[Inspected], said: str, *, with_unit: bool) -> list[str]:
    """Which units have said nothing of which indicators, a paragraph each: ``区教育局牵头的甲、乙：未报送原因``."""
    units: dict[str, list[str]] = {}
    for item in items:
        indicator = item.assessment.indicator
        units.setdefault(indicator.lead_unit, []).append(indicator.name)
    return [f"{f'{unit}牵头的' if with_unit else ''}{'、'.join(names)}：{said}" for unit, names in units.items()]


def assisting_sentence(report: SelfInspection) -> str:
    """What a unit takes part in without leading it; empty where nothing."""
    if not report.assisting:
        return ""
    return f"本单位配合的、由其他单位牵头的指标{report.assisting}项，由牵头单位自查，不计入以上各数。"
