"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from lianggang.model.errors import LianggangError
from lianggang.outputs.lock import locked

HOLDER = """\
import sys, time
from pathlib import Path
from lianggang.outputs.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(place: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that has the lock by the time this returns."""
    other = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", HOLDER, str(place), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_the_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    with locked(tmp_path / "journal.csv"):
        assert [path.name for path in tmp_path.iterdir()] == [".journal.csv.lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_refused_where_the_first_does_not_finish(tmp_path: Path) -> None:
    other = hold(tmp_path / "journal.csv", 60)
    try:
        with pytest.raises(LianggangError, match=r"正由另一个程序写入.*本次没有写入任何内容"):
            locked(tmp_path / "journal.csv", patience=0.1).__enter__()
    finally:
        other.kill()
        other.communicate()


def test_a_second_writer_waits_for_a_short_while(tmp_path: Path) -> None:
    other = hold(tmp_path / "journal.csv", 0.3)
    with locked(tmp_path / "journal.csv"):
        assert other.wait(timeout=10) == 0
    other.communicate()


def test_a_writer_that_was_killed_does_not_keep_the_lock(tmp_path: Path) -> None:
    other = hold(tmp_path / "journal.csv", 60)
    other.kill()
    other.communicate()
    with locked(tmp_path / "journal.csv", patience=1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_only_one_is_inside_at_a_time(tmp_path: Path) -> None:
    inside, seen = [], []

    def work() -> None:
        for _ in range(5):
            with locked(tmp_path / "journal.csv", patience=30):
                inside.append(1)
                seen.append(len(inside))
                sleep(0.001)
                inside.pop()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert seen == [1] * 20


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LianggangError, match=r"所在文件夹不存在"), locked(tmp_path / "没有" / "journal.csv"):
        pass
