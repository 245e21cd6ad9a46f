"""Verbs of the store of allegations: open, reach its list, consider, meet, tell, conclude."""

from referrals.allegations.services.hold import acknowledge, end_holding, escalate, name_holder, note_reading
from referrals.allegations.services.open import from_concern, from_decision, open_allegation
from referrals.allegations.services.work import (
    advise,
    conclude,
    consider_met,
    record_meeting,
    reopen,
    save_details,
    write_entry,
)

__all__ = [
    "acknowledge",
    "advise",
    "conclude",
    "consider_met",
    "end_holding",
    "escalate",
    "from_concern",
    "from_decision",
    "name_holder",
    "note_reading",
    "open_allegation",
    "record_meeting",
    "reopen",
    "save_details",
    "write_entry",
]
