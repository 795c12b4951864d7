"""At 60 columns lists stand one below the other: no unit, no figure and no deadline is cut in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from letter_workspace import write_letter_workspace
from lianggang.cli.main import make_app
from lianggang.outputs.layout import cells

SCREENS = {
    "status --returns --today 2025-10-24": (
        "\n区教育局\n", "应报 2 · 已报 1 · 缺报 1 · 报送率 50% · 按时率",
    ),
    "letter --today 2025-10-24": (
        "约谈通知 区教育局 1项", "红牌连续3期：C-EDU-02 普惠性幼儿园覆盖率", "催报函 区卫健局 1项",
    ),
    "indicators": ("C-EDU-02 普惠性幼儿园覆盖率", "区教育局 · 单位 %", "≥85 2025年底＊"),
    "journal": ("1—8 · 2025-10-20 · 张示例 · 发布牌 · 2025Q3", "全区 红2 黄1 绿3 未判1；各区域 红1"),
    "journal --all": ("C-EDU-02 普惠性幼儿园覆盖率", "全区 · 78.70 · 红牌 · far-behind"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_letter_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    run("journal", "publish", "--period", "2025Q3", "--by", "张示例", "--today", "2025-10-20")
    return tmp_path


def run(*arguments: str) -> str:
    return CliRunner().invoke(make_app(arguments), arguments, prog_name="lianggang", catch_exceptions=False).stdout


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut(screen: str) -> None:
    lines = run(*screen.split()).splitlines()
    assert max(map(cells, lines)) <= 60
    text = "\n".join(lines)
    for whole in SCREENS[screen]:
        assert whole in text
