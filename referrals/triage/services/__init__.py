"""Verbs of the front door: claim, read, match, consider, route to an open case, ask the other half of the family."""

from referrals.contacts.services.rate import rate
from referrals.triage.services.claim import claim, mark_read, release_claim, take_over
from referrals.triage.services.match import (
    acknowledge_referrer,
    bring_in,
    confirm_household,
    consider_person,
    match_person,
)
from referrals.triage.services.prompt import answer_prompt, ask_family
from referrals.triage.services.route import accept_route, may_accept, return_route, route_open_case

__all__ = [
    "accept_route",
    "acknowledge_referrer",
    "answer_prompt",
    "ask_family",
    "bring_in",
    "claim",
    "confirm_household",
    "consider_person",
    "mark_read",
    "match_person",
    "may_accept",
    "rate",
    "release_claim",
    "return_route",
    "route_open_case",
    "take_over",
]
