"""The cell grammar of 本期值, 分子 and 分母: text → a figure, a reason why there is none, or one diagnostic.

Not here: whether the number is likely or possible for its indicator (``lianggang.engine.checks``).
Patterns are given to ``re`` where they are used: most files hold plain numbers and blanks only, and need none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from lianggang.model.submission import BLANK, Figure, Missing

from .cells import half_width, shown, without_invisible
from .measure_units import RATIO_UNITS, canonical_unit, is_unit, ratio_sign


class Finding(NamedTuple):
    """What a cell holds that somebody has to know; the place is the caller's."""

    code: str
    message: str


_ABSENT = {
    **dict.fromkeys(("—", "——", "–", "―", "-", "--", "/", "\\", "无", "不适用"), Missing.NONE),
    # Yearbooks write … for what is below the smallest unit.
    **dict.fromkeys(("…", "……", "...", "......"), Missing.BELOW_UNIT),
}
_HEALTH = {"2": Missing.NOT_CARRIED_OUT, "1": Missing.NOT_COLLECTED}
"""What the maternal and child health forms write, below zero, for a missing figure."""

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_GROUPED = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_MEASURED = rf"({_NUMBER}|{_GROUPED})(?: *([^0-9,.\s].{{0,15}}))?"
_MOST_DIGITS = 15

_FORMULA_ERROR = r"#(?:[A-Z/0]+[!?]?)?#*"

_IMPOSSIBLE = r"[+-]?(?:nan|inf|infinity)|[+-]?[0-9.,]*[0-9]_[0-9_.,]*%?"


def read_figure(text: str, unit_of_measure: str | None, *, health: bool = False) -> tuple[Figure, tuple[Finding, ...]]:
    """Read a figure cell.

    text: as written. unit_of_measure: the indicator's, for 本期值; None for 分子 and 分母, which bear no sign.
    health: the indicator belongs to the field 健康, where -1 and -2 are reasons, not numbers.
    Returns the figure and what was found: P01, P02, P07 or U01, and nothing else, where the cell failed;
    P03 and P06 where it was read after a conversion. The number is never changed beyond the notation.
    Source: docs/returns.md.
    """
    if not text or text.isspace():
        return Figure(text, missing=Missing.BLANK) if text else BLANK, ()
    visible_text, marks = without_invisible(text)
    bare = half_width(visible_text).strip().lstrip("'").strip()
    missing = _ABSENT.get(bare) or (_health_code(bare) if health else None) or (None if bare else Missing.BLANK)
    if missing is not None:
        return Figure(text, missing=missing), _notes(text, marks)
    result = _parse(bare, unit_of_measure)
    if isinstance(result, Decimal):
        return Figure(text, number=result), _notes(text, marks, result)
    code, what = result
    return Figure(text, failed=True), (Finding(code, f"“{shown(text)}”{what}"),)


def _health_code(bare: str) -> Missing | None:
    """``-2``, and ``-2.00`` as a spreadsheet shows it in a column of two decimals."""
    match = re.fullmatch(r"-([12])(?:\.0+)?", bare)
    return _HEALTH[match[1]] if match else None


def _notes(text: str, marks: tuple[str, ...], number: Decimal | None = None) -> tuple[Finding, ...]:
    notes = []
    if marks:
        notes.append(invisible_note(marks))
    if number is not None and any("\uff01" <= mark <= "\uff5e" or mark == "\u2212" for mark in text):
        notes.append(Finding("P03", f"“{shown(text)}”含全角字符，已按{number}读取；请改用半角数字。"))
    return tuple(notes)


def invisible_note(marks: tuple[str, ...]) -> Finding:
    """P06: which invisible characters were passed over."""
    return Finding("P06", f"单元格中含不可见字符{'、'.join(marks[:3])}，已忽略；请重新录入该格。")


def _parse(bare: str, unit: str | None) -> Decimal | tuple[str, str]:
    """The number, or the code and the rest of the message behind the quoted cell."""
    if problem := _foreign_to_forms(bare):
        return problem
    match = re.fullmatch(_MEASURED, bare)
    if not match:
        return "P01", _why_not_a_number(bare)
    number, sign = match[1].replace(",", ""), match[2]
    if sign and (problem := _problem_with_sign(bare, sign.strip(), unit)):
        return problem
    if sum(map(str.isdigit, number)) > _MOST_DIGITS:
        return "P07", f"超过{_MOST_DIGITS}位数字；请按指标规定的小数位数填写。"
    return Decimal(number) + 0  # -0 is 0


def _foreign_to_forms(bare: str) -> tuple[str, str] | None:
    """What a program left there, not a person: a formula or its error (P02), a number of program code (P07)."""
    if is_formula_error(bare):
        return "P02", "是公式错误；请检查分母和引用的单元格，改为数值后重报。"
    if bare.startswith("="):
        return "P02", "是公式，不是数值；请粘贴为数值后重报。"
    return ("P07", "不是数值；请用0—9的普通数字填写。") if _is_impossible(bare) else None


def is_formula_error(text: str) -> bool:
    """Whether the text is what a spreadsheet shows in place of a result, as ``#DIV/0!``."""
    return re.fullmatch(_FORMULA_ERROR, text.upper()) is not None


def _is_impossible(bare: str) -> bool:
    """What other programs take for a number and nobody writes into a form (P07)."""
    if re.fullmatch(_IMPOSSIBLE, bare, re.IGNORECASE):
        return True
    return not bare.isascii() and any(mark.isdecimal() and not mark.isascii() for mark in bare)


def _problem_with_sign(bare: str, sign: str, unit: str | None) -> tuple[str, str] | None:
    """What is wrong with the text behind a number; None where it is the indicator's own unit of measure."""
    written = ratio_sign(sign) or (canonical_unit(sign) if is_unit(sign) else None)
    if unit is not None and canonical_unit(unit) in {written, canonical_unit(sign)}:
        return None
    if written is None or (unit is None and written not in RATIO_UNITS):
        return "P01", _why_not_a_number(bare)
    if unit is None:
        return "U01", f"带有“{shown(sign)}”；分子、分母请填绝对数，不带单位。"
    return "U01", f"的单位是{shown(sign)}，本指标单位为{unit}；请按{unit}填写数值，不带单位。"


_REASONS: tuple[tuple[str, str], ...] = (
    (r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", "是日期，不是数值；请将单元格设为“数值”格式后重新填写。"),
    (r"[-+]?[0-9][0-9.,]* *[eE] *[-+]?[0-9]+", "是科学计数法；请将单元格设为“数值”格式，按普通数字填写。"),
    (r"[0-9][0-9.,]* */ *[0-9][0-9.,]*", "像是分子/分母；请分列填写分子和分母。"),
    (
        r"[-+]?[0-9.,]+ *%?‰? *[*†‡※①-⓿❶-➓¹²³⁰-₟]+.*|[-+]?[0-9.,]+ *[%‰]? *[(\[]?注.*",
        "带有脚注符号；请去掉脚注符号，说明写入“说明”列。",
    ),
    (r"[-+]?[0-9]+[。·][0-9]+%?", "疑似误输，小数点写成了别的符号；请核对后用“.”填写。"),
    (r"[-+]?[0-9.,]+ *[%‰]? *[(\[].*", "带有文字；请将文字移到“说明”列，本格只填数值。"),
    (r"\+[0-9].*", "带有“+”号；请填本期的数值，不填增减量。"),
    (r"[-+]?[0-9]*,[0-9,.]*", "的千分位逗号不规则，疑似误输；请核对后去掉逗号填写。"),
    (r"[-+]?[0-9OoQIl|Ss.,。 \t\n]+[%‰]?", "疑似误输；请核对后重新填写。"),
    (r"[0-9.]+ *[%‰]? *[-~～—–―至到] *[0-9.]+ *[%‰]?", "是范围，不是数值；请填准确数，文字写入“说明”列。"),
    (
        r"[约近超>≥<≤≈~].*|.*(?:左右|以上|以下|以内|余|多)[%‰]?",
        "不是数值；请填准确数，文字写入“说明”列。",
    ),
    (r"[-+]?[0-9][0-9.,]*.+", "带有文字；请将文字移到“说明”列，本格只填数值。"),
)
"""Pattern → the rest of the message; the first that fits."""


def _why_not_a_number(bare: str) -> str:
    for pattern, reason in _REASONS:
        if re.fullmatch(pattern, bare, re.DOTALL):
            return reason
    return "不是数值；请填准确数，文字写入“说明”列；确无数据的，请填“无”并说明原因。"
