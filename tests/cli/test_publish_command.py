from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from lianggang.cli.publish import _progress
from word_checks import faults_in

app = make_app()
DAY = ("--today", "2025-10-20")
ASKED = (
    "对外公布以后，请把这一季的牌记入日志：lianggang journal publish --period 2025Q3 --by 姓名；"
    "记了，日后数据更正使牌不同时才会提示。"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["publish", *arguments], prog_name="lianggang", catch_exceptions=False)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_documents_of_the_quarter_with_an_index(workspace: Path) -> None:
    done = run("2025Q3", "--evaluate", "mid", *DAY)
    assert (done.exit_code, done.stdout) == (0, "")
    written = content_of(workspace / "out/2025Q3")
    kinds = (
        "季度通报（示例区）",
        "会商清单（示例区）",
        "中期评估报告（示例区）",
        "自查报告（示例区）",
        "自查报告（区教育局）",
    )
    for kind in kinds:
        assert written[f"{kind}.md"].startswith(b"# ")
        assert faults_in(written[f"{kind}.docx"]) == []
    assert done.stderr.splitlines() == [
        "答复期限2026年1月10日是休息日；要改期的，写函时用 --result-due。",
        f"已写入 out/2025Q3：{len(written)} 个文件，目录为 目录.md 和 index.html。",
        ASKED,
    ]
    listed = set(re.findall(r"\(<(.+?)>\)", written["目录.md"].decode()))
    assert listed == set(written) - {"目录.md", "index.html"}
    page = written["index.html"].decode()
    assert page.count("<a href=") == len(listed)
    assert "示例数据" in page
    assert "【未审核】" in page
    assert not re.search(r"https?:|src=", page)


def test_a_second_run_gives_the_same_bytes_and_keeps_what_else_is_there(workspace: Path) -> None:
    run("2025Q3", *DAY)
    first = content_of(workspace / "out/2025Q3")
    (workspace / "out/2025Q3/自存.txt").write_bytes(b"x")
    done = run("2025Q3", *DAY)
    assert "文件夹里另有 1 项不是这次写的，原样保留：自存.txt。" in done.stderr
    assert content_of(workspace / "out/2025Q3") == {**first, "自存.txt": b"x"}


@pytest.mark.usefixtures("workspace")
def test_the_cards_are_asked_for_until_they_are_in_the_journal() -> None:
    put_down = ["journal", "publish", "--period", "2025Q2", "--by", "张示例", *DAY]
    CliRunner().invoke(app, put_down, prog_name="lianggang", catch_exceptions=False)
    assert ASKED in run("2025Q3", "--format", "md", *DAY).stderr
    put_down[3] = "2025Q3"
    CliRunner().invoke(app, put_down, prog_name="lianggang", catch_exceptions=False)
    assert ASKED not in run("2025Q3", "--format", "md", *DAY).stderr


def test_a_journal_that_is_damaged_is_not_asked_to_take_cards(workspace: Path) -> None:
    (workspace / "data/journal.csv").write_bytes(b"x")
    assert "请把这一季的牌记入日志" not in run("2025Q3", "--format", "md", *DAY).stderr


def test_one_format_only_into_another_folder(workspace: Path) -> None:
    assert run("2025Q3", "--format", "md", "-o", "通报", *DAY).exit_code == 0
    assert {Path(name).suffix for name in content_of(workspace / "通报")} == {".md", ".html"}
    assert not (workspace / "out").exists()
    # A folder that was published into before may be used again.
    assert run("2025Q3", "--format", "md", "-o", "通报", *DAY).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("2019Q1",), 2, "没有 2019Q1 的填报；"),
        (("三季度",), 2, "“三季度”不是季度；"),
        (("2025Q3", "-o", "data/2025Q3"), 2, "在 data 中，那里只放填报；"),
        (("2025Q3", "-o", "."), 2, "里有别的文件；请换一个空的或还没有的文件夹。"),
        (("2025Q3", "-o", "indicators.yaml/文书"), 1, "无法建立文件夹"),
        (("2025Q3", "-o", "indicators.yaml"), 1, "已有同名文件；原有文件没有改动。"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    workspace: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    before = content_of(workspace)
    done = run(*arguments)
    assert message in done.stderr
    assert (done.exit_code, done.stdout) == (status, "")
    assert content_of(workspace) == before


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with _progress() as told:
        told(1, 3, "自查报告（区[b]局）")
    assert "1/3" in stream.getvalue()
    assert "自查报告（区[b]局）" in stream.getvalue()
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    with _progress() as told:
        told(1, 3, "自查报告")
    assert plain.getvalue() == ""
