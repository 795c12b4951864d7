"""A letter of each kind: its text, its Word structure, and that each figure in it is ours."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger_doubles import received
from letter_workspace import write_letter_workspace, write_rare_events
from lianggang.api.judging import assess
from lianggang.api.letter_writing import LetterTerms, MadeLetter, make_letters
from lianggang.api.letters import LetterChoice, find_letters
from lianggang.model.assessment import Assessment
from lianggang.model.ledger import LetterKind
from lianggang.model.letter import Rung
from lianggang.model.small_count import SmallCount
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from lianggang.outputs.word_fonts import FontProfile
from paper_figures import FIGURE, counts_up_to, figures_of, rounded, without_names
from word_checks import faults_of, structure_of, texts_of

HERE = Path(__file__).parent
ON = date(2025, 10, 24)
OFFICE = "  supervision_word: 督\n  government: 示例区人民政府办公室\n"


class Case(NamedTuple):
    choice: LetterChoice
    terms: LetterTerms


LETTERS = {
    "reminder": Case(LetterChoice("区卫健局", rung=Rung.REMINDER), LetterTerms()),
    "notice": Case(LetterChoice("区卫健局", ("W-H-05",), rung=Rung.NOTICE, reason="首次发函"), LetterTerms()),
    "supervision": Case(
        LetterChoice("区卫健局", rung=Rung.SUPERVISION, reason="先督办"),
        LetterTerms("12", "郑示例", copy_to=("区政府督查室",)),
    ),
    "second": Case(LetterChoice("区教育局", rung=Rung.SECOND, reason="再督办一次"), LetterTerms()),
    "interview": Case(
        LetterChoice("区卫健局", rung=Rung.INTERVIEW), LetterTerms(meeting="2025年11月3日9时30分，区政府三楼会议室")
    ),
    "few": Case(LetterChoice("区卫健局", ("C-H-02",)), LetterTerms()),
    "circular": Case(LetterChoice("区教育局", rung=Rung.CIRCULAR), LetterTerms()),
}  # fmt: skip
INTERVIEW = received(kind=LetterKind.INTERVIEW, letter="示妇儿工委〔2025〕2号", plan_due=None)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    write_letter_workspace(folder, received(), office=OFFICE)
    (folder / "failed").mkdir()
    (folder / "few").mkdir()
    write_letter_workspace(folder / "few", office=OFFICE)
    write_rare_events(folder / "few")
    write_letter_workspace(folder / "failed", INTERVIEW, office=f"{OFFICE}  committee_code: 示妇儿工委\n")
    return folder


def made(workspace: Path, name: str) -> MadeLetter:
    case = LETTERS[name]
    start = workspace / {"circular": "failed", "few": "few"}.get(name, "")
    (letter,) = make_letters(find_letters(start=start, today=ON, choice=case.choice), case.terms)
    return letter


def compare(text: str, golden: Path, *, update: bool) -> None:
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "accepted? then rewrite it with pytest --update-golden"


@pytest.mark.parametrize("name", LETTERS)
def test_the_text_is_the_one_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(made(workspace, name).document), HERE / f"letter-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", LETTERS)
def test_the_word_file_has_the_structure_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    content = to_word(made(workspace, name).document)
    compare(structure_of(content), HERE / f"letter-{name}.docx.txt", update=update_golden)


@pytest.mark.parametrize("profile", FontProfile)
@pytest.mark.parametrize("name", LETTERS)
def test_the_word_file_may_leave_the_office(workspace: Path, name: str, profile: FontProfile) -> None:
    assert faults_of(made(workspace, name).document, profile) == []


@pytest.mark.parametrize(
    ("name", "number", "signed"),
    [
        ("reminder", "示妇儿工委办〔2025〕  号", "示例区妇儿工委办公室"),
        ("notice", "示妇儿工委办〔2025〕  号", "示例区妇儿工委办公室"),
        ("supervision", "示妇儿工委办督〔2025〕12号", "示例区妇儿工委办公室"),
        ("second", "示妇儿工委办督〔2025〕  号", "示例区妇女儿童工作委员会"),
        ("interview", "示妇儿工委办〔2025〕  号", "示例区妇女儿童工作委员会"),
        ("few", "示妇儿工委办督〔2025〕  号", "示例区妇儿工委办公室"),
        ("circular", "示妇儿工委〔2025〕  号", "示例区妇女儿童工作委员会"),
    ],
)
def test_number_and_signature(workspace: Path, name: str, number: str, signed: str) -> None:
    texts = texts_of(to_word(made(workspace, name).document))
    assert texts[0] == number
    assert texts[texts.index("2025年10月24日") - 1] == signed


@pytest.mark.parametrize("name", LETTERS)
def test_every_figure_printed_is_one_of_the_assessments(workspace: Path, name: str) -> None:
    letter = made(workspace, name)
    text = to_markdown(letter.document)
    own = [case.assessment for case in letter.letter.cases]
    known = figures_of(own) | counted_figures(own) | counts_up_to(5) | {str(len(one.steps)) for one in own}
    text = without_names(text, assess(start=workspace))
    text = re.sub(r"移动 0\.10：|Garwood（1936）|〔2025〕\d*|9时30分|[A-Z]-[A-Z]+-\d+|\| 20\d\d \|", "", text)
    printed = FIGURE.findall(text)
    assert len(printed) > (11 if own else 2)
    assert sorted(set(printed) - known) == []


def counted_figures(own: list[Assessment]) -> set[str]:
    """Of rare events: the counts and what they come to."""
    few = [one.counts for one in own if isinstance(one.counts, SmallCount)]
    found = {str(number) for one in few for year in one.pooled for number in (year.year, year.events, year.exposure)}
    for one in few:
        amounts = (one.expected, one.rate, one.low, one.high)
        found |= {str(one.events), *(rounded(Fraction(amount), 2) for amount in amounts)}
        found.add(rounded(Fraction(one.tail_p) * 100, 1))
    return found | {"95", "0.1"}


def test_the_circular_asks_for_nothing(workspace: Path) -> None:
    text = to_markdown(made(workspace, "circular").document)
    assert "以示妇儿工委〔2025〕2号通知约谈你单位。至2025年10月24日，仍未完成整改。现将有关情况通报如下。" in text
    assert not re.search("签收回执|整改方案|函复|请于|约谈事项", text)
    assert "附件：指标明细表" in text or "附件" in text


def test_the_reminder_counts_what_is_owed(workspace: Path) -> None:
    text = to_markdown(made(workspace, "reminder").document)
    assert "尚未收到你单位2025年第三季度部分监测数据（应报2项，已报1项）。" in text
    assert "未审核" not in text


def test_nobody_is_blamed(workspace: Path) -> None:
    for name in LETTERS:
        text = to_markdown(made(workspace, name).document)
        assert not re.search("敷衍|塞责|失职|不力|严重|懈怠|绿灯|红灯|黄灯", text)


def test_a_letter_cites_the_district_s_own_regulation_and_addresses_units_by_their_full_names(tmp_path: Path) -> None:
    write_letter_workspace(tmp_path, received(), office=OFFICE)
    catalogue = tmp_path / "indicators.yaml"
    text = catalogue.read_text(encoding="utf-8").replace("  区卫健局: {}", "  区卫健局: {full_name: 示例区卫生健康局}")
    catalogue.write_text(f"warning_regulation: 《示例区监测预警办法》\n{text}", encoding="utf-8")
    printed = to_markdown(made(tmp_path, "supervision").document)
    assert "\n示例区卫生健康局：\n" in printed
    assert "及《示例区监测预警办法》，按区卫健局截至" in printed
    assert "| 收函单位 | 示例区卫生健康局 |" in printed
    assert "监测指标目录" not in printed
