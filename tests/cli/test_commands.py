from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import CATALOGUE, HEADER, return_text

app = make_app()


FAULTY = return_text(787, "96.50").replace("78.70,787,1000", "87.80,787,1000", 1)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


@pytest.mark.usefixtures("workspace")
class TestCheck:
    def test_a_good_file(self) -> None:
        done = run("check", "data/2025Q3.csv")
        assert done.exit_code == 0
        assert done.stderr == ""
        lines = done.stdout.splitlines()
        assert lines[:4] == [
            "2025年第三季度 · 示例区（示例数据） · 规则 default",
            "data/2025Q3.csv：读取 3 行 = 采用 3 + 待核 0 + 退回 0",
            "",
            "未发现问题。",
        ]
        assert any(line.startswith("■ 红  C-EDU-02") for line in lines)
        assert lines[-2].startswith("全区  红牌 1  黄牌 0  绿牌 1")

    def test_errors_end_with_3_even_where_a_card_is_out(self) -> None:
        Path("data/2025Q3.csv").write_text(FAULTY, encoding="utf-8")
        done = run("check", "data/2025Q3.csv", "--fail-on", "red")
        assert done.exit_code == 3
        assert "读取 3 行 = 采用 2 + 待核 0 + 退回 1" in done.stdout
        assert "错误 L04 分子分母与数值不符  data/2025Q3.csv:2:4 [D2]" in done.stdout

    def test_the_checked_file_takes_the_place_of_its_quarter(self) -> None:
        Path("new").mkdir()
        Path("new/2025Q3.csv").write_text(return_text(797, "96.50"), encoding="utf-8")
        found = json.loads(run("check", "new/2025Q3.csv", "--format", "json").stdout)
        assert found["assessments"][0]["value"] == 79.7
        assert json.loads(run("status", "--format", "json").stdout)["assessments"][0]["value"] == 78.7

    def test_only_the_indicators_of_the_file_are_listed(self) -> None:
        own = f"{HEADER}\nC-H-09,,全区,96.50,,,%,,正常,区卫健局,,,\n"
        Path("data/2025Q3.csv").write_text(own, encoding="utf-8")
        found = json.loads(run("check", "data/2025Q3.csv", "--format", "json").stdout)
        assert {item["indicator"] for item in found["assessments"]} == {"C-H-09"}
        assert found["files"][0]["reporting_unit"] == "区卫健局"

    def test_of_very_many_figures_areas_are_judged_where_one_is_asked_for(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def judged(*options: str) -> tuple[list[object], str]:
            done = run("check", "data/2025Q3.csv", "--format", "json", *options)
            return json.loads(done.stdout)["assessments"], done.stderr

        everything, said = judged()
        assert (len(everything), said) == (3, "")
        monkeypatch.setattr("lianggang.api.checking.MOST_JUDGED", 2)
        of_district, said = judged()
        assert of_district == [one for one in everything if one["area"] is None]
        assert "各区域只核对、不判定" in said
        assert judged("--area", "城东街道") == ([one for one in everything if one["area"]], "")
        assert judged("--area", "all") == (everything, "")
        assert run("check", "data/2025Q3.csv").stdout.splitlines()[1].endswith("读取 3 行 = 采用 3 + 待核 0 + 退回 0")

    def test_a_target_that_every_area_must_meet_is_judged_of_very_many_figures(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = Path("indicators.yaml").read_text(encoding="utf-8")
        Path("indicators.yaml").write_text(written.replace("at_least: 85", "at_least: 85, every_area: true"), "utf-8")
        whole = json.loads(run("check", "data/2025Q3.csv", "--format", "json").stdout)["assessments"]
        monkeypatch.setattr("lianggang.api.checking.MOST_JUDGED", 2)
        of_district = json.loads(run("check", "data/2025Q3.csv", "--format", "json").stdout)["assessments"]
        assert of_district == [one for one in whole if one["area"] is None]

    def test_a_folder_that_bears_a_quarter_is_checked_whole(self) -> None:
        Path("data/2025Q3.csv").unlink()
        folder = Path("data/2025Q3")
        folder.mkdir()
        lines = return_text(787, "96.50").splitlines()
        (folder / "区教育局.csv").write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
        (folder / "区卫健局.csv").write_text("\n".join([lines[0], lines[3]]) + "\n", encoding="utf-8")
        done = run("check", "data/2025Q3")
        assert done.exit_code == 0
        assert "合计 2 个文件：读取 3 行 = 采用 3 + 待核 0 + 退回 0" in done.stdout
        single = json.loads(run("check", "data/2025Q3/区卫健局.csv", "--format", "json").stdout)
        assert [one["path"] for one in single["files"]] == ["data/2025Q3/区卫健局.csv"]
        assert {item["indicator"] for item in single["assessments"]} == {"C-H-09"}

    def test_a_period_for_a_file_whose_name_has_none(self) -> None:
        Path("报表.csv").write_text(return_text(787, "96.50"), encoding="utf-8")
        assert run("check", "报表.csv", "--period", "2025Q3").exit_code == 0
        nameless = run("check", "报表.csv")
        assert nameless.exit_code == 3
        assert "错误 F04" in nameless.stdout

    def test_what_was_assumed_is_said_on_stderr(self) -> None:
        Path("data/2025Q3.csv").write_bytes(return_text(787, "96.50").encode("gb18030"))
        done = run("check", "data/2025Q3.csv")
        assert done.exit_code == 0
        assert done.stderr == "data/2025Q3.csv：按 GB18030 读取。\n"

    @pytest.mark.parametrize("content", [b"", HEADER.encode() + b"\n", b"\x00\x01\x02\xff\xfe\x00binary\x00"])
    def test_an_empty_or_unreadable_return_is_the_returns_fault(self, content: bytes) -> None:
        Path("data/2025Q3.csv").write_bytes(content)
        done = run("check", "data/2025Q3.csv")
        assert done.exit_code == 3
        assert "错误 F" in done.stdout
        assert "Traceback" not in done.output

    def test_csv_and_github(self) -> None:
        Path("data/2025Q3.csv").write_text(FAULTY, encoding="utf-8")
        table = run("check", "data/2025Q3.csv", "--format", "csv")
        assert (table.exit_code, table.stdout.splitlines()[0][:5]) == (3, "级别,编号")
        commands = run("check", "data/2025Q3.csv", "--format", "github")
        assert commands.stdout.startswith("::error file=data/2025Q3.csv,line=2,")
        run("check", "data/2025Q3.csv", "--format", "csv", "-o", "out.csv")
        assert Path("out.csv").read_bytes() == b"\xef\xbb\xbf" + table.stdout_bytes

    def test_areas_as_rows(self) -> None:
        assert "普惠性幼儿园覆盖率（城东街道）" in run("check", "data/2025Q3.csv", "--area", "all").stdout
        only = run("check", "data/2025Q3.csv", "--area", "城东街道").stdout
        assert "普惠性幼儿园覆盖率（城东街道）" in only
        assert only.splitlines()[-1].startswith("红牌 1  黄牌 0  绿牌 0  未判 0")


@pytest.mark.usefixtures("workspace")
class TestStatusWarnShow:
    def test_status_lists_every_indicator_and_totals(self) -> None:
        done = run("status")
        assert done.exit_code == 0
        assert "■ 红  C-EDU-02" in done.stdout
        assert "● 绿  C-H-09" in done.stdout
        assert "牵头单位" in done.stdout

    def test_filters(self) -> None:
        for option, value in (("--unit", "教育局"), ("--outline", "儿纲"), ("--field", "教育")):
            found = json.loads(run("status", "--format", "json", option, value).stdout)
            assert {item["indicator"] for item in found["assessments"]} == {"C-EDU-02"}, option
        district = json.loads(run("status", "--format", "json", "--area", "全区").stdout)
        assert {item["area"] for item in district["assessments"]} == {None}

    def test_an_earlier_period(self) -> None:
        found = json.loads(run("status", "--period", "2025q1", "--format", "json").stdout)
        assert (found["period"], found["assessments"][0]["data_period"]) == ("2025Q1", "2025Q1")

    def test_warn_by_level(self) -> None:
        red = json.loads(run("warn", "--level", "red", "--format", "json").stdout)
        assert red["command"] == "warn"
        assert [(item["indicator"], item["area"], item["card"]) for item in red["assessments"]] == [
            ("C-EDU-02", None, "red"),
            ("C-EDU-02", "城东街道", "red"),
        ]
        text = run("warn", "--level", "red").stdout
        assert text.splitlines()[1].startswith("红牌 1  本季新亮 ")
        assert "区域：红 城东街道" in text

    def test_nothing_to_warn_of(self) -> None:
        assert run("warn", "--unit", "区卫健局").stdout.splitlines()[1:] == ["没有红牌、黄牌。"]

    def test_fail_on(self) -> None:
        assert run("warn", "--fail-on", "red").exit_code == 4
        assert run("status", "--fail-on", "yellow").exit_code == 4
        assert run("status", "--fail-on", "yellow", "--unit", "区卫健局").exit_code == 0

    def test_unusable_rows_of_the_history_are_remarked_on_and_no_failure(self) -> None:
        faulty = return_text(783, "96.40").replace("78.30,783,1000", "87.30,783,1000", 1)
        Path("data/2025Q2.csv").write_text(faulty, encoding="utf-8")
        done = run("status")
        assert done.exit_code == 0
        assert done.stderr == "data/2025Q2.csv：退回 1 行，未计入判定；用 lianggang check 查看原因。\n"

    def test_show(self) -> None:
        text = run("show", "c-edu-02", "--trace").stdout
        assert "C-EDU-02 普惠性幼儿园覆盖率" in text
        assert "判定值 z" in text
        assert "data/2025Q3.csv:2 [D2]" in text
        assert (
            run("show", "普惠性幼儿园覆盖率", "--area", "城东街道")
            .stdout.splitlines()[1]
            .startswith("城东街道 · ■ 红牌")
        )

    def test_output_goes_into_a_file_whole(self) -> None:
        done = run("status", "--format", "json", "-o", "status.json")
        assert (done.exit_code, done.stdout) == (0, "")
        assert Path("status.json").read_text(encoding="utf-8") == run("status", "--format", "json").stdout
        failed = run("status", "-o", "没有/status.txt")
        assert failed.exit_code == 1
        assert failed.stderr == "无法写入“没有/status.txt”：所在文件夹不存在；原有文件没有改动。\n"


@pytest.mark.usefixtures("workspace")
class TestIndicators:
    def test_table_and_one(self) -> None:
        assert "共 2 项指标，其中 1 项有目标值待核原文（带 ＊ 号；" in run("indicators").stdout
        assert "普惠性幼儿园在园幼儿数÷在园幼儿总数×100" in run("indicators", "C-EDU-02").stdout
        listed = json.loads(run("indicators", "C-H-09", "--format", "json").stdout)
        assert [item["indicator"] for item in listed["indicators"]] == ["C-H-09"]
        refused = run("indicators", "--format", "csv")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "--unverified" in refused.stderr

    def test_unverified_targets_are_listed_by_document_with_their_lines(self) -> None:
        line = next(n for n, text in enumerate(CATALOGUE.splitlines(), 1) if "at_least: 85" in text)
        done = run("indicators", "--unverified")
        assert done.exit_code == 0
        assert done.stdout == (
            "待核原文的目标 1 个，涉及 1 项指标、1 份文件。\n"
            "\n"
            "“十四五”学前教育发展提升行动计划（1 个）\n"
            "行  编码      指标                目标          级别\n"
            f"{line}  C-EDU-02  普惠性幼儿园覆盖率  ≥85 2025年底  国家\n"
            "\n"
            "对照原文无误的，请在目录的那一行把 verified 改为 true；不符的，请先改正。\n"
        )
        table = run("indicators", "--unverified", "--format", "csv").stdout
        assert table == (
            "文件,条目,指标编码,指标名称,目标,期限,级别,出处,目录位置\n"
            "“十四五”学前教育发展提升行动计划,,C-EDU-02,普惠性幼儿园覆盖率,≥85,2025年底,国家,"
            f"“十四五”学前教育发展提升行动计划,indicators.yaml:{line}:9\n"
        )
        (one,) = json.loads(run("indicators", "--unverified", "--format", "json").stdout)["unverified"]
        assert (one["document"], one["clause"], one["indicator"]) == (
            "“十四五”学前教育发展提升行动计划", None, "C-EDU-02",
        )  # fmt: skip
        assert (one["path"], one["line"], one["target"]["verified"]) == ("indicators.yaml", line, False)
        checked = run("indicators", "--unverified", "--unit", "区卫健局")
        assert checked.stdout == "所列指标的目标值都已对照原文核过。\n"

    @pytest.mark.parametrize(
        "command",
        [
            "status", "warn", "show C-EDU-02", "indicators", "indicators C-EDU-02", "indicators --unverified",
            "check data/2025Q3.csv", "rules compare schedule", "status --area all", "warn --area all",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("width", ["60", "120"])
    def test_every_table_that_prints_a_target_marks_an_unverified_one(
        self, command: str, width: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        before = run(*command.split()).stdout
        assert "待核" in before.replace("\n", "").replace(" ", "") or "≥85" not in before
        Path("indicators.yaml").write_text(
            CATALOGUE.replace("提升行动计划}", "提升行动计划, verified: true}"), encoding="utf-8"
        )
        assert "待核原文" not in run(*command.split()).stdout.replace("\n", "").replace(" ", "")

    def test_check_of_a_sound_catalogue(self) -> None:
        done = run("indicators", "--check")
        assert done.exit_code == 0
        assert done.stdout.endswith("2 项指标，未发现错误。\n")

    def test_the_mistakes_as_a_table(self) -> None:
        Path("indicators.yaml").write_text(CATALOGUE.replace("direction: up", "direction: upp", 1), encoding="utf-8")
        done = run("indicators", "--check", "--format", "csv")
        assert done.exit_code == 1
        assert done.stdout.splitlines()[1].startswith("错误,K05,取值不符,indicators.yaml,,19,16,")

    def test_check_of_a_faulty_catalogue_names_every_mistake_with_its_place(self) -> None:
        broken = CATALOGUE.replace("direction: up", "direction: upp", 1).replace(
            "区卫健局: {}", "区卫健局: {colour: red}"
        )
        Path("indicators.yaml").write_text(broken, encoding="utf-8")
        done = run("indicators", "--check")
        assert done.exit_code == 1
        assert "indicators.yaml:10:" in done.stdout
        assert "indicators.yaml:19:" in done.stdout
        other = run("status")
        assert other.exit_code == 1
        assert "indicators.yaml:19:" in other.stderr
        assert other.stdout == ""


WRONG_CALLS = [
    (["check", "没有.csv"], "找不到“没有.csv”"),
    (["check", "data"], "“data”是文件夹"),
    (["check"], "缺少参数“文件”"),
    (["status", "--period", "2031Q1"], "没有 2031Q1 的填报；现有 2024Q2 至 2025Q3。"),
    (["status", "--period", "三季度"], "“三季度”不是季度"),
    (["status", "--unit", "区教局"], "相近的有：区教育局"),
    (["warn", "--area", "城东街"], "相近的有：城东街道"),
    (["warn", "--outline", "妇幼纲"], "目录中没有规划“妇幼纲”"),
    (["warn", "--field", "卫生"], "可选：教育、健康"),
    (["warn", "--level", "blue"], "--level 的取值不在可选之列；可选：red、yellow。"),
    (["show", "C-EDU-2"], "相近的有：C-EDU-02"),
    (["status", "--catalogue", "没有.yaml"], "没有.yaml"),
    (["status", "--lvl", "red"], "没有选项 --lvl"),
    (["statsu"], "没有命令“statsu”"),
]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("arguments", "words"), WRONG_CALLS)
def test_a_wrong_call_ends_with_2_and_says_what_would_be_right(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_without_a_catalogue_nothing_can_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["status"], ["indicators"]):
        done = run(*command)
        assert done.exit_code == 1
        assert "找不到 indicators.yaml" in done.stderr


def test_without_returns_there_is_nothing_to_judge(workspace: Path) -> None:
    for file in (workspace / "data").iterdir():
        file.unlink()
    done = run("status")
    assert done.exit_code == 2
    assert done.stderr == "“data”中没有季度填报；文件请按季度命名，如 2025Q3.csv。\n"


@pytest.mark.parametrize("command", ["check", "status", "warn", "show", "indicators"])
def test_every_command_and_option_has_chinese_help(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"用法：lianggang {command} [选项]")
    for word in ("Usage", "Options", "Show this"):
        assert word not in done.stdout
