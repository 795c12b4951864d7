"""The letters of ``publish``: drafts of what is due, and what the ledger and the journal say has gone out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ledger_doubles import issued
from letter_workspace import write_letter_workspace, write_rare_events
from lianggang.cli.main import make_app
from lianggang.model.ledger import LedgerState
from lianggang.outputs.ledger_file import to_bytes
from word_checks import faults_in, texts_of

app = make_app()
ON = ("--today", "2025-10-24")
BY = ("--by", "郑示例")
OUT = Path("out/2025Q3")
LEDGER, JOURNAL = Path("data/ledger.csv"), Path("data/journal.csv")
SUPERVISION = ("--unit", "区卫健局", "--kind", "督办函", *ON, *BY)
NUMBERED = "督办函（区卫健局，示妇儿工委办〔2025〕12号）"


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [command, *arguments], prog_name="lianggang", catch_exceptions=False)


def publish(*arguments: str) -> Result:
    done = run("publish", "2025Q3", *(arguments or ON))
    assert done.exit_code == 0, done.output
    return done


def written(folder: Path = OUT) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def letters(folder: Path = OUT) -> list[str]:
    return sorted(
        {Path(name).stem for name in written(folder) if re.match("催报函|提示函|督办函|二次|约谈|通报", name)}
    )


def index(folder: Path = OUT) -> list[str]:
    """The lines of the index about letters, without their links."""
    text = (folder / "目录.md").read_text(encoding="utf-8").partition("## 自查报告")[2]
    return re.findall(r"^(?:## |- )(.+?)(?:：\[.+)?$", text[text.index("## ") :], re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_letter_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_due_is_written_as_drafts_and_entered_nowhere() -> None:
    done = publish()
    assert letters() == ["催报函（区卫健局）", "督办函（区卫健局）", "约谈通知（区卫健局）", "约谈通知（区教育局）"]
    assert index() == [
        "约谈通知",
        "区教育局（拟稿，文号待编）",
        "区卫健局（拟稿，文号待编）",
        "督办函",
        "区卫健局（拟稿，文号待编）",
        "催报函",
        "区卫健局（拟稿，文号待编）",
    ]
    for name in letters():
        content = (OUT / f"{name}.docx").read_bytes()
        assert faults_in(content, letter=True) == []
        assert "示妇儿工委办〔2025〕  号" in texts_of(content)
    assert not LEDGER.exists()
    assert not JOURNAL.exists()
    assert "提示：委员会落款的函" in done.stderr
    # The same letters as `letter` writes, to the byte.
    first = written()
    assert run("letter", *ON, "--format", "docx").exit_code == 0
    assert written() == first


def test_drafts_of_a_day_before_the_data_can_be_there_are_remarked() -> None:
    assert publish("--today", "2025-09-05").stderr.count("早于2025年第三季度末（2025年9月30日）") == 1
    assert publish("--today", "2025-10-05").stderr.count("成文日期早于2025年第三季度的填报截止日") == 1
    assert "成文日期" not in publish().stderr


def test_rare_events_are_for_a_person_to_decide(folder: Path) -> None:
    write_rare_events(folder)
    publish()
    assert [one for one in index() if "请人定" in one] == [
        "区卫健局（拟稿，文号待编；例数少，请人定：C-H-02 婴儿死亡率）"
    ]


def test_a_letter_that_has_gone_out_stays_and_its_draft_goes() -> None:
    publish()
    assert run("letter", *SUPERVISION, "--number", "12", "--format", "docx").exit_code == 0
    sent = (OUT / f"{NUMBERED}.docx").read_bytes() + b"signed"
    (OUT / f"{NUMBERED}.docx").write_bytes(sent)
    ledger, journal = LEDGER.read_bytes(), JOURNAL.read_bytes()
    done = publish()
    assert "原来的拟稿不再保留：督办函（区卫健局）.md、督办函（区卫健局）.docx。" in done.stderr
    assert "已发的函有 1 个文件在文件夹里，原样保留。" in done.stderr
    assert "不是这次写的" not in done.stderr
    assert letters() == ["催报函（区卫健局）", NUMBERED, "约谈通知（区卫健局）", "约谈通知（区教育局）"]
    assert (OUT / f"{NUMBERED}.docx").read_bytes() == sent
    assert "区卫健局，示妇儿工委办〔2025〕12号（2025年10月24日发出）" in index()
    listed = (OUT / "目录.md").read_text(encoding="utf-8")
    assert f"：[Word](<{NUMBERED}.docx>)\n" in listed
    assert (LEDGER.read_bytes(), JOURNAL.read_bytes()) == (ledger, journal)
    again = written()
    publish()
    assert written() == again


def test_elsewhere_it_is_written_again_as_it_was() -> None:
    assert run("letter", *SUPERVISION, "--number", "12", "--format", "docx").exit_code == 0
    publish("-o", "报送", "--today", "2025-11-20")
    name = f"{NUMBERED}.docx"
    assert written(Path("报送"))[name] == (OUT / name).read_bytes()
    # Its plan is late by then: the next one is due, as a draft beside it.
    assert [one for one in letters(Path("报送")) if "督办" in one] == ["二次督办函（区卫健局）", NUMBERED]


def test_elsewhere_it_has_its_copies_too() -> None:
    copies = ("--copy-to", "区政府督查室", "--copy-to", "分管副区长")
    assert run("letter", *SUPERVISION, *copies, "--number", "12", "--format", "docx").exit_code == 0
    publish("-o", "报送", *ON)
    again = written(Path("报送"))[f"{NUMBERED}.docx"]
    assert again == (OUT / f"{NUMBERED}.docx").read_bytes()
    assert "抄送：区政府督查室、分管副区长" in "".join(texts_of(again))


TWO = ("--unit", "区卫健局", "--kind", "督办函", "--reason", "先督办", *ON, "--separate", "--format", "docx")
APART = ["督办函（区卫健局，C-H-02）", "督办函（区卫健局，W-H-05）"]


def supervision(folder: Path = OUT) -> list[str]:
    return [one for one in letters(folder) if one.startswith("督办函")]


def test_drafts_on_their_own_in_the_ledger_stay_so() -> None:
    publish()
    assert supervision() == ["督办函（区卫健局）"]
    assert run("letter", *TWO, *BY).exit_code == 0
    apart = {name: content for name, content in written().items() if Path(name).stem in APART}
    done = publish()
    assert supervision() == APART
    told = "函已编号发出或改为一事一单，原来的拟稿不再保留：督办函（区卫健局）.md、督办函（区卫健局）.docx。"
    assert told in done.stderr
    assert "重复" not in done.stderr
    # The person has chosen a milder kind for one of them: the draft of the other kind is left to the person.
    assert "不是这次写的，原样保留：约谈通知（区卫健局）.docx、约谈通知（区卫健局）.md。" in done.stderr
    assert apart.items() <= written().items()
    assert [one for one in index() if "，C-H-02（" in one or "，W-H-05（" in one] == [
        "区卫健局，C-H-02（拟稿，文号待编）",
        "区卫健局，W-H-05（拟稿，文号待编）",
    ]
    again = written()
    publish()
    assert written() == again


def test_they_go_once_they_have_gone_out() -> None:
    assert run("letter", *TWO, *BY).exit_code == 0
    assert run("letter", *TWO, *BY, "--number", "7,8").exit_code == 0
    done = publish()
    assert supervision() == [
        "督办函（区卫健局，示妇儿工委办〔2025〕7号）",
        "督办函（区卫健局，示妇儿工委办〔2025〕8号）",
    ]
    assert f"原来的拟稿不再保留：{APART[0]}.docx、{APART[1]}.docx。" in done.stderr


def test_drafts_on_their_own_that_the_ledger_does_not_know_are_named() -> None:
    assert run("letter", "W-H-05", *TWO[2:4], *ON, "--separate", "--format", "docx").exit_code == 0
    kept = written()
    done = publish()
    assert supervision() == ["督办函（区卫健局）", APART[1]]
    assert f"与合写的一份重复，原样保留：{APART[1]}.docx。要分开发的，请用 lianggang letter --separate" in done.stderr
    assert "不是这次写的" not in done.stderr
    assert kept.items() <= written().items()


def test_one_that_took_the_place_of_another_is_written_again_as_it_was() -> None:
    assert run("letter", *SUPERVISION, "--number", "12").exit_code == 0
    second = ("--unit", "区卫健局", "--kind", "二次督办函", "--today", "2025-11-20", *BY, "--number", "13")
    assert run("letter", *second, "--format", "docx").exit_code == 0
    publish("-o", "报送", "--today", "2025-11-20")
    name = "二次督办函（区卫健局，示妇儿工委办〔2025〕13号）.docx"
    again = written(Path("报送"))[name]
    assert again == (OUT / name).read_bytes()
    assert "至2025年11月20日，仍未报送方案。现再次督办如下。" in "".join(texts_of(again))
    assert f"{NUMBERED}.docx" in written(Path("报送"))


def test_the_interview_keeps_its_time_and_place() -> None:
    meeting = ("--meeting", "2025年11月3日9时30分，区政府三楼会议室")
    arguments = ("--unit", "区教育局", *ON, *BY, *meeting)
    assert run("letter", *arguments).exit_code == 0
    assert run("letter", *arguments, "--number", "5", "--format", "docx").exit_code == 0
    publish("-o", "报送", *ON)
    name = "约谈通知（区教育局，示妇儿工委办〔2025〕5号）.docx"
    assert written(Path("报送"))[name] == (OUT / name).read_bytes()


def test_what_the_data_no_longer_say_is_only_listed(folder: Path) -> None:
    assert run("letter", *SUPERVISION, "--number", "12").exit_code == 0
    path = folder / "data/2025Q3.csv"
    assert run("publish", "2025Q3", *ON, "-o", "先").exit_code == 0
    assert NUMBERED in letters(Path("先"))
    corrected = (folder / "data/2025Q1.csv").read_text(encoding="utf-8").replace("46.10", "46.20")
    (folder / "data/2025Q1.csv").write_text(corrected, encoding="utf-8")
    publish()
    assert NUMBERED not in letters()
    assert "- 区卫健局，示妇儿工委办〔2025〕12号（2025年10月24日发出）：原件不在本文件夹" in (
        OUT / "目录.md"
    ).read_text(encoding="utf-8")
    assert "12号（2025年10月24日发出）：原件不在本文件夹</li>" in (OUT / "index.html").read_text(encoding="utf-8")
    assert path.exists()


def test_a_letter_of_another_quarter_is_not_of_this_one() -> None:
    late = replace(issued(), plan_due=None, result_due=None)
    LEDGER.write_bytes(to_bytes([late]))  # issued in July by hand: about the second quarter
    publish()
    assert [one for one in index() if "1号" in one] == []
    assert "约谈通知（区教育局）" not in letters()
    assert run("publish", "2025Q2", *ON).exit_code == 0
    assert "区教育局，示妇儿工委办〔2025〕1号（2025年7月25日发出）：原件不在本文件夹" in (
        Path("out/2025Q2/目录.md").read_text(encoding="utf-8")
    )


def test_a_draft_that_a_person_has_chosen_takes_the_place_of_the_ladder() -> None:
    chosen = ("--unit", "区教育局", "--kind", "督办函", "--reason", "首次发函，先督办", *ON, *BY)
    assert run("letter", *chosen).exit_code == 0
    publish()
    assert [one for one in letters() if "教育局" in one] == ["督办函（区教育局）"]
    assert index().count("区教育局（拟稿，文号待编）") == 1


def test_a_draft_of_an_earlier_quarter_goes_out_for_this_one() -> None:
    early = ("--unit", "区教育局", "--kind", "督办函", "--reason", "先督办", *BY)
    assert run("letter", *early, "--period", "2025Q2", "--today", "2025-07-25").exit_code == 0
    publish()
    assert [one for one in letters() if "教育局" in one] == ["约谈通知（区教育局）"]
    done = run("letter", *early, *ON, "--number", "8", "--format", "docx")
    assert done.exit_code == 0, done.output
    assert "D2025-001（已发）" in done.stderr
    publish("-o", "报送", *ON)
    name = "督办函（区教育局，示妇儿工委办〔2025〕8号）.docx"
    assert written(Path("报送"))[name] == (OUT / name).read_bytes()


def test_units_and_indicators_that_have_left_the_catalogue() -> None:
    gone = replace(issued(), unit="区文教局", source="预警：2025Q3 红牌 far-behind")
    draft = replace(gone, number="D2025-002", indicator="C-XX-01", letter="", issued=None, state=LedgerState.DRAFT)
    LEDGER.write_bytes(to_bytes([gone, replace(draft, plan_due=None, result_due=None)]))
    publish()
    assert "区文教局，示妇儿工委办〔2025〕1号（2025年7月25日发出）" in "".join(index())


def test_a_reminder_that_has_gone_out_until_its_day_is_over() -> None:
    reminder = ("--unit", "区卫健局", "--kind", "催报函", *ON, *BY, "--number", "3", "--format", "docx")
    assert run("letter", *reminder).exit_code == 0
    name = "催报函（区卫健局，示妇儿工委办〔2025〕3号）"
    publish()
    assert [one for one in letters() if "催报" in one] == [name]
    assert index()[-1] == "区卫健局，示妇儿工委办〔2025〕3号（2025年10月24日发出）"
    publish("--today", "2025-10-30")
    assert [one for one in letters() if "催报" in one] == ["催报函（区卫健局）", name]


def test_a_damaged_ledger_stops_it_and_nothing_is_written() -> None:
    LEDGER.write_text("编号,文号\n", encoding="utf-8")
    done = run("publish", "2025Q3", *ON)
    assert done.exit_code == 1
    assert "ledger.csv”有 1 处问题" in done.stderr
    assert not Path("out").exists() or not list(Path("out").iterdir())
