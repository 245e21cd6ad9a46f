"""Verbs of forms from the public: receive one, release or set aside a held one, tell of those not read in time."""

from referrals.public.services.receipt import send_receipt
from referrals.public.services.receive import receive_form
from referrals.public.services.review import release_form, set_aside
from referrals.public.services.sweep import sweep_held

__all__ = ["receive_form", "release_form", "send_receipt", "set_aside", "sweep_held"]
