from __future__ import annotations

import gzip
import re
from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.load import cases as module
from lianggang.load.cases import COLUMNS, load_cases, read_cases
from lianggang.model.case import CaseKind
from lianggang.model.diagnostic import CODES
from lianggang.model.errors import CaseFileError, UsageError
from lianggang.model.indicator import Direction

DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "diagnostics.md").read_text(encoding="utf-8")
HEADER = ",".join(COLUMNS)
SOUND = {
    "id": "甲:死亡率:X01",
    "family": "甲",
    "indicator": "死亡率",
    "country": "X01",
    "kind": "reach",
    "direction": "down",
    "unit": "per 1000",
    "baseline_year": "1990",
    "baseline": "64.3",
    "target_year": "2000",
    "target": "42.866667",
    "bound_lo": "0",
    "bound_hi": "1000",
    "final_year": "2000",
    "final_value": "42",
    "outcome": "met",
    "series": "1988:66.0;1990:64.3;1995:5e1;2000:42",
}


def row(**changes: str) -> str:
    return ",".join({**SOUND, **changes}.values())


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "cases.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def found(path: Path) -> list[tuple[str, int | None, str | None]]:
    """Code, line and column of each diagnostic."""
    return [(one.code, one.place.line, one.place.header) for one in read_cases(path)[1]]


class TestSound:
    def test_a_case(self, tmp_path: Path) -> None:
        (case,) = load_cases(written(tmp_path, row()))
        assert case.id == "甲:死亡率:X01"
        assert (case.kind, case.direction, case.is_met) == (CaseKind.REACH, Direction.DOWN, True)
        assert (case.baseline_year, case.baseline) == (1990, Decimal("64.3"))
        assert (case.target_year, case.target) == (2000, Decimal("42.866667"))
        assert case.bounds == (Decimal(0), Decimal(1000))
        assert case.series[2] == (1995, Decimal(50))

    @pytest.mark.parametrize(
        ("unit", "low", "high", "expected"),
        [("%", "0", "100", True), ("%", "0.0", "100.0", True), ("%", "0", "", False), ("per 1000", "0", "100", False)],
    )
    def test_a_percentage_is_bounded_by_its_unit_and_bounds(
        self, tmp_path: Path, unit: str, low: str, high: str, expected: bool
    ) -> None:
        (case,) = load_cases(written(tmp_path, row(unit=unit, bound_lo=low, bound_hi=high)))
        assert case.is_bounded_percent is expected

    def test_columns_stand_in_any_order_and_others_are_passed_over(self, tmp_path: Path) -> None:
        turned = {"备注": "x", **dict(reversed(SOUND.items()))}
        path = written(tmp_path, ",".join(turned.values()), header=",".join(turned))
        assert load_cases(path) == load_cases(written(tmp_path, row()))

    def test_what_the_final_year_held_may_be_left_out(self, tmp_path: Path) -> None:
        (case,) = load_cases(written(tmp_path, row(final_year="", final_value="", outcome="missed")))
        assert case.is_met is False

    def test_gzip_and_byte_order_mark(self, tmp_path: Path) -> None:
        plain = written(tmp_path, row())
        packed = tmp_path / "cases.csv.gz"
        packed.write_bytes(gzip.compress(b"\xef\xbb\xbf" + plain.read_bytes()))
        assert load_cases(packed) == load_cases(plain)
        halves = plain.read_bytes()[:100], plain.read_bytes()[100:]
        packed.write_bytes(b"".join(map(gzip.compress, halves)))
        assert load_cases(packed) == load_cases(plain)

    def test_lines_are_the_physical_ones(self, tmp_path: Path) -> None:
        path = written(tmp_path, row(unit='"per\n1000"'), "", row(id="乙", outcome="?"))
        assert found(path) == [("B03", 5, "outcome")]


class TestFaults:
    @pytest.mark.parametrize(
        ("changes", "code", "column"),
        [
            ({"id": ""}, "B03", "id"),
            ({"kind": "hold"}, "B03", "kind"),
            ({"direction": "range"}, "B03", "direction"),
            ({"outcome": "yes"}, "B03", "outcome"),
            ({"baseline_year": "90"}, "B03", "baseline_year"),
            ({"baseline": "nan"}, "B03", "baseline"),
            ({"target": ""}, "B03", "target"),
            ({"target": "１２"}, "B03", "target"),
            ({"bound_hi": "inf"}, "B03", "bound_hi"),
            ({"final_year": "later"}, "B03", "final_year"),
            ({"series": ""}, "B03", "series"),
            ({"series": "1990:64.3;1990:64"}, "B03", "series"),
            ({"series": "1991:64.3;1990:64"}, "B03", "series"),
            ({"series": "1990=64.3"}, "B03", "series"),
            ({"target_year": "1990"}, "B04", "target_year"),
            ({"outcome": "missed"}, "B04", "outcome"),
            ({"final_value": "43"}, "B04", "outcome"),
        ],
    )
    def test_a_cell(self, tmp_path: Path, changes: dict[str, str], code: str, column: str) -> None:
        assert found(written(tmp_path, row(), row(**{"id": "乙", **changes}))) == [(code, 3, column)]

    def test_every_cell_of_a_row_is_told(self, tmp_path: Path) -> None:
        path = written(tmp_path, row(kind="x", baseline="x"))
        assert found(path) == [("B03", 2, "kind"), ("B03", 2, "baseline")]

    def test_the_message_says_what_was_found_and_what_is_expected(self, tmp_path: Path) -> None:
        (one,) = read_cases(written(tmp_path, row(kind="hold\u200b")))[1]
        assert one.message == "kind 是“hold‹U+200B›”，应为reach 或 keep。"
        assert (one.place.column, one.place.cell, one.found) == (5, "E2", "hold‹U+200B›")
        assert one.excerpt is not None
        assert one.span is not None
        assert one.excerpt[slice(*one.span)] == "hold\u200b"

    def test_two_cases_of_one_name(self, tmp_path: Path) -> None:
        (one,) = read_cases(written(tmp_path, row(), row()))[1]
        assert (one.code, one.place.line, one.also.line if one.also else None) == ("B04", 3, 2)

    def test_too_few_cells(self, tmp_path: Path) -> None:
        assert found(written(tmp_path, row() + ",x")) == [("B02", 2, None)]

    @pytest.mark.parametrize("header", [HEADER.replace("outcome", "result"), f"{HEADER},kind", ""])
    def test_a_header_that_lacks_or_repeats_columns(self, tmp_path: Path, header: str) -> None:
        path = written(tmp_path, row(), header=header)
        assert [one[0] for one in found(path)] == ["B02"]

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            HEADER.encode(),
            HEADER.encode("utf-16"),
            f"{HEADER}\n{row()}".encode("gb18030"),
            b"\x1f\x8bnot gzip",
            gzip.compress(b"x" * 1000)[:-10],
            f'{HEADER}\n"unclosed'.encode(),
            b"PK\x03\x04 a workbook \xff",
        ],
    )
    def test_what_is_no_case_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "cases.csv"
        path.write_bytes(content)
        assert [one[0] for one in found(path)] in (["B01"], ["B02"])

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "LARGEST_TEXT", 10_000)
        path = tmp_path / "cases.csv.gz"
        path.write_bytes(gzip.compress(b"0" * 10_000_000))
        (one,) = read_cases(path)[1]
        assert (one.code, "上限" in one.message) == ("B01", True)

    def test_reading_stops_where_all_is_wrong(self, tmp_path: Path) -> None:
        diagnostics = read_cases(written(tmp_path, *[row(kind="x")] * 500))[1]
        assert len(diagnostics) == module.MOST_FAULTS + 1
        assert diagnostics[-1].code == "B01"

    def test_too_many_cases(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_CASES", 2)
        path = written(tmp_path, *(row(id=str(number)) for number in range(3)))
        assert found(path) == [("B01", 4, None)]

    def test_a_faulty_file_is_not_used(self, tmp_path: Path) -> None:
        with pytest.raises(CaseFileError, match="1 处错误") as caught:
            load_cases(written(tmp_path, row(), row(id="乙", kind="x")))
        assert len(caught.value.diagnostics) == 1
        with pytest.raises(UsageError):
            load_cases(tmp_path / "none.csv")


@pytest.mark.parametrize("code", sorted(code for code in CODES if code[0] == "B"))
def test_the_documentation_has_an_entry(code: str) -> None:
    entry = re.search(rf"^### {code} (.*)\n((?:(?!^##).*\n)*)", DOCUMENTATION, re.MULTILINE)
    assert entry
    assert entry[1] == f"{CODES[code].name} · {CODES[code].title}"
    assert "\n- 处理：" in entry[2]
