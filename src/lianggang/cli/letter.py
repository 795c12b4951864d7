"""``lianggang letter``: the letters that a quarter asks for, as a list, on the screen or as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, FieldOption, Level, OutlineOption, PeriodOption, RulesOption, date_of, quarter
from .paper import Fonts, FontsOption, ListedForm, paper_format, rare_character_remarks, wants_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.api.letter_writing import LetterTerms, MadeLetter
    from lianggang.api.letters import FoundLetters, LetterChoice
    from lianggang.model.ledger import LedgerItem
    from lianggang.outputs.document_files import DocumentFormat

    from .selection import Selection


class LetterName(StrEnum):
    """函种."""

    REMINDER = "催报函"
    NOTICE = "提示函"
    SUPERVISION = "督办函"
    SECOND = "二次督办函"
    INTERVIEW = "约谈通知"
    CIRCULAR = "通报"


CodesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[指标]…", help="只写这些指标的，编码或名称。", show_default=False)
]
LetterUnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="只写给该单位的，可用简称。")]
KindOption = Annotated[LetterName | None, typer.Option("--kind", help="只写该函种的；加 --reason 则一律用该函种。")]
CardLevelOption = Annotated[Level, typer.Option("--level", help="yellow 为黄牌和红牌，red 只看红牌。")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="文字", help="不按阶梯、自定函种的理由（记入日志）；须写 --kind。")
]
NumberOption = Annotated[
    str,
    typer.Option(
        "--number",
        metavar="序号",
        help="发文序号，如 12，由人给定；也可写全文号。几份的依次写全，如 12,13。不写的为拟稿。",
    ),
]
SeparateOption = Annotated[
    bool, typer.Option("--separate", help="一事一单：每项指标各写一份函；不写则同一单位、同一函种的写在一份里。")
]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经办人；写了才记入台账。")]
PlanDueOption = Annotated[str | None, typer.Option("--plan-due", metavar="日期", help="整改方案的截止日。")]
ResultDueOption = Annotated[str | None, typer.Option("--result-due", metavar="日期", help="答复、结果的截止日。")]
MeetingOption = Annotated[str, typer.Option("--meeting", metavar="文字", help="约谈的时间、地点。")]
CopyOption = Annotated[list[str] | None, typer.Option("--copy-to", metavar="单位", help="抄送，可写几次。")]
LetterFormOption = Annotated[
    ListedForm | None,
    typer.Option(
        "--format", help="md 为 Markdown，docx 为 Word；json 为应发函件的清单，供其他程序读取；不写则看 -o 的扩展名。"
    ),
]
LetterDateOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="成文日期，期限从这天算起，如 2025-10-24；不写为今天。")
]
LetterOutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="文件", help="写入文件或已有的文件夹；不写时 docx 写到工作区的 out/季度。"),
]


def letter(
    codes: CodesArgument = None,
    unit: LetterUnitOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    kind: KindOption = None,
    level: CardLevelOption = Level.YELLOW,
    reason: ReasonOption = "",
    separate: SeparateOption = False,
    number: NumberOption = "",
    by: ByOption = "",
    plan_due: PlanDueOption = None,
    result_due: ResultDueOption = None,
    meeting: MeetingOption = "",
    copy_to: CopyOption = None,
    period: PeriodOption = None,
    today: LetterDateOption = None,
    form: LetterFormOption = None,
    output: LetterOutputOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """A list where nothing is to be written, unless one letter was asked for; else the letters."""
    from lianggang.api.letter_writing import LetterTerms, make_letters, remarks_on
    from lianggang.api.letters import early_remark, find_letters
    from lianggang.model.errors import UsageError

    from .emit import emit_screen, emit_text, remarks
    from .ledger_options import optional_day
    from .selection import Selection

    as_json = wants_json(form, output)
    if as_json and (number or by.strip()):
        raise UsageError("--format json 只列出应发的函，不写函、不编号；请不写 --number 和 --by。")
    paper = None if as_json else paper_format(form, output)
    found = find_letters(
        start=Path.cwd(),
        today=date_of(today),
        choice=_choice(codes, Selection(unit=unit, outline=outline, field=field), kind, level, reason, catalogue),
        period=quarter(period),
        catalogue=catalogue,
        rules=rules,
    )
    if separate:
        from lianggang.api.separate_letters import separated

        found = separated(found)
    terms = LetterTerms(
        number.strip(), by, optional_day(plan_due), optional_day(result_due), meeting.strip(), tuple(copy_to or ())
    )
    remarks(text for text in (*found.result.remarks, early_remark(found)) if text)
    letters = found.ladder.letters
    if paper is None:
        from lianggang.outputs.letters_json import letters_document

        emit_text(letters_document(found.result, found.ladder, found.today, found.others), output, exact=True)
        return
    if not letters and (number or by):
        told = f"；应发的是{'、'.join(found.others)}" if found.others else ""
        told += "".join(_settled(found))
        told += "".join(f"；{one.unit}已催报（{one.number}），补报期限未到" for one in found.ladder.reminded)
        raise UsageError(f"没有所问的应发的函{told}；不带 --number 运行可列出全部，自定函种请加 --reason。")
    is_written = bool(by.strip() or number or form or output)
    is_the_one = len(letters) == 1 and bool(unit or kind or codes)
    if not letters or not (is_written or is_the_one):
        from lianggang.outputs.letters_screen import letters_lines

        shown = found
        emit_screen(
            lambda width: letters_lines(shown.result, shown.ladder, shown.today, width, others=shown.others), None
        )
        return
    made = make_letters(found, terms)
    remarks(remarks_on(found, made))
    _write(found, made, terms, paper, output, fonts)


def _settled(found: FoundLetters) -> Iterator[str]:
    for one in found.ladder.left_out:
        if one.item.state.is_ended:
            yield f"；{one.assessment.indicator.code}的{one.item.number}{one.item.state.value}，尚无新数据"


def _choice(
    codes: Sequence[str] | None,
    asked: Selection,
    kind: LetterName | None,
    level: Level,
    reason: str,
    catalogue: Path | None,
) -> LetterChoice:
    from lianggang.api.letters import LetterChoice
    from lianggang.api.workspace import open_workspace
    from lianggang.model.letter import Rung

    from .selection import chosen_indicator

    known = open_workspace(Path.cwd(), catalogue).catalogue
    chosen, asked = dict.fromkeys(chosen_indicator(code, known).code for code in codes or ()), asked.checked(known)
    return LetterChoice(
        asked.unit,
        tuple(chosen),
        level.card,
        Rung(kind.value) if kind else None,
        " ".join(reason.split()),
        asked.outline,
        asked.field,
    )


def _write(
    found: FoundLetters,
    made: Sequence[MadeLetter],
    terms: LetterTerms,
    paper: DocumentFormat,
    output: Path | None,
    fonts: Fonts,
) -> None:
    """Enter and write them; Markdown without a file onto the screen."""
    from lianggang.api.ledger import shown_ledger
    from lianggang.api.letter_writing import write_letters
    from lianggang.outputs.document import all_text
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.markdown import to_markdown
    from lianggang.outputs.word_fonts import FontProfile

    from .emit import emit_text, remark, remarks

    profile = FontProfile(fonts.value)
    on_screen = paper is DocumentFormat.MARKDOWN and output is None
    if paper is DocumentFormat.WORD:
        remarks(dict.fromkeys(text for one in made for text in rare_character_remarks(all_text(one.document), profile)))
    done = write_letters(found, made, terms, None if on_screen else (paper, profile, output))
    if on_screen:
        emit_text("\n".join(to_markdown(one.document) for one in made), None)
    remarks(f"已写入 {path}" for path in done.paths)
    if len(made) > 1 and terms.number:
        remarks(f"{one.facts.number}：{one.letter.unit}，{_indicators(one)}" for one in made)
    if done.entered:
        numbers = "、".join(dict.fromkeys(f"{item.number}（{_state(item, done.entered)}）" for item in done.entered))
        remark(f"已记入 {shown_ledger(found.workspace)}：{numbers}")
    elif not terms.by.strip():
        remark("未记入台账；要记为拟稿请加 --by 经办人，编号发出另加 --number 序号。")


def _state(item: LedgerItem, entered: Sequence[LedgerItem]) -> str:
    from lianggang.outputs.ledger_words import follower

    new = follower(item, entered)
    return item.state.value if new is None else f"仍为已销号，另立{new}"


def _indicators(one: MadeLetter) -> str:
    return "、".join(f"{case.assessment.indicator.code} {case.assessment.indicator.name}" for case in one.letter.cases)
