from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from paper_workspace import write_workspace

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["agenda", *arguments], prog_name="lianggang", catch_exceptions=False)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("paper")
def test_json_lists_the_meetings() -> None:
    done = run("--format", "json", *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [*found] == ["command", "period", "rules", "meetings", "alone"]
    (meeting,) = found["meetings"]
    assert (meeting["units"], meeting["leads"]) == (["区教育局", "区财政局"], ["区教育局"])
    (matter,) = meeting["matters"]
    assert (matter["indicator"], matter["card"], matter["attainment"]) == ("C-EDU-02", "red", "hard")
    assert matter["partner_units"] == ["区财政局"]
    assert {item["lead_unit"] for item in found["alone"]} == {"区卫健局"}
    assert run("-o", "清单.json", *DAY).exit_code == 0
    assert Path("清单.json").read_text(encoding="utf-8") == done.stdout


@pytest.mark.usefixtures("paper")
def test_a_part_of_the_list_says_which() -> None:
    done = run("--unit", "教育局", "--outline", "儿纲", "--field", "教育", *DAY)
    assert done.stdout.startswith(
        "# 示例区2025年第三季度区教育局牵头的《中国儿童发展纲要（2021—2030年）》教育领域滞后指标会商清单\n"
    )
    assert "婴儿死亡率" not in done.stdout
    run("--unit", "教育局", "--format", "docx", *DAY)
    assert Path("out/2025Q3/会商清单（示例区·区教育局）.docx").is_file()
    assert "没有达标困难、到期未达标或亮牌的指标" in run("--unit", "区财政局", *DAY).stdout
    assert run("--field", "没有", *DAY).exit_code == 2
