"""Reads of forms from the public that wait to be read."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core.errors import NotFound
from referrals.public.models import PublicForm


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many held forms wait, how many of them speak of danger, how many are past their time."""

    held: int = 0
    danger: int = 0
    overdue: int = 0


def waiting(reader: User, *, at: datetime) -> Waiting:
    if not holds(reader, Permission.CONTACT_TRIAGE):
        return Waiting()
    found = (
        PublicForm.objects.visible_to(reader)
        .held()
        .aggregate(
            held=Count("pk"),
            danger=Count("pk", filter=Q(says_danger=True)),
            overdue=Count("pk", filter=Q(due_at__lt=at)),
        )
    )
    return Waiting(**found)


def held_forms(reader: User, *, set_aside: bool = False) -> QuerySet[PublicForm]:
    """Those that speak of danger first, then by the time by which they are read; or those set aside, newest first."""
    rows = PublicForm.objects.visible_to(reader).filter(contact__isnull=True)
    found: QuerySet[PublicForm] = (
        rows.filter(set_aside_at__isnull=False)
        .select_related("set_aside_by")
        .order_by("-set_aside_at", "-pk")
        if set_aside
        else rows.filter(set_aside_at__isnull=True).order_by("-says_danger", "due_at", "pk")
    )
    return found


def public_form(public_id: uuid.UUID | str, *, reader: User) -> PublicForm:
    """One form; what became a concern is read there."""
    found: PublicForm | None = (
        PublicForm.objects.visible_to(reader)
        .filter(public_id=public_id, contact__isnull=True)
        .select_related("set_aside_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found
