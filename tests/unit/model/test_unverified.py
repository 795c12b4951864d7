from __future__ import annotations

import pytest

from lianggang.model.unverified import document_and_clause


@pytest.mark.parametrize(
    ("source", "document", "clause"),
    [
        (
            "中国儿童发展纲要（2021—2030年）儿童与健康主要目标",
            "中国儿童发展纲要（2021—2030年）",
            "儿童与健康主要目标",
        ),
        ("《县域学前教育普及普惠督导评估办法》第八条", "《县域学前教育普及普惠督导评估办法》", "第八条"),
        ("“十四五”公共服务规划", "“十四五”公共服务规划", ""),
        ("健康儿童行动提升计划（2021—2025年）", "健康儿童行动提升计划（2021—2025年）", ""),
        ("近视防控方案；纲要同值", "近视防控方案", "纲要同值"),
        ("评估办法（标准）；示例区计划（示例，期限）", "评估办法（标准）", "示例区计划（示例，期限）"),
        ("办法（试行）第三条；同值", "办法（试行）", "第三条；同值"),
        ("；", "", ""),
    ],
)
def test_a_source_is_a_document_and_a_clause(source: str, document: str, clause: str) -> None:
    assert document_and_clause(source) == (document, clause)
