"""A catalogue with many different mistakes: one run names them all, each with its line, its column and what to do.

``expected.csv`` lists them in the order of the file. A mistake of YAML itself ends the reading, so it has its own file.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from typer.testing import CliRunner

from lianggang.cli.main import make_app
from lianggang.load.catalogue import read_catalogue

HERE = Path(__file__).parent
CATALOGUE = HERE / "indicators.yaml"
with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))


def test_one_run_names_every_mistake_with_its_line_and_column() -> None:
    catalogue, found = read_catalogue(CATALOGUE)
    assert catalogue is None
    assert [(str(one.place.line), str(one.place.column), one.code, one.found or "") for one in found] == [
        (row["line"], row["column"], row["code"], row["found"]) for row in EXPECTED
    ]


def test_the_mistakes_are_many_and_of_every_kind_but_broken_yaml() -> None:
    assert len(EXPECTED) == len({row["mistake"] for row in EXPECTED}) > 30
    assert {row["code"] for row in EXPECTED} == {f"K{number:02}" for number in range(2, 17)}


def test_each_message_says_what_was_found_what_is_expected_and_what_to_do() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    for one in read_catalogue(CATALOGUE)[1]:
        assert one.message.endswith("。")
        assert "请" in one.message
        assert len(re.findall(r"[。；：，]", one.message)) >= 2 or "缺少" in one.message, one.message
        assert one.excerpt == lines[(one.place.line or 0) - 1]


def test_what_belongs_to_an_indicator_is_told_with_it() -> None:
    first = CATALOGUE.read_text(encoding="utf-8").splitlines().index("indicators:") + 1
    told = {one.place.line: one.indicator for one in read_catalogue(CATALOGUE)[1]}
    assert [line for line, indicator in told.items() if (line or 0) > first and indicator is None] == []


def test_the_command_prints_them_all_and_ends_with_1() -> None:
    command = ["indicators", "--check", "--catalogue", str(CATALOGUE)]
    done = CliRunner(env={"COLUMNS": "80"}).invoke(make_app(), command, catch_exceptions=False)
    assert done.exit_code == 1
    for row in EXPECTED:
        assert re.search(rf"{row['code']} .*(?:\n.*)?indicators\.yaml:{row['line']}:{row['column']}\b", done.stdout), (
            row
        )
    assert f"错误{len(EXPECTED)}项" in done.stdout
    listed = CliRunner().invoke(make_app(), [*command, "--format", "json"], catch_exceptions=False)
    assert len(json.loads(listed.stdout)["diagnostics"]) == len(EXPECTED)


def test_a_tab_ends_the_reading_and_is_told_alone() -> None:
    (one,) = read_catalogue(HERE / "tab.yaml")[1]
    assert (one.code, one.place.line, one.place.column) == ("K01", 4, 1)
    assert "制表符" in one.message
    assert "请" in one.message
