from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lianggang.cli.main import make_app
from lianggang.load.catalogue_schema import catalogue_schema

app = make_app()


def test_the_schema_on_stdout_and_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no workspace is needed
    printed = CliRunner().invoke(app, ["schema"], catch_exceptions=False)
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert json.loads(printed.stdout) == catalogue_schema()
    written = CliRunner().invoke(app, ["schema", "-o", "out.json"], catch_exceptions=False)
    assert (written.exit_code, written.output) == (0, "")
    assert Path("out.json").read_bytes() == printed.stdout_bytes
