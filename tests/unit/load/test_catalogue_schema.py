from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from test_catalogue import GOOD, LEGITIMATE, MISTAKES, changed

import small_workspace
from editor_yaml import editor_data
from lianggang.load.catalogue import read_catalogue
from lianggang.load.catalogue_format import Scalar, entries, parts
from lianggang.load.catalogue_schema import catalogue_schema
from lianggang.model.field_help import PART_HELP
from lianggang.model.indicator import Indicator, Target

ROOT = Path(__file__).parents[3]
SCHEMA = catalogue_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
ENTRIES = [(model, entry) for model in parts() for entry in entries(model)]


def named(value: Any) -> str:
    """``Target``, ``at_least``: a model or a key in the name of a test."""
    return str(getattr(value, "key", None) or value.__name__)


def errors(text: str) -> list[tuple[str | int, ...]]:
    """Where in a document the schema finds something wrong."""
    return sorted(tuple(error.absolute_path) for error in VALIDATOR.iter_errors(editor_data(text)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("old", "new"), [(old, new) for code, old, new, _ in MISTAKES[::4] if code != "K01"])
def test_an_editor_that_knows_draft_7_alone_finds_the_same(old: str, new: str) -> None:
    """Many do; there what stands beside ``$ref`` is passed over, so nothing that constrains may stand there."""
    Draft7Validator.check_schema(SCHEMA)
    text = changed((old, new))[0]
    found = Draft7Validator(SCHEMA).iter_errors(editor_data(text))
    assert sorted(tuple(error.absolute_path) for error in found) == errors(text)


@pytest.mark.parametrize(
    "name", ["indicators.yaml", "data/national/indicators.yaml", "tests/diagnostics/indicators.yaml"]
)
def test_the_shipped_catalogues_pass(name: str) -> None:
    assert errors((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [GOOD, small_workspace.CATALOGUE])
def test_catalogues_of_the_tests_pass(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(("old", "new", "other_old", "other_new"), LEGITIMATE)
def test_what_the_loader_accepts_the_schema_accepts(old: str, new: str, other_old: str, other_new: str) -> None:
    assert errors(changed((old, new), (other_old, other_new))[0]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 示例区“两纲两规划”监测指标目录", "title: 2025"),
        ("title: 示例区“两纲两规划”监测指标目录", "title: true"),
        ("version: 1", "version: '1'"),
        ("sample: true", "sample: 'true'"),
        ("due_day: 10", "due_day: '10'"),
        ("value: 71.30", "value: '71.30'"),
        ("value: 71.30", "value: 071.30"),
        ("by: 2025Q4", "by: 2025"),
        ("by: 2025Q4", "by: '2025'"),
        ("period: 2020Q4", "period: 2020"),
        (
            "areas: [城东街道, {东区: [甲镇, 乙镇]}]",
            "areas: [{name: 城东街道}, {name: 东区, areas: [{甲镇: [一村]}]}, 12]",
        ),
        ("  区民政局: {}", "  区民政局: {contact: 12345}"),
        ("nodes: {2025Q2: 80,", "nodes: {2025: 80,"),
        (
            "card_rules: default",
            "card_rules: {name: own, title: 自定, rules: [{id: 1, card: green, for: '1', when: []}]}",
        ),
        (
            "baseline: {period: 2020, value: 43}",
            "baseline: &b {period: 2020, value: 43}\n    breaks: [{<<: *b, why: x}]",
        ),
    ],
)
def test_every_way_to_write_a_value_passes(tmp_path: Path, old: str, new: str) -> None:
    text, _ = changed((old, new))
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    if "breaks" not in new:  # the merge brings a key too many, for both of them
        assert read_catalogue(path)[1] == ()
        assert errors(text) == []
    else:
        assert [found.code for found in read_catalogue(path)[1]] == ["K03"]
        assert errors(text) == [("indicators", "W-E-15", "breaks", 0)]


SEEN = {"K03", "K04", "K05"}
UNSEEN = [
    "left: C-E-02,",  # a relation without its sides
    "ends: §2020}",  # an end before the start
    "lock_day: §5",  # the same
    "swing: §0",  # not above 0
    "near: §-1",  # the same
    "2026-02-30",  # no day of the calendar
]
"""K04 and K05 that the models do not see either."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (old, new)
        for code, old, new, _ in MISTAKES
        if code in SEEN and not any(part in new for part in UNSEEN)
    ],
)  # fmt: skip
def test_what_the_models_refuse_the_schema_refuses_too(old: str, new: str) -> None:
    assert errors(changed((old, new))[0])


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("    field: 经济", "    field: 经济\n    feild: 教育", ("indicators", "W-E-15")),
        ("    field: 经济", "    field:", ("indicators", "W-E-15", "field")),
        ("value: 71.30", "value: 71.3%", ("indicators", "C-E-02", "baseline", "value")),
        ("by: 2025Q4,", "by: 2025Q5,", ("indicators", "C-E-02", "targets", 0, "by")),
        ("level: 国家, source: 行动", "source: 行动", ("indicators", "C-E-02", "targets", 0)),
        ("due: [Q1, Q2, Q3, Q4]", "due: [Q1, Q5]", ("indicators", "C-E-02", "due", 1)),
        ("nodes: {2025Q2: 80,", "nodes: {2025年: 80,", ("indicators", "C-E-02", "nodes")),
        ("plausible: [40, 100]", "plausible: [40]", ("indicators", "C-E-02", "plausible")),
        ("due_day: 10", "due_day: 91", ("returns", "due_day")),
        ("both: [C-E-02, W-E-15]", "both: [C-E-02]", ("relations", 1, "both")),
        ("[甲镇, 乙镇]", "甲镇", ("areas", 1)),
        ("verified: true", "verified: yes", ("indicators", "C-E-02", "targets", 0, "verified")),
        ("card_rules: default", "card_rules: {name: a, title: b, rules: [{id: c, card: blue}]}", ("card_rules",)),
        ("version: 1", "version: 2", ("version",)),
    ],
)
def test_a_mistake_is_found_where_it_stands(old: str, new: str, where: tuple[str | int, ...]) -> None:
    assert errors(changed((old, new))[0]) == [where]


def test_a_catalogue_without_indicators_is_refused() -> None:
    start = GOOD.index("indicators:")
    assert errors(GOOD[:start]) == [()]
    assert errors(GOOD[:start] + "indicators: {}\n") == [("indicators",)]
    assert errors("") == [()]
    assert errors("a") == [()]


# Seen by the loader alone, since an editor has read the value before the schema sees it, or since it takes two values.
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 71.30", "value: 7.13e1", "K05"),
        ("value: 71.30", "value: +71.30", "K05"),
        ("sample: true", "sample: True", "K05"),
        ("due_day: 10", "due_day: 10.0", "K05"),
        ("title: 示例区", "title: 甲\ntitle: 示例区", "K02"),
        ("lead_unit: 区民政局", "lead_unit: 区民政", "K06"),
        ("by: 2025Q4,", "by: 2020Q4,", "K07"),
        ("direction: up", "direction: down", "K08"),
        ("    denominator: 在园幼儿总数\n", "", "K13"),
        ("card_rules: default", "card_rules: defalt", "K14"),
    ],
)
def test_what_the_schema_cannot_see(tmp_path: Path, old: str, new: str, code: str) -> None:
    text, _ = changed((old, new))
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    assert code in {found.code for found in read_catalogue(path)[1]}
    assert errors(text) == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_the_loader_accepts_the_schema_accepts(tmp_path: Path, data: st.DataObject) -> None:
    """A scalar of the good catalogue gives way to another spelling; what the loader then takes, the schema takes."""
    places = [
        (node.start_mark.index, node.end_mark.index) for node in _scalars(yaml.compose(GOOD, Loader=yaml.BaseLoader))
    ]
    start, end = data.draw(st.sampled_from(places))
    plain = st.text(st.sampled_from("0123456789.-+QqeExo~%true nfalsNul年区教育局"), max_size=7)
    spelling = st.sampled_from(
        ["true", "false", "2030", "2020Q4", "1", "0.5", "-20%", "Q4", "default", "{}", "[]", "null"]
    )
    new = data.draw(st.one_of(plain, spelling, plain.map(lambda text: f"'{text}'")))
    text = GOOD[:start] + new + GOOD[end:]
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    if read_catalogue(path)[1] == ():
        assert errors(text) == []


def _scalars(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    inner = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    return [scalar for part in inner for scalar in _scalars(part)]


# The help.


def test_every_key_of_every_mapping_has_its_help_and_there_is_none_without_a_key() -> None:
    assert set(PART_HELP) == set(parts())
    for model in parts():
        assert list(PART_HELP[model].keys) == [entry.key for entry in entries(model)]


def test_an_indicator_s_code_is_its_key_and_no_entry() -> None:
    assert "code" not in {entry.key for entry in entries(Indicator)}
    assert {entry.key: entry.default for entry in entries(Target)}["for"] == 1


@pytest.mark.parametrize(("_model", "entry"), ENTRIES, ids=named)
def test_the_help_is_written_as_the_house_writes(_model: Any, entry: Any) -> None:
    assert entry.help.meaning.endswith("。")
    assert bool(entry.help.wrong) == bool(entry.help.why)
    assert entry.help.wrong or _is_free_text(entry.kind)


def _is_free_text(kind: Any) -> bool:
    return isinstance(kind, Scalar) and kind.name == "text"


@pytest.mark.parametrize(("model", "entry"), ENTRIES, ids=named)
def test_the_good_example_of_a_key_passes(model: Any, entry: Any) -> None:
    definition = SCHEMA if model.__name__ == "Catalogue" else SCHEMA["$defs"][model.__name__]
    whole = definition["anyOf"][-1] if "anyOf" in definition else definition
    schema = {**whole["properties"][entry.key], "$defs": SCHEMA["$defs"]}
    value = editor_data(f"x: {entry.help.right}")["x"]
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


IN_CONTEXT = {
    "District": "district: {name: 示例区, KEY: VALUE}",
    "Outline": (
        "outlines: {妇纲: {name: 甲, starts: 2021, ends: 2030, KEY: VALUE}, 儿纲: {name: 乙, starts: 2021, ends: 2030}}"
    ),
    "MemberUnit": "member_units: {区教育局: {aliases: [教育局], KEY: VALUE}, 区卫健局: {}, 区民政局: {}}",
    "Area": "areas: [{name: 甲镇, KEY: VALUE}]",
    "Returns": "returns: {KEY: VALUE}",
    "LetterDays": "letters: {KEY: VALUE}",
    "AttainmentTerms": "attainment: {KEY: VALUE}",
    "ClassLabels": "attainment: {labels: {KEY: VALUE}}",
    "FormHead": "form: {title: 表, KEY: VALUE}",
    "Relation": "relations: [{id: V01, left: C-E-02, op: '=', right: C-E-02, KEY: VALUE}]",
    "RuleSet": "card_rules: {name: a, title: b, rules: [{id: c, card: green}], KEY: VALUE}",
    "Rule": (
        "card_rules: {name: a, title: b, rules: [{id: x, card: red, when: [z < 0], KEY: VALUE}, {id: c, card: green}]}"
    ),
    "Hysteresis": (
        "card_rules: {name: a, title: b, hysteresis: {measure: z, by: 0.1, KEY: VALUE},"
        " rules: [{id: x, card: red, when: [z < 0]}, {id: c, card: green}]}"
    ),
    "Office": "office: {committee: 甲, name: 乙, KEY: VALUE}",
    "Indicator": "KEY: VALUE",
    "Baseline": "baseline: {period: 2020, value: 70, KEY: VALUE}",
    "Break": "breaks: [{period: 2020, why: x, KEY: VALUE}]",
    "Target": "targets: [{by: 2025, at_least: 85, level: 国家, source: x, KEY: VALUE}]",
}
"""A sound part of the catalogue for each mapping, into which a key is put."""
REQUIREMENTS = {"at_most", "above", "below", "between", "about", "change", "rise", "fall", "not_below"}
PLACED_IN_INDICATOR = {"Indicator", "Baseline", "Break", "Target"}


@pytest.mark.parametrize(
    ("model", "entry"), [(model, entry) for model, entry in ENTRIES if entry.help.wrong], ids=named
)
def test_the_bad_example_of_a_key_is_refused(tmp_path: Path, model: Any, entry: Any) -> None:
    """In a catalogue that would be sound with the key's good example or without the key."""
    path = tmp_path / "indicators.yaml"
    path.write_text(_with(model.__name__, entry.key, entry.help.wrong), encoding="utf-8")
    catalogue, found = read_catalogue(path)
    assert catalogue is None
    assert "K02" not in {one.code for one in found}
    assert any(entry.key in (one.excerpt or "") for one in found), found


def _with(model: str, key: str, value: str) -> str:
    """A sound catalogue but for this."""
    frame = "KEY: VALUE" if model == "Catalogue" else IN_CONTEXT[model]
    if model == "Target" and key in REQUIREMENTS:
        frame = frame.replace("at_least: 85, ", "within: 2, " if key == "about" else "")
    if model == "Target" and key == "within":
        frame = frame.replace("at_least: 85", "about: 85")
    if model == "Relation" and key in {"both", "not_both"}:
        frame = "relations: [{id: V01, KEY: VALUE}]"
    frame = _without(frame, key).replace("KEY", key).replace("VALUE", value)
    if model in PLACED_IN_INDICATOR:
        top = frame.partition(":")[0]
        kept = [line for line in INDICATOR if line.partition(":")[0] != top]
        return HEADER + "\n".join(["indicators:", '  "C-E-02":', *(f"    {line}" for line in [*kept, frame])]) + "\n"
    top = frame.partition(":")[0]
    kept = [line for line in HEADER.splitlines() if line.partition(":")[0] != top]
    indicators = [] if top == "indicators" else ["indicators:", '  "C-E-02":', *(f"    {line}" for line in INDICATOR)]
    return "\n".join([*kept, frame, *indicators]) + "\n"


def _without(frame: str, key: str) -> str:
    """The frame without the sound value that it has for the key already."""
    return re.sub(rf"(?<=[{{ ]){key}: (\[[^]]*\]|[^,\[\]{{}}]+), (?=.*KEY)", "", frame)


HEADER = """\
version: 1
title: 目录
district: {name: 示例区}
office: {committee: 甲, name: 乙}
outlines: {妇纲: {name: 甲, starts: 2021, ends: 2030}, 儿纲: {name: 乙, starts: 2021, ends: 2030}}
member_units: {区教育局: {aliases: [教育局]}, 区卫健局: {}, 区民政局: {}}
"""
INDICATOR = [
    "name: 普惠性幼儿园覆盖率", "outline: 儿纲", "field: 教育", "lead_unit: 区教育局", 'unit_of_measure: "%"',
    "direction: up", "frequency: annual", "numerator: 甲", "denominator: 乙", "baseline: {period: 2020, value: 70}",
    "targets: [{by: 2025, at_least: 85, level: 国家, source: x}]",
]  # fmt: skip


def test_the_frame_of_the_bad_examples_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(_with("Indicator", "definition", "口径"), encoding="utf-8")
    assert read_catalogue(path)[1] == ()
