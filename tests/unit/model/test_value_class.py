"""Value classes are dataclasses in all that can be seen of them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from lianggang.model.value_class import value_class


def _plain() -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Sample:
        """A plain dataclass."""

        name: str
        figures: list[int] = field(default_factory=list)
        note: str = "无"
        hidden: int = field(default=0, compare=False, repr=False)
        length: int = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.name))

    return Sample


@value_class(frozen=True, slots=True)
class Sample:
    """The same as a value class."""

    name: str
    figures: list[int] = field(default_factory=list)
    note: str = "无"
    hidden: int = field(default=0, compare=False, repr=False)
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@value_class(frozen=True, slots=True)
class Single:
    """One field, which may be a tuple itself."""

    parts: tuple[int, ...] = ()


@value_class(frozen=True, slots=True)
class Longer(Single):
    """One field inherited, one of its own."""

    more: int = 0


@pytest.mark.parametrize(
    "given",
    [
        {"name": "甲"},
        {"name": "甲", "figures": [1], "note": "有", "hidden": 3},
    ],
)
def test_it_is_made_and_shown_as_a_dataclass_is(given: dict[str, Any]) -> None:
    own, plain = Sample(**given), _plain()(**given)
    assert repr(own) == repr(plain).replace("_plain.<locals>.", "")
    assert [getattr(own, one.name) for one in fields(Sample)] == [getattr(plain, one.name) for one in fields(plain)]
    assert Sample.__match_args__ == type(plain).__match_args__
    assert Sample("甲").figures is not Sample("甲").figures


@pytest.mark.parametrize(
    ("given", "error"), [({}, "name"), ({"name": "甲", "length": 1}, "length"), ({"name": "甲", "other": 1}, "other")]
)
def test_what_it_is_not_made_of_is_refused(given: dict[str, Any], error: str) -> None:
    with pytest.raises(TypeError, match=error):
        Sample(**given)


def test_it_equals_only_its_like() -> None:
    assert Sample("甲", hidden=1) == Sample("甲", hidden=2)
    assert Sample("甲") != Sample("乙")
    assert Sample("甲") != _plain()("甲")
    assert Single((1,)) != Longer((1,))
    assert Single((1,)) != (1,)
    nothing = float("nan")
    assert Single((nothing,)) == Single((nothing,))


def test_equal_ones_have_the_same_hash() -> None:
    assert len({Single((1,)), Single((1,)), Single((2,)), Longer((1,), 2)}) == 3
    with pytest.raises(TypeError, match="unhashable"):
        hash(Sample("甲"))


def test_it_cannot_be_changed() -> None:
    one = Single((1,))
    for change in (lambda: setattr(one, "parts", ()), lambda: delattr(one, "parts"), lambda: setattr(one, "x", 1)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert one == Single((1,))


def test_it_can_be_replaced_copied_and_pickled() -> None:
    one = Sample("甲", [1], "有", 3)
    changed = replace(one, name="甲乙")
    assert (changed.name, changed.length, changed.note, changed.hidden) == ("甲乙", 2, "有", 3)
    for same in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert same == one
        assert (same.hidden, same.length) == (3, 1)


def test_it_knows_no_other_way() -> None:
    with pytest.raises(TypeError, match="frozen"):
        value_class(frozen=False, slots=True)
