"""A file of scenarios: read strictly, every fault with its line and column; what comes of them is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from lianggang.model.card_rules import RuleSet
from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.diagnostic import Place
from lianggang.model.errors import UsageError
from lianggang.model.scenario import SUBJECT, Expectation, Expected, Scenario, ScenarioFileParts, ScenarioParts

from .catalogue_parts import rules_part, validated
from .rule_sets import no_such_set, read_rule_set, rule_set_file
from .scenario_catalogue import Extract, scenario_catalogue
from .scenario_figures import Known, read_figures, unknown
from .yaml_nodes import locate
from .yaml_source import Fault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pydantic import BaseModel

    from lianggang.model.diagnostic import Diagnostic

    from .yaml_nodes import KeyPath
    from .yaml_source import YamlSource

Model = TypeVar("Model", bound="BaseModel")


SUFFIXES = frozenset({".yaml", ".yml"})


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder stands for the YAML files that lie in it, in the order of their names.

    Raises UsageError for a path that does not exist and a folder without such files.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到“{path.as_posix()}”。请核对情景文件的路径。")
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
        if not inside:
            raise UsageError(f"“{path.as_posix()}”是文件夹，其中没有 .yaml 的情景文件。请核对。")
        files += inside
    return files


def read_scenarios(path: Path) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    """The scenarios of a file, or none of them and everything that is wrong with it, in one run.

    Diagnostics: K01 to K16, those of the catalogue and of a rule-set file that it names among them. No content of
    the file raises; UsageError if the path does not exist or is a directory, LianggangError if it cannot be read.
    """
    source, found = read_yaml(path)
    if source is None:
        return (), found
    reader = _Reader(source, path.parent)
    scenarios = tuple(reader.scenarios())
    faults = dict.fromkeys(reader.faults)  # what several scenarios share is told once
    diagnostics = (*found, *(source.diagnose(fault) for fault in faults), *dict.fromkeys(reader.found_elsewhere))
    return () if diagnostics else scenarios, tuple(sorted(diagnostics, key=lambda one: one.sort_key))


class _Common(NamedTuple):
    """What all scenarios of a file share."""

    rules: RuleSet | None
    areas: tuple[str, ...]
    indicators: Extract


class _Reader:
    """Reads the scenarios of one file; ``faults`` says what is wrong."""

    def __init__(self, source: YamlSource, folder: Path) -> None:
        self.faults: list[Fault] = []
        self.found_elsewhere: list[Diagnostic] = []
        """In files of rule sets."""
        self._source = source
        self._folder = folder

    def scenarios(self) -> Iterator[Scenario]:
        """Those that can be judged; every one of them where there are no faults."""
        file = self._sound(ScenarioFileParts, self._source.data, ())
        if file is None:
            return
        common = _Common(
            self._rules(file.rules, ("rules",)),
            file.areas,
            {code: (entry, ("indicators", code)) for code, entry in file.indicators.items()},
        )
        first: dict[str, int] = {}
        for number, written in enumerate(file.scenarios):
            at: KeyPath = ("scenarios", number)
            parts = self._sound(ScenarioParts, written, at)
            if parts is None:
                continue
            other = first.setdefault(parts.name, number)
            if other != number:
                message = f"情景“{parts.name}”写了两次，出错时分不清。请换一个名称。"
                self.faults.append(Fault("K02", (*at, "name"), message, also=("scenarios", other, "name")))
            scenario = self._scenario(parts, at, common)
            if scenario is not None:
                yield scenario

    def _sound(self, model: type[Model], written: Any, at: KeyPath) -> Model | None:
        """The model, without the keys that are at fault; None where it is of no use without them."""
        found: list[Fault] = []
        whole = validated(model, written, at, found)
        if whole is not None or not isinstance(written, dict):
            self.faults += found
            return whole
        self.faults += found
        faulty = {fault.path[len(at)] for fault in found if len(fault.path) > len(at)}
        return validated(model, {key: part for key, part in written.items() if key not in faulty}, at, [])

    def _rules(self, written: Any, at: KeyPath) -> RuleSet | None:
        """The set written in the file, a built-in one, or that of a file beside it; None where it is faulty."""
        rules = rules_part(written, at, self.faults)
        if rules is None or isinstance(rules, RuleSet):
            return rules
        file = rule_set_file(rules, self._folder)
        if file is None:
            self.faults.append(Fault("K14", at, no_such_set(rules, "本文件所在文件夹里的 .yaml 文件名")))
            return None
        read, found = read_rule_set(file)
        self.found_elsewhere += found
        return read

    def _scenario(self, parts: ScenarioParts, at: KeyPath, common: _Common) -> Scenario | None:
        own: Extract = {code: (entry, (*at, "indicators", code)) for code, entry in parts.indicators.items()}
        extract = {**common.indicators, **own}
        areas = common.areas if parts.areas is None else parts.areas
        rules = common.rules if parts.rules is None else self._rules(parts.rules, (*at, "rules"))
        if not extract:
            self.faults.append(Fault("K04", at, f"情景“{parts.name}”没有指标。请写“indicators”。", on_key=True))
            return None
        known = Known(tuple(extract), areas, _only(own) or _only(extract))
        figures = read_figures(parts, known, self._source, at, self.faults)
        if len({one.indicator for one in figures}) == 1:
            known = known._replace(only=figures[0].indicator)
        catalogue = scenario_catalogue(extract, areas, rules, at, self.faults)
        read = [self._expectation(part, (*at, "expect", place), known) for place, part in enumerate(parts.expect)]
        if catalogue is None or rules is None:
            return None
        expectations = tuple(one for one in read if one is not None)
        return Scenario(parts.name, self._place(at), rules, catalogue, tuple(figures), expectations)

    def _expectation(self, written: Any, at: KeyPath, known: Known) -> Expectation | None:
        parts = validated(Expected, written, at, self.faults)
        if parts is None:
            return None
        code = parts.indicator or known.only
        area = None if parts.area == DISTRICT_WORD else parts.area
        self.faults += _subject_faults(code, area, at, known)
        compared = [key for key in written if key not in SUBJECT]
        if not compared:
            self.faults.append(Fault("K04", at, "预期里没有要比较的项目。请写 card、rule、z 等。"))
        fields = {key: getattr(parts, key) for key in compared}
        return Expectation(parts.as_of, code or "", area, fields, self._place(at), self._lines(at, compared))

    def _place(self, at: KeyPath) -> Place:
        mark = locate(self._source.root, at).start_mark
        return Place(self._source.path, line=mark.line + 1, column=mark.column + 1)

    def _lines(self, at: KeyPath, keys: Sequence[str]) -> Mapping[str, int]:
        return {key: locate(self._source.root, (*at, key), on_key=True).start_mark.line + 1 for key in keys}


def _subject_faults(code: str | None, area: str | None, at: KeyPath, known: Known) -> Iterator[Fault]:
    """K04, K06: an expectation that speaks of nothing in the scenario."""
    if code is None:
        some = "、".join(known.codes[:3])
        yield Fault("K04", at, f"情景里有几个指标，预期没有写是哪一个。请写“indicator”，如 {some}。")
    elif code not in known.codes:
        yield unknown(code, known.codes, "指标", (*at, "indicator"))
    if area is not None and area not in known.areas:
        yield unknown(area, known.areas, "区域", (*at, "area"))


def _only(extract: Extract) -> str | None:
    """The code of the only indicator; None where there are several, or none."""
    return next(iter(extract)) if len(extract) == 1 else None
