"""Verbs of the closure check: offer, accept, decline, sign, and the sweep that pages for what is left."""

from referrals.closing.services.offer import (
    accept_offer,
    answers_for_it_now,
    decline_offer,
    offer_on_arrival,
    offer_out_of_hours,
)
from referrals.closing.services.sign import sign_safe_until
from referrals.closing.services.sweep import sweep_closing

__all__ = [
    "accept_offer",
    "answers_for_it_now",
    "decline_offer",
    "offer_on_arrival",
    "offer_out_of_hours",
    "sign_safe_until",
    "sweep_closing",
]
