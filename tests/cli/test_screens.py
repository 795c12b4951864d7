"""The screens of an office's everyday commands with as many indicators as an office has, at the widths that matter.

The golden texts are whole screens: read the diff as the officer would before you accept it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import large_workspace
from lianggang.cli.main import make_app
from lianggang.outputs.layout import cells

HERE = Path(__file__).parent
SCREENS = {
    "status": ("status",),
    "warn": ("warn",),
    "status-unit": ("status", "--unit", "区民政局"),
}
MATTERING = ("C-EDU-02", "C-EDU-03", "W-H-03", "C-H-11", "W-ECO-02", "W-POL-04", "W-FIN-01", "C-WEL-05", "W-FAM-02")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("large")
    large_workspace.write(made)
    return made


@pytest.fixture(autouse=True)
def _in_the_workspace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def run(*arguments: str, columns: int = 120) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns), "NO_COLOR": "1"})
    return runner.invoke(make_app(arguments), list(arguments), prog_name="lianggang", catch_exceptions=False)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_the_whole_screen(name: str, columns: int, update_golden: bool) -> None:
    text = run(*SCREENS[name], columns=columns).stdout
    golden = HERE / "screens" / f"{name}-{columns}.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "accepted? then rewrite it with pytest --update-golden"


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 160])
@pytest.mark.parametrize("arguments", [("status",), ("status", "--all"), ("warn",), ("warn", "--area", "all")])
def test_no_line_is_wider_than_the_screen(arguments: tuple[str, ...], columns: int) -> None:
    assert max(map(cells, run(*arguments, columns=columns).stdout.splitlines())) <= columns


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_indicators_that_matter_are_on_the_first_screens_and_the_others_are_not(columns: int) -> None:
    text = run("status", columns=columns).stdout
    assert [code for code in MATTERING if code not in text] == []
    listed = [line.code for line in large_workspace.lines() if line.code in text]
    asked = {"C-DIS-01", "C-DIS-02", "W-DIS-03", "C-H-16"}
    assert set(listed) == {*MATTERING, *asked, "W-H-07"}


def test_json_and_csv_list_every_indicator_and_area_in_the_catalogues_order() -> None:
    codes = [line.code for line in large_workspace.lines() for _ in range(1 + len(line.areas))]
    found = json.loads(run("status", "--format", "json").stdout)["assessments"]
    # An area is known from its first figure on; eight have figures of two indicators.
    assert [item["indicator"] for item in found] == codes
    rows = run("status", "--format", "csv").stdout.splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == codes


def test_every_indicator_has_its_row_where_all_are_asked_for() -> None:
    text = run("status", "--all").stdout
    assert [line.code for line in large_workspace.lines() if line.code not in text] == []
