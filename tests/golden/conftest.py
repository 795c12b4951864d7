"""The small workspace of which documents are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_workspace import write_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    write_workspace(folder)
    return folder
