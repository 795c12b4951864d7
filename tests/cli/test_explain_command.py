from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from lianggang.load.code_pages import read_page
from lianggang.model.diagnostic import CODES

app = make_app()


def run(*arguments: str, width: int = 80) -> Result:
    return CliRunner(env={"COLUMNS": str(width), "NO_COLOR": "1"}).invoke(
        app, ["explain", *arguments], prog_name="lianggang", catch_exceptions=False
    )


def test_a_page() -> None:
    done = run("L03")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "L03 zero-denominator · 分母为零\n"
        "\n"
        "级别：错误\n"
        "含义：分母为0，却填了数值或大于0的分子。分子、分母都为0且没有填本期值的，作“不适\n"
        "      用”，不是差错。\n"
        "\n"
        "错误 L03 分母为零  2025Q3.csv:2:5 [E2]  C-H-14 儿童视力检查覆盖率\n"
        "    2 │ C-H-14,,92.17,1106,0,区卫健局,\n"
        "      │                    ^ 分母\n"
        "      分母为0，不能计算比率；请核对分母，确无对象的，本期值请填“不适用”。\n"
        "\n"
        "处理：请核对分母。确无对象的，本期值请填“不适用”。\n"
    )


@pytest.mark.parametrize(
    "written", ["l4", "L4", "L-04", " l04 ", "Ｌ０４", "l004", "ratio-mismatch", "分子分母与数值不符"]
)
def test_a_code_is_known_however_it_is_written(written: str) -> None:
    assert run(written).stdout == run("L04").stdout


def test_several_codes_and_a_letter_each_once() -> None:
    pages = [page["code"] for page in json.loads(run("K02", "j", "j01", "--format", "json").stdout)["codes"]]
    assert sorted(pages) == ["J01", "J02", "J03", "J04", "J05", "K02"]
    assert run("J01", "J02").stdout == run("J01").stdout + "\n" + run("J02").stdout


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("K99", "没有编号“K99”。K 类的编号为 K01—"),
        ("Y1", "没有编号“Y1”。全部编号见 lianggang explain。"),
        ("ratio-mismach", "是否为L04（ratio-mismatch）"),
        ("分母为零了", "L03（分母为零）"),
        ("../etc/passwd", "没有编号“../etc/passwd”。全部编号见"),
        ("", "没有编号“”。"),
        ("乱\x1b[31m", "没有编号“乱‹U+001B›[31m”"),
    ],
)
def test_an_unknown_code_is_wrong_usage(written: str, said: str) -> None:
    done = run(written)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_list_of_codes(width: int) -> None:
    shown = run(width=width).stdout
    assert [line[:3] for line in shown.splitlines() if line[:3] in CODES] == list(CODES)
    assert f"共 {len(CODES)} 个编号" in shown
    listed = json.loads(run("--format", "json").stdout)
    assert [one["code"] for one in listed["codes"]] == list(CODES)
    assert listed["codes"][0] == {
        "code": "F01", "name": "undecodable-file", "severity": "error", "title": "文件编码无法识别",
    }  # fmt: skip


def test_the_json_of_a_page_holds_its_markdown() -> None:
    (page,) = json.loads(run("U01", "--format", "json").stdout)["codes"]
    assert page["text"] == read_page("U01")


def test_into_a_file(tmp_path: Path) -> None:
    run("K01", "-o", str(tmp_path / "k01.txt"))
    assert (tmp_path / "k01.txt").read_text(encoding="utf-8").startswith("K01 unreadable-yaml · 无法读取\n")
