"""Decisions are the front door's; a referral follows the people it is about."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from accounts.access import held
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import ReferenceQuerySet
from referrals.contacts.querysets import ApartFromFamily, FrontDoorRowQuerySet, contacts_held, holders_of


class ThresholdQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    """Every edition that was agreed is read by everybody; a draft by whoever writes or agrees one."""

    draft_lookup = "is_draft"

    def visible_to(self, user: Any) -> Self:
        found = super().visible_to(user)
        if held(user).permissions & {Permission.THRESHOLD_WRITE, Permission.THRESHOLD_AGREE}:
            return found
        return found.filter(**{self.draft_lookup: False})


class IndicatorQuerySet(ThresholdQuerySet):
    draft_lookup = "version__is_draft"


class DecisionRowQuerySet(FrontDoorRowQuerySet):
    """A row under a decision."""

    person_lookup = "decision__contact__people__person"
    restriction_lookup = "decision__contact__is_restricted"
    status_lookup = "decision__contact__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(decision__contact__in=contacts_held(user))


class ReferralQuerySet(ApartFromFamily):
    """A referral is read with the record of any of its people, and by the front door."""

    data_class = DataClass.CORE
    person_lookup = "subjects__person"
    permission = Permission.CONTACT_TRIAGE
    restriction_lookup = "contact__is_restricted"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("contact", user)


class ReferralRowQuerySet(ApartFromFamily):
    data_class = DataClass.CORE
    person_lookup = "person"
    permission = Permission.CONTACT_TRIAGE
    restriction_lookup = "referral__contact__is_restricted"


class ReferralChangeQuerySet(ApartFromFamily):
    data_class = DataClass.CORE
    person_lookup = "record__subjects__person"
    permission = Permission.CONTACT_TRIAGE
    restriction_lookup = "record__contact__is_restricted"


class EscalationQuerySet(FrontDoorRowQuerySet):
    """Whoever a disagreement was put to reads what was written to them, and no more of the concern by it."""

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(to=user) | holders_of("contact", user)


class DipSampleQuerySet(DecisionRowQuerySet):
    """Samples are the managers'."""

    permission = Permission.CONTACT_SIGN_CLOSURE
    data_class = DataClass.SUPERVISION
