"""An allegation reaches the store: from a concern, from a decision, or by whoever rings the officer (safety q)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError
from core.history import acting
from core.references import next_reference
from outbox.services import once
from referrals.allegations import clocks
from referrals.allegations.enums import EntryKind, ListedBecause, WorksWith
from referrals.allegations.models import Allegation, AllegationEntry
from referrals.allegations.services.hold import put_on_list, reach_first
from referrals.contacts.models import Contact, ContactPerson


def from_concern(contact: Contact, accused: Sequence[ContactPerson], by: User) -> None:
    """Answers the port of a concern that names a worker: one allegation each, its list reached at once."""
    for person in accused:
        row = _write(
            by=by,
            received_at=contact.received_at,
            contact=contact,
            contact_person=person,
            told_by=_teller(contact),
            subject_name=person.full_name,
            subject_born_on=person.born_on,
            employer=person.works_where,
            what=contact.what,
            concerned=_children(contact),
        )
        clocks.received(row, by=by, owner=None)
        reach_first(allegation=row, by=by)


def from_decision(*, contact: Contact, detail: str, by: User) -> None:
    """The decider sends something to the designated officer: it goes to the store and leaves no trace in the decision."""
    words = detail.strip() or "The decision on this concern asks for the designated officer."
    with acting(by=by, reason="sent to the designated officer"):
        known = list(Allegation.objects.filter(contact=contact).order_by("pk"))
        for row in known:
            now = clock.now()
            AllegationEntry.objects.create(
                allegation=row, kind=EntryKind.NOTE, text=f"From the decision on the concern: {words}",
                happened_at=now, happened_by=by, recorded_at=now, recorded_by=by,
            )  # fmt: skip
        if not known:
            row = _write(
                by=by,
                received_at=clock.now(),
                contact=contact,
                told_by=f"{by.display_name}, {by.agency or ''}".rstrip(", "),
                what=f"{words}\n\n{contact.what}",
                concerned=_children(contact),
            )
            clocks.received(row, by=by, owner=None)
            reach_first(allegation=row, by=by)


def open_allegation(
    *,
    by: User,
    what: str,
    told_by: str,
    received_at: datetime | None = None,
    employer_aware_on: date | None = None,
    late_reason: str = "",
    subject_name: str = "",
    subject_born_on: date | None = None,
    subject_role: str = "",
    employer: str = "",
    works_with: str = WorksWith.UNKNOWN,
    concerned: str = "",
    key: str = "",
) -> Allegation:
    """An employer, the police or anybody rings or writes to the designated officer."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="allegation logged"):
            require(by, Permission.LADO_WRITE)
            now = clock.now()
            received = received_at or now
            if received > now:
                raise DomainError("It cannot have been received in the future.", field="received_at")
            if not what.strip():
                raise DomainError("Say what is alleged.", field="what")
            if works_with not in WorksWith.values:
                raise DomainError("Say with whom they work, or that it is not known.", field="works_with")
            if employer_aware_on and employer_aware_on > clock.to_local(received).date():
                raise DomainError("The employer cannot have known later than you.", field="employer_aware_on")
            row = _write(
                by=by, received_at=received, employer_aware_on=employer_aware_on, late_reason=late_reason,
                told_by=told_by, subject_name=subject_name, subject_born_on=subject_born_on, subject_role=subject_role,
                employer=employer, works_with=works_with, what=what.strip(), concerned=concerned,
            )  # fmt: skip
            clocks.received(row, by=by, owner=by)
            put_on_list(row, user=by, why=ListedBecause.LOGGED, by=by, acknowledged=True)
        return str(row.public_id)

    found: Allegation = Allegation.objects.get(
        public_id=once(by=by, action="allegation.open", key=key, do=do)
    )
    return found


def _write(*, by: User, received_at: datetime, **values: object) -> Allegation:
    row: Allegation = Allegation.objects.create(
        reference=next_reference("AL", clock.to_local(received_at).date()),
        received_at=received_at,
        recorded_at=clock.now(),
        recorded_by=by,
        **values,
    )
    return row


def _teller(contact: Contact) -> str:
    if contact.is_anonymous:
        return "Anonymous"
    said = (contact.referrer_name, contact.referrer_role, contact.referrer_agency)
    return ", ".join(word for word in said if word)[:240]


def _children(contact: Contact) -> str:
    """Whoever the concern is about, in the words in which they were told of."""
    rows = contact.people.filter(is_alleged_source=False).order_by("position")
    return "\n".join(f"{row.full_name} ({row.get_role_display().lower()})" for row in rows)
