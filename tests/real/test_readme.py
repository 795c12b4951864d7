"""The README says what the program does: its screens are the program's own, its commands exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lianggang.cli.main import make_app

app = make_app()


ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^(lianggang [^\n#]+?)\s*(?:#.*)?$|`(lianggang [^`]+)`", README, re.MULTILINE)))


def test_the_screens_are_what_the_program_prints() -> None:
    done = subprocess.run(
        [sys.executable, "tools/readme_screens.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run `make screens` and read the difference\n{done.stderr}"


@pytest.mark.parametrize("command", [first or second for first, second in COMMANDS])
def test_every_command_of_the_readme_can_be_run(command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if "命令" in command or "季度" in command:
        pytest.skip("stands for any command or quarter")
    # What a command writes must not stay in the repository. The catalogue says where the workspace is: no link.
    for name in ("data", "docs", "tests"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False)
    assert done.exit_code in {0, 3}, done.output


def test_every_command_of_the_program_is_in_the_readme() -> None:
    helped = CliRunner().invoke(app, ["--help"], catch_exceptions=False).output
    names = re.findall(r"^  ([a-z]+)  ", helped, re.MULTILINE)
    assert len(names) >= 5
    assert [name for name in names if f"`lianggang {name}" not in README] == []


@pytest.mark.parametrize("page", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_page_that_the_readme_points_to_exists(page: str) -> None:
    assert (ROOT / page).exists()
