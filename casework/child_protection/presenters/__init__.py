"""How conferences are worded, on pages and on paper."""

from casework.child_protection.presenters.files import CONFERENCE_FILES
from casework.child_protection.presenters.pack import CONFERENCE_PACK
from casework.child_protection.presenters.page import (
    agenda_lines,
    back_of,
    case_panel,
    child_card,
    clocks_of,
    delay_lines,
    doings,
    invitation_line,
    plan_panel,
    received_words,
    rows,
)

__all__ = [
    "CONFERENCE_FILES",
    "CONFERENCE_PACK",
    "agenda_lines",
    "back_of",
    "case_panel",
    "child_card",
    "clocks_of",
    "delay_lines",
    "doings",
    "invitation_line",
    "plan_panel",
    "received_words",
    "rows",
]
