"""Verbs of decisions: propose, decide, tell the referrer, tell the family, ratify, refer."""

from referrals.decisions.services.decide import PersonOutcome, record_acceptance, record_decision
from referrals.decisions.services.edition import (
    agree_edition,
    draft_edition,
    take_out_indicator,
    write_indicator,
)
from referrals.decisions.services.oversee import (
    answer_escalation,
    draw_sample,
    escalate,
    judge_sample,
    oversee,
)
from referrals.decisions.services.propose import propose
from referrals.decisions.services.ratify import ratify
from referrals.decisions.services.refer import close_referral, move_referral
from referrals.decisions.services.tell import family_not_told, release_feedback, tell_family

__all__ = [
    "PersonOutcome",
    "agree_edition",
    "answer_escalation",
    "close_referral",
    "draft_edition",
    "draw_sample",
    "escalate",
    "family_not_told",
    "judge_sample",
    "move_referral",
    "oversee",
    "propose",
    "ratify",
    "record_acceptance",
    "record_decision",
    "release_feedback",
    "take_out_indicator",
    "tell_family",
    "write_indicator",
]
