"""The example's texts: sound, labelled, of the quarter's lead units, and printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lianggang.api.quarter_basis import quarter_basis
from lianggang.api.reporting import report_of
from lianggang.load.texts import read_texts
from lianggang.outputs.markdown import to_markdown

ROOT = Path(__file__).resolve().parents[2]


def test_they_are_sound_labelled_and_in_the_report() -> None:
    basis = quarter_basis(start=ROOT)
    file = read_texts(ROOT / "data" / "texts" / "2025Q3.yaml", basis.workspace.catalogue)
    assert file.diagnostics == ()
    assert file.texts is not None
    assert file.texts.sample
    text = to_markdown(report_of(basis, date(2025, 10, 20)).document)
    said = [paragraph for _, practices in file.texts.practices() for paragraph in practices]
    said += [
        paragraph
        for unit in file.texts.units.values()
        for one in unit.indicators.values()
        for paragraph in (*one.causes, *one.measures)
    ]
    assert len(said) > 10
    assert [paragraph for paragraph in said if paragraph not in text] == []
