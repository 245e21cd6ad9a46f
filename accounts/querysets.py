"""Chainable reads of agencies, teams, staff and what they hold."""

from datetime import date, datetime

from django.db.models import Q

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet, ReferenceQuerySet


class StaffQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Everyone signed in may look a colleague up: name, profession, agency, telephone."""

    data_class = DataClass.STAFF


class DatedQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Rows that hold from a date until (and including) a date."""

    data_class = DataClass.STAFF

    def current(self, *, on: date) -> "DatedQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class OwnQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Its owner's alone."""

    data_class = DataClass.OWN
    owner_lookup = "user"


class OnCallQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.STAFF

    def at(self, moment: datetime) -> "OnCallQuerySet":
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)


class CodeListQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    pass


class ApiTokenQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Tokens of agencies' systems: the system administrator's."""

    data_class = DataClass.AUDIT
    permission = Permission.STAFF_MANAGE

    def in_force(self, *, on: date) -> "ApiTokenQuerySet":
        return self.filter(revoked_at__isnull=True, expires_on__gte=on, user__is_active=True)
