"""Identity over time: record and right first, each sent form does its work once."""

from datetime import date

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from desk.services.details import may_write
from outbox.services import once
from people import services as people
from people.models import Person


@transaction.atomic
def change_name(
    *,
    by: User,
    person: Person,
    version: int | None,
    key: str,
    forename: str,
    surname: str,
    since: date,
    reason: str,
    former: str,
) -> str:
    may_write(by, person)

    def do() -> str:
        people.change_name(
            person=person, by=by, version=version or 0, forename=forename, surname=surname, since=since,
            reason=reason, keep_former=former == "KEEP",
        )  # fmt: skip
        return str(person.public_id)

    return once(by=by, action="person.name_change", key=key, do=do)


@transaction.atomic
def change_gender(
    *,
    by: User,
    person: Person,
    version: int | None,
    key: str,
    gender_identity: str,
    pronouns: str,
    changes_sex: bool,
    protect: bool,
    reason: str,
    sex: str = "",
) -> str:
    may_write(by, person)

    def do() -> str:
        people.change_gender(
            person=person, by=by, version=version or 0, gender_identity=gender_identity, pronouns=pronouns,
            sex=sex if changes_sex else "", is_protected=protect, reason=reason,
        )  # fmt: skip
        return str(person.public_id)

    return once(by=by, action="person.gender", key=key, do=do)


@transaction.atomic
def record_death(
    *, by: User, person: Person, version: int | None, key: str, died_on: date, reason: str
) -> str:
    may_write(by, person)

    def do() -> str:
        people.record_death(person=person, by=by, version=version or 0, died_on=died_on, reason=reason)
        return str(person.public_id)

    return once(by=by, action="person.death", key=key, do=do)


@transaction.atomic
def move_out(
    *, by: User, person: Person, version: int | None, key: str, moved_out_on: date, reason: str
) -> str:
    may_write(by, person)

    def do() -> str:
        people.move_out(person=person, by=by, version=version or 0, moved_out_on=moved_out_on, reason=reason)
        return str(person.public_id)

    return once(by=by, action="person.move_out", key=key, do=do)


@transaction.atomic
def adopt(
    *,
    by: User,
    person: Person,
    version: int | None,
    key: str,
    forename: str,
    surname: str,
    ordered_on: date,
    reason: str,
    nhs_number: str = "",
) -> str:
    """Gives the address of the new record; nothing on it leads back."""
    may_write(by, person)
    require(by, Permission.ADOPTION_RECORD)

    def do() -> str:
        new = people.adopt(
            person=person, by=by, version=version or 0, forename=forename, surname=surname,
            ordered_on=ordered_on, reason=reason, nhs_number=nhs_number,
        )  # fmt: skip
        return str(new.public_id)

    return once(by=by, action="person.adoption", key=key, do=do)
