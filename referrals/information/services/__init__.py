"""Verbs of checks with other agencies."""

from referrals.information.services.ask import Target, ask_agencies, ask_agency
from referrals.information.services.chase import chase, chase_by_clock, no_longer_awaited, withdraw
from referrals.information.services.opening import close_agency, keep_opening, take_closure_back
from referrals.information.services.reply import reply, reply_by_telephone
from referrals.information.services.shorten import shorten

__all__ = [
    "Target",
    "ask_agencies",
    "ask_agency",
    "chase",
    "chase_by_clock",
    "close_agency",
    "keep_opening",
    "no_longer_awaited",
    "reply",
    "reply_by_telephone",
    "shorten",
    "take_closure_back",
    "withdraw",
]
