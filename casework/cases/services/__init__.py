"""Verbs of cases."""

from casework.cases.services.allocate import allocate, assign_lead, join_team, leave_team, unallocate
from casework.cases.services.close import close_case, decline_close, propose_close
from casework.cases.services.hand_over import (
    accept_handover,
    decide_step,
    decline_handover,
    decline_step,
    may_answer,
    propose_step,
    request_transfer,
    require_answerer,
    step_to,
)
from casework.cases.services.open import link_family, open_case, rate_case
from casework.cases.services.oversee import oversee
from casework.cases.services.write import add_event, add_to_note, edit_note, move_note, note_event, write_note

__all__ = [
    "accept_handover",
    "add_event",
    "add_to_note",
    "allocate",
    "assign_lead",
    "close_case",
    "decide_step",
    "decline_close",
    "decline_handover",
    "decline_step",
    "edit_note",
    "join_team",
    "leave_team",
    "link_family",
    "may_answer",
    "move_note",
    "note_event",
    "open_case",
    "oversee",
    "propose_close",
    "propose_step",
    "rate_case",
    "request_transfer",
    "require_answerer",
    "step_to",
    "unallocate",
    "write_note",
]
