"""A person reads a held form: it goes on into the queue, or is set aside with the reason; nothing is thrown away."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import system_user
from core import clock
from core.errors import DomainError, NotFound
from core.history import acting
from referrals.public.models import PublicForm
from referrals.public.services.receipt import queue_receipt
from referrals.public.services.receive import send_on

_DATES = ("born_on", "expected_on")


@transaction.atomic
def release_form(*, form: PublicForm, by: User) -> PublicForm:
    """Into the queue, under its clocks from the moment it came; one that was set aside may be sent on later."""
    row = _locked(form, by=by)
    if row.contact_id is not None:
        return row
    whole = {**row.answers, "people": [_dated(person) for person in row.answers.get("people", [])]}
    row.contact = send_on(whole, reference=row.reference, received_at=row.received_at, by=system_user())
    row.released_at, row.released_by = clock.now(), by
    row.set_aside_at = row.set_aside_by = None
    row.version += 1
    with acting(by=by, reason="held form sent on"):
        row.save(
            update_fields=["contact", "released_at", "released_by", "set_aside_at", "set_aside_by", "version"]
        )
        queue_receipt(row)
    return row


@transaction.atomic
def set_aside(*, forms: Sequence[UUID], by: User, because: str) -> int:
    """Not a concern, somebody says of each of these, and why; each stays and can still be sent on."""
    require(by, Permission.CONTACT_TRIAGE)
    if not forms:
        raise DomainError("Tick the forms that you have read.", field="forms")
    if len(because.strip()) < 5:
        raise DomainError("Say why.", field="because")
    rows = list(
        PublicForm.objects.visible_to(by)
        .held()
        .filter(public_id__in=list(forms))
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    now = clock.now()
    with acting(by=by, reason="held form set aside"):
        for row in rows:
            row.set_aside_at, row.set_aside_by, row.set_aside_because = now, by, because.strip()
            row.version += 1
            row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because", "version"])
    return len(rows)


def _locked(form: PublicForm, *, by: User) -> PublicForm:
    row: PublicForm | None = (
        PublicForm.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=form.pk).first()
    )
    if row is None:
        raise NotFound("There is no such record.")
    require(by, Permission.CONTACT_TRIAGE)
    return row


def _dated(person: dict[str, Any]) -> dict[str, Any]:
    """A person of a kept form, dates as dates again."""
    return {
        name: date.fromisoformat(value) if name in _DATES and value else value
        for name, value in person.items()
    }
