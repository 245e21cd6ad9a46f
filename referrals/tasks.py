"""Entries of the beat schedule, merged by trafford_cyps/celery.py; Celery only wakes sweeps."""

from typing import Any

from referrals.closing.tasks import closing
from referrals.public.tasks import held_forms

BEAT: dict[str, dict[str, Any]] = {
    "referrals-closing": {"task": closing.name, "schedule": 60.0, "options": {"expires": 55}},
    "referrals-held-forms": {"task": held_forms.name, "schedule": 60.0, "options": {"expires": 55}},
}
