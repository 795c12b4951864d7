"""``lianggang texts``, ``texts new`` and ``texts check``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from told_workspace import write_told_workspace

app = make_app()
TEXTS = Path("data/texts/2025Q3.yaml")
DAY = ("--today", "2025-11-10")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


@pytest.fixture(autouse=True)
def _told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_told_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)


def test_the_list_says_who_owes_what() -> None:
    done = run("texts", *DAY)
    assert done.exit_code == 0
    assert "还缺2项，涉及1个单位" in done.stdout
    assert "C-H-02 婴儿死亡率（缺原因）；W-H-05 适龄妇女宫颈癌人群筛查率（缺原因、措施）" in done.stdout.replace(
        "\n  ", ""
    )
    assert "已经写齐的单位1个：区教育局。" in done.stdout
    assert "区教育局" not in run("texts", "--unit", "区卫健局", *DAY).stdout


def test_a_new_file_lists_units_and_indicators_and_is_all_blank() -> None:
    TEXTS.unlink()
    done = run("texts", "new", "2025Q3", *DAY)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "已写入 data/texts/2025Q3.yaml" in done.stderr
    text = TEXTS.read_text(encoding="utf-8")
    assert "# 普惠性幼儿园覆盖率：2025Q3 78.70%，达标困难，红牌；整改方案里有原因和措施，可以不写\n" in text
    assert text.index("区教育局:") < text.index('"C-EDU-02":') < text.index("区卫健局:") < text.index('"C-H-02":')
    checked = run("texts", "check", "2025Q3")
    assert checked.exit_code == 0
    assert "还有8处没有填写" in checked.stdout
    report = run("report", *DAY)
    assert "data/texts/2025Q3.yaml：还有8处没有填写；用 lianggang texts check 查看。" in report.stderr
    assert "## 三、主要做法\n\n责任单位未报送主要做法。\n" in report.stdout


def test_what_is_filled_in_is_in_the_report_and_what_is_uncommented_in_the_evaluation() -> None:
    TEXTS.unlink()
    run("texts", "new", "2025Q3", *DAY)
    text = TEXTS.read_text(encoding="utf-8")
    before, mark, commented = text.partition("# district:")
    filled = before.replace("practices:  # 主要做法\n      -", "practices:  # 主要做法\n      - 各处走访。", 1)
    opened = "\n".join(line.removeprefix("# ") for line in (mark + commented).split("\n"))
    TEXTS.write_text(filled + opened.replace("    -\n", "    - 段\n", 1), encoding="utf-8")
    assert run("texts", "check").exit_code == 0
    assert "各处走访。" in run("report", "--unit", "教育局", *DAY).stdout
    assert "## 三、基本情况\n\n段\n" in run("evaluate", "--kind", "mid", *DAY).stdout


def test_an_existing_file_is_never_written_over() -> None:
    before = TEXTS.read_bytes()
    done = run("texts", "new", "2025Q3")
    assert done.exit_code == 1
    assert "已有“data/texts/2025Q3.yaml”，没有改动；还缺哪些，见 lianggang texts --period 2025Q3。" in done.stderr
    assert TEXTS.read_bytes() == before
    assert [*TEXTS.parent.iterdir()] == [Path("data/texts/2025Q3.yaml")]


def test_check_ends_with_1_where_a_part_cannot_be_used() -> None:
    assert run("texts", "check").stdout == "data/texts/2025Q3.yaml：没有发现问题。\n"
    TEXTS.write_text(TEXTS.read_text(encoding="utf-8").replace("区卫健局:", "区卫建局:"), encoding="utf-8")
    done = run("texts", "check", "2025Q3")
    assert done.exit_code == 1
    assert "错误 X01 单位、指标或领域不在目录中  data/texts/2025Q3.yaml:17:3" in done.stdout
    report = run("report", *DAY)
    assert report.exit_code == 0
    assert "data/texts/2025Q3.yaml：有1处错误没有用于报告，其余照用；用 lianggang texts check 查看。" in report.stderr
    assert "新办两所公办园。" in report.stdout


def test_a_file_of_another_quarter_is_told_by_check_and_not_used() -> None:
    TEXTS.with_name("2025Q2.yaml").write_bytes(TEXTS.read_bytes())
    done = run("texts", "check")
    assert done.exit_code == 1
    assert "X04" in done.stdout
    assert "2025Q2.yaml" not in run("report", *DAY).stderr
    assert "整个文件没有用" in run("report", "--period", "2025Q2", *DAY).stderr


def test_only_documents_with_words_in_them_speak_of_what_is_missing() -> None:
    TEXTS.write_text("version: 1\nperiod: 2025Q3\nunits:\n", encoding="utf-8")
    said = "data/texts/2025Q3.yaml：还有1处没有填写；用 lianggang texts check 查看。"
    assert said in run("report", *DAY).stderr
    assert said in run("evaluate", "--kind", "mid", *DAY).stderr
    assert run("publish", "2025Q3", "--format", "md", *DAY).stderr.count(said) == 1
    assert said not in run("bulletin", *DAY).stderr + run("agenda", *DAY).stderr


def test_texts_are_no_returns() -> None:
    assert "texts" not in run("status", "--returns").output
    assert run("report", "--period", "2025Q3", *DAY).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "2031Q1"), "没有 2031Q1 的填报"),
        (("new", "三季度"), "不是季度"),
        (("check", "2025Q2"), "没有“data/texts/2025Q2.yaml”；可用 lianggang texts new 2025Q2 写一个空的。"),
        (("--unit", "区林业局"), "目录中没有单位“区林业局”"),
    ],
)
def test_bad_calls(arguments: tuple[str, ...], said: str) -> None:
    done = run("texts", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
