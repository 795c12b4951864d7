"""Every file of scenarios in this folder is run by the command, and every rule of every shipped set decides in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lianggang.cli.main import make_app
from lianggang.load.rule_sets import built_in_rule_sets, load_rule_set
from lianggang.load.scenarios import read_scenarios

app = make_app()


HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
ENGINE_SETS = {"small-numbers", "within-year"}
"""The engine uses them by itself, whichever set was chosen."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_scenarios(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    done = CliRunner().invoke(app, ["rules", "test", str(file)], prog_name="lianggang", catch_exceptions=False)
    assert done.exit_code == 0, f"\n{done.stdout}{done.stderr}"
    assert re.search(r"\d+ 个情景，\d+ 条预期，全部符合。$", done.stdout.rstrip())


def expected_rules(name: str) -> set[str]:
    """The rules of a set that some scenario expects to decide."""
    found: set[str] = set()
    for file in FILES:
        scenarios, diagnostics = read_scenarios(file)
        assert diagnostics == ()
        for scenario in scenarios:
            for expectation in scenario.expectations:
                if scenario.rules.name == name or name in ENGINE_SETS:
                    found |= {expectation.fields.get("rule"), expectation.fields.get("year_rule")} - {None}
    return found


@pytest.mark.parametrize("name", built_in_rule_sets())
def test_every_rule_of_a_shipped_set_decides_in_a_scenario(name: str) -> None:
    ids = {rule.id for rule in load_rule_set(name, HERE).rules}
    assert ids - expected_rules(name) == set()
