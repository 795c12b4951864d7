"""What is imported on the way to a command: start-up is what an office waits for each time.

A new name here is a decision: import it where it is used, or say in the commit why it must be early.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RUN = """
import json, sys
from lianggang.__main__ import main
sys.argv[1:] = {arguments!r}
try:
    main()
except SystemExit:
    pass
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""

HEAVY = {
    "asyncio", "calendar", "docx", "html", "http", "jinja2", "jsonschema", "logging", "lxml", "multiprocessing",
    "numpy", "openpyxl", "pandas", "pydoc", "rich", "scipy", "sqlite3", "ssl", "statistics", "tempfile", "unittest",
    "xlsxwriter", "xml",
}  # fmt: skip
"""What no everyday command has to import when it writes into a pipe or a file."""

COMMANDS = {
    "help": ("--help",),
    "check": ("check", "data/2025Q3.csv"),
    "check-json": ("check", "data/2025Q3.csv", "--format", "json"),
    "warn": ("warn", "--level", "red"),
    "status-json": ("status", "--format", "json"),
}
THIRD_PARTY = {
    "annotated_doc", "annotated_types", "pydantic", "pydantic_core", "rich", "shellingham", "typer",
    "typing_extensions", "typing_inspection", "yaml",
}  # fmt: skip
"""The packages that the project's dependencies bring."""


def imported(arguments: tuple[str, ...]) -> set[str]:
    """The modules that a run of the program ends with."""
    code = RUN.format(arguments=list(arguments))
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    modules: list[str] = json.loads(done.stderr.rpartition("\n")[2])
    return set(modules)


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("name", COMMANDS)
def test_the_imported_modules_are_those_that_were_decided_on(name: str, update_golden: bool) -> None:
    modules = imported(COMMANDS[name])
    assert not modules & HEAVY
    ours = {module for module in modules if module == "lianggang" or module.startswith("lianggang.")}
    packages = {module for module in modules if module in THIRD_PARTY}
    listed = "".join(f"{module}\n" for module in (*sorted(packages), *sorted(ours)))
    golden = HERE / "imported" / f"{name}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(listed, encoding="utf-8")
    assert listed == golden.read_text(encoding="utf-8"), "accepted? then rewrite it with pytest --update-golden"


def test_help_needs_neither_models_nor_yaml() -> None:
    packages = {module for module in imported(("--help",)) if module in THIRD_PARTY}
    assert packages <= {"annotated_doc", "shellingham", "typer"}
