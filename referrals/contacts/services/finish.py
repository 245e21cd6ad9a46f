"""The rest of a concern that was sent with five answers: only what stood empty is filled, people are added."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.models import Draft, User
from accounts.permissions import Permission
from accounts.services import bin_draft
from core import clock, workflow
from core.errors import NotFound
from core.history import acting
from outbox.services import once
from referrals.contacts.enums import Answer, Rag, RatingSource, RestrictionKind
from referrals.contacts.models import Contact, ContactAddition
from referrals.contacts.permissions import require_undecided
from referrals.contacts.services import people as told
from referrals.contacts.services.log import TYPED
from referrals.contacts.services.rate import refresh_due, set_rating
from referrals.contacts.services.restrict import restrict_later
from referrals.ports import accused_a_worker


@transaction.atomic
def finish_contact(
    *,
    contact: Contact,
    by: User,
    key: str,
    people: Sequence[Mapping[str, Any]] = (),
    drafts: Iterable[Draft] = (),
    **answers: Any,
) -> Contact:
    """What was sent stays as sent; the rest joins it, and restricted people and workers are looked for again."""
    unknown = set(answers) - TYPED
    if unknown:
        raise TypeError(f"finish_contact does not take {sorted(unknown)}")

    def write() -> str:
        row = workflow.lock(contact)
        if row.logged_by_id != by.pk:
            raise NotFound("There is no such record.")
        require(by, Permission.CONTACT_LOG)
        require_undecided(row)
        with acting(by=by, reason="concern finished"):
            _fill(row, answers)
            _add_people(row, told.cleaned(people), by=by)
            _raise_for_danger(row, by=by)
            now = clock.now()
            ContactAddition.objects.create(
                contact=row, text="The rest of the form was filled in.", recorded_at=now, recorded_by=by
            )
            for draft in drafts:
                bin_draft(draft=draft, by=by)
        return str(row.public_id)

    found: Contact = Contact.objects.get(public_id=once(by=by, action="contact.finish", key=key, do=write))
    return found


def _fill(row: Contact, answers: Mapping[str, Any]) -> None:
    empty: tuple[object, ...] = ("", None, [], {})
    filled = {
        name: value for name, value in answers.items() if value not in empty and getattr(row, name) in empty
    }
    for name, value in filled.items():
        setattr(row, name, value)
    row.is_complete, row.is_unread = True, True
    row.version += 1
    row.save(update_fields=[*filled, "is_complete", "is_unread", "version"])


def _add_people(row: Contact, entries: list[dict[str, Any]], *, by: User) -> None:
    if not entries:
        return
    matches = told.restricted_in(entries)
    last = row.people.order_by("-position").values_list("position", flat=True).first() or 0
    written = told.write_people(contact=row, rows=entries, matches=matches, by=by, after=last)
    accused = [person for person, entry in zip(written, entries, strict=True) if told.accuses_a_worker(entry)]
    if accused:
        accused_a_worker.ask(row, accused, by)
        restrict_later(contact=row, kind=RestrictionKind.STAFF, by=by)
    elif any(matches):
        restrict_later(contact=row, kind=RestrictionKind.PERSON, by=by)


def _raise_for_danger(row: Contact, *, by: User) -> None:
    """The danger question may raise a rating, never lower it (safety b)."""
    if row.danger_now == Answer.YES and row.rag != Rag.RED:
        set_rating(
            contact=row, rag=Rag.RED, source=RatingSource.DANGER, by=by, at=clock.now(),
            reason="The referrer answered that somebody is in danger now.",
        )  # fmt: skip
        refresh_due(row)
