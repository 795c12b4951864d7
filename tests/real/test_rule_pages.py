"""The pages on card rules and scenarios: their examples run, and their tables name every key that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner, Result

from doubles import keys_of
from lianggang.cli.main import make_app
from lianggang.model.card_rules import Hysteresis, Rule, RuleSet
from lianggang.model.measures import MEASURES
from lianggang.model.scenario import ExpectedParts, FiguresRow, ScenarioFileParts, ScenarioParts
from lianggang.outputs.rule_words import MEASURE_NAMES

DOCS = Path(__file__).parents[2] / "docs"
RULES = (DOCS / "card-rules.md").read_text(encoding="utf-8")
SCENARIOS = (DOCS / "scenarios.md").read_text(encoding="utf-8")
FAILURE = re.compile(r"(<!-- failure -->\n```text\n)(.*?)(```\n)", re.DOTALL)

app = make_app()


def examples(page: str) -> dict[str, str]:
    """The YAML examples that begin with a comment of their file's name."""
    return {name: text for text, name in re.findall(r"```yaml\n(# (\S+\.yaml)\n.*?)```", page, re.DOTALL)}


def section(page: str, title: str) -> str:
    """What stands under a headline, up to the next one."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#|\Z)", page, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def keys(text: str) -> list[str]:
    """What the first column of a table names, in its order."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return [key for row in rows for key in re.findall(r"`([^`]+)`", row)]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments], prog_name="lianggang", catch_exceptions=False)


@pytest.mark.parametrize(
    ("page", "title", "model"),
    [
        (RULES, "一套规则", RuleSet), (RULES, "一条规则", Rule), (RULES, "滞回", Hysteresis),
        (SCENARIOS, "文件", ScenarioFileParts), (SCENARIOS, "情景", ScenarioParts), (SCENARIOS, "一行数", FiguresRow),
        (SCENARIOS, "预期", ExpectedParts),
    ],
)  # fmt: skip
def test_the_table_names_every_key_once(page: str, title: str, model: type[BaseModel]) -> None:
    assert sorted(keys(section(page, title))) == sorted(keys_of(model))


def test_the_measures_are_named_as_the_screens_name_them() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+? \|$", section(RULES, "度量"), re.MULTILINE)
    assert rows == [(name, MEASURE_NAMES[name].name) for name in MEASURES]
