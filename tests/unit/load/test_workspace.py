from __future__ import annotations

from pathlib import Path

import pytest

from doubles import make_catalogue
from lianggang.load.workspace import (
    bears_no_unit,
    find_catalogue,
    number_named,
    other_files,
    quarter_files,
    quarter_of,
    unit_named,
)
from lianggang.model.errors import CatalogueError
from lianggang.model.quarter import Quarter


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_the_catalogue_is_found_upwards(tmp_path: Path) -> None:
    touch(tmp_path, "indicators.yaml", "data/2025Q3/a.csv", "data/national/indicators.yaml", "data/national/2024.csv")
    for start in (tmp_path, tmp_path / "data/2025Q3", tmp_path / "data/2025Q3/a.csv", tmp_path / "data/none.csv"):
        assert find_catalogue(start) == (tmp_path / "indicators.yaml").resolve()
    nearer = find_catalogue(tmp_path / "data/national/2024.csv")
    assert nearer == (tmp_path / "data/national/indicators.yaml").resolve()


def test_without_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"找不到 indicators\.yaml") as raised:
        find_catalogue(tmp_path)
    assert raised.value.exit_status == 1


@pytest.mark.parametrize(
    ("path", "quarter"),
    [
        ("data/2025Q3.csv", Quarter(2025, 3)),
        ("data/2025q3.csv", Quarter(2025, 3)),
        ("data/2025.csv", Quarter(2025, 4)),
        ("data/2025Q3/区教育局-2.csv", Quarter(2025, 3)),
        ("data/2025Q3/2025Q2.csv", Quarter(2025, 2)),
        ("data/samples/return.csv", None),
        ("data/2025Q5.csv", None),
    ],
)
def test_the_quarter_of_a_name(path: str, quarter: Quarter | None) -> None:
    assert quarter_of(Path(path)) == quarter


def test_what_in_data_is_a_return(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "2025Q3/区教育局.csv", "2025Q3/区卫健局.CSV", "2025Q3/~$区教育局.csv", "2025Q3/.hidden.csv", "2025Q3/note.txt",
        "2025Q3/more/a.csv", "2025Q3.csv", "2025Q2.csv", "2024.csv", "ledger.csv", "plans/a.yaml", "samples/2025Q3.csv",
        "2025Q3/区民政局.xlsx", "2025Q3/教育局.et", "2025Q1.yaml", "2025Q1.old/2025Q1.csv",
    )  # fmt: skip
    files = quarter_files(tmp_path)
    assert list(files) == [Quarter(2024, 4), Quarter(2025, 2), Quarter(2025, 3)]
    names = [path.relative_to(tmp_path).as_posix() for path in files[Quarter(2025, 3)]]
    assert names == sorted(
        ["2025Q3.csv", "2025Q3/区卫健局.CSV", "2025Q3/区教育局.csv", "2025Q3/区民政局.xlsx", "2025Q3/教育局.et"],
        key=lambda name: tmp_path / name,
    )


def test_no_data_no_returns(tmp_path: Path) -> None:
    assert quarter_files(tmp_path / "data") == {}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("区教育局.xlsx", "区教育局"), ("教育局.csv", "区教育局"), ("区教育局-2.csv", "区教育局"),
        ("区教育局(1).xlsx", "区教育局"), ("区教育局 （2）.xls", "区教育局"), ("区教育局 - 副本.xlsx", "区教育局"),
        ("区教育局_3.csv", "区教育局"),
        ("2025Q3.csv", None), ("区教育局报表.xlsx", None), ("-2.csv", None), ("省教育局.xlsx", None),
    ],
)  # fmt: skip
def test_the_unit_that_a_name_bears(name: str, unit: str | None) -> None:
    assert unit_named(Path("data/2025Q3") / name, make_catalogue()) == unit


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("区教育局.xlsx", 1), ("区教育局-2.csv", 2), ("教育局(3).xlsx", 3), ("区教育局 （2）.xls", 2),
        ("区教育局-10.csv", 10), ("区教育局 - 副本.xlsx", 1), ("2025Q3.csv", 1), ("某单位-2.csv", 1),
    ],
)  # fmt: skip
def test_which_of_its_units_files_it_is(name: str, number: int) -> None:
    assert number_named(Path("data/2025Q3") / name, make_catalogue()) == number


def test_a_name_that_should_bear_a_unit_and_does_not() -> None:
    catalogue = make_catalogue()
    names = ("data/2025Q3/汇总.csv", "data/2025Q3/2025Q3.csv", "data/2025Q3/区教育局.csv", "data/2025Q3.csv", "a/b.csv")
    assert [bears_no_unit(Path(name), catalogue) for name in names] == [True, False, False, False, False]


def test_what_in_a_folder_is_no_return(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.csv", "b.XLSX", "c.et", "d.docx", "~$b.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "more/x.csv"
    )
    assert [file.name for file in other_files(tmp_path)] == ["d.docx", "more"]
