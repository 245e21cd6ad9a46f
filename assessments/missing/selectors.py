"""Reads of missing episodes, each through the policy."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from assessments.missing.models import MissingEpisode
from core.errors import NotFound
from people.clusters import identities
from people.models import Person

WINDOW = timedelta(days=90)
MANY = 3


def episode(public_id: UUID | str, *, reader: User) -> MissingEpisode:
    found: MissingEpisode | None = (
        MissingEpisode.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("person", "returned_by", "interviewed_by", "strategy_held_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def episodes_of(person: Person, *, reader: User) -> QuerySet[MissingEpisode]:
    """Every episode of a child, newest first."""
    found: QuerySet[MissingEpisode] = (
        MissingEpisode.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .order_by("-missing_from", "-pk")
    )
    return found


def in_window(person: Person, *, until: datetime) -> int:
    """How many episodes began within the 90 days before a moment, whoever may read them."""
    found = MissingEpisode.objects.filter(person__in=identities(person))
    return int(found.filter(missing_from__gt=until - WINDOW, missing_from__lte=until).count())
