from __future__ import annotations

from typing import Any

from doubles import make_indicator
from lianggang.engine.targets_in_force import Agenda
from lianggang.model.quarter import Quarter


def target(by: str = "2025Q4", level: str = "国家", **asks: Any) -> dict[str, Any]:
    return {"by": by, "level": level, "source": "某规划", **asks}


def counting(quarter: str, *targets: dict[str, Any], direction: str = "up") -> dict[str, Any]:
    agenda = Agenda(make_indicator("X", direction=direction, targets=list(targets)))
    in_force = agenda.in_force(Quarter.parse(quarter).index)
    return {str(Quarter.at(deadline)): plan.value for deadline, plan in in_force.items()}


def test_of_targets_with_one_deadline_the_strictest_counts() -> None:
    national, local = target(at_least="85"), target(level="区", at_least="88")
    assert counting("2023Q1", national, local) == counting("2023Q1", local, national) == {"2025Q4": 88}
    falling = (target(at_most="5"), target(level="区", at_most="4"))
    assert counting("2023Q1", *falling, direction="down") == {"2025Q4": 4}


def test_above_asks_for_more_than_at_least_the_same() -> None:
    agenda = Agenda(make_indicator("X", targets=[target(at_least="85"), target(level="区", above="85")]))
    (plan,) = agenda.in_force(Quarter(2023, 1).index).values()
    assert plan.strict


def test_every_area_and_several_years_ask_for_more_than_the_same_number_alone() -> None:
    every, twice = target(at_least="85", every_area="true"), target(level="市", at_least="85", **{"for": "2"})
    for harder in (every, twice):
        agenda = Agenda(make_indicator("X", targets=[target(level="区", at_least="85"), harder]))
        (plan,) = agenda.in_force(Quarter(2023, 1).index).values()
        assert plan.target is not None
        assert plan.target.level == harder["level"]
        assert not plan.is_plain


def test_a_number_goes_before_a_direction() -> None:
    assert counting("2023Q1", target(rise="true"), target(level="区", at_least="80")) == {"2025Q4": 80}


def test_deadlines_stand_nearest_first() -> None:
    assert list(counting("2023Q1", target("2030Q4", at_least="90"), target(at_least="85"))) == ["2025Q4", "2030Q4"]


def test_the_latest_valid_version_counts_alone() -> None:
    first = target(at_least="85")
    tightened = target(at_least="88", valid_from="2023Q1")
    eased = target(at_least="86", valid_from="2024Q1")
    versions = (first, tightened, eased)
    found = [counting(quarter, *versions) for quarter in ("2022Q4", "2023Q1", "2024Q1")]
    assert found == [{"2025Q4": 85}, {"2025Q4": 88}, {"2025Q4": 86}]


def test_a_version_that_names_the_indicators_own_outline_is_a_version() -> None:
    own = make_indicator("X").outline
    eased = target(at_least="80", valid_from="2023Q1", outline=own)
    assert counting("2023Q1", target(at_least="85"), eased) == {"2025Q4": 80}


def test_versions_of_another_outline_stay() -> None:
    other = target(at_least="80", valid_from="2023Q1", outline="区儿规")
    assert counting("2023Q1", target(at_least="85"), other) == {"2025Q4": 85}


def test_versions_of_another_level_stay() -> None:
    national, local = target(at_least="85"), target(level="区", at_least="80", valid_from="2023Q1")
    assert counting("2023Q1", national, local) == {"2025Q4": 85}
