from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lianggang.model.errors import LianggangError
from lianggang.outputs.folders import staged_folder


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def publish(folder: Path, **files: bytes) -> tuple[str, ...]:
    with staged_folder(folder) as staged:
        for name, content in files.items():
            staged.add(name, content)
        return staged.put_in_place()


def test_a_new_folder_and_those_above_it(tmp_path: Path) -> None:
    assert publish(tmp_path / "out/2025Q3", 甲=b"1", 乙=b"2") == ()
    assert content_of(tmp_path) == {"out/2025Q3/甲": b"1", "out/2025Q3/乙": b"2"}
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["2025Q3"]


def test_what_else_is_in_the_folder_stays(tmp_path: Path) -> None:
    folder = tmp_path / "2025Q3"
    (folder / "填报表").mkdir(parents=True)
    (folder / "填报表/区教育局.csv").write_bytes(b"x")
    (folder / "甲").write_bytes(b"old")
    (folder / "自存").write_bytes(b"y")
    assert publish(folder, 甲=b"new") == ("填报表", "自存")
    assert content_of(folder) == {"填报表/区教育局.csv": b"x", "甲": b"new", "自存": b"y"}
    assert [one.name for one in tmp_path.iterdir()] == ["2025Q3"]


def test_unless_it_is_put_in_place_nothing_changes(tmp_path: Path) -> None:
    folder = tmp_path / "2025Q3"
    publish(folder, 甲=b"old")
    with staged_folder(folder) as staged:
        staged.add("甲", b"new")
        assert content_of(folder) == {"甲": b"old"}
    assert content_of(tmp_path) == {"2025Q3/甲": b"old"}


def test_two_files_of_one_name(tmp_path: Path) -> None:
    with pytest.raises(LianggangError, match="两份文件会同名"):
        publish(tmp_path / "a", **{"A.md": b"1", "a.md": b"2"})
    assert content_of(tmp_path) == {}


def test_the_old_folder_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2025Q3"
    publish(folder, 甲=b"old")
    rename = Path.rename

    def fails_for_drafts(path: Path, target: Path) -> Path:
        if path.name.endswith(".tmp"):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_for_drafts)
    with pytest.raises(LianggangError, match=r"没有写入权限.*原有文件没有改动"):
        publish(folder, 甲=b"new")
    assert content_of(tmp_path) == {"2025Q3/甲": b"old"}


def test_a_run_that_was_broken_off_in_the_swap_is_made_good(tmp_path: Path) -> None:
    folder = tmp_path / "2025Q3"
    publish(folder, 自存=b"y")
    folder.rename(tmp_path / ".2025Q3.old")
    assert publish(folder, 甲=b"new") == ("自存",)
    assert content_of(tmp_path) == {"2025Q3/甲": b"new", "2025Q3/自存": b"y"}


def test_a_file_or_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "2025Q3").write_bytes(b"x")
    with pytest.raises(LianggangError, match="已有同名文件"):
        publish(tmp_path / "2025Q3", 甲=b"1")
    (tmp_path / "2025Q4/甲").mkdir(parents=True)
    with pytest.raises(LianggangError, match="“甲”是文件夹"):
        publish(tmp_path / "2025Q4", 甲=b"1")
    assert content_of(tmp_path) == {"2025Q3": b"x"}


def test_what_is_kept_is_no_other_file_and_what_is_dropped_goes(tmp_path: Path) -> None:
    folder = tmp_path / "2025Q3"
    publish(folder, 甲=b"1", 乙=b"2", 丙=b"3", 丁=b"4")
    with staged_folder(folder) as staged:
        staged.add("丁", b"new")
        assert (staged.holds("甲"), staged.holds("戊")) == (True, False)
        staged.keep("甲")
        assert [staged.drop(name) for name in ("乙", "丁", "戊")] == [True, False, False]
        assert content_of(folder)["乙"] == b"2"
        assert staged.put_in_place() == ("丙",)
    assert content_of(folder) == {"甲": b"1", "丙": b"3", "丁": b"new"}


def test_a_folder_is_not_dropped_with_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "2025Q3/乙").mkdir(parents=True)
    (tmp_path / "2025Q3/乙/自存").write_bytes(b"y")
    with staged_folder(tmp_path / "2025Q3") as staged:
        assert not staged.drop("乙")
        assert staged.put_in_place() == ("乙",)
    assert content_of(tmp_path) == {"2025Q3/乙/自存": b"y"}


def test_drafts_of_processes_that_are_gone_are_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    gone = process.pid
    running = os.getppid()
    kept = [
        f".2025Q3.{running}.tmp", f".2025Q2.{gone}.tmp", f"2025Q3.{gone}.tmp", f".2025Q3.{gone}.tmp.bak",
        ".2025Q3.x.tmp", ".2025Q3.0.tmp", f".2025Q3.{10**30}.tmp",
    ]  # fmt: skip
    for name in (*kept, f".2025Q3.{gone}.tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "甲").write_bytes(b"half")
    publish(tmp_path / "2025Q3", 甲=b"1")
    assert {one.name for one in tmp_path.iterdir()} == {"2025Q3", *kept}


def test_a_file_or_a_link_of_a_drafts_name_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    (tmp_path / "others").mkdir()
    link = tmp_path / f".2025Q3.{process.pid}.tmp"
    link.symlink_to(tmp_path / "others", target_is_directory=True)
    publish(tmp_path / "2025Q3", 甲=b"1")
    assert link.is_symlink()
    link.unlink()
    link.write_bytes(b"x")
    publish(tmp_path / "2025Q3", 甲=b"1")
    assert link.read_bytes() == b"x"
