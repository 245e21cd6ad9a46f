"""A rating raised shortens what was asked already; a lower one lengthens nothing (domain.md B: MASH-R, -A, -G)."""

from datetime import datetime

from accounts.models import User
from core.history import acting
from referrals.contacts.models import Contact
from referrals.information import clocks
from referrals.information.models import InformationRequest
from referrals.information.services.ask import remind_later, tell_agency


def shorten(contact: Contact, by: User, at: datetime) -> None:
    """Every question that waits is due by the new rating's limit where that is sooner; its agency is told anew."""
    waiting = (
        InformationRequest.objects.unanswered()  # type: ignore[attr-defined]
        .filter(contact=contact)
        .select_related("agency", "team", "asked_of")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    for row in waiting:
        running = clocks.begin_sooner(request=row, contact=contact, by=by, at=at)
        if running is None:
            continue
        row.shortened_at, row.shortened_by = at, by
        row.due_before, row.due_at = row.due_at, running.due_at
        row.version += 1
        # Neither the history nor the agency reads why it was rated: that may betray who told.
        with acting(by=by, reason="rated higher: due sooner"):
            row.save(update_fields=["shortened_at", "shortened_by", "due_before", "due_at", "version"])
        tell_agency(row, kind="referrals.sooner")
        remind_later(row, since=at)
