"""What may stand in a catalogue, read off the models: which mappings, which keys, of which kind, with what help.

For the editor's schema and the page on the format; nothing here is needed to read a catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin

from lianggang.model.card_rules import ConditionText, MeasureName
from lianggang.model.catalogue import Catalogue
from lianggang.model.field_help import PART_HELP
from lianggang.model.scalars import DayText, Flag, Name, Number, Part, Percent, PeriodText, QuarterText, Whole

from .model_faults import known_keys, known_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from lianggang.model.field_help import Help

ScalarName = Literal["text", "number", "percent", "whole", "flag", "quarter", "period", "day", "condition", "measure"]


class Scalar(NamedTuple):
    """A single value."""

    name: ScalarName
    least: int | None = None
    most: int | None = None
    may_be_empty: bool = False


class Choice(NamedTuple):
    """One of several words."""

    words: tuple[str, ...]


class Listed(NamedTuple):
    """A list of parts of one kind; of exactly ``length`` parts where that is not None."""

    part: Kind
    least: int = 0
    length: int | None = None


class Keyed(NamedTuple):
    """A mapping whose keys the author chooses."""

    key: Kind
    part: Kind


class Either(NamedTuple):
    """One kind or another."""

    kinds: tuple[Kind, ...]


class Mapped(NamedTuple):
    """A mapping with the keys of a model; an area may also be written short (``area`` of ``catalogue_schema``)."""

    model: type[Part]


Kind = Scalar | Choice | Listed | Keyed | Either | Mapped


class Entry(NamedTuple):
    """One key of a mapping."""

    key: str
    kind: Kind
    required: bool
    default: Any
    """None where the key is required, or where its absence means something of its own."""
    help: Help


_ALIASES: tuple[tuple[Any, ScalarName], ...] = (
    (Number, "number"), (Percent, "percent"), (Whole, "whole"), (Flag, "flag"), (QuarterText, "quarter"),
    (PeriodText, "period"), (DayText, "day"), (Name, "text"), (ConditionText, "condition"), (MeasureName, "measure"),
)  # fmt: skip
_SCALARS = {get_args(alias)[1]: name for alias, name in _ALIASES}
"""What marks each of the models' scalars → its name here."""


def parts() -> tuple[type[Part], ...]:
    """The models of a catalogue, from the top, each before those it holds."""
    found: dict[type[Part], None] = {}

    def visit(model: type[Part]) -> None:
        if model not in found:
            found[model] = None
            for entry in entries(model):
                for inner in _models(entry.kind):
                    visit(inner)

    visit(Catalogue)
    return tuple(found)


def entries(model: type[Part]) -> tuple[Entry, ...]:
    """The keys of a mapping, in the model's order."""
    model.model_rebuild()
    helped = PART_HELP[model].keys
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return tuple(_entry(key, fields[key], helped[key]) for key in known_keys(model))


def _entry(key: str, field: FieldInfo, helped: Help) -> Entry:
    required = field.is_required()
    return Entry(key, _kind(field.annotation, field.metadata), required, None if required else field.default, helped)


def _kind(kind: Any, marks: list[Any]) -> Kind:
    """marks: the metadata that pydantic has taken off the annotation."""
    if get_origin(kind) is Annotated:
        bare, *inner = get_args(kind)
        return _kind(bare, [*inner, *marks])
    scalar = next((_SCALARS[mark] for mark in marks if _is_scalar(mark)), None)
    if scalar is not None:
        return Scalar(scalar, _bound(marks, "ge"), _bound(marks, "le"))
    if words := known_words(kind):
        return Choice(words)
    if isinstance(kind, type):
        return Mapped(kind) if issubclass(kind, Part) else Scalar("text", may_be_empty=True)
    return _composed(get_origin(kind), get_args(kind), marks)


def _composed(origin: Any, arguments: tuple[Any, ...], marks: list[Any]) -> Kind:
    """A tuple, a dict or a union."""
    if origin is tuple:
        length = None if arguments[-1] is Ellipsis else len(arguments)
        return Listed(_kind(arguments[0], []), _bound(marks, "min_length") or 0, length)
    if origin is dict:
        return Keyed(_kind(arguments[0], []), _kind(arguments[1], []))
    several = [_kind(part, []) for part in arguments if part is not type(None)]
    return several[0] if len(several) == 1 else Either(tuple(several))


def _is_scalar(mark: Any) -> bool:
    try:
        return mark in _SCALARS
    except TypeError:  # not hashable
        return False


def _bound(marks: list[Any], name: str) -> int | None:
    return next((getattr(mark, name) for mark in marks if getattr(mark, name, None) is not None), None)


def _models(kind: Kind) -> Iterator[type[Part]]:
    match kind:
        case Mapped():
            yield kind.model
        case Listed() | Keyed():
            yield from _models(kind.part)
        case Either():
            for one in kind.kinds:
                yield from _models(one)
        case Scalar() | Choice():
            return
