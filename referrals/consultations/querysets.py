"""Advice that was asked of the front door: read by whoever triages; about a restricted person by its writer and holder."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ConsultationQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CONTACT
    permission = Permission.CONTACT_TRIAGE
    owner_lookup = "recorded_by"
    restriction_lookup = "is_restricted"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(holder=user)
