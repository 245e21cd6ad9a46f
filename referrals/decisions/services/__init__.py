"""Verbs of decisions: propose, decide, tell the referrer, tell the family, ratify, refer."""

from referrals.decisions.services.decide import PersonOutcome, record_acceptance, record_decision
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
    "answer_escalation",
    "close_referral",
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
    "tell_family",
]
