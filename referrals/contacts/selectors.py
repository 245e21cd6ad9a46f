"""Reads of concerns: one's own, those of the front door, who is on duty."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    When,
)

from accounts.access import known_as
from accounts.enums import OnCallDuty, TeamKind
from accounts.models import Absence, Draft, RoleAssignment, Team, User
from accounts.selectors import drafts_of, managers_of, on_call, team_ids
from core import clock, working_days
from core.asking import Place, asked
from core.authority import authority
from core.errors import NotFound
from localities.selectors import places_of
from people.clusters import identities
from people.matching import Told, told
from people.models import Person
from people.selectors.access_conflicts import conflict_with
from referrals.contacts.enums import CHILD_ROLES, Rag
from referrals.contacts.models import (
    Contact,
    ContactAddition,
    ContactHolder,
    ContactPerson,
    ContactReading,
)
from referrals.ports import on_rota

_PUBLIC_ID = Place("public_id", UUIDField())
_TRIAGE_ROLES = ("R2", "R3", "R16")


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

    def build() -> list[Any]:
        rows = Contact.objects.for_triage(reader).filter(public_id=_PUBLIC_ID)
        whole = (
            "locality",
            "ward",
            "claimed_by",
            "first_read_by",
            "logged_by__agency",
            "logged_by__profession",
        )
        return [rows.select_related(*whole)]

    [found] = asked(("for triage", known_as(reader)), build, public_id=uuid.UUID(str(public_id)))
    if not found:
        raise NotFound("There is no such record.")
    contact: Contact = found[0]
    return contact


def concern_naming(person: Person, public_id: str, *, reader: User) -> Contact:
    """The concern of the reader's queue that names this person, under whichever of their records."""
    rows = Contact.objects.for_triage(reader).filter(people__person__in=identities(person))
    try:
        found: Contact | None = rows.filter(public_id=uuid.UUID(public_id)).first()
    except ValueError:
        found = None
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


def holders_now(contact: Contact) -> list[ContactHolder]:
    """The named list as it stands, for services that reach it (no reader: never shown from here)."""
    return list(
        ContactHolder.objects.current()
        .filter(contact=contact)
        .select_related("user")
        .order_by("position", "pk")
    )


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
    """Who works the front door now: as the rota says, without one its team; out of hours whoever is on call."""
    moment = at or clock.now()
    if not office_open(moment):
        return on_call(OnCallDuty.EDT, at=moment)
    day = clock.to_local(moment).date()
    rostered = [user for users in on_rota.ask(moment) for user in users]
    triagers = RoleAssignment.objects.current(on=day).filter(user__in=rostered, role__in=_TRIAGE_ROLES)
    able = set(triagers.values_list("user_id", flat=True)) if rostered else set()
    if able:
        return [user for user in rostered if user.pk in able]
    roles = RoleAssignment.objects.current(on=day).filter(
        user=OuterRef("pk"), role__in=_TRIAGE_ROLES, team__kind=TeamKind.FRONT_DOOR
    )
    away = Absence.objects.current(on=day).filter(user=OuterRef("pk"))
    found = User.objects.filter(Exists(roles), ~Exists(away), is_active=True).order_by("display_name")
    return list(found) or on_call(OnCallDuty.EDT, at=moment)


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
    return bool(conflict_with(user, persons))


def worker_named(forename: str, surname: str) -> bool:
    """Whether a member of staff bears this name, for blind routing inside submission alone (safety q)."""
    name = f"{forename} {surname}".strip()
    return bool(
        name
        and forename
        and surname
        and User.objects.filter(display_name__iexact=name, kind="HUMAN").exists()
    )


def drafts_of_concern(reader: User, draft_id: uuid.UUID) -> dict[str, Draft]:
    """Everything this person has typed of one concern, by part."""
    rows = drafts_of(reader).filter(subject=str(draft_id), form__startswith="concern-")
    return {row.form: row for row in rows}


def unfinished(reader: User) -> list[tuple[str, datetime, str]]:
    """Concerns begun and not sent: their number, when last saved, and what they are about if that was said."""
    found: dict[str, tuple[str, datetime, str]] = {}
    for row in drafts_of(reader).filter(form__startswith="concern-"):
        subject, saved, label = found.get(row.subject, (row.subject, row.saved_at, ""))
        if row.form.startswith("concern-person-"):
            name = f"{row.content.get('forename', '')} {row.content.get('surname', '')}".strip()
            label = label or name
        found[row.subject] = (subject, max(saved, row.saved_at), label)
    return sorted(found.values(), key=lambda row: row[1], reverse=True)


def front_door_staff(*, reader: User) -> list[User]:
    """Whoever could be named on a restricted concern: workers and managers of the front door and out of hours."""
    on = clock.today()
    roles = RoleAssignment.objects.current(on=on).filter(
        user=OuterRef("pk"), role__in=(*_TRIAGE_ROLES, "R4", "R5")
    )
    found = User.objects.visible_to(reader).filter(Exists(roles), is_active=True).select_related("agency")
    return list(found.order_by("display_name")[:300])


_DESCRIBES = (
    "forename", "surname", "preferred_name", "aliases", "born_on", "expected_on", "sex", "postcode", "nhs_number",
    "phone",
)  # fmt: skip


def described(person: ContactPerson | Mapping[str, Any]) -> Told:
    """A person of a concern as they are compared with the index."""
    value = person.get if isinstance(person, Mapping) else partial(getattr, person)
    said = {name: value(name, None) for name in (*_DESCRIBES, "address_lines")}
    lines = said.pop("address_lines")
    return told(lines=lines or "", **{name: given for name, given in said.items() if given})


def readings(*, reader: User) -> QuerySet[ContactReading]:
    """Who read the files of concerns in which nobody was matched, newest first."""
    found: QuerySet[ContactReading] = (
        ContactReading.objects.visible_to(reader)
        .select_related("contact", "by__agency")
        .order_by("-at", "-pk")
    )
    return found


_ORDER = Case(When(rag=Rag.RED, then=0), When(is_unread=True, then=1), default=2, output_field=IntegerField())


def coming_to(manager: User) -> QuerySet[Contact]:
    """What waits at the front door for the localities of this manager's teams: red, unread, then by the clock."""
    found: QuerySet[Contact] = (
        Contact.objects.coming_to(manager, places_of(team_ids(manager)))  # type: ignore[attr-defined]
        .select_related("locality", "claimed_by")
        .annotate(children=Count("people", filter=Q(people__role__in=CHILD_ROLES)))
        .order_by(_ORDER, F("due_at").asc(nulls_last=True), "pk")
    )
    return found


def known_of(rows: Sequence[Contact], *, reader: User) -> dict[int, list[ContactPerson]]:
    """Of these concerns the people whose record is open to the reader; nobody else is named."""
    found: dict[int, list[ContactPerson]] = {}
    named = ContactPerson.objects.visible_to(reader).filter(
        contact__in=[row.pk for row in rows], person__isnull=False
    )
    for person in named.select_related("person").order_by("contact", "position"):
        found.setdefault(person.contact_id, []).append(person)
    return found
