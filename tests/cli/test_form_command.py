"""``lianggang form``: what is written where, and what is never written over."""

from __future__ import annotations

import csv
import io
import os
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import CATALOGUE

app = make_app()
FOLDER = Path("out/2025Q4/填报表")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def change_catalogue(old: str, new: str) -> None:
    assert old in CATALOGUE
    Path("indicators.yaml").write_text(CATALOGUE.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("workspace")
class TestForm:
    def test_a_workbook_for_each_unit_in_the_quarters_folder(self) -> None:
        done = run("form", "2025q4")
        assert done.exit_code == 0, done.output
        assert done.stdout.splitlines() == [
            "2025年第四季度 · 示例区（示例数据） · 报送截止 2026年1月10日",
            "填报表在 out/2025Q4/填报表：",
            "",
            "填报单位  应报  行数  结果    文件",
            "区教育局   1项     2  已生成  区教育局.xlsx",
            "区卫健局   1项     1  已生成  区卫健局.xlsx",
        ]
        assert files_in(Path("out")) == ["区卫健局.xlsx", "区教育局.xlsx"]
        sheet = load_workbook(FOLDER / "区教育局.xlsx")["填报表"]
        assert [[sheet.cell(row, column).value for column in (1, 3, 11, 12, 13)] for row in (6, 7)] == [
            ["C-EDU-02", "全区", 78.7, "2025Q3", "2025Q4"],
            ["C-EDU-02", "城东街道", 78.7, "2025Q3", "2025Q4"],
        ]

    def test_the_catalogue_is_found_from_below_and_the_folder_is_the_workspaces(
        self, monkeypatch: pytest.MonkeyPatch, workspace: Path
    ) -> None:
        monkeypatch.chdir("data")
        assert run("form", "2025Q4").exit_code == 0
        assert files_in(workspace / FOLDER) == ["区卫健局.xlsx", "区教育局.xlsx"]

    def test_the_second_run_changes_nothing(self) -> None:
        run("form", "2025Q4")
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in FOLDER.iterdir()}
        again = run("form", "2025Q4")
        assert again.exit_code == 0
        assert again.stdout.count("未变") == 2
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in FOLDER.iterdir()} == before

    def test_a_form_that_was_filled_in_is_not_lost(self) -> None:
        run("form", "2025Q4")
        filled, other = FOLDER / "区教育局.xlsx", FOLDER / "区卫健局.xlsx"
        original = filled.read_bytes()
        filled.write_bytes("填好了".encode())
        other.unlink()
        kept = run("form", "2025Q4")
        assert kept.exit_code == 1
        assert "1 份未覆盖：已有同名文件而内容不同，可能已经填写。" in kept.stdout
        assert "区教育局   1项     2  未覆盖  区教育局.xlsx" in kept.stdout
        assert filled.read_bytes() == "填好了".encode()
        assert other.exists()
        assert run("form", "2025Q4", "--force").exit_code == 0
        assert filled.read_bytes() == original

    def test_one_unit_by_its_alias_as_csv_into_another_folder(self) -> None:
        done = run("form", "2025Q4", "--unit", "教育局", "--format", "csv", "--into", "下发")
        assert done.exit_code == 0, done.output
        assert files_in(Path("下发")) == ["区教育局.csv"]
        assert not Path("out").exists()
        data = Path("下发/区教育局.csv").read_bytes()
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert [(row["指标编码"], row["区域"], row["上期值"], row["数据期"], row["填报单位"]) for row in rows] == [
            ("C-EDU-02", "全区", "78.70", "2025Q4", "区教育局"),
            ("C-EDU-02", "城东街道", "78.70", "2025Q4", "区教育局"),
        ]

    def test_a_filled_in_csv_form_is_a_good_return(self) -> None:
        run("form", "2025Q4", "--format", "both")
        assert len(files_in(FOLDER)) == 4
        folder = Path("data/2025Q4")
        folder.mkdir()
        for name in ("区教育局", "区卫健局"):
            lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
            header = lines[0].split(",")
            filled = [line.split(",") for line in lines[1:]]
            for row in filled:
                row[header.index("本期值")] = str(Decimal(row[header.index("上期值")]) + Decimal("0.40"))
            text = "\r\n".join([lines[0], *map(",".join, filled)])
            (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig")
        done = run("check", "data/2025Q4")
        assert done.exit_code == 0, done.output
        assert "data/2025Q4/区教育局.csv：读取 2 行 = 采用 2 + 待核 0 + 退回 0" in done.stdout
        assert "未发现问题" in done.stdout

    def test_units_that_owe_nothing_are_named_and_get_no_form(self) -> None:
        change_catalogue("    frequency: quarterly\n    numerator", "    frequency: election\n    numerator")
        done = run("form", "2025Q4")
        assert "本季没有应报指标：区教育局。" in done.stdout
        assert files_in(Path("out")) == ["区卫健局.xlsx"]
        assert "区教育局   0项     2  已生成" in run("form", "2025Q4", "--all").stdout

    def test_a_unit_that_leads_no_indicator_owes_nothing(self) -> None:
        change_catalogue("  区卫健局: {}", "  区卫健局: {}\n  区财政局: {}")
        done = run("form", "2025Q4", "--unit", "区财政局")
        assert (done.exit_code, Path("out").exists()) == (0, False)
        assert "本季没有应报指标：区财政局。" in done.stdout

    def test_a_workspace_without_returns_has_forms_without_previous_figures(self) -> None:
        for path in Path("data").iterdir():
            path.unlink()
        assert run("form", "2025Q4", "--unit", "区教育局").exit_code == 0
        sheet = load_workbook(FOLDER / "区教育局.xlsx")["填报表"]
        assert (sheet["C6"].value, sheet["K6"].value, sheet["A7"].value) == ("全区", None, None)

    @pytest.mark.parametrize("folder", ["data", "data/2025Q4", "data/../data/x"])
    def test_never_into_data_where_a_blank_form_would_be_a_return(self, folder: str) -> None:
        before = files_in(Path("data"))
        done = run("form", "2025Q4", "--into", folder)
        assert done.exit_code == 2
        assert "空表会被当作填报" in done.stderr
        assert files_in(Path("data")) == before

    def test_a_units_name_never_becomes_a_path(self) -> None:
        text = CATALOGUE.replace("  区教育局: {aliases: [教育局]}", '  "../../教育局": {}')
        text = text.replace("lead_unit: 区教育局", 'lead_unit: "../../教育局"')
        Path("indicators.yaml").write_text(text, encoding="utf-8")
        for path in Path("data").iterdir():
            path.unlink()
        assert run("form", "2025Q4").exit_code == 0
        assert files_in(FOLDER) == ["区卫健局.xlsx", "／..／教育局.xlsx"]
        assert files_in(Path()) == ["indicators.yaml", *files_in(FOLDER)]

    def test_two_units_of_one_file_name_are_refused(self) -> None:
        text = CATALOGUE.replace("  区卫健局: {}", '  "A/B": {}\n  "a／b": {}')
        text = text.replace("lead_unit: 区教育局", 'lead_unit: "A/B"').replace("lead_unit: 区卫健局", "lead_unit: a／b")
        text = text.replace("  区教育局: {aliases: [教育局]}\n", "")
        Path("indicators.yaml").write_text(text, encoding="utf-8")
        done = run("form", "2025Q4")
        assert (done.exit_code, Path("out").exists()) == (2, False)
        assert "“A/B”和“a／b”的文件会同名" in done.stderr

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "缺少参数“季度”"),
            (("2025Q5",), "“2025Q5”不是季度"),
            (("2025Q4", "--unit", "教育据"), "目录中没有单位“教育据”；相近的有：教育局"),
            (("2025Q4", "--format", "xls"), "可选：xlsx、csv、both"),
        ],
    )
    def test_wrong_usage(self, arguments: tuple[str, ...], said: str) -> None:
        done = run("form", *arguments)
        assert done.exit_code == 2
        assert said in done.stderr + str(done.exception or "")

    def test_a_folder_that_cannot_be_made_is_told(self) -> None:
        Path("占用").write_bytes(b"")
        done = run("form", "2025Q4", "--into", "占用")
        assert done.exit_code == 1
        assert "无法建立文件夹“占用”：已有同名文件；没有写入任何文件。" in done.stderr

    @pytest.mark.skipif(os.name == "nt", reason="a link needs rights on Windows")
    def test_a_link_into_data_is_seen_through(self) -> None:
        Path("下发").symlink_to("data")
        assert run("form", "2025Q4", "--into", "下发").exit_code == 2
