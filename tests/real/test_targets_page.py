"""docs/targets.md: its example of changed targets comes out as it says; a catalogue takes its fragments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from doubles import make_indicator
from lianggang.cli.main import make_app
from lianggang.engine.targets_in_force import Agenda
from lianggang.model.quarter import Quarter

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "targets.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_comes_out_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (text,) = (block for block in BLOCKS if block.startswith("# 目标变更.yaml"))
    Path("目标变更.yaml").write_text(text, encoding="utf-8")
    arguments = ["rules", "test", "目标变更.yaml"]
    done = CliRunner().invoke(make_app(), arguments, prog_name="lianggang", catch_exceptions=False)
    assert done.exit_code == 0, done.stdout
    assert "6 个情景" in done.stdout


def test_the_fragments_are_what_a_catalogue_takes() -> None:
    """The two versions count one after the other; the change of definition is read."""
    written = yaml.load("\n".join(BLOCKS[:2]), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    indicator = make_indicator(direction="down", **written)
    agenda = Agenda(indicator)
    asked = {
        text: agenda.in_force(Quarter.parse(text).index)[Quarter(2030, 4).index].value for text in ("2025Q4", "2026Q1")
    }
    assert {text: str(value) for text, value in asked.items()} == {"2025Q4": "38", "2026Q1": "32"}
    assert [(str(one.period), one.why) for one in indicator.breaks] == [("2024", "改按常住人口")]
