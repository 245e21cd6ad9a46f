"""Verbs of plans."""

from casework.plans.services.begin import (
    SaidOfPlan,
    agree_plan,
    edit_plan,
    end_plan,
    record_view,
    start_plan,
)
from casework.plans.services.challenge import challenge_length
from casework.plans.services.close import close_with_distance
from casework.plans.services.follow import follow_worker
from casework.plans.services.protection import (
    begin_protection_plan,
    continue_protection_plan,
    discontinue_protection_plan,
    end_for_protection,
)
from casework.plans.services.track import record_progress, review_plan, score_outcome
from casework.plans.services.write import (
    add_action,
    add_need,
    add_outcome,
    edit_need,
    edit_outcome,
    log_gap,
)

__all__ = [
    "SaidOfPlan",
    "add_action",
    "add_need",
    "add_outcome",
    "agree_plan",
    "begin_protection_plan",
    "challenge_length",
    "close_with_distance",
    "continue_protection_plan",
    "discontinue_protection_plan",
    "edit_need",
    "edit_outcome",
    "edit_plan",
    "end_for_protection",
    "end_plan",
    "follow_worker",
    "log_gap",
    "record_progress",
    "record_view",
    "review_plan",
    "score_outcome",
    "start_plan",
]
