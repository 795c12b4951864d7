"""Spellings of units of measure: which of them mean the same; not what a figure in such a unit may be."""

from __future__ import annotations

from .cells import half_width

_SPELLINGS = {
    "%": "百分比 百分之 百分数 percent pct",
    "‰": "千分比 千分之 permille 1/千 /千 1/1000",
    "1/万": "/万 ‱ 万分比 万分之 万分之一 1/10000 /10000 每万人",
    "1/10万": "/10万 十万分之 十万分之一 10万分之 10万分之一 /十万 1/十万 1/100000 /100000 每10万 每十万 每10万人",
    "人": "人数 名",
    "年": "年数",
    "岁": "周岁",
}
"""Our spelling → others for the same."""

RATIO_UNITS = ("%", "‰", "1/万", "1/10万")

_COUNTED = (
    "人 万人 人次 万人次 人天 个 万个 件 万件 份 例 次 户 万户 家 所 张 台 套 位 名 对 起 宗 处 班 园 校 床 "
    "元 万元 亿元 元/人 岁 周岁 年 月 天 日 小时 分钟 平方米 公顷 公里 千米 千克 吨 倍 分 级"
)


def canonical_unit(written: str) -> str:
    """One spelling for all that mean the same unit of measure; any other is returned without spaces and case."""
    bare = "".join(half_width(written).split())
    if bare in _SPELLINGS:
        return bare
    folded = bare.lower()
    return next((unit for unit, others in _SPELLINGS.items() if folded in others.split()), folded)


def is_unit(written: str) -> bool:
    """Whether the text behind a number is a unit of measure of any kind."""
    return written in RATIO_UNITS or written in _COUNTED.split() or canonical_unit(written) in _SPELLINGS


def ratio_sign(written: str) -> str | None:
    """The unit that a sign behind a number stands for: ``/100000`` and ``/10万`` are 1/10万. None for any other."""
    bare = "".join(written.split())
    if bare in {"%", "‰"}:
        return bare
    if bare == "‱" or bare.startswith("/"):
        unit = canonical_unit(bare)
        return unit if unit in RATIO_UNITS else None
    return None
