"""Verbs of a concern: log it, finish it, add to it, rate it, reach a restricted one's holders."""

from referrals.contacts.services.add import add_to_contact, disagree
from referrals.contacts.services.files import add_file, keep_file
from referrals.contacts.services.finish import finish_contact
from referrals.contacts.services.log import log_contact
from referrals.contacts.services.rate import rate, refresh_due
from referrals.contacts.services.restrict import (
    acknowledge,
    escalate,
    name_holder,
    reach_on_call,
)

__all__ = [
    "acknowledge",
    "add_file",
    "add_to_contact",
    "disagree",
    "escalate",
    "finish_contact",
    "keep_file",
    "log_contact",
    "name_holder",
    "rate",
    "reach_on_call",
    "refresh_due",
]
