"""What reports call the classes of 达标情况, and what they say of its sub-marks; decides and reckons nothing.

Source: docs/documents.md, section 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from lianggang.model.assessment import Mark
from lianggang.model.attainment import UNDECIDED, Attainment, AttainmentMark

from .amounts import difference
from .amounts_text import amount_text, own_figure
from .wording import share_gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.appraisal_lines import Scored
    from lianggang.model.attainment import Tally
    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.self_inspection import Inspected


def no_data_words(terms: AttainmentTerms) -> str:
    """``无数据或暂不能判断``, or what the catalogue calls both."""
    return terms.labels.no_data or f"{Attainment.NO_DATA.value}或{UNDECIDED}"


_FOLDED = {
    "已达标": "已\n达标",
    "预期可达标": "预期\n可达标",
    "达标困难": "达标\n困难",
    "待到期数据": "待到期\n数据",
    "无数据": "无\n数据",
}
"""Where the program's own words are parted in a narrow column."""


def folded_word(terms: AttainmentTerms, of: Attainment) -> str:
    """What a class is called, for the head of a narrow column."""
    word = terms.word(of)
    return _FOLDED.get(word, word)


def class_counts(tally: Tally, terms: AttainmentTerms) -> list[tuple[str, int]]:
    """Each class of indicators with a target, 提前达标 among 已达标, and how many; those without a single one too."""
    return [
        (terms.word(Attainment.MET), tally.met),
        (terms.word(Attainment.EXPECTED), tally.expected),
        (terms.word(Attainment.HARD), tally.hard),
        (terms.word(Attainment.MISSED), tally.missed),
        (terms.word(Attainment.AWAITING), tally.awaiting),
        (no_data_words(terms), tally.no_data),
    ]


def class_clause(item: Inspected) -> str:
    """``达标困难``; with sub-marks and their reasons ``达标困难（倒退：连续4期变差；得而复失）``.

    Of what cannot be judged why: ``暂不能判断（小数待研判）``, ``无数据（未报）``.
    """
    why = item.assessment.not_assessed
    if item.attainment is Attainment.NO_DATA and why is not None:
        return f"{item.class_word}（{why.value}）"
    marks = "；".join(_with_reason(item, mark) for mark in item.marks)
    return f"{item.class_word}（{marks}）" if marks else item.class_word


def judgement_words(item: Inspected) -> str:
    """``达标困难（倒退、得而复失）``, ``预期可达标（例数少）``, ``无数据（未报）``: with no remarks beside."""
    why = item.assessment.not_assessed
    if item.attainment is Attainment.NO_DATA and why is not None:
        return f"{item.class_word}（{why.value}）"
    few = (Mark.FEW_EVENTS.value,) if Mark.FEW_EVENTS in item.assessment.marks else ()
    marks = "、".join((*item.mark_words, *few))
    return f"{item.class_word}（{marks}）" if marks else item.class_word


def few_note(items: Iterable[Inspected | Scored], terms: AttainmentTerms) -> str:
    """That rare events are judged by their counts, whatever the figure of one year is; empty where there are none."""
    few = sum(item.assessment.is_by_counts and item.attainment.is_settled for item in items)
    met, expected = terms.word(Attainment.MET), terms.word(Attainment.EXPECTED)
    return (
        f"例数少（一年不足20例）、期限未到的{few}项，按几年合计的例数判断，不以一年的率论达标与否：合于路线的列为{expected}，"
        f"一年的率好于目标的也不列为{met}。"
        if few
        else ""
    )


def _with_reason(item: Inspected, mark: AttainmentMark) -> str:
    word = item.terms.word(mark)
    return f"{word}：{_worse(item)}" if mark is AttainmentMark.WORSE else word


def _worse(item: Inspected) -> str:
    """``不如基期、连续4期变差``."""
    measures = item.assessment.measures
    running = measures.get("periods_worsening") or 0
    is_below = measures.get("worse_than_baseline") == 1 and not item.attainment.is_met
    parts = ["不如基期"] if is_below else []
    parts += [f"连续{running}期变差"] if running >= item.terms.worsening else []
    return "、".join(parts)


def marks_sentence(items: Iterable[Inspected], terms: AttainmentTerms) -> str:
    """``另有标记的（可以重叠）。接近达标2项：甲；乙。倒退1项：丙。``; empty where nothing is marked."""
    told = [
        f"{terms.word(mark)}{len(marked)}项：{'；'.join(one.assessment.indicator.name for one in marked)}。"
        for mark, marked in _by_mark(items)
    ]
    return f"另有标记（可以重叠）。{''.join(told)}" if told else ""


def marked_paragraphs(
    items: Iterable[Inspected], terms: AttainmentTerms, *, with_unit: bool
) -> Iterator[tuple[str, str]]:
    """For each sub-mark that occurs its name, and how many and which bear it, with figure and reason."""
    for mark, marked in _by_mark(items):
        told = "；".join(_told(item, mark, with_unit=with_unit) for item in marked)
        yield terms.word(mark), f"共{len(marked)}项：{told}。"


def _told(item: Inspected, mark: AttainmentMark, *, with_unit: bool) -> str:
    assessment = item.assessment
    match mark:
        case AttainmentMark.NEAR:
            why = _missing(item)
        case AttainmentMark.WORSE:
            why = f"{_worse(item)}，{item.class_word}"
        case AttainmentMark.LOST:
            why = f"此前曾达到，现{_missing(item)}"
        case _:
            assert_never(mark)
    unit = f"，{assessment.indicator.lead_unit}" if with_unit else ""
    return f"{assessment.indicator.name}{own_figure(assessment)}（{why}{unit}）"


def _missing(item: Inspected) -> str:
    """How far from the target."""
    gap, progress = item.assessment.gap, item.assessment.measures.get("progress")
    far = "尚未达到目标" if gap is None or gap <= 0 else f"与目标相差{amount_text(item.assessment, gap)}"
    return far if progress is None or progress < 0 else f"{far}，完成率{share_gone(progress)}"


def _by_mark(items: Iterable[Inspected]) -> Iterator[tuple[AttainmentMark, list[Inspected]]]:
    listed = list(items)
    for mark in AttainmentMark:
        if marked := [item for item in listed if mark in item.marks]:
            yield mark, marked


def marks_note(items: Sequence[Inspected]) -> str:
    """What the sub-marks that occur among the items mean; empty where there is none."""
    present = [mark for mark, _ in _by_mark(items)]
    return (
        "；".join(f"{items[0].terms.word(mark)}：{_meaning(mark, items)}" for mark in present) + "。" if present else ""
    )


def _meaning(mark: AttainmentMark, items: Sequence[Inspected]) -> str:
    terms = items[0].terms
    match mark:
        case AttainmentMark.NEAR:
            marked = [item.assessment.indicator for item in items if mark in item.marks]
            own = [f"{one.name}{difference(one.near, one.unit_of_measure, one.decimals)}" for one in marked if one.near]
            rest = f"；另有规定的：{'、'.join(own)}" if own else ""
            return f"尚未达到，差距不超过基期到目标全程的{terms.near}%{rest}"
        case AttainmentMark.WORSE:
            return f"尚未达到且不如基期，或连续{terms.worsening}期以上变差"
        case AttainmentMark.LOST:
            return "此前曾达到同一目标，现值没有达到"
        case _:
            assert_never(mark)
