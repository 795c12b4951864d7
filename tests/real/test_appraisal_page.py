"""What ``docs/appraisal.md`` shows is what the program reads."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from lianggang.load.appraisal_record import load_record
from lianggang.load.appraisal_scheme import BUILT_IN, load_scheme
from lianggang.load.catalogue import load_catalogue
from lianggang.model.appraisal_record import AppraisalRecord, DecidedItem, SelfScore

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "appraisal.md").read_text(encoding="utf-8")
RECORD, SCHEME = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_record_shown_is_read_and_names_every_key(tmp_path: Path) -> None:
    path = tmp_path / "2025.yaml"
    path.write_text(RECORD, encoding="utf-8")
    catalogue = load_catalogue(ROOT / "indicators.yaml")
    file = load_record(path, 2025, catalogue, load_scheme(), date(2026, 1, 20))
    assert file is not None
    assert len(file.record.items) == 2
    for model in (AppraisalRecord, DecidedItem, SelfScore):
        assert all(f"{key}:" in RECORD for key in model.model_fields)


def test_the_lines_of_the_scheme_shown_are_read(tmp_path: Path) -> None:
    path = tmp_path / "办法.yaml"
    text = re.sub(r"^bonus_cap: .*\n", "", BUILT_IN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text + SCHEME, encoding="utf-8")
    scheme = load_scheme(path)
    assert scheme.bonus_cap == load_scheme().bonus_cap
    assert scheme.cards is not None


def test_the_codes_it_speaks_of_have_their_section() -> None:
    diagnostics = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert "## 考核登记（A01—A05）\n" in diagnostics
    assert "diagnostics.md#考核登记a01a05" in PAGE
