"""What the sound parts of a catalogue say against each other by reference; and all checks, one after another.

Each check gives faults by key path; where they stand in the file is looked up only then. What a single target
or indicator says against itself stands in ``target_checks`` and ``indicator_checks``, names in ``name_checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import OPERATORS
from lianggang.model.visible import visible

from .indicator_checks import check_due, check_nodes, check_ranges, check_ratio
from .name_checks import check_names
from .target_checks import check_deadlines, check_directions, check_kinds, check_repeated
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.catalogue import Relation
    from lianggang.model.indicator import Indicator

    from .catalogue_parts import Parts
    from .yaml_nodes import KeyPath


def check_parts(parts: Parts) -> Iterator[Fault]:
    """All faults K06–K13, K15 and K16 (K14: ``rule_checks``), and K04 and K05 of what the models cannot see.

    Nothing is held against what is at fault already: a check that rests on it is not made.
    """
    faults = _all_checks(parts)
    if not parts.unknown:
        return faults
    return (fault for fault in faults if all(parts.is_known(path) for path in (fault.path, fault.also) if path))


def _all_checks(parts: Parts) -> Iterator[Fault]:
    yield from check_header(parts)
    yield from check_names(parts)
    yield from check_relations(parts)
    for code, indicator in parts.indicators.items():
        at: KeyPath = ("indicators", code)
        yield from check_references(parts, at, indicator)
        yield from _check_indicator(parts, at, indicator)
        if indicator.targets:
            yield from _check_targets(parts, at, indicator)


_LIMITS = ("hard", "unit_of_measure", "may_exceed_100")
"""What an indicator's hard range rests on."""
_COMPANIONS = ("within", "keep", "every_area", "valid_from", "baseline")
"""What the kind of a target rests on beside its operator."""


def _check_indicator(parts: Parts, at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """What an indicator says against itself, its targets apart."""
    unknown = parts.unknown_of(*at)
    if not unknown.any_of(*_LIMITS):
        yield from check_ranges(at, indicator)
    yield from check_due(at, indicator)
    if not unknown.any_of("numerator", "denominator", "decimals", "unit_of_measure"):
        yield from check_ratio(at, indicator)
    if indicator.nodes and not unknown.any_of(*_LIMITS, "targets", "baseline"):
        written = parts.written_under(indicator.code, "nodes")
        yield from check_nodes(
            at, indicator, {key: written[key] for key in written if parts.is_known((*at, "nodes", key))}
        )


def _check_targets(parts: Parts, at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """What an indicator's targets say against it, and against each other."""
    unknown = parts.unknown_of(*at)
    own_baseline = frozenset(number for number, target in enumerate(indicator.targets) if target.baseline is None)
    no_baseline = own_baseline if unknown.any_of("baseline") else frozenset()
    unread = unknown.targets((*OPERATORS, *_COMPANIONS)) | (no_baseline & _relative(indicator))
    unsound = [*check_kinds(at, indicator, unread)]
    yield from unsound
    if not unknown.any_of("unit_of_measure"):
        yield from check_comparable(parts, at, indicator)
    yield from check_deadlines(at, indicator, unknown.targets(("by", "baseline")) | no_baseline)
    if not unknown.any_of("direction"):
        skip = unread | {int(fault.path[3]) for fault in unsound}
        yield from check_directions(at, indicator, skip)
    yield from check_repeated(at, indicator, unknown.targets(("by", "level", "valid_from", "outline")))


def _relative(indicator: Indicator) -> frozenset[int]:
    """Numbers of the targets that cannot be without a baseline."""
    return frozenset(number for number, target in enumerate(indicator.targets) if target.change is not None)


def check_header(parts: Parts) -> Iterator[Fault]:
    """K05: an outline that ends before it starts, returns that are closed before they are due. K12: labels."""
    returns = parts.header.returns
    if returns.lock_day < returns.due_day and {"due_day", "lock_day"} <= returns.model_fields_set:
        message = f"封账（第 {returns.lock_day} 天）早于填报截止（第 {returns.due_day} 天）。请核对。"
        yield Fault("K05", ("returns", "lock_day"), message)
    yield from _labels(parts)
    for key, outline in parts.header.outlines.items():
        if outline.ends < outline.starts:
            message = f"规划“{key}”的结束年份 {outline.ends} 早于起始年份 {outline.starts}。请核对。"
            yield Fault("K05", ("outlines", key, "ends"), message)


def _labels(parts: Parts) -> Iterator[Fault]:
    """K12: two classes or marks that are called the same."""
    terms = parts.header.attainment
    if not terms.labels.model_fields_set:
        return
    from lianggang.model.attainment import Attainment, AttainmentMark  # noqa: PLC0415  # only where labels are written

    first: dict[str, str] = {}
    for of in (*Attainment, *AttainmentMark):
        name, word = of.name.lower(), terms.word(of)
        other = first.setdefault(word, name)
        if other != name:
            written, same = (name, other) if name in terms.labels.model_fields_set else (other, name)
            message = f"“{written}”的名称“{word}”与“{same}”的相同，报告里分不清。请换一个名称。"
            yield Fault("K12", ("attainment", "labels", written), message)


def check_references(parts: Parts, at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K06: outline, lead unit, partner units, and what targets refer to, must be in the catalogue."""
    outlines, units = parts.names("outlines"), parts.names("member_units")
    if outlines is not None:
        if indicator.outline not in outlines:
            yield _unknown(parts, (*at, "outline"), indicator.outline, "outlines")
        yield from _field(parts, at, indicator)
        for number, target in enumerate(indicator.targets):
            if target.outline is not None and target.outline not in outlines:
                yield _unknown(parts, (*at, "targets", number, "outline"), target.outline, "outlines")
    if units is not None:
        if indicator.lead_unit not in units:
            yield _unknown(parts, (*at, "lead_unit"), indicator.lead_unit, "member_units")
        for number, unit in enumerate(indicator.partner_units):
            if unit not in units:
                yield _unknown(parts, (*at, "partner_units", number), unit, "member_units")
    for number, target in enumerate(indicator.targets):
        if target.not_below is not None and target.not_below not in parts.written["indicators"]:
            yield _unknown(parts, (*at, "targets", number, "not_below"), target.not_below, "indicators")


def _field(parts: Parts, at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K06: a field that the outline does not name, where it names its fields."""
    outline = parts.header.outlines.get(indicator.outline)
    if outline is None or not outline.fields or indicator.field in outline.fields:
        return
    from .model_faults import did_you_mean  # noqa: PLC0415  # only where there is something to report

    near = did_you_mean(indicator.field, outline.fields)
    message = (
        f"规划“{indicator.outline}”的领域（fields）里没有“{visible(indicator.field)}”。{near}请改正，或在那里补上。"
    )
    yield Fault("K06", (*at, "field"), message)


def check_comparable(parts: Parts, at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K09: what a target looks at beyond its own indicator is there to be looked at: areas, the same unit."""
    for number, target in enumerate(indicator.targets):
        path: KeyPath = (*at, "targets", number)
        if target.every_area and not parts.written.get("areas") and not parts.unknown_of().any_of("areas"):
            message = "目标要求每个区域都达到，目录却没有写区域。请写上“areas”，或删去“every_area”。"
            yield Fault("K09", (*path, "every_area"), message, on_key=True)
        other = parts.indicators.get(target.not_below or "")
        if other is not None and other.unit_of_measure != indicator.unit_of_measure:
            units = f"{indicator.unit_of_measure} 与 {other.unit_of_measure}"
            message = f"与“{other.code}”的计量单位不同（{units}），不能相比。请核对编码。"
            yield Fault("K09", (*path, "not_below"), message, also=("indicators", other.code, "unit_of_measure"))


_WORDS = {"outlines": "规划", "member_units": "成员单位", "indicators": "指标"}


def _unknown(parts: Parts, path: KeyPath, name: str, part: str) -> Fault:
    from .model_faults import did_you_mean  # noqa: PLC0415  # only where there is something to report

    word, shown = _WORDS[part], visible(name)
    members = parts.header.member_units.items() if part == "member_units" else ()
    if full := [f"“{unit}”" for unit, member in members if name in member.names]:
        what = "全称" if any(name == member.full_name for _, member in members) else "简称"
        message = f"“{shown}”是{'、'.join(full)}的{what}，目录里各处都写“{part}”里的名称。请改为{'或'.join(full)}。"
        return Fault("K06", path, message)
    near = did_you_mean(name, parts.names(part) or ())
    return Fault("K06", path, f"“{part}”里没有{word}“{shown}”。{near}请改正，或先在“{part}”里写上。")


def check_relations(parts: Parts) -> Iterator[Fault]:
    """K04 a relation without its sides, K05 a span that ends before it starts, K06 operands, K12 ids."""
    first: dict[str, int] = {}
    for number, relation in parts.relations.items():
        at: KeyPath = ("relations", number)
        other = first.setdefault(relation.id, number)
        if other != number:
            message = f"关系“{relation.id}”写了两次。请换一个 id。"
            yield Fault("K12", (*at, "id"), message, also=("relations", other, "id"))
        if relation.valid_from and relation.valid_to and relation.valid_to < relation.valid_from:
            message = f"“valid_to”（{relation.valid_to}）早于“valid_from”（{relation.valid_from}）。请核对。"
            yield Fault("K05", (*at, "valid_to"), message)
        if not parts.unknown_of(*at).paths:
            yield from _relation_form(at, relation)
        for path, text in _sides(at, relation):
            for operand in text.split("+"):
                yield from _operand(parts, path, operand.strip())


def _relation_form(at: KeyPath, relation: Relation) -> Iterator[Fault]:
    sides = (relation.left, relation.op, relation.right)
    forms = [any(side is not None for side in sides), relation.both is not None, relation.not_both is not None]
    if sum(forms) != 1 or (forms[0] and None in sides):
        message = f"关系“{relation.id}”不完整。请写全 left、op、right 三项，或只写 both，或只写 not_both。"
        yield Fault("K04", at, message)


def _sides(at: KeyPath, relation: Relation) -> Iterator[tuple[KeyPath, str]]:
    for key, side in (("left", relation.left), ("right", relation.right)):
        if side is not None:
            yield (*at, key), side
    for key, pair in (("both", relation.both), ("not_both", relation.not_both)):
        for number, side in enumerate(pair or ()):
            yield (*at, key, number), side


def _operand(parts: Parts, path: KeyPath, operand: str) -> Iterator[Fault]:
    codes = parts.names("indicators")
    if codes is None or operand in codes:
        return
    code, _, figure = operand.rpartition(".")
    if not operand or " " in operand:
        message = f"“{visible(operand)}”不是指标编码。请只写编码；几个编码用“+”相加，“+”的两边都要有。"
        yield Fault("K06", path, message)
    elif code in codes and figure not in _FIGURES:
        message = f"“{visible(figure)}”不是指标“{code}”的数。点号后面请写 numerator（分子）或 denominator（分母）。"
        yield Fault("K06", path, message)
    elif code not in codes:
        yield _unknown(parts, path, code if figure in _FIGURES else operand, "indicators")
    elif code in parts.indicators and not _has_figure(parts, code, figure):
        message = f"指标“{code}”没有{_FIGURES[figure]}（{figure}），关系里却用了它。请在指标里写上，或改用别的数。"
        yield Fault("K06", path, message)


_FIGURES = {"numerator": "分子", "denominator": "分母"}


def _has_figure(parts: Parts, code: str, figure: str) -> bool:
    """Whether an indicator has that figure, or may have it."""
    known = parts.is_known(("indicators", code, figure))
    return not known or getattr(parts.indicators[code], figure) is not None
