"""Frozen classes of values: dataclasses that cost a third to define, which every command does with forty of them.

``dataclass(frozen=True, slots=True)`` compiles six functions for each class out of text. Here only ``__init__`` is,
and the others are shared. See docs/decisions/0007.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field
    from dataclasses import dataclass as value_class

    Made = TypeVar("Made")
else:

    def value_class(*, frozen, slots):
        """The decorator, used and understood as ``dataclass(frozen=True, slots=True)``; it knows no other way."""
        if not (frozen and slots):
            raise TypeError("a value is frozen and has slots")
        return _value


__all__ = ["value_class"]


def _value(cls: type[Made]) -> type[Made]:
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    listed = fields(made)
    made.__init__ = _init(made, listed)
    made.__eq__, made.__hash__ = _comparison(tuple(one.name for one in listed if one.compare))
    made.__repr__ = _repr
    made.__setattr__ = made.__delattr__ = _refuse
    made.__getstate__, made.__setstate__ = _state, _restore
    return made  # type: ignore[no-any-return]


def _init(made: type, listed: tuple[Field[Any], ...]) -> Callable[..., None]:
    """``__init__``, which alone has a text of its own: its parameters are the class's."""
    known: dict[str, Any] = {"_unset": MISSING}
    parameters, lines = ["self"], []
    for one in listed:
        name = one.name
        if one.init or one.default is not MISSING or one.default_factory is not MISSING:
            # The slot sets itself, past __setattr__.
            known[f"_set_{name}"] = getattr(made, name).__set__
            given = name
            if one.default_factory is not MISSING:
                known[f"_make_{name}"] = one.default_factory
                given = f"_make_{name}() if {name} is _unset else {name}"
            known[f"_default_{name}"] = one.default
            lines.append(f" _set_{name}(self, {given if one.init else f'_default_{name}'})")
        if one.init:
            required = one.default is MISSING and one.default_factory is MISSING
            parameters.append(name if required else f"{name}=_default_{name}")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 - our names
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _comparison(names: tuple[str, ...]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """``__eq__`` and ``__hash__``: those of the tuple of these attributes, among objects of the very same class."""
    get: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else lambda self: (getattr(self, names[0]),)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - becomes the class's own
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(get(self) == get(other))

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(get(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, *_new: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    """For ``copy`` and ``pickle``, which would set attributes otherwise."""
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, given in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, given)
