"""Reads of the advice log."""

import uuid

from django.db.models import QuerySet

from accounts.models import User
from core.errors import NotFound
from referrals.consultations.models import Consultation


def consultations(reader: User) -> QuerySet[Consultation]:
    """Newest first."""
    found: QuerySet[Consultation] = (
        Consultation.objects.visible_to(reader)
        .select_related("recorded_by", "contact")
        .order_by("-asked_at", "-pk")
    )
    return found


def consultation(public_id: uuid.UUID | str, *, reader: User) -> Consultation:
    found: Consultation | None = consultations(reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such record.")
    return found
