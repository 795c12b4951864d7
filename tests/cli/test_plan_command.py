"""``lianggang plan``, ``plan check`` and ``plan show``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
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
