"""Who reads the store of allegations: the named list of each, nobody else by any role or right (safety q)."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class AllegationQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """No person, no owner, no permission opens a row: standing on its list does."""

    data_class = DataClass.LADO
    allegation_lookup: ClassVar[str] = ""

    def named_for(self, user: Any, now: datetime) -> Q | None:
        lookup = f"{self.allegation_lookup}_id" if self.allegation_lookup else "pk"
        listed = apps.get_model("referrals", "AllegationHolder").objects.filter(
            user=user, ended_at__isnull=True
        )
        return Q(Exists(listed.filter(allegation=OuterRef(lookup))))


class AllegationRowQuerySet(AllegationQuerySet):
    allegation_lookup = "allegation"


class AllegationChangeQuerySet(AllegationQuerySet):
    allegation_lookup = "record"


class AllegationHolderQuerySet(AllegationRowQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at__isnull=True)
