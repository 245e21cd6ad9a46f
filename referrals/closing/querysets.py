"""Offers are read by the front door and by whoever a concern was offered to; signatures by the front door."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from referrals.contacts.querysets import FrontDoorRowQuerySet


class OfferQuerySet(FrontDoorRowQuerySet):
    def named_for(self, user: Any, now: datetime) -> Q | None:
        holders = super().named_for(user, now)
        mine = Q(to=user, contact__is_restricted=False)
        return mine if holders is None else mine | holders

    def waiting(self) -> Self:
        return self.filter(accepted_at__isnull=True, declined_at__isnull=True)

    def of_closure(self, closes_at: Any) -> Self:
        return self.filter(closes_at=closes_at)
