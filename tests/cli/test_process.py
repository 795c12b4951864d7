"""The installed program as a process: encodings, pipes, colours."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lianggang import __version__

if TYPE_CHECKING:
    from pathlib import Path

MAIN = [sys.executable, "-m", "lianggang"]


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "PYTHONUTF8"}}
    return subprocess.run(  # noqa: S603 - our own program
        [*MAIN, *arguments], capture_output=True, check=False, env={**inherited, **environment}
    )


def test_version() -> None:
    done = start("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"lianggang {__version__}\n".encode(), b"")


def test_the_version_costs_no_imports() -> None:
    code = "import sys; sys.argv[1:] = ['--version']; from lianggang.__main__ import main; main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert not {"typer", "pydantic", "yaml", "rich"} & set(done.stdout.split())


@pytest.mark.usefixtures("workspace")
def test_a_pipe_gets_no_colours_and_120_columns() -> None:
    done = start("warn", TERM="xterm-256color")
    assert b"\x1b" not in done.stdout
    assert "■ 红  C-EDU-02  普惠性幼儿园覆盖率" in done.stdout.decode()


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_stream_that_cannot_hold_chinese_gets_utf_8(encoding: str) -> None:
    done = start("check", "data/2025Q3.csv", LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "普惠性幼儿园覆盖率" in done.stdout.decode("utf-8")


@pytest.mark.usefixtures("workspace")
def test_a_chinese_encoding_is_kept_for_people_and_utf_8_for_programs() -> None:
    assert "普惠性幼儿园覆盖率" in start("warn", PYTHONIOENCODING="gb18030").stdout.decode("gb18030")
    assert "普惠性幼儿园覆盖率" in start("warn", "--format", "json", PYTHONIOENCODING="gb18030").stdout.decode("utf-8")


@pytest.mark.usefixtures("workspace")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [*MAIN, "status"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.usefixtures("workspace")
def test_the_same_input_gives_the_same_bytes() -> None:
    for arguments in (["status", "--format", "json"], ["check", "data/2025Q3.csv"]):
        assert start(*arguments, PYTHONHASHSEED="1").stdout == start(*arguments, PYTHONHASHSEED="2").stdout


def test_a_return_that_may_not_be_read_is_told(workspace: Path) -> None:
    file = workspace / "data" / "2025Q3.csv"
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    done = start("check", "data/2025Q3.csv")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.usefixtures("workspace")
def test_json_and_pipes_need_no_rich() -> None:
    code = (
        "import sys\nfrom lianggang.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*[m for m in sys.modules if m.startswith('rich')], file=sys.stderr)"
    )
    for form in ("json", "text"):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, "check", "data/2025Q3.csv", "--format", form], capture_output=True, check=True
        )
        assert done.stderr.strip() == b""
