from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
import yaml

from lianggang.load import yaml_source
from lianggang.load.yaml_nodes import EMPTY
from lianggang.load.yaml_source import LARGEST_FILE, Fault, YamlSource, read_yaml
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.errors import UsageError


def read(tmp_path: Path, content: str | bytes) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_yaml(path)


def sound(tmp_path: Path, content: str) -> YamlSource:
    source, diagnostics = read(tmp_path, content)
    assert diagnostics == ()
    assert source is not None
    return source


def refused(tmp_path: Path, content: str | bytes) -> tuple[int | None, int | None, str]:
    source, diagnostics = read(tmp_path, content)
    assert source is None
    (one,) = diagnostics
    assert one.code == "K01"
    assert not any(word in one.message for word in ("found", "expected", "while", "did not"))
    return one.place.line, one.place.column, one.message


@pytest.mark.parametrize(
    "written",
    ["71.30", "3:2", "012", "1_000", "no", "true", "2025-01-01", "0x1F", "1e3", ".inf", "2025Q3", "-20%", "="],
)
def test_a_scalar_is_the_text_that_was_written(tmp_path: Path, written: str) -> None:
    assert sound(tmp_path, f"a: {written}\nb: [{written}]\n{written}: c\n").data == {
        "a": written,
        "b": [written],
        written: "c",
    }


@pytest.mark.parametrize("written", ["", " ~", " null"])
def test_nothing_after_a_key_is_neither_text_nor_absent(tmp_path: Path, written: str) -> None:
    assert sound(tmp_path, f"a:{written}\nb: ''\nc: '~'\n").data == {"a": EMPTY, "b": "", "c": "~"}


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    source, _ = read(tmp_path, b"\xef\xbb\xbf" + "标题: 目录\r\n".encode())
    assert source is not None
    assert source.data == {"标题": "目录"}


def test_merges_may_be_overridden(tmp_path: Path) -> None:
    text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], c: 3}\n'<<': 4\n"
    assert sound(tmp_path, text).data == {
        "x": {"a": "1", "b": "1"},
        "y": {"b": "2", "c": "2"},
        "z": {"a": "1", "b": "1", "c": "3"},
        "<<": "4",
    }


def test_every_repeated_key_is_named_with_both_places(tmp_path: Path) -> None:
    source, diagnostics = read(tmp_path, "a: 1\nb: {c: 1, 'c': 2}\na: 3\n")
    assert source is not None
    assert source.data == {"a": "1", "b": {"c": "1"}}
    assert [(d.code, d.place.line, d.place.column, d.also and (d.also.line, d.also.column)) for d in diagnostics] == [
        ("K02", 2, 11, (2, 5)),
        ("K02", 3, 1, (1, 1)),
    ]
    assert diagnostics[1].message == "键“a”写了两次。请删去一个，或合并为一个。"
    assert (diagnostics[0].excerpt, diagnostics[0].span, diagnostics[0].found) == ("b: {c: 1, 'c': 2}", (10, 13), "c")


def test_a_fault_behind_an_anchor_is_told_once(tmp_path: Path) -> None:
    _, diagnostics = read(tmp_path, "x: &x {a: 1, a: 2}\ny: *x\nz: {<<: *x}\n")
    assert [d.place.line for d in diagnostics] == [1]


@pytest.mark.parametrize(
    ("content", "line", "column", "part"),
    [
        ("a:\n\tb: 1\n", 2, 1, "制表符"),
        ("a: [1\nb: 2\n", 2, 2, "第 1 行第 4 列开始的方括号没有结束"),
        ("a: 1\nb: {c: 1\n", 2, 4, "这里开始的花括号没有结束"),
        ("a: 1\nb: 'c\n", 2, 4, "引号没有结束"),
        ("a: b: c\n", 1, 5, "多出一个冒号"),
        ("a: 1\nfoo\nb: 2\n", 3, 1, "上一行缺少冒号"),
        ("a:\n  - b\n c: 1\n", 3, 2, "缩进"),
        ("a: @x\n", 1, 4, "不能以“@”开头"),
        ("a: *x\n", 1, 4, "没有对应的锚点"),
        ("a: 1\n---\nb: 2\n", 2, 1, "不止一份内容"),
        ("- a\n- b\n", 1, 1, "最外层不是“键: 值”"),
        ("标题：目录\n", 1, 1, "冒号请用半角"),
        ("", None, None, "文件是空的"),
        ("# 只有注释\n", None, None, "文件是空的"),
        ("a: 中\nb: c\x01\n", 2, 5, "U+0001"),
        ("标题: 目录\n".encode("gb18030"), 1, None, "GB18030"),
        ("标题: 目录\n".encode("utf-16"), 1, None, "另存为 UTF-8"),
        (b"PK\x03\x04\x00\x00\xff\xfe", 1, None, "另存为 UTF-8"),
        (b"a: 1\nb: \xff\xff\xff\n", 2, None, "不是 UTF-8"),
    ],
)
def test_what_is_no_yaml_is_refused_with_place_and_remedy(
    tmp_path: Path, content: str | bytes, line: int | None, column: int | None, part: str
) -> None:
    found_line, found_column, message = refused(tmp_path, content)
    assert (found_line, found_column) == (line, column)
    assert part in message
    assert "请" in message


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "别名" in refused(tmp_path, "\n".join(levels))[2]


def test_a_merge_bomb_is_refused(tmp_path: Path) -> None:
    levels = ["a0: &a0 {x: 1}"]
    levels += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 12)]
    assert "别名" in refused(tmp_path, "\n".join(levels))[2]


@pytest.mark.parametrize("content", ["a: &a [*a]\n", "a: &a {b: {c: *a}}\n", "a: &a {<<: *a}\n"])
def test_an_anchor_that_holds_itself_is_refused(tmp_path: Path, content: str) -> None:
    assert "它自己" in refused(tmp_path, content)[2]


@pytest.mark.parametrize(
    "content", ["a: " + "[" * 200_000, "a: " + "{b: " * 100_000, "- " * 100_000 + "a", "? " * 100_000]
)
def test_nesting_that_would_exhaust_the_stack_is_refused(tmp_path: Path, content: str) -> None:
    assert "嵌套" in refused(tmp_path, content)[2]


def test_many_brackets_in_texts_are_no_nesting(tmp_path: Path) -> None:
    assert sound(tmp_path, f"a: '{'[' * 500}'\nb: |\n{' ' * 90}c\n").data["b"] == "c\n"


def test_an_oversized_file_is_refused(tmp_path: Path) -> None:
    assert "4 MiB" in refused(tmp_path, b"a: 1\n" + b"#" * LARGEST_FILE)[2]


def test_a_path_that_does_not_exist_or_is_a_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match="文件夹"):
        read_yaml(tmp_path)


def test_tags_build_nothing(tmp_path: Path) -> None:
    source, (one,) = read(tmp_path, "a: !!python/object/apply:os.system [ls]\nb: !!str 012\n")
    assert source is not None
    assert source.data == {"a": ["ls"], "b": "012"}
    assert (one.code, one.place.line, one.place.column) == ("K05", 1, 4)


def test_a_place_is_found_through_merges_lists_and_nested_areas(tmp_path: Path) -> None:
    source = sound(tmp_path, "x: &x\n  a: 1\ny:\n  <<: *x\n  b: [{c: 2}]\nareas:\n  - 东区: [甲镇]\n")

    def place(*path: str | int, on_key: bool = False) -> tuple[int | None, int | None]:
        found = source.diagnose(Fault("K05", path, "", on_key)).place
        return found.line, found.column

    assert place("y", "a") == (2, 6)
    assert place("y", "a", on_key=True) == (2, 3)
    assert place("y", "b", 0, "c") == (5, 11)
    assert place("y", "b", 0, "absent") == (5, 7)
    assert place("areas", 0, "areas", 0, "name") == (7, 10)
    assert place() == (1, 1)


def test_without_libyaml_the_same_is_read(tmp_path: Path) -> None:
    class Plain(yaml.BaseLoader):
        pass

    with patch.object(yaml_source, "_Composer", Plain):
        assert sound(tmp_path, "a: 012\nb:\nc: &c [no]\nd: *c\n").data == {
            "a": "012",
            "b": EMPTY,
            "c": ["no"],
            "d": ["no"],
        }
        assert refused(tmp_path, "a: [1\nb: 2\n")[0] == 2
        assert "U+0001" in refused(tmp_path, "a: \x01\n")[2]
        assert "嵌套" in refused(tmp_path, "[" * 100_000)[2]
