"""The catalogue (指标目录): outlines, member units, areas, indicators, and the relations between figures."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .card_rules import RuleSet
from .catalogue_terms import AttainmentTerms, LetterDays
from .indicator import Indicator
from .scalars import DayText, Flag, Name, Number, Part, QuarterText, Whole

if TYPE_CHECKING:
    from datetime import date

    from .quarter import Quarter

DISTRICT_WORD = "全区"
"""What a return may write for the district as a whole, beside a blank cell and the district's own name."""

EVERY_AREA = "all"
"""What stands for all areas where one may be asked for."""


class District(Part):
    """The place the catalogue belongs to."""

    name: Name
    sample: Flag = False
    """Worked example: every print says 示例."""


def _contact_words(person: str, telephone: str) -> str:
    """``联系人：×××，联系电话：×××`` as far as they are known."""
    parts = [("联系人", person), ("联系电话", telephone)]
    return "，".join(f"{word}：{text}" for word, text in parts if text)


SignatoryRole = Literal["office", "committee", "government"]
"""Who may sign."""


class Office(Part):
    """Names of the committee and its office; nothing of them is written into the program."""

    committee: Name
    committee_short: Name | None = None
    """区妇儿工委; the full name where it is not written."""
    name: Name
    short_name: Name | None = None
    """区妇儿工委办; the full name where it is not written."""
    government: Name | None = None
    """The office of the government, which may sign in place of the two."""
    code: str = ""
    """发文机关代字 of the office."""
    committee_code: str = ""
    """The committee's own, for what it signs; the office's where it is not written."""
    government_code: str = ""
    """The same of the government's office."""
    supervision_word: str = ""
    """What stands in the number of a 督办函 behind 代字, as 督."""
    letterhead: Name | None = None
    """发文机关标志 at the head of a letter; the full name of whoever signs it where it is not written."""
    contact: str = ""
    contact_person: str = ""
    telephone: str = ""
    seal: Flag = True
    """Whether what is signed also bears a seal, which decides where name and date stand."""
    signatory: SignatoryRole = "office"
    """Who signs what the office writes, unless a kind of document says otherwise."""

    @property
    def signatory_name(self) -> str:
        """The full name of whoever signs."""
        return self.name_of(self.signatory)

    def name_of(self, role: SignatoryRole) -> str:
        """The full name of one of the three."""
        return {"office": self.name, "committee": self.committee, "government": self.government or self.name}[role]

    def own_code_of(self, role: SignatoryRole) -> str:
        """代字 of one of the three; empty where the catalogue has none for it."""
        return {"office": self.code, "committee": self.committee_code, "government": self.government_code}[role]

    def code_of(self, role: SignatoryRole) -> str:
        """The same, the office's in its place."""
        return self.own_code_of(role) or self.code

    @property
    def contact_words(self) -> str:
        """``联系人：×××，联系电话：×××`` as far as they are known, else the free text of ``contact``; may be empty."""
        return _contact_words(self.contact_person, self.telephone) or self.contact


class Outline(Part):
    """A development outline (两纲) or one of the district's plans (两规划)."""

    name: Name
    document: str = ""
    starts: Whole
    ends: Whole
    fields: tuple[Name, ...] = ()
    """领域 in the order of the document, which reports follow; in the catalogue's order where they are not written."""


class MemberUnit(Part):
    """成员单位; its key is what everything but addressees and signatures calls it."""

    full_name: Name | None = None
    """In 主送机关 and 落款; the key where it is not written."""
    aliases: tuple[Name, ...] = ()
    liaison: str = ""
    """联络员."""
    telephone: str = ""
    contact: str = ""
    """The two in one, for those who do not write them apart."""
    duties: str = ""
    """职责类别: units are ranked only among those that write the same; by what they lead where it is not written."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may also be called in returns and options: aliases and full name."""
        full = (self.full_name,) if self.full_name and self.full_name not in self.aliases else ()
        return (*self.aliases, *full)

    @property
    def contact_words(self) -> str:
        """``联系人：×××，联系电话：×××`` as far as they are known, else the free text of ``contact``; may be empty."""
        return _contact_words(self.liaison, self.telephone) or self.contact

    @property
    def contact_text(self) -> str:
        """The same in short: ``张示例，0000-00000001``."""
        return "，".join(text for text in (self.liaison, self.telephone) if text) or self.contact


def _bare_title(written: Any) -> Any:
    """``甲办法`` of ``《甲办法》``: documents set the marks themselves."""
    return written.removeprefix("《").removesuffix("》") if isinstance(written, str) else written


BookTitle = Annotated[Name, BeforeValidator(_bare_title)]
"""The title of a document, without its marks."""


def _area(written: Any) -> Any:
    """``城东街道``, or ``{东城区: [甲街道, 乙街道]}`` where areas are nested."""
    if isinstance(written, str):
        return {"name": written}
    if isinstance(written, dict) and len(written) == 1 and "name" not in written:
        ((name, areas),) = written.items()
        return {"name": name, "areas": areas}
    return written


class Area(Part):
    """A street, township or district below the catalogue's own place."""

    name: Name
    areas: tuple[Annotated[Area, BeforeValidator(_area)], ...] = ()


class Returns(Part):
    """When returns are due: days after the quarter's end."""

    due_day: Whole = Field(default=10, ge=0, le=90)
    lock_day: Whole = Field(default=20, ge=0, le=90)

    def due_on(self, quarter: Quarter) -> date:
        """The last day on which the quarter's returns are in time."""
        return quarter.last_day + timedelta(days=self.due_day)

    def lock_on(self, quarter: Quarter) -> date:
        """The last day on which a collected quarter may be replaced without a written exception."""
        return quarter.last_day + timedelta(days=self.lock_day)


class FormHead(Part):
    """What stands at the head of every reporting form; regular statistical forms carry all of it."""

    title: Name | None = None
    """表名."""
    number: Name | None = None
    """表号."""
    authority: Name | None = None
    """制表机关; the office where it is not written."""
    approval: Name | None = None
    """批准（备案）文号."""
    valid_until: DayText | None = None
    """有效期至."""


class Relation(Part):
    """A relation between figures (L07–L11). An operand is ``CODE``, ``CODE.numerator``, ``CODE.denominator`` or a sum.

    Either ``left``, ``op`` and ``right`` are written, or ``both`` (成对必填), or ``not_both`` (互斥).
    """

    id: Name
    code: Literal["L07", "L08", "L09", "L10", "L11"] = "L08"
    left: Name | None = None
    op: Literal["=", "!=", "≠", ">", ">=", "≥", "<", "<=", "≤"] | None = None
    right: Name | None = None
    both: tuple[Name, Name] | None = None
    not_both: tuple[Name, Name] | None = None
    severity: Literal["error", "query", "note"] | None = None
    """How much it weighs; where it is not written, what its code does (L11: 核实, the others: 错误)."""
    say: str = ""
    missing: Literal["skip_any", "skip_all", "zero"] = "skip_any"
    tolerance: Number | None = None
    valid_from: QuarterText | None = None
    valid_to: QuarterText | None = None


class Catalogue(Part):
    """The whole catalogue. Mappings keep the file's order."""

    version: Literal["1"]
    title: Name
    district: District
    office: Office
    outlines: dict[Name, Outline]
    member_units: dict[Name, MemberUnit]
    areas: tuple[Annotated[Area, BeforeValidator(_area)], ...] = ()
    returns: Returns = Field(default_factory=Returns)
    letters: LetterDays = Field(default_factory=LetterDays)
    attainment: AttainmentTerms = Field(default_factory=AttainmentTerms.model_construct)
    form: FormHead = Field(default_factory=FormHead)
    card_rules: RuleSet | Name = "default"
    """The name of a built-in set, a file beside the catalogue, or a set written here."""
    warning_regulation: BookTitle | None = None
    """预警办法 of the district, which letters and reports cite as the ground of cards; the catalogue itself, where none
    is written."""
    relations: tuple[Relation, ...] = ()
    indicators: dict[Name, Indicator]

    @cached_property
    def area_names(self) -> tuple[str, ...]:
        """All areas, nested ones after the one they lie in."""

        def names(areas: tuple[Area, ...]) -> list[str]:
            return [name for area in areas for name in (area.name, *names(area.areas))]

        return tuple(names(self.areas))

    @cached_property
    def unit_by_alias(self) -> dict[str, str]:
        """Whatever a member unit may be called → its key."""
        return {alias: name for name, member in self.member_units.items() for alias in (name, *member.names)}

    def formal_name(self, unit: str) -> str:
        """The full name of a unit, for 主送机关 and 落款; what is not a member unit stays as it is."""
        member = self.member_units.get(unit)
        return unit if member is None or member.full_name is None else member.full_name
