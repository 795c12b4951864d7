from __future__ import annotations

from fractions import Fraction

from lianggang.engine.unit_standing import LEADING, OBSERVING, _ranked, competition_places, duties_of
from lianggang.load.catalogue import load_catalogue
from lianggang.model.attainment import Tally
from lianggang.model.unit_standing import Rank, UnitStanding
from paper_workspace import CATALOGUE


def standing(unit: str, on_time: int, owed: int, duties: str = "部门") -> UnitStanding:
    none = Tally.of(())
    return UnitStanding(unit, duties, owed, on_time, on_time, none, 0, 0, Rank(on_time, owed) if owed else None, None)


def places(*standings: UnitStanding, before: tuple[UnitStanding, ...] = ()) -> dict[str, tuple[object, ...]]:
    ranked = _ranked(standings, before)
    return {one.unit: one.punctuality[2:] if one.punctuality else () for one in ranked}


def test_equal_shares_have_one_place_and_the_next_is_left_out() -> None:
    shares = {"甲": Fraction(2, 4), "乙": Fraction(3, 3), "丙": Fraction(5, 10), "丁": Fraction(1, 3)}
    assert competition_places(shares) == {"乙": 1, "甲": 2, "丙": 2, "丁": 4}


def test_a_unit_that_stands_alone_has_no_place() -> None:
    assert competition_places({"甲": Fraction(1)}) == {}


def test_a_unit_with_fewer_than_three_figures_has_no_place() -> None:
    assert places(standing("甲", 2, 2), standing("乙", 3, 3), standing("丙", 1, 4), standing("丁", 0, 0)) == {
        "甲": (None, 0, None),
        "乙": (1, 2, None),
        "丙": (2, 2, None),
        "丁": (),
    }


def test_units_of_other_duties_are_not_compared() -> None:
    assert places(standing("甲", 1, 3), standing("乙", 2, 3), standing("丙", 3, 3, "街道")) == {
        "甲": (2, 2, None),
        "乙": (1, 2, None),
        "丙": (None, 0, None),
    }


def test_the_place_before_stands_beside() -> None:
    before = _ranked((standing("甲", 3, 3), standing("乙", 2, 3)), ())
    assert places(standing("甲", 1, 3), standing("乙", 2, 3), before=before) == {"甲": (2, 2, 1), "乙": (1, 2, 2)}


def test_duties_as_written_else_by_what_a_unit_leads(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "indicators.yaml"
    path.write_text(CATALOGUE.replace("区财政局: {}", "区财政局: {duties: 综合部门}\n  区妇联: {}"), encoding="utf-8")
    catalogue = load_catalogue(path)
    assert duties_of(catalogue, "区教育局") == LEADING
    assert duties_of(catalogue, "区妇联") == OBSERVING
    assert duties_of(catalogue, "区财政局") == "综合部门"
