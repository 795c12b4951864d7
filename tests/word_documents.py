"""Every document that is written as a Word file, of the example district, and letters with awkward names and sizes.

The ledger of the example, where it has one, is left out, so that which letters there are does not hang on it.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_doubles import closed, passed, received, returned
from lianggang.api.agendas import agenda
from lianggang.api.appraising import appraisal, appraise
from lianggang.api.bulletins import bulletin
from lianggang.api.evaluations import evaluate
from lianggang.api.ledger_facts import LedgerFacts
from lianggang.api.letter_writing import LetterTerms, make_letters
from lianggang.api.letters import LetterChoice, find_letters
from lianggang.api.quarter_basis import quarter_basis
from lianggang.api.reporting import report_of
from lianggang.api.workspace import open_workspace
from lianggang.model.evaluation import EvaluationKind
from lianggang.model.ledger_notice import Notice, NoticeKind, Notified
from lianggang.model.letter import Failing, Rung
from lianggang.outputs.ledger_notice import notice_document
from lianggang.outputs.ledger_words import ground_text
from lianggang.outputs.letter import letter_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lianggang.model.letter import Letter
    from lianggang.outputs.document import Document
    from lianggang.outputs.letter import LetterFacts

    Worded = tuple[Letter, LetterFacts]

ROOT = Path(__file__).resolve().parents[1]
ON = date(2025, 10, 24)
LONG_UNIT = "示例区市场监督管理局（区知识产权局、区食品安全委员会办公室）"
LONG_INDICATOR = "儿童医疗保健人员配备达到国家标准的乡镇卫生院和城市社区卫生服务中心占全部基层医疗卫生机构的比例"
LONG_LETTERHEAD = "示例自治区示例市示例区妇女儿童工委办"
"""18 characters."""


def copy_example(folder: Path) -> Path:
    """The example workspace without a ledger."""
    shutil.copy(ROOT / "indicators.yaml", folder)
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("ledger.csv", "national", "samples"))
    return folder


def letters(start: Path) -> dict[str, Document]:
    """Of each kind, with one indicator and with several; and some that try the layout."""
    one = {rung: _worded(start, rung, 1) for rung in Rung}
    made = {f"{rung.value}（1项）": worded for rung, worded in one.items()}
    made |= {f"{rung.value}（{count}项）": _worded(start, rung, count) for rung in [*Rung][1:] for count in (2, 6)}
    usual = _worded(start, Rung.SUPERVISION, 2)
    made["单位名称长"] = _named(usual, unit=LONG_UNIT)
    made["指标名称长"] = _named(usual, indicator=LONG_INDICATOR)
    made["发文机关标志18字"] = _office(usual, letterhead=LONG_LETTERHEAD)
    made["不加盖印章"] = _office(usual, seal=False)
    made["不加盖印章的约谈通知"] = _office(one[Rung.INTERVIEW], seal=False)
    made["委员会落款"] = _office(usual, signatory="committee")
    made["抄送"] = (usual[0], usual[1]._replace(copy_to=("区政府督查室", "区委组织部")))
    made["没有联系人"] = _office(usual, contact="")
    return {name: letter_document(*worded) for name, worded in made.items()}


def _worded(start: Path, rung: Rung, count: int) -> Worded:
    """The letter with the gravest indicators of a unit, as many as asked for."""
    unit = "区医保局" if rung is Rung.REMINDER else "区教育局"
    # The ledger alone brings about a second letter, so the kind is set on one that could be chosen.
    chosen = Rung.SUPERVISION if rung is Rung.SECOND else rung
    choice = LetterChoice(unit, rung=chosen, reason="" if rung is Rung.REMINDER else "示例")
    found = find_letters(start=start, today=ON, choice=choice)
    terms = LetterTerms(meeting="2025年11月3日9时30分，区政府三楼会议室" if rung is Rung.INTERVIEW else "")
    (made,) = make_letters(found, terms)
    letter = replace(made.letter, cases=made.letter.cases[:count])
    if rung is not Rung.SECOND:
        return letter, made.facts
    cases = tuple(case._replace(earlier=received(), failing=(Failing.RESULT,)) for case in letter.cases)
    return replace(letter, rung=rung, cases=cases), made.facts


def _named(worded: Worded, unit: str = "", indicator: str = "") -> Worded:
    """The letter, to a unit and about an indicator of that name."""
    letter, facts = worded
    first = letter.cases[0]
    if indicator:
        renamed = first.assessment.indicator.model_copy(update={"name": indicator})
        first = first._replace(assessment=replace(first.assessment, indicator=renamed))
    return replace(letter, unit=unit or letter.unit, cases=(first, *letter.cases[1:])), facts


def _office(worded: Worded, **changes: Any) -> Worded:
    """The letter as another office would send it."""
    letter, facts = worded
    catalogue = facts.result.catalogue
    office = catalogue.office.model_copy(update=changes)
    changed = replace(facts.result, catalogue=catalogue.model_copy(update={"office": office}))
    return letter, facts._replace(result=changed)


def other_documents(start: Path) -> dict[str, Document]:
    """One of each kind that is no letter, and of those that vary with the unit a full and an all but empty one."""
    basis = quarter_basis(start=start)
    year = appraisal(start=start, year=2025, today=ON)
    making: Mapping[str, Callable[[], Any]] = {
        "自查报告（区教育局）": partial(report_of, basis, ON, "区教育局"),
        "自查报告（区法院）": partial(report_of, basis, ON, "区法院"),
        "季度通报": partial(bulletin, basis, ON),
        "会商清单": partial(agenda, basis, ON),
        "中期评估报告（区儿规）": partial(evaluate, basis, ON, EvaluationKind.MID, "区儿规"),
        "终期评估报告（儿纲）": partial(evaluate, basis, ON, EvaluationKind.FINAL, "儿纲"),
        "考核评分建议": partial(appraise, year),
        "评分明细（区教育局）": partial(appraise, year, "区教育局"),
    }
    return {name: make().document for name, make in making.items()} | notices(start)


def notices(start: Path) -> dict[str, Document]:
    """A notice of each kind, about one item and about three, one of them with a long name."""
    workspace = open_workspace(start, None)
    facts = LedgerFacts(workspace)
    ground = f"验收：钱示例（2025-10-11）；{ground_text(facts.closing(closed(), ('在园幼儿名册',)))}；理由：项目已落地"
    first = replace(closed(), ground=ground)
    several = [first, replace(first, indicator="C-EDU-03", name=LONG_INDICATOR), replace(first, indicator="C-EDU-01")]
    made = {
        NoticeKind.RETURNED: [Notified(returned(), facts.closing(returned()))],
        NoticeKind.PASSED: [Notified(passed(), facts.closing(passed()))],
        NoticeKind.CLOSED: [Notified(item, None) for item in several],
    }
    return {
        kind.value: notice_document(workspace.catalogue, Notice(kind, tuple(told)), ON) for kind, told in made.items()
    }
