"""Putting right what is known of a person: permission and record first, each sent form does its work once."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.errors import NotFound, NotPermitted
from outbox.services import once
from people import services as people
from people.clusters import identities
from people.enums import AccessAct, BirthCertainty, Level
from people.models import ContactPoint, Person, SafeAddress
from people.selectors import level
from people.visibility import may_read


def may_write(by: User, person: Person) -> None:
    """Whoever changes a record reads it now and holds the right."""
    if level(by, person) != Level.RECORD:
        raise NotFound("There is no such record.")
    require(by, Permission.PERSON_WRITE)


def _write(by: User, person: Person, action: str, key: str, do: Callable[[], Any]) -> str:
    may_write(by, person)

    def act() -> str:
        do()
        return str(person.public_id)

    return once(by=by, action=f"person.{action}", key=key, do=act)


@transaction.atomic
def change_details(
    *, by: User, person: Person, version: int | None, key: str, interpreter_needed: str = "", **details: Any
) -> str:
    """Name, identity, language and numbers."""
    needed = {"YES": True, "NO": False}.get(interpreter_needed)
    return _write(
        by,
        person,
        "details",
        key,
        lambda: people.update_person(
            person=person, by=by, version=version or 0, interpreter_needed=needed, **details
        ),
    )


@transaction.atomic
def change_story(*, by: User, person: Person, version: int | None, key: str, story: str) -> str:
    return _write(
        by,
        person,
        "story",
        key,
        lambda: people.update_person(person=person, by=by, version=version or 0, story=story.strip()),
    )


@transaction.atomic
def correct_birth(
    *,
    by: User,
    person: Person,
    key: str,
    what: str,
    reason: str,
    born_on: date | None = None,
    birth_certainty: str = "",
    sex: str = "",
    expected_on: date | None = None,
) -> str:
    """A birth or a first date by whoever writes; an exact date is a manager's to change (domain.md D)."""
    if person.birth_certainty == BirthCertainty.EXACT:
        may_write(by, person)
        try:
            require(by, Permission.PERSON_MERGE)
        except NotPermitted:
            raise NotPermitted("An exact date of birth is corrected by a manager: ask yours.") from None
    return _write(
        by,
        person,
        "birth",
        key,
        lambda: people.correct_birth(
            person=person,
            by=by,
            reason=reason,
            born_on=born_on if what == "BORN" else None,
            birth_certainty=birth_certainty or BirthCertainty.EXACT,
            sex=sex,
            expected_on=expected_on if what == "EXPECTED" else None,
        ),
    )


@transaction.atomic
def add_name(*, by: User, person: Person, key: str, kind: str, forename: str, surname: str) -> str:
    return _write(
        by,
        person,
        "name",
        key,
        lambda: people.add_name(person=person, by=by, kind=kind, forename=forename, surname=surname),
    )


@transaction.atomic
def move(
    *, by: User, person: Person, key: str, kind: str, lines: str, postcode: str, starts_on: date, safe: bool
) -> str:
    """A new address that is not confidential (the form has asked)."""
    return _write(
        by,
        person,
        "address",
        key,
        lambda: people.move_to(
            person=person, by=by, kind=kind, lines=lines, postcode=postcode, starts_on=starts_on
        ),
    )


@transaction.atomic
def add_safe_address(
    *, by: User, person: Person, key: str, lines: str, postcode: str, reason: str, starts_on: date
) -> str:
    if not may_read(by, DataClass.SAFE_ADDRESS):
        raise NotPermitted("Your role does not keep confidential addresses.")
    return _write(
        by,
        person,
        "safe_address",
        key,
        lambda: people.add_safe_address(
            person=person, by=by, lines=lines, postcode=postcode, reason=reason, starts_on=starts_on
        ),
    )


@transaction.atomic
def read_safe_address(*, by: User, person: Person, reason: str) -> list[SafeAddress]:
    """The confidential address, for a reason that is written down each time it is read."""
    if level(by, person) != Level.RECORD or not may_read(by, DataClass.SAFE_ADDRESS):
        raise NotFound("There is no such record.")
    people.log_access(by=by, person=person, act=AccessAct.SAFE_ADDRESS, purpose=reason)
    rows = SafeAddress.objects.visible_to(by).filter(person__in=identities(person))
    return list(rows.order_by("-starts_on", "-pk"))


@transaction.atomic
def add_contact_point(
    *, by: User, person: Person, key: str, kind: str, value: str, safe: list[str], note: str
) -> str:
    return _write(
        by,
        person,
        "contact_point",
        key,
        lambda: people.add_contact_point(
            person=person,
            by=by,
            kind=kind,
            value=value,
            note=note,
            safe_to_call="call" in safe,
            safe_to_text="text" in safe,
            safe_to_leave_message="message" in safe,
        ),
    )


@transaction.atomic
def end_contact_point(*, by: User, person: Person, point_id: UUID, key: str, reason: str) -> str:
    """A number or address of this person's, read through the policy, is theirs no longer."""
    rows = ContactPoint.objects.visible_to(by).filter(person__in=identities(person), public_id=point_id)
    point = rows.first()
    if point is None:
        raise NotFound("There is no such record.")
    return _write(
        by,
        person,
        "end_contact_point",
        key,
        lambda: people.end_contact_point(point=point, by=by, reason=reason),
    )


@transaction.atomic
def warn_staff(
    *, by: User, person: Person, key: str, what: str, ring_duty_first: bool, review_on: date
) -> str:
    return _write(
        by,
        person,
        "warning",
        key,
        lambda: people.warn_staff(
            person=person, by=by, what=what, ring_duty_first=ring_duty_first, review_on=review_on
        ),
    )
