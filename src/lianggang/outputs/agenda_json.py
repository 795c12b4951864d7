"""会商清单 for other programs: stable keys, numbers as numbers, absent as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_text import indented_json
from .to_json import assessment_object

if TYPE_CHECKING:
    from lianggang.model.agenda import Agenda, Meeting
    from lianggang.model.self_inspection import Inspected


def agenda_document(agenda: Agenda) -> str:
    """The meetings in their order, and what is left to lead units alone."""
    result = agenda.inspection.result
    document = {
        "command": "agenda",
        "period": str(result.period),
        "rules": result.rules,
        "meetings": [_meeting(one) for one in agenda.meetings],
        "alone": [_matter(item) for item in agenda.alone],
    }
    return indented_json(document)


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "units": list(meeting.units),
        "leads": list(meeting.leads),
        "matters": [_matter(item) for item in meeting.matters],
    }


def _matter(item: Inspected) -> dict[str, Any]:
    """An assessment as everywhere, with its class and with whom it needs."""
    return {
        **assessment_object(item.assessment),
        "partner_units": list(item.assessment.indicator.partner_units),
        "attainment": item.attainment.name.lower(),
    }
