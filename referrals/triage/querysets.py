"""Routes are read by the front door and by whoever a concern was routed to."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from referrals.contacts.querysets import FrontDoorRowQuerySet


class RouteQuerySet(FrontDoorRowQuerySet):
    def named_for(self, user: Any, now: datetime) -> Q | None:
        holders = super().named_for(user, now)
        mine = Q(to=user)
        return mine if holders is None else mine | holders

    def waiting(self) -> Self:
        return self.filter(accepted_at__isnull=True, returned_at__isnull=True)


class PromptQuerySet(FrontDoorRowQuerySet):
    def named_for(self, user: Any, now: datetime) -> Q | None:
        holders = super().named_for(user, now)
        mine = Q(asked_of=user)
        return mine if holders is None else mine | holders
