"""Every help page: Chinese, within its width in cells, and with its second column in line."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from lianggang.cli.help_page import HelpPage
from lianggang.cli.main import make_app
from lianggang.outputs.layout import cells


def paths(command: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command, as it is called."""
    below = getattr(command, "commands", {})
    return [path, *(found for name, one in below.items() for found in paths(one, (*path, name)))]


COMMANDS = paths(typer.main.get_command(make_app()))


def page(*path: str, columns: str = "80") -> list[str]:
    arguments = [*path, "--help"]
    done = CliRunner(env={"COLUMNS": columns}).invoke(make_app(arguments), arguments, prog_name="lianggang")
    assert done.exit_code == 0
    return done.stdout.splitlines()


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_page_is_chinese_and_fits(path: tuple[str, ...]) -> None:
    lines = page(*path)
    assert lines[0].startswith(" ".join(["用法：lianggang", *path]))
    assert max(map(cells, lines)) <= 80
    text = "\n".join(lines)
    for english in ("Usage", "Options", "Commands", "Arguments", "Show this", "default", "required", "...", "x<="):
        assert english not in text.replace("default。", "").replace("rules show default", "")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_second_column_is_in_line(path: tuple[str, ...]) -> None:
    places: dict[str, set[int]] = {}
    heading = ""
    for line in page(*path):
        if re.fullmatch(r"\S+：", line):
            heading = line
        elif heading and (match := re.match(r"(  \S.*?  +|   {3,})(?=\S)", line)):
            places.setdefault(heading, set()).add(cells(match[1]))
    assert all(len(found) == 1 for found in places.values()), places


def test_a_default_stays_in_one_piece() -> None:
    assert any(line.strip() == "[默认：yellow]" for line in page("letter"))


def test_a_narrow_terminal() -> None:
    lines = [line for line in page("letter", columns="20") if not line.startswith("  --kind <")]
    assert max(map(cells, lines)) <= 50


def test_a_term_that_is_too_long_has_a_line_of_its_own() -> None:
    written = HelpPage(str, 50)
    with written.section("Options"):
        written.write_dl([("--a", "甲"), (f"--{'b' * 40}", "乙")])
    assert written.getvalue() == f"Options：\n  --a{' ' * 29}甲\n  --{'b' * 40}\n{' ' * 34}乙\n"
