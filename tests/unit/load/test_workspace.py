from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.load.workspace import find_catalogue, quarter_files, quarter_of
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
        "2025Q1.yaml", "2025Q1.old/2025Q1.csv",
    )  # fmt: skip
    files = quarter_files(tmp_path)
    assert list(files) == [Quarter(2024, 4), Quarter(2025, 2), Quarter(2025, 3)]
    names = [path.relative_to(tmp_path).as_posix() for path in files[Quarter(2025, 3)]]
    assert names == sorted(
        ["2025Q3.csv", "2025Q3/区卫健局.CSV", "2025Q3/区教育局.csv"], key=lambda name: tmp_path / name
    )


def test_no_data_no_returns(tmp_path: Path) -> None:
    assert quarter_files(tmp_path / "data") == {}
