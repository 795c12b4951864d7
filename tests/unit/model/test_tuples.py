from __future__ import annotations

from typing import NamedTuple

from lianggang.model.tuples import from_columns


class Place(NamedTuple):
    name: str
    number: int


def test_tuples_from_their_columns() -> None:
    (first, second) = from_columns(Place, ["a", "b", "c"], iter([1, 2]))
    assert (first, second) == (Place("a", 1), Place("b", 2))
    assert isinstance(first, Place)
