"""Verbs of strategy discussions and section 47 enquiries."""

from assessments.strategy.services.convene import agree_delay, cancel, convene, invite
from assessments.strategy.services.enquire import (
    conclude_section_47,
    note_sighting,
    record_section_47_seen,
    save_section_47,
)
from assessments.strategy.services.live import add_action, join, take_pen, write_down
from assessments.strategy.services.record import Action, Attendee, ChildDecision, Information, record

__all__ = [
    "Action",
    "Attendee",
    "ChildDecision",
    "Information",
    "add_action",
    "agree_delay",
    "cancel",
    "conclude_section_47",
    "convene",
    "invite",
    "join",
    "note_sighting",
    "record",
    "record_section_47_seen",
    "save_section_47",
    "take_pen",
    "write_down",
]
