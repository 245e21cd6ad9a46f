"""How conferences are worded, on pages and on paper."""

from casework.child_protection.presenters.pack import CONFERENCE_PACK
from casework.child_protection.presenters.page import (
    case_panel,
    child_card,
    clocks_of,
    doings,
    invitation_line,
    plan_panel,
    received_words,
    rows,
)

__all__ = [
    "CONFERENCE_PACK",
    "case_panel",
    "child_card",
    "clocks_of",
    "doings",
    "invitation_line",
    "plan_panel",
    "received_words",
    "rows",
]
