"""The options that read alike everywhere: check, status, warn and show take those that make sense, and end alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import return_text

CALLS = {
    "check": ("check", "data/2025Q3.csv"),
    "status": ("status",),
    "warn": ("warn",),
    "show": ("show", "C-EDU-02"),
}
LISTS = ("check", "status", "warn")
"""The commands that speak of many indicators."""

every_command = pytest.mark.parametrize("command", CALLS)
every_list = pytest.mark.parametrize("command", LISTS)
pytestmark = pytest.mark.usefixtures("workspace")


def run(command: str, *options: str) -> Result:
    arguments = [*CALLS[command], *options]
    return CliRunner().invoke(make_app(arguments), arguments, prog_name="lianggang", catch_exceptions=False)


def assessed(command: str, *options: str) -> list[tuple[str, str | None]]:
    found = json.loads(run(command, *options, "--format", "json").stdout)["assessments"]
    return [(item["indicator"], item["area"]) for item in found]


@every_list
@pytest.mark.parametrize("option", [("--unit", "教育局"), ("--outline", "儿纲"), ("--field", "教育")])
def test_lists_are_narrowed_alike(command: str, option: tuple[str, str]) -> None:
    assert assessed(command, *option) == [("C-EDU-02", None), ("C-EDU-02", "城东街道")]


@every_command
@pytest.mark.parametrize("name", ["全区", "示例区"])
def test_the_district_alone(command: str, name: str) -> None:
    found = assessed(command, "--area", name)
    assert ("C-EDU-02", None) in found
    assert {area for _, area in found} == {None}


@every_command
def test_one_area_alone(command: str) -> None:
    assert assessed(command, "--area", "城东街道") == [("C-EDU-02", "城东街道")]
    assert "城东街道" in run(command, "--area", "城东街道").stdout


@every_command
@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 0),
        (("--fail-on", "red"), 4),
        (("--fail-on", "yellow"), 4),
        (("--fail-on", "red", "--format", "json"), 4),
        (("--fail-on", "red", "--format", "csv"), 4),
        (("--fail-on", "green"), 2),
        (("--area", "没有"), 2),
        (("--format", "xml"), 2),
        (("--period", "三季度"), 2),
        (("--rules", "没有"), 2),
        (("--rules", "schedule"), 0),
        (("--catalogue", "没有.yaml"), 2),
        (("--catalogue", "faulty.yaml"), 1),
        (("--rules", "faulty.yaml"), 1),
        (("--output", "没有/out.txt"), 1),
        (("-o", "out.txt"), 0),
    ],
)
def test_the_status(command: str, options: tuple[str, ...], status: int) -> None:
    Path("faulty.yaml").write_text("version: 1\n", encoding="utf-8")
    done = run(command, *options)
    assert done.exit_code == status
    assert (done.stdout == "") is (status in {1, 2} or "-o" in options)
    assert (done.stderr != "") is (status in {1, 2})


@every_list
@pytest.mark.parametrize("option", ["--unit", "--outline", "--field"])
def test_a_name_that_the_catalogue_lacks(command: str, option: str) -> None:
    assert run(command, option, "没有").exit_code == 2


@pytest.mark.parametrize("command", ["status", "warn", "show"])
def test_errors_of_the_returns_are_the_business_of_check(command: str) -> None:
    faulty = return_text(787, "96.50").replace("78.70,787,1000", "87.80,787,1000", 1)
    Path("data/2025Q3.csv").write_text(faulty, encoding="utf-8")
    done = run(command)
    assert done.exit_code == 0
    assert done.stderr == "data/2025Q3.csv：退回 1 行，未计入判定；用 lianggang check 查看原因。\n"
    assert run("check", "--fail-on", "red").exit_code == 3


@pytest.mark.parametrize("command", ["status", "warn", "show"])
def test_csv_has_the_rows_of_json_and_a_mark_in_a_file_only(command: str) -> None:
    text = run(command, "--format", "csv").stdout_bytes
    rows = [line.split(",") for line in text.decode().splitlines()]
    assert rows[0][:5] == ["季度", "规划", "领域", "指标编码", "指标名称"]
    assert [(row[3], None if row[6] == "全区" else row[6]) for row in rows[1:]] == assessed(command)
    run(command, "--format", "csv", "-o", "out.csv")
    assert Path("out.csv").read_bytes() == b"\xef\xbb\xbf" + text


def test_warn_counts_no_card_below_its_level_and_fails_on_any_asked_for() -> None:
    assert run("warn", "--level", "red", "--unit", "区卫健局", "--fail-on", "yellow").exit_code == 0
    assert run("warn", "--level", "red", "--fail-on", "yellow").exit_code == 4
