"""A draft goes in the bin from the page that lists it."""

from uuid import UUID

from django.db import transaction

from accounts.models import Draft, User
from accounts.services import bin_draft
from core.errors import NotFound


@transaction.atomic
def bin_own_draft(*, by: User, public_id: UUID) -> None:
    """Its owner alone; a second click finds nothing."""
    row: Draft | None = (
        Draft.objects.visible_to(by).filter(public_id=public_id, binned_at__isnull=True).first()
    )
    if row is None:
        raise NotFound("There is no such draft.")
    bin_draft(draft=row, by=by)
