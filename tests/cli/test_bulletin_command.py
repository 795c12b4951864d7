from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["bulletin", *arguments], prog_name="lianggang", catch_exceptions=False)


def test_a_damaged_ledger_stands_against_a_bulletin(workspace: Path) -> None:
    (workspace / "data" / "ledger.csv").write_text("编号,文号\nD2025-001,x\n", encoding="utf-8")
    done = run(*DAY)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "看不出督办进展；改正后再出通报。" in done.stderr


@pytest.mark.usefixtures("workspace")
def test_the_ledger_tells_how_letters_fare() -> None:
    entered = CliRunner().invoke(
        app,
        ["ledger", "add", "--kind", "督办", "--indicator", "C-EDU-02", "--number", "示妇儿工委办〔2025〕1号",
         "--issued", "2025-07-25", "--plan-due", "2025-08-10", "--result-due", "2025-10-10", "--today", "2025-07-25",
         "--by", "郑示例"],
    )  # fmt: skip
    assert entered.exit_code == 0, entered.output
    told = run(*DAY).stdout
    assert "2025年7月1日至2025年10月20日，发函1项（督办函1项），在办1项、销号0项。" in told
    assert "现在在办1项（督办函1项），其中超期1项、下季度末以前到期0项。" in told
    assert "超期的：区教育局（普惠性幼儿园覆盖率，超期" in told
