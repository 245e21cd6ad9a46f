"""Reads of concerns: one's own, those of the front door, who is on duty."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import holds
from accounts.enums import OnCallDuty, TeamKind
from accounts.models import Absence, Team, User
from accounts.permissions import Permission
from accounts.selectors import managers_of, members_of, on_call
from core import clock, working_days
from core.authority import authority
from core.errors import NotFound
from people.models import Person, Relationship, StaffLink
from referrals.contacts.models import (
    Contact,
    ContactAddition,
    ContactHolder,
    ContactPerson,
    RagRating,
    StaffAllegation,
    TypedSafeAddress,
)


def own_concern(public_id: uuid.UUID | str, *, reader: User) -> Contact:
    """A concern that this person logged; anybody else's is not there."""
    found: Contact | None = (
        Contact.objects.visible_to(reader).filter(logged_by=reader, public_id=public_id).first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def own_concerns(reader: User) -> QuerySet[Contact]:
    """What I have told the front door, newest first."""
    found: QuerySet[Contact] = (
        Contact.objects.visible_to(reader)
        .filter(logged_by=reader)
        .order_by("-logged_at", "-pk")
        .prefetch_related("people")
    )
    return found


def for_triage(public_id: uuid.UUID | str, *, reader: User) -> Contact:
    """A concern in this person's queue."""
    found: Contact | None = (
        Contact.objects.for_triage(reader)
        .filter(public_id=public_id)
        .select_related(
            "locality", "ward", "claimed_by", "first_read_by", "logged_by__agency", "logged_by__profession"
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def people_of(contact: Contact, *, reader: User) -> list[ContactPerson]:
    rows = ContactPerson.objects.visible_to(reader).filter(contact=contact).order_by("position")
    return list(rows.select_related("person", "matched_by", "considered_by"))


def person_of(contact: Contact, public_id: uuid.UUID | str, *, reader: User) -> ContactPerson:
    found: ContactPerson | None = (
        ContactPerson.objects.visible_to(reader)
        .filter(contact=contact, public_id=public_id)
        .select_related("contact", "person")
        .first()
    )
    if found is None:
        raise NotFound("There is no such person in this concern.")
    return found


def additions_of(contact: Contact, *, reader: User) -> list[ContactAddition]:
    rows = ContactAddition.objects.visible_to(reader).filter(contact=contact).order_by("recorded_at", "pk")
    return list(rows.select_related("recorded_by__agency"))


def ratings_of(contact: Contact, *, reader: User) -> list[RagRating]:
    rows = RagRating.objects.visible_to(reader).filter(contact=contact).order_by("-set_at", "-pk")
    return list(rows.select_related("set_by"))


def safe_addresses_of(contact: Contact, *, reader: User) -> dict[int, TypedSafeAddress]:
    """Confidential addresses as typed, by person of the concern, for those who may read them."""
    rows = TypedSafeAddress.objects.visible_to(reader).filter(contact_person__contact=contact)
    return {row.contact_person_id: row for row in rows}


def holders_now(contact: Contact) -> list[ContactHolder]:
    """The named list as it stands, for services that reach it (no reader: never shown from here)."""
    return list(
        ContactHolder.objects.current()
        .filter(contact=contact)
        .select_related("user")
        .order_by("position", "pk")
    )


def allegations(*, reader: User) -> QuerySet[StaffAllegation]:
    found: QuerySet[StaffAllegation] = (
        StaffAllegation.objects.visible_to(reader)
        .select_related("contact", "contact_person")
        .order_by("-recorded_at")
    )
    return found


def front_door_team() -> Team | None:
    found: Team | None = Team.objects.filter(kind=TeamKind.FRONT_DOOR, is_active=True).order_by("pk").first()
    return found


def office_open(at: datetime | None = None) -> bool:
    """Whether the office is open: a working day between its hours."""
    local = clock.to_local(at or clock.now())
    hours = authority()
    return (
        working_days.is_working_day(local.date()) and hours.office_opens <= local.time() < hours.office_closes
    )


def on_duty(*, at: datetime | None = None) -> list[User]:
    """Who works the front door now: its team while the office is open, else whoever is on call out of hours."""
    moment = at or clock.now()
    team = front_door_team()
    out_of_hours = on_call(OnCallDuty.EDT, at=moment)
    if not office_open(moment) or team is None:
        return out_of_hours
    away = set(Absence.objects.current(on=clock.to_local(moment).date()).values_list("user_id", flat=True))
    return [
        user for user in members_of(team) if user.pk not in away and holds(user, Permission.CONTACT_TRIAGE)
    ]


def front_door_managers(*, at: datetime | None = None) -> list[User]:
    """Managers of the front door; out of hours whoever is on call for it."""
    team = front_door_team()
    found = managers_of(team) if team and office_open(at) else []
    return found or on_call(OnCallDuty.FRONT_DOOR_MANAGER, at=at)


def is_conflicted(user: User, contact: Contact, persons: list[Person]) -> bool:
    """Safety p: named in the record, linked to somebody in it or in their family, or self-declared."""
    named = {row.full_name.casefold() for row in contact.people.all()}
    if user.display_name.casefold() in named or contact.logged_by_id == user.pk:
        return True
    if not persons:
        return False
    ids = [person.pk for person in persons]
    kin = Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids), ends_on__isnull=True)
    family = {pk for pair in kin.values_list("person_id", "other_id") for pk in pair} | set(ids)
    return bool(StaffLink.objects.filter(user=user, person__in=family).exists())


def worker_named(forename: str, surname: str) -> bool:
    """Whether a member of staff bears this name, for blind routing inside submission alone (safety q)."""
    name = f"{forename} {surname}".strip()
    return bool(
        name
        and forename
        and surname
        and User.objects.filter(display_name__iexact=name, kind="HUMAN").exists()
    )


def details_for_finishing(contact: Contact) -> dict[str, Any]:
    """What a referrer has already said, to go on from."""
    return {"what": contact.what, "where_now": contact.where_now, "tonight": contact.tonight}
