"""Small catalogues, indicators and returns for the tests: give what matters, the rest is filled in."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from lianggang.model.catalogue import Catalogue
from lianggang.model.indicator import Indicator

_INDICATOR: dict[str, Any] = {
    "code": "C-EDU-02",
    "name": "普惠性幼儿园覆盖率",
    "outline": "儿纲",
    "field": "教育",
    "lead_unit": "区教育局",
    "unit_of_measure": "%",
    "direction": "up",
    "frequency": "quarterly",
    "numerator": "普惠性幼儿园在园幼儿数",
    "denominator": "在园幼儿总数",
    "baseline": {"period": "2020Q4", "value": "71.30"},
    "targets": [{"by": "2025Q4", "at_least": "85", "level": "国家", "source": "“十四五”学前教育发展提升行动计划"}],
}


def make_indicator(code: str = "C-EDU-02", *, without: tuple[str, ...] = (), **changes: Any) -> Indicator:
    """An indicator as the YAML loader would hand it to the model: every scalar is text.

    ``changes`` replace or add keys, ``without`` leaves keys out. A name that is not given follows the code.
    """
    written = {**_INDICATOR, "code": code, **({} if code == "C-EDU-02" else {"name": f"指标{code}"}), **changes}
    return Indicator.model_validate({key: value for key, value in written.items() if key not in without})


def make_catalogue(*indicators: Indicator, **changes: Any) -> Catalogue:
    """A catalogue of the example district with these indicators (the founding one if none is given)."""
    header: dict[str, Any] = {
        "version": "1",
        "title": "示例区“两纲两规划”监测指标目录",
        "district": {"name": "示例区", "sample": "true"},
        "office": {"committee": "示例区妇女儿童工作委员会", "name": "示例区妇儿工委办公室"},
        "outlines": {
            "妇纲": {"name": "中国妇女发展纲要（2021—2030年）", "starts": "2021", "ends": "2030"},
            "儿纲": {"name": "中国儿童发展纲要（2021—2030年）", "starts": "2021", "ends": "2030"},
        },
        "member_units": {"区教育局": {"aliases": ["教育局"]}, "区卫健局": {"aliases": ["卫健局"]}, "区民政局": {}},
        "areas": ["城东街道", "城西街道", "河口镇"],
        **changes,
    }
    chosen = indicators or (make_indicator(),)
    return Catalogue.model_validate({**header, "indicators": {item.code: item for item in chosen}})


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a part of a file as they are written."""
    return tuple(field.alias or name for name, field in model.model_fields.items())
