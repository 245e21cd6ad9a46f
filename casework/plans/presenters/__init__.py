"""How plans are worded, on pages and on paper."""

from casework.plans.presenters.page import (
    action_line,
    case_panel,
    challenge_words,
    clocks_of,
    doings,
    need_lines,
    panels,
    rows,
    texts,
    trend,
    who,
)
from casework.plans.presenters.paper import SUPPORT_PLAN

__all__ = [
    "SUPPORT_PLAN",
    "action_line",
    "case_panel",
    "challenge_words",
    "clocks_of",
    "doings",
    "need_lines",
    "panels",
    "rows",
    "texts",
    "trend",
    "who",
]
