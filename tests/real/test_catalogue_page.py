"""docs/catalogue.md and docs/indicators.schema.json are what the program makes of its models."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_and_the_schema_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/catalogue_page.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run `make docs` and read the difference\n{done.stderr}"


@pytest.mark.parametrize("path", ["indicators.yaml", "data/national/indicators.yaml"])
def test_a_comment_at_the_top_of_a_catalogue_leads_an_editor_to_the_schema(path: str) -> None:
    catalogue = ROOT / path
    mark = "# yaml-language-server: $schema="
    (line,) = [line for line in catalogue.read_text(encoding="utf-8").splitlines()[:3] if line.startswith(mark)]
    assert (catalogue.parent / line.removeprefix(mark)).resolve() == ROOT / "docs" / "indicators.schema.json"
