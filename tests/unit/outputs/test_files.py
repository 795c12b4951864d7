from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianggang.model.errors import LianggangError, UsageError
from lianggang.outputs import files

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "结果.json"
    place.write_bytes(b"old")
    files.write_whole(place, b"new")
    assert place.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [place]


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "结果.json"
    place.write_bytes(b"old")

    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(LianggangError, match=r"原有文件没有改动"):
        files.write_whole(place, b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(LianggangError, match=r"这是一个文件夹"):
        files.write_whole(tmp_path, b"new")
    with pytest.raises(LianggangError, match=r"所在文件夹不存在"):
        files.write_whole(tmp_path / "没有" / "结果.json", b"new")


def test_a_link_is_followed(tmp_path: Path) -> None:
    place, link = tmp_path / "a.json", tmp_path / "b.json"
    place.write_bytes(b"old")
    link.symlink_to(place)
    files.write_whole(link, b"new")
    assert (place.read_bytes(), link.is_symlink()) == (b"new", True)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("区教育局", "区教育局"),
        ("区教育局（本级）", "区教育局（本级）"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("C:\\教育", "C：＼教育"),
        ('教育*?"<>|局', "教育＊？＂＜＞｜局"),
        (" .隐藏. ", "隐藏"),
        ("教育\n局\x00\u202e", "教育局"),
        ("..", "_"),
        ("", "_"),
        ("nul", "_nul"),
        ("Com1.区", "_Com1.区"),
        ("教" * 200, "教" * 60),
    ],
)
def test_a_name_from_data_becomes_a_plain_file_name(name: str, file: str) -> None:
    assert files.file_name(name) == file


def test_a_folder_is_made_with_those_above_it_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "a" / "b")
    files.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(LianggangError, match=r"已有同名文件"):
        files.make_folder(tmp_path / "文件")
    with pytest.raises(LianggangError, match=r"上级路径是文件"):
        files.make_folder(tmp_path / "文件" / "表")


def test_what_is_staged_is_put_in_place_only_when_told(tmp_path: Path) -> None:
    place = tmp_path / "结果.csv"
    place.write_bytes(b"old")
    with files.staged(place, b"new") as put_in_place:
        assert place.read_bytes() == b"old"
        put_in_place()
        assert place.read_bytes() == b"new"
    with files.staged(place, b"newer"):
        pass
    assert place.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [place]


def test_what_goes_wrong_beside_a_staged_file_is_not_told_as_its_fault(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="elsewhere"), files.staged(tmp_path / "a.csv", b"new"):
        raise OSError("elsewhere")
    assert list(tmp_path.iterdir()) == []


def test_two_names_that_a_file_system_takes_for_one_are_refused() -> None:
    assert files.file_names(["区教育局", "a/b"]) == {"区教育局": "区教育局", "a/b": "a／b"}
    with pytest.raises(UsageError, match="“A/B”和“a／b”的文件会同名"):
        files.file_names(["A/B", "a／b"])
