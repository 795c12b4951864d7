from __future__ import annotations

import json

import pytest

from lianggang.model.backtest import Backtested, BacktestResult, Forecast, KnownEnd, Shares, Track
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period, Quarter
from lianggang.outputs.backtest_files import backtest_csv, backtest_document, predictions_csv
from lianggang.outputs.backtest_screen import FEW, backtest_lines
from lianggang.outputs.layout import cells, plain

MISSED = KnownEnd("C-EDU-02:全区:2025Q4", ("", ""), Quarter(2025, 4), False, "普惠性幼儿园覆盖率")
MET = KnownEnd("C-EDU-02:河口镇:2025Q4", ("", ""), Quarter(2025, 4), True, "普惠性幼儿园覆盖率", "河口镇")
FORECASTS = (
    Forecast(Period.parse("2023Q4"), Card.YELLOW, -0.5),
    Forecast(Period.parse("2024Q4"), Card.RED, -1234.5678915),
    Forecast(Period.parse("2025Q1"), None, None),
    Forecast(Period.parse("2025Q2"), Card.RED, None),
)


def backtested(name: str = "default", *tracks: Track, **changes: object) -> Backtested:
    known: dict[str, object] = {
        "rules": name,
        "title": "标题",
        "measure": "z",
        "tracks": tracks,
        "judged": 3,
        "not_judged": 1,
        "auc": 0.90649,
        "missed": Shares(0.6775, 0.8645),
        "met": Shares(0.0845, None),
        "precision": 0.8891,
        "changes_per_ten": 0.865,
        "lead": 8.25,
        "lead_red": 0.0,
        **changes,
    }
    return Backtested(**known)  # type: ignore[arg-type]


def result(*sets: Backtested, **changes: object) -> BacktestResult:
    known: dict[str, object] = {
        "source": "cases",
        "place": "cases.csv",
        "ends": (MISSED,) * FEW + (MET,) * FEW,
        "sets": sets or (backtested(),),
        "hysteresis": True,
        "least": 6,
        "years_ahead": 10.5,
        "left_out": 2,
        **changes,
    }
    return BacktestResult(**known)  # type: ignore[arg-type]


def screen(shown: BacktestResult, width: int = 120) -> list[str]:
    lines = [plain(line) for line in backtest_lines(shown, width)]
    assert max(map(cells, lines)) <= width
    return lines


def test_the_table() -> None:
    lines = screen(result())
    assert lines[0] == "判定规则回测 · cases.csv"
    assert lines[1].startswith("案例 40 个：达标 20，未达标 20；分 1 组（目标集×指标），各组同权，")
    assert "".join(lines[1:3]).endswith("另有 2 个不属所选类别或重复，未用。")
    head = next(place for place, line in enumerate(lines) if line.startswith("规则"))
    assert lines[head].split() == [
        "规则", "AUC", "未达标·红", "未达标·红黄", "达标·红", "达标·红黄", "红牌把握", "变牌", "提前",
    ]  # fmt: skip
    assert lines[head + 1].split() == ["default", "0.906", "0.678", "0.865", "0.085", "—", "0.889", "0.87", "8.3"]
    assert any("最多 10.5 年" in line for line in lines)
    assert any("数据不足、未作判定而不计入：1 次（default）。" in line for line in lines)


@pytest.mark.parametrize("width", [40, 80, 100, 200])
def test_it_fits_the_screen(width: int) -> None:
    shown = result(backtested("schedule-points"))
    first = "schedule-points 0" if width == 80 else "schedule-points：AUC 0.906" if width == 40 else "schedule-points  "
    assert any(line.startswith(first) for line in screen(shown, width))


def test_too_few_known_ends_are_said() -> None:
    shown = result(
        ends=(MISSED, MET), source="workspace", sets=(backtested("default", Track(MISSED, ()), Track(MET, ())),)
    )
    assert any(line.startswith("注意：已知结果的目标太少（达标 1 个，未达标 1 个") for line in screen(shown))
    assert not any(line.startswith("注意") for line in screen(result()))


@pytest.mark.parametrize(("source", "expected"), [("workspace", "还没有到期"), ("cases", "没有所选类别的案例")])
def test_nothing_to_look_back_on(source: str, expected: str) -> None:
    lines = screen(result(ends=(), source=source))
    assert lines[-1].startswith(expected)
    assert not any(line.startswith("规则") for line in lines)


def test_without_hysteresis_is_said() -> None:
    assert screen(result(hysteresis=False))[0] == "判定规则回测 · cases.csv · 不带滞回"


def test_the_targets_of_a_workspace_one_by_one() -> None:
    tracks = (Track(MISSED, FORECASTS, 2.0), Track(MET, FORECASTS[:1], 2.0))
    never = (Track(MISSED, (Forecast(Period.parse("2024Q4"), Card.GREEN, 1.0),), 0.0), Track(MET, (), None))
    shown = result(
        backtested("default", *tracks), backtested("schedule", *never), ends=(MISSED, MET), source="workspace"
    )
    lines = screen(shown)
    assert lines[-2].split() == [
        "普惠性幼儿园覆盖率", "2025年底", "未达标", "红2", "黄1，提前2.0年", "绿1，到期前未持续预警",
    ]  # fmt: skip
    assert lines[-1].split() == ["普惠性幼儿园覆盖率（河口镇）", "2025年底", "达标", "黄1", "未判"]


def test_json() -> None:
    tracks = (Track(MISSED, FORECASTS, 2.0),)
    found = json.loads(backtest_document(result(backtested("default", *tracks), ends=(MISSED,), source="workspace")))
    assert found["sets"] == [
        {
            "rules": "default", "title": "标题", "score": "z", "judged": 3, "not_judged": 1, "auc": 0.90649,
            "missed": {"red": 0.6775, "red_or_yellow": 0.8645}, "met": {"red": 0.0845, "red_or_yellow": None},
            "precision_of_red": 0.8891, "changes_per_ten": 0.865, "lead": 8.25, "lead_red": 0.0,
        }
    ]  # fmt: skip
    assert found["targets"] == [
        {
            "id": "C-EDU-02:全区:2025Q4", "name": "普惠性幼儿园覆盖率", "area": None, "by": "2025Q4", "met": False,
            "lead": {"default": 2.0},
        }
    ]  # fmt: skip
    assert json.loads(backtest_document(result()))["targets"] is None


def test_csv() -> None:
    assert backtest_csv(result()).splitlines() == [
        "规则,AUC,未达标·红,未达标·红黄,达标·红,达标·红黄,红牌把握,变牌,提前",
        "default,0.906,0.678,0.865,0.085,,0.889,0.87,8.3",
    ]


class TestPredictions:
    def test_every_judgement_of_one_set(self) -> None:
        assert predictions_csv([backtested("default", Track(MISSED, FORECASTS))]).splitlines() == [
            "id,asof,level,score",
            "C-EDU-02:全区:2025Q4,2023Q4,yellow,-0.5",
            "C-EDU-02:全区:2025Q4,2024Q4,red,-1234.567892",
            "C-EDU-02:全区:2025Q4,2025Q2,red,",
        ]

    def test_several_sets_have_a_column_more(self) -> None:
        one = Track(MISSED._replace(id="=A,B"), FORECASTS[:1])
        assert predictions_csv([backtested("default", one), backtested("schedule", one)]).splitlines() == [
            "id,asof,level,score,rules",
            '"\'=A,B",2023Q4,yellow,-0.5,default',
            '"\'=A,B",2023Q4,yellow,-0.5,schedule',
        ]
