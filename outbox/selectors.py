"""Reads of notices and of jobs that need a person."""

from django.db.models import QuerySet

from accounts.models import User
from outbox.models import IdempotencyKey, Job, Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """What this person has been told, newest first."""
    found: QuerySet[Notice] = (
        Notice.objects.visible_to(user).select_related("meant_for").order_by("-created_at", "-pk")
    )
    return found


def unread_count(user: User, *, up_to: int = 99) -> int:
    """How many notices wait, for the bell; counted no further than it can show."""
    return Notice.objects.visible_to(user).unread()[: up_to + 1].count()


def already_done(user: User, *, action: str, key: str) -> str:
    """The reference that this person's form was answered with when it was sent; empty if it never was."""
    kept = IdempotencyKey.objects.visible_to(user).filter(user=user, action=action, key=key)
    return str(kept.values_list("reference", flat=True).first() or "")


def jobs_given_up(user: User) -> QuerySet[Job]:
    """Jobs that failed too often, for whoever runs the system."""
    found: QuerySet[Job] = Job.objects.visible_to(user).given_up().order_by("-given_up_at", "-pk")
    return found
