from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.api.checking import check
from lianggang.api.judging import assess
from lianggang.model.card_rules import Card
from lianggang.model.errors import CatalogueError, UsageError
from lianggang.model.quarter import Quarter

CATALOGUE = """\
version: 1
title: 目录
district: {name: 某区}
office: {committee: 某区妇女儿童工作委员会, name: 某区妇儿工委办公室}
outlines:
  儿纲: {name: 中国儿童发展纲要（2021—2030年）, starts: 2021, ends: 2030}
member_units:
  区教育局: {}
indicators:
  "C-1":
    name: 覆盖率
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    baseline: {period: 2020Q4, value: 71.30}
    targets: [{by: 2025Q4, at_least: 85, level: 国家, source: 文件}]
"""


def write_return(path: Path, value: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"指标编码,本期值\nC-1,{value}\n", encoding="utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    for quarter, value in (("2025Q1", "77.5"), ("2025Q2", "77.9"), ("2025Q3", "78.7")):
        write_return(tmp_path / "data" / f"{quarter}.csv", value)
    return tmp_path


def test_the_latest_quarter_is_judged_unless_another_is_asked_for(place: Path) -> None:
    latest = assess(start=place)
    assert latest.period == Quarter(2025, 3)
    assert latest.assessments[0].card is Card.RED
    earlier = assess(start=place, period=Quarter(2025, 1))
    assert str(earlier.assessments[0].value) == "77.5"


def test_later_quarters_belong_to_what_is_known_today(place: Path) -> None:
    (place / "data" / "2025Q3.csv").write_text(
        "指标编码,本期值,数据期,说明\nC-1,77.1,2025Q1,更正\nC-1,78.7,,\n", encoding="utf-8"
    )
    earlier = assess(start=place, period=Quarter(2025, 1))
    assert str(earlier.assessments[0].value) == "77.1"


def test_a_checked_file_from_elsewhere_replaces_its_quarter(place: Path) -> None:
    result = check([write_return(place / "received" / "2025Q3.csv", "86.0")])
    assert result.checked == {"C-1"}
    assert result.result is not None
    assert str(result.result.assessments[0].value) == "86.0"
    assert [one.rows_used for one in result.submissions] == [1]


def test_the_others_of_the_same_folder_stay(place: Path) -> None:
    (place / "data" / "2025Q3.csv").unlink()
    write_return(place / "data" / "2025Q3" / "甲.csv", "78.7")
    empty = place / "data" / "2025Q3" / "乙.csv"
    empty.write_text("指标编码,本期值\nC-1,多\n", encoding="utf-8")
    result = check([empty])
    assert [found.code for found in result.diagnostics] == ["P01"]
    assert result.result is not None
    assert str(result.result.assessments[0].value) == "78.7"


def test_files_of_several_quarters_judge_the_latest(place: Path) -> None:
    result = check([place / "data" / "2025Q1.csv", place / "data" / "2025Q2.csv"])
    assert result.result is not None
    assert result.result.period == Quarter(2025, 2)
    assert [str(one.quarter) for one in result.submissions] == ["2025Q1", "2025Q2"]


def test_a_file_that_is_named_twice_is_read_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    file, folder = Path("data", "2025Q3.csv"), place / "data" / "2025Q2"
    write_return(folder / "甲.csv", "77.9")
    given = [file, file, place / "data" / ".." / file, folder, folder / "甲.csv"]
    result = check(given)
    assert [one.path for one in result.submissions] == ["data/2025Q3.csv", "data/2025Q2/甲.csv"]
    assert [found.code for found in result.diagnostics] == []
    assert result.result is not None
    assert str(result.result.assessments[0].value) == "78.7"


def test_what_of_the_history_is_unusable_is_remarked(place: Path) -> None:
    write_return(place / "data" / "2025Q2.csv", "约77")
    remarks = assess(start=place).remarks
    assert len(remarks) == 1
    assert remarks[0].endswith("2025Q2.csv：退回 1 行，未计入判定；用 lianggang check 查看原因。")
    checked = check([place / "data" / "2025Q2.csv"])
    assert checked.result is not None
    assert checked.result.remarks == ()


def test_other_card_rules(place: Path) -> None:
    assert assess(start=place, rules="schedule").rules == "schedule"
    with pytest.raises(UsageError, match="没有判定规则"):
        assess(start=place, rules="没有")


def test_errors_name_what_is_there(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(UsageError, match=r"现有 2025Q1 至 2025Q3"):
        assess(start=place, period=Quarter(2030, 1))
    (place / "data" / "2025Q2.csv").unlink()
    with pytest.raises(UsageError, match=r"现有 2025Q1 至 2025Q3（其中没有 2025Q2）"):
        assess(start=place, period=Quarter(2025, 2))
    with pytest.raises(UsageError, match="找不到"):
        check([place / "没有.csv"])
    with pytest.raises(CatalogueError, match=r"找不到 indicators\.yaml"):
        assess(start=tmp_path_factory.mktemp("empty"))


def test_a_return_is_checked_beside_those_of_the_other_units(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of two returns that contradict each other is checked, it is told so."""
    monkeypatch.chdir(place)
    (place / "data" / "2025Q3.csv").unlink()
    for name, value in (("甲", "78.70"), ("乙", "79.20")):
        write_return(place / "data" / "2025Q3" / f"{name}.csv", value)
    for name in ("甲", "乙"):
        result = check([Path("data", "2025Q3", f"{name}.csv")])
        (found,) = result.diagnostics
        assert (found.code, found.place.path) == ("R02", f"data/2025Q3/{name}.csv")
        assert [(one.path, one.rows_rejected) for one in result.submissions] == [(f"data/2025Q3/{name}.csv", 1)]


def test_only_what_was_checked_is_judged_and_as_it_is_among_all() -> None:
    root = Path(__file__).parents[2]
    result = check([root / "data" / "2025Q2.csv"])
    assert result.result is not None
    whole = assess(start=root, period=Quarter(2025, 2))
    of_checked = [item for item in whole.assessments if item.indicator.code in result.checked]
    assert 0 < len(of_checked) < len(whole.assessments)
    shown = [(one.indicator, one.area, one.card, one.rule, one.value, one.measures) for one in of_checked]
    judged = result.result.assessments
    assert [(one.indicator, one.area, one.card, one.rule, one.value, one.measures) for one in judged] == shown


def test_figures_are_checked_beside_the_quarters_before_and_not_beside_later_ones(place: Path) -> None:
    write_return(place / "data" / "2025Q1.csv", "7.75")
    assert [found.code for found in check([place / "data" / "2025Q1.csv"]).diagnostics] == []
    result = check([place / "data" / "2025Q2.csv"])
    assert [found.code for found in result.diagnostics] == ["U03"]
    assert [one.rows_held for one in result.submissions] == [1]
