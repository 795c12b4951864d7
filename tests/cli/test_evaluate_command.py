from __future__ import annotations

import pytest
from typer.testing import CliRunner

from lianggang.cli.main import make_app


@pytest.mark.usefixtures("workspace")
def test_which_evaluation_must_be_said() -> None:
    done = CliRunner().invoke(make_app(), ["evaluate"], prog_name="lianggang", catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--kind" in done.stderr
