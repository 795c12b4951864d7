"""``lianggang plan``, ``plan check`` and ``plan show``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ledger_doubles import closed, issued
from lianggang.cli.main import make_app
from lianggang.model.ledger import LedgerItem
from lianggang.outputs.ledger_file import to_bytes
from plan_doubles import PLAN

app = make_app()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


@pytest.fixture(autouse=True)
def _plans(workspace: Path) -> None:
    (workspace / "data" / "plans").mkdir()
    (workspace / "data" / "plans" / "a.yaml").write_text(PLAN, encoding="utf-8")


def test_the_list_says_what_is_late_and_whether_it_is_enough() -> None:
    done = run("plan", "--today", "2025-11-05")
    assert done.exit_code == 0
    assert "方案1个，逾期里程碑2个；全部按期完成仍不足以达标的1个。" in done.stdout
    assert "即还差10个普惠性学位" in done.stdout


def test_json_has_both_courses() -> None:
    done = run("plan", "--today", "2025-11-05", "--format", "json")
    document = json.loads(done.stdout)
    assert (document["command"], document["period"], document["today"]) == ("plan", "2025Q3", "2025-11-05")
    (plan,) = document["plans"]
    assert (plan["late"], plan["days_late"], plan["done"]) == (2, 46, 0)
    assert plan["outlook"]["full"]["target"]["missing"] == 10
    assert plan["outlook"]["as_is"]["target"]["missing"] == 50


def test_an_earlier_quarter_is_reckoned_from_its_own_figure() -> None:
    document = json.loads(run("plan", "--today", "2025-08-05", "--period", "2025Q2", "--format", "json").stdout)
    steps = document["plans"][0]["outlook"]["full"]["steps"]
    assert [(step["period"], step["numerator"]) for step in steps] == [
        ("2025Q2", 779),
        ("2025Q3", 779),
        ("2025Q4", 849),
    ]


def test_by_lead_unit() -> None:
    assert "ZG-1" in run("plan", "--today", "2025-11-05", "--unit", "教育局").stdout
    assert "没有整改方案" in run("plan", "--unit", "区卫健局").stdout
    assert run("plan", "--unit", "区林业局").exit_code == 2


def test_check_ends_with_1_where_a_plan_cannot_be_used() -> None:
    assert run("plan", "check", "--today", "2025-11-05").exit_code == 0
    Path("bad.yaml").write_text(PLAN.replace("value: 85}", "value: 120}"), encoding="utf-8")
    done = run("plan", "check", "bad.yaml")
    assert done.exit_code == 1
    assert "错误 Z08 承诺不可能实现  bad.yaml:6:29" in done.stdout
    assert "bad.yaml" not in run("plan", "check", "--today", "2025-11-05").stdout


def test_show_by_number_or_file() -> None:
    by_number, by_file = run("plan", "show", "ZG-1"), run("plan", "show", "a.yaml")
    assert by_number.exit_code == 0
    assert by_number.stdout == by_file.stdout
    missing = run("plan", "show", "ZG-2")
    assert missing.exit_code == 2
    assert "没有方案“ZG-2”；相近的有：ZG-1" in missing.stderr


def test_a_file_that_is_no_plan_is_listed_and_shown_with_its_fault() -> None:
    Path("data/plans/b.yaml").write_text("version: 1\nid: [\n", encoding="utf-8")
    assert run("plan", "--today", "2025-11-05").exit_code == 0
    done = run("plan", "show", "b.yaml")
    assert done.exit_code == 1
    assert "K01" in done.stdout


def test_bad_calls() -> None:
    assert run("plan", "--today", "昨天").exit_code == 2
    assert run("plan", "check", "nowhere.yaml").exit_code == 2
    assert run("plan", "--period", "2030Q1").exit_code == 2


def test_plans_before_any_return() -> None:
    for file in Path("data").glob("2*.csv"):
        file.unlink()
    done = run("plan", "--today", "2025-11-05")
    assert done.exit_code == 0
    assert "未推算：还没有可用的填报数。" in done.stdout


def test_a_letter_that_the_ledger_does_not_hold() -> None:
    Path("data/plans/a.yaml").write_text(
        PLAN.replace("sample: true", "letter: 示妇儿工委办〔2025〕9号"), encoding="utf-8"
    )
    assert "没有发现问题" in run("plan", "check").stdout
    add = ["ledger", "add", "--kind", "督办", "--indicator", "C-EDU-02", "--by", "郑示例", "--today", "2025-07-25"]
    assert run(*add, "--issued", "2025-07-25", "--number", "示妇儿工委办〔2025〕1号").exit_code == 0
    done = run("plan", "check")
    assert (done.exit_code, "核实 Z15 对应函号不在台账" in done.stdout) == (0, True)
    assert "方案有1处待改" in run("plan", "--today", "2025-11-05").stdout


def test_one_file_is_held_against_the_other_plans_of_the_workspace() -> None:
    later = PLAN.replace("id: ZG-1", "id: ZG-2").replace("2025-07-25", "2025-10-01")
    Path("data/plans/b.yaml").write_text(later, encoding="utf-8")
    done = run("plan", "check", "data/plans/b.yaml")
    assert "核实 Z16 同一指标有两个方案" in done.stdout
    assert "没有发现问题" in run("plan", "check", "data/plans/a.yaml").stdout


def test_a_new_plan_names_what_has_to_be_filled_in() -> None:
    Path("data/plans/a.yaml").unlink()
    done = run("plan", "new", "c-edu-02", "--today", "2025-10-20")
    path = Path("data/plans/ZG-2025-01-普惠性幼儿园覆盖率.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"已写入 {path}；填完用 lianggang plan check {path} 检查。" in done.stderr
    text = path.read_text(encoding="utf-8")
    assert "current:  # 现值：最近一期的填报数\n  period: 2025Q3\n" in text
    assert (
        "  # 目录的目标：2025年底≥85\n  by: 2025Q4\n  value: 85\nstarts: 2025-10-20  # 整改期\nends: 2025-12-31\n"
        in text
    )
    assert "nodes:  # 量化节点：每个季度末应达到的值，最后一个到承诺的目标值\n  2025Q4:  # 序时节点 85.00%\n" in text
    checked = run("plan", "check", str(path), "--format", "json")
    assert checked.exit_code == 1
    told = json.loads(checked.stdout)["diagnostics"]
    named = {one["message"].partition("”")[0].removeprefix("“") for one in told}
    assert {one["code"] for one in told} == {"K05"}
    assert named == {"leader", "contact", "2025Q4", "cause", "measure", "responsible", "ends", "by", "what"}


def test_a_filled_plan_is_sound() -> None:
    Path("data/plans/a.yaml").unlink()
    run("plan", "new", "C-EDU-02", "--today", "2025-10-20")
    (path,) = Path("data/plans").iterdir()
    text = path.read_text(encoding="utf-8")
    values = {
        "leader": "周示例",
        "contact": "李示例",
        "2025Q4": "85",
        "cause": "甲",
        "measure": "乙",
        "responsible": "丙",
    }
    values |= {"    ends": "2025-12-20", "- by": "2025-12-20", "what": "丁"}
    for key, value in values.items():
        text = text.replace(f"{key}:  #", f"{key}: {value}  #")
    path.write_text(text.replace("# effect: {numerator: 0,", "effect: {numerator: 60,"), encoding="utf-8")
    done = run("plan", "check", str(path), "--today", "2025-10-20")
    assert done.exit_code == 0
    assert done.stdout.replace("\n", "") == f"{path}：方案 ZG-2025-01，没有发现问题。"


def test_there_is_one_plan_for_an_indicator_as_long_as_it_lasts() -> None:
    done = run("plan", "new", "C-EDU-02", "--today", "2025-10-20")
    assert done.exit_code == 1
    assert "已有方案“data/plans/a.yaml”（ZG-1），没有另写" in done.stderr
    assert [*Path("data/plans").iterdir()] == [Path("data/plans/a.yaml")]
    assert run("plan", "new", "C-EDU-02", "--today", "2026-01-05").exit_code == 0
    assert Path("data/plans/ZG-2026-01-普惠性幼儿园覆盖率.yaml").exists()


@pytest.mark.parametrize(
    ("wanted", "said"), [("C-EDU-99", "没有指标或台账编号“C-EDU-99”"), ("D2025-001", "台账中没有“D2025-001”")]
)
def test_a_plan_for_what_does_not_exist(wanted: str, said: str) -> None:
    done = run("plan", "new", wanted)
    assert done.exit_code == 2
    assert said in done.stderr


def put_down(*items: LedgerItem) -> None:
    Path("data/ledger.csv").write_bytes(to_bytes(items))


def test_a_plan_for_a_letter_bears_its_number_and_its_dates() -> None:
    put_down(issued())
    done = run("plan", "new", "d2025-001", "--today", "2025-08-01")
    assert done.exit_code == 0
    text = Path("data/plans/ZG-2025-01-普惠性幼儿园覆盖率.yaml").read_text(encoding="utf-8")
    assert (
        "# 台账D2025-001：方案应于2025年8月9日以前（含当日）报送，结果应于2025年10月10日以前（含当日）反馈。\n" in text
    )
    assert "\nletter: 示妇儿工委办〔2025〕1号\n" in text
    assert "\nstarts: 2025-07-25  # 整改期\nends: 2025-12-31\n" in text
    assert "  2025Q3:  # 序时节点 84.32%\n  2025Q4:  # 序时节点 85.00%\n" in text


def test_there_is_one_plan_for_a_letter() -> None:
    put_down(issued())
    assert run("plan", "new", "示妇儿工委办〔2025〕1号", "--today", "2025-08-01").exit_code == 0
    done = run("plan", "new", "D2025-001", "--today", "2025-08-01")
    assert done.exit_code == 1
    assert "已有示妇儿工委办〔2025〕1号的方案“data/plans/ZG-2025-01-普惠性幼儿园覆盖率.yaml”" in done.stderr


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (closed(), "D2025-001（普惠性幼儿园覆盖率）已销号，不需要方案。"),
        (issued(indicator="C-OLD"), "D2025-001 的指标“C-OLD”不在目录中"),
    ],
)
def test_a_letter_that_needs_no_plan(item: LedgerItem, said: str) -> None:
    put_down(item)
    done = run("plan", "new", "D2025-001")
    assert done.exit_code == 2
    assert said in done.stderr
    assert [*Path("data/plans").iterdir()] == [Path("data/plans/a.yaml")]


def test_no_plan_from_a_damaged_ledger() -> None:
    Path("data/ledger.csv").write_text("编号\nD2025-001\n", encoding="utf-8")
    done = run("plan", "new", "D2025-001")
    assert done.exit_code == 1
    assert "没有写方案；改正后再写。" in done.stderr


def test_only_what_may_be_left_out_is_said_to_be_deleted() -> None:
    put_down(issued())
    assert run("plan", "new", "d2025-001", "--today", "2025-08-01").exit_code == 0
    path = Path("data/plans/ZG-2025-01-普惠性幼儿园覆盖率.yaml")
    text = path.read_text(encoding="utf-8").replace(
        "    # partner_units: [单位]", "    site:\n    # partner_units: [单位]"
    )
    path.write_text(text, encoding="utf-8")
    told = "".join(run("plan", "check", path.as_posix()).stdout.split())
    for key in ("leader", "contact", "cause", "measure", "responsible", "ends", "by", "what", "2025Q4"):
        assert f"“{key}”后面没有内容。请填写。" in told, key
        assert f"“{key}”后面没有内容。请填写；" not in told, key
    assert "“site”后面没有内容。请填写；不需要的请删去这一项。" in told
