from __future__ import annotations

import pytest

from lianggang.load.likely_names import LikelyNames

NAMES = ("城东街道", "城西街道", "C-EDU-02", "河口镇", "河口镇（新区）", "河口镇甲村", "河口镇乙村")


def always(_: int) -> bool:
    return True


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("c—edu—02", "是否为“C-EDU-02”？"),
        ("C-EDU-2", "是否为“C-EDU-02”？（开头的0丢失，请将该列设为“文本”格式）"),
        ("河口镇（", "是否为“河口镇（新区）”？"),
        ("河口", "是否为“河口镇”、“河口镇（新区）”、“河口镇甲村”？"),
        ("示例区城西街道", "是否为“城西街道”？"),
        ("城东街", "是否为“城东街道”？"),
        ("域东街道", "是否为“城东街道”？"),
        ("域", ""),
        ("域东街道" * 20, ""),
    ],
)
def test_what_was_meant(written: str, meant: str) -> None:
    assert LikelyNames(NAMES).meant(written, always) == meant


def test_similar_ones_are_looked_for_only_where_that_is_allowed() -> None:
    asked: list[int] = []

    def never(pairs: int) -> bool:
        asked.append(pairs)
        return False

    assert LikelyNames(NAMES).meant("域东街道", never) == ""
    assert LikelyNames(NAMES).meant("城东街", never) == "是否为“城东街道”？"
    assert asked == [len(NAMES)]
