from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from appraisal_workspace import RECORD, TODAY
from lianggang.load.appraisal_record import load_record
from lianggang.load.appraisal_scheme import load_scheme
from lianggang.load.catalogue import load_catalogue
from lianggang.load.workspace import quarter_files
from lianggang.model.appraisal_lines import Component
from lianggang.model.appraisal_record import RecordFile
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.errors import AppraisalError
from paper_workspace import write_workspace

SCHEME = load_scheme()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_workspace(tmp_path)
    (tmp_path / "data/appraisal").mkdir()
    path = tmp_path / "data/appraisal/2025.yaml"
    path.write_text(RECORD, encoding="utf-8")
    return path


def load(path: Path, today: date = TODAY) -> RecordFile | None:
    return load_record(path, 2025, load_catalogue(path.parents[2] / "indicators.yaml"), SCHEME, today)


def test_units_by_their_full_names_and_each_item_with_its_line(path: Path) -> None:
    file = load(path)
    assert file is not None
    assert [one.unit for one in file.record.items] == ["区教育局", "区教育局", "区卫健局"]
    assert [one.unit for one in file.record.self_scores] == ["区教育局"]
    assert file.record.items[2].points == Decimal("-1.5")
    lines = RECORD.splitlines()
    assert [lines[file.lines[number] - 1].strip() for number in range(3)] == [
        "- unit: 教育局",
        "- unit: 区教育局",
        "- unit: 区卫健局",
    ]


def test_there_need_be_none(path: Path) -> None:
    path.unlink()
    assert load(path) is None
    path.write_text("version: 1\nyear: 2025\n", encoding="utf-8")
    file = load(path)
    assert file is not None
    assert (file.record.items, file.record.self_scores) == ((), ())


def test_it_is_no_return(path: Path) -> None:
    folder = path.parents[1]
    assert not [file for files in quarter_files(folder).values() for file in files if file.suffix == ".yaml"]


@pytest.mark.parametrize(
    ("was", "now", "code", "line", "column", "message"),
    [
        ("unit: 区卫健局", "unit: 区卫建局", "A01", 16, 11, "目录中没有单位“区卫建局”。是否为“区卫健局”？请改正。"),
        ("{unit: 教育局", "{unit: 教育厅", "A01", 23, 12, "目录中没有单位“教育厅”。是否为“教育局”？请改正。"),
        ("year: 2025", "year: 2024", "A02", 2, 7, "这是2024年的，文件名却是2025年。"),
        ("points: 4", "points: 0", "A03", 6, 13, "分数0不成立；加分写正数，扣分写负数，不超过100。"),
        ("points: -1.5", "points: -101", "A03", 18, 13, "分数-101不成立"),
        ("quality: 14.5", "quality: 15.5", "A03", 23, 59, "自评分15.5不成立；“数据质量”为0至15分。"),
        ("attainment: 45", "attainment: -1", "A03", 23, 29, "自评分-1不成立；“指标完成”为0至50分。"),
        ("2025-12-19", "2024-12-19", "A04", 21, 17, "2024年12月19日早于2025年，不会是这一年的考核。"),
        ("2025-12-19", "2025-12-21", "A04", 21, 17, "2025年12月21日还没有到（今天是2025年12月20日）。"),
        (
            "儿童友好学校建设获省级表扬",
            "普惠园扩容经验被市级推广",
            "A05",
            11,
            11,
            "区教育局的“普惠园扩容经验被市级推广”写了两次。",
        ),
        ("    evidence: [全委会签到表]\n", "", "K04", 16, 5, "缺少必填的“evidence”"),
        ("[全委会签到表]", "[]", "K05", 19, 15, "至少有一项的列表"),
        ("[全委会签到表]", "全委会签到表", "K05", 19, 15, "列表，如 [甲, 乙]"),
        ("decided_by: 孙示例", "decided_by:", "K05", 20, 5, "“decided_by”后面没有内容"),
        (
            "decided_by: 孙示例",
            "decided_bye: 孙示例",
            "K03",
            20,
            5,
            "第3个事项没有“decided_bye”这个键。是否为“decided_by”或“decided_on”？",
        ),
        ("points: -1.5", "points: 扣1分", "K05", 18, 13, "数值，如 85 或 71.30"),
        ("version: 1\n", "version: 1\n\tyear: 2025\n", "K01", 2, 1, ""),
        ("items:", "items: []\nitems:", "K02", 4, 1, "items"),
    ],
)
def test_a_mistake_has_its_place(
    path: Path, was: str, now: str, code: str, line: int, column: int, message: str
) -> None:
    assert was in RECORD
    path.write_text(RECORD.replace(was, now), encoding="utf-8")
    with pytest.raises(
        AppraisalError, match=r"^考核登记 .*2025\.yaml 有 \d+ 处错误，不能据以评分。请先改正。$"
    ) as caught:
        load(path)
    found = [one for one in caught.value.diagnostics if isinstance(one, Diagnostic) and one.code == code]
    assert [(one.place.line, one.place.column) for one in found] == [(line, column)]
    assert message in found[0].message


def test_a_second_self_score(path: Path) -> None:
    path.write_text(f"{RECORD}  - {{unit: 区教育局, quality: 1}}\n", encoding="utf-8")
    with pytest.raises(AppraisalError) as caught:
        load(path)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert (found.code, found.place.line, found.also and found.also.line) == ("A05", 24, 23)
    assert found.message == "区教育局的自评写了两次。请删去一条；不是一件事的请写清楚。"


def test_with_completion_above_one_a_unit_may_have_more(path: Path) -> None:
    component = SCHEME.components.attainment.model_copy(update={"cap": Decimal("1.2")})
    parts = SCHEME.components.model_copy(update={"attainment": component})
    scheme = SCHEME.model_copy(update={"components": parts})
    assert [scheme.most(one) for one in Component] == [60, 15, 15, 10, 10]
    path.write_text(RECORD.replace("attainment: 45", "attainment: 60"), encoding="utf-8")
    assert load_record(path, 2025, load_catalogue(path.parents[2] / "indicators.yaml"), scheme, TODAY) is not None
