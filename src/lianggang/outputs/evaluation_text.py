"""The sentences of an evaluation (中期评估, 终期评估); reckons nothing, and says only what the data say.

Source: docs/documents.md, section 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.attainment import Attainment
from lianggang.model.evaluation import EvaluationKind

from .amounts import shares
from .attainment_text import no_data_words
from .wording import quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.evaluation import Course, Evaluation
    from lianggang.model.self_inspection import Inspected

NO_BACKGROUND = "人口、经济等基本情况不在监测数据之内，请补充。"


def background(evaluation: Evaluation) -> tuple[str, ...]:
    """基本情况 as the office has written it."""
    texts = evaluation.inspection.told.texts
    return (texts.district.background if texts else ()) or (NO_BACKGROUND,)


def process(evaluation: Evaluation) -> Iterator[str]:
    """What the evaluation rests on, how indicators are sorted into classes, and what the office has written of it."""
    inspection = evaluation.inspection
    catalogue, quarter = inspection.result.catalogue, inspection.result.period
    names = "".join(f"《{course.outline.name}》" for course in evaluation.courses)
    yield (
        f"本次{evaluation.kind.value}依据{names}和《{catalogue.title}》，用截至{quarter_text(quarter)}各单位报送、"
        f"经核对采用的数据；指标{len(inspection.items)}项，由{_units(inspection.items)}个单位牵头。"
    )
    yield "".join(_course(course, evaluation.kind) for course in evaluation.courses)
    terms = inspection.terms
    met, expected, hard, missed, awaiting, no_data = map(terms.word, _EXPLAINED)
    yield (
        f"达到目标的为{met}；尚未达到、但已达到当期节点目标或按近期、谨慎预期的进度到期可以达到的，为{expected}；"
        f"其余为{hard}，目标期限已过的为{missed}；期限已过、到期的数还没有报送的为{awaiting}；"
        f"没有可用数据或暂不能判断的为{no_data}。"
        "每项指标对照的是期限最近、尚未过期的目标。"
    )
    if (texts := inspection.told.texts) is not None:
        yield from texts.district.process


_EXPLAINED = (
    Attainment.MET,
    Attainment.EXPECTED,
    Attainment.HARD,
    Attainment.MISSED,
    Attainment.AWAITING,
    Attainment.NO_DATA,
)


def _units(items: Iterable[Inspected]) -> int:
    return len({item.assessment.indicator.lead_unit for item in items})


def _course(course: Course, kind: EvaluationKind) -> str:
    outline = course.outline
    (gone,) = shares([course.gone.numerator], course.gone.denominator)
    text = f"《{outline.name}》期限为{outline.starts}年至{outline.ends}年，已过{gone}"
    if kind is EvaluationKind.FINAL and not course.is_over:
        return f"{text}，尚未到期，本次结果为终期前的预评估。"
    if kind is EvaluationKind.MID and course.is_over:
        return f"{text}，宜作终期评估。"
    return f"{text}。"


def moves_sentences(evaluation: Evaluation) -> Iterator[str]:
    """How figures moved since a year earlier, and which of them the wrong way."""
    moves = evaluation.moves
    if not moves.compared:
        yield "没有可与上年同期比较的指标。"
        return
    parts = [("改善", moves.better), ("持平", moves.same), ("变差", len(moves.worse))]
    told = "、".join(f"{word}{times}项" for word, times in parts)
    yield f"可与上年同期比较的{moves.compared}项（不含区间类、是否完成类、例数少和只监测的）中，{told}。"


def proposals(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """对策建议 that follow from the data alone: a head and a sentence for each."""
    agenda, inspection = evaluation.agenda, evaluation.inspection
    hard, missed = (inspection.terms.word(of) for of in (Attainment.HARD, Attainment.MISSED))
    shared = sum(len(meeting.matters) for meeting in agenda.meetings)
    if shared:
        yield (
            "会商需要几个单位配合的指标",
            f"滞后（{hard}、{missed}或亮牌）且需要几个单位配合的{shared}项，可归为{len(agenda.meetings)}次会商，见会商清单。",
        )
    if agenda.alone:
        named = "、".join(
            f"{item.assessment.indicator.name}（{item.assessment.indicator.lead_unit}）" for item in agenda.alone
        )
        yield "由牵头单位推进其余滞后指标", f"没有配合单位的{len(agenda.alone)}项：{named}。"
    if awaiting := len(inspection.awaiting):
        yield (
            "报齐到期数据",
            f"目标期限已到、到期的数尚未报送的{awaiting}项，请牵头单位在数据产生后的第一个报送期报送，报齐后再判断是否达标。",
        )
    if inspection.without_data:
        missing = len(inspection.without_data)
        yield (
            "补齐数据",
            f"设有目标、但{no_data_words(inspection.terms)}的{missing}项，请牵头单位补报或说明；补齐以前两种达标率不一致。",
        )
    unverified = sum(Mark.UNVERIFIED_TARGET in item.assessment.marks for item in inspection.items)
    if unverified:
        yield "核对目标", f"目标值没有与原文核对过的{unverified}项（附表中带＊），请在定稿前核对。"
