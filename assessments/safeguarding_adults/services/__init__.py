"""Verbs of adult safeguarding: open, test, hear the adult, plan, find, conclude."""

from assessments.safeguarding_adults.services.decide import apply_test, cease, conclude, record_findings
from assessments.safeguarding_adults.services.open import enquire_after_decision, raise_concern
from assessments.safeguarding_adults.services.plan import hear_adult, plan_enquiry

__all__ = [
    "apply_test",
    "cease",
    "conclude",
    "enquire_after_decision",
    "hear_adult",
    "plan_enquiry",
    "raise_concern",
    "record_findings",
]
