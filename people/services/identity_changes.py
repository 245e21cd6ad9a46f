"""Identity over time: a new name, a gender, a death, a move out of the borough, an adoption; nothing is rewritten."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, StaleVersion, WrongState
from core.history import acting
from people.enums import GrantKind, IdentityFact, Restriction, Sex
from people.models import (
    Address,
    AdoptionLink,
    Episode,
    IdentityChange,
    Person,
    PersonName,
    PersonStatus,
)
from people.services.access import grant_access
from people.services.access_restricted import end_orders
from people.services.merge import put_restriction


def note_change(
    *,
    person: Person,
    by: User,
    fact: str,
    before: str,
    after: str,
    reason: str,
    since: date | None = None,
    is_protected: bool = False,
) -> IdentityChange | None:
    """Keep what stood before beside what stands now, in the caller's transaction; no change leaves no line."""
    if before == after:
        return None
    row: IdentityChange = IdentityChange.objects.create(
        person=person,
        fact=fact,
        before=before[:200],
        after=after[:200],
        since=since,
        reason=reason.strip()[:200],
        is_protected=is_protected,
        changed_at=clock.now(),
        changed_by=by,
    )
    return row


def written_name(person: Person) -> str:
    return f"{person.forename} {person.surname}".strip()


def birth_words(born_on: date | None, expected_on: date | None) -> str:
    if born_on:
        return f"born {born_on:%-d %B %Y}"
    return f"expected {expected_on:%-d %B %Y}" if expected_on else ""


@transaction.atomic
def change_name(
    *,
    person: Person,
    by: User,
    version: int,
    forename: str,
    surname: str,
    since: date,
    reason: str,
    keep_former: bool = True,
) -> Person:
    """A name taken by marriage, deed poll or choice. The former name stays findable, or, where it may not be shown
    (Gender Recognition Act 2004 s22, or the person's wish), is kept where nobody who searches meets it."""
    row = _locked(person, version)
    if not (forename.strip() or surname.strip()):
        raise DomainError("Enter a name.", field="surname")
    _not_ahead(since, "since")
    before = written_name(row)
    old = (row.forename, row.surname)
    with acting(by=by, reason="name changed"):
        row.forename, row.surname = forename.strip(), surname.strip()
        if not keep_former:
            row.preferred_name = ""
        row.version += 1
        row.save(update_fields=["forename", "surname", "preferred_name", "version"])
        note_change(
            person=row, by=by, fact=IdentityFact.NAME, before=before, after=written_name(row), since=since,
            reason=reason, is_protected=not keep_former,
        )  # fmt: skip
        if keep_former and before != written_name(row) and any(old):
            PersonName.objects.create(
                person=row, kind="FORMER", forename=old[0], surname=old[1], recorded_at=clock.now(),
                recorded_by=by,
            )  # fmt: skip
    return row


@transaction.atomic
def change_gender(
    *,
    person: Person,
    by: User,
    version: int,
    gender_identity: str,
    pronouns: str,
    reason: str,
    sex: str = "",
    is_protected: bool = False,
) -> Person:
    """How somebody names their gender, and the sex that the national returns ask, where it is legally changed."""
    row = _locked(person, version)
    if sex and sex not in Sex.values:
        raise DomainError("Choose from the list.", field="sex")
    if row.is_unborn:
        raise WrongState("An unborn child has no gender on record.")
    with acting(by=by, reason="gender recorded"):
        note_change(
            person=row, by=by, fact=IdentityFact.GENDER, before=row.gender_identity, after=gender_identity,
            reason=reason, is_protected=is_protected,
        )  # fmt: skip
        if sex and sex != row.sex:
            note_change(
                person=row, by=by, fact=IdentityFact.SEX, before=str(Sex(row.sex).label),
                after=str(Sex(sex).label), reason=reason, is_protected=is_protected,
            )  # fmt: skip
            row.sex = sex
        row.gender_identity, row.pronouns = gender_identity.strip(), pronouns.strip()
        row.version += 1
        row.save(update_fields=["gender_identity", "pronouns", "sex", "version"])
    return row


@transaction.atomic
def record_death(*, person: Person, by: User, version: int, died_on: date, reason: str) -> Person:
    """The person has died: the record stays, nothing is sent to them, their workers are told."""
    from people.telling import tell_of_death

    row = _locked(person, version)
    _not_ahead(died_on, "died_on")
    if row.born_on and died_on < row.born_on:
        raise DomainError("This is before the date of birth.", field="died_on")
    before = row.died_on
    row.died_on = died_on
    row.version += 1
    with acting(by=by, reason="death recorded"):
        row.save(update_fields=["died_on", "version"])
        note_change(
            person=row, by=by, fact=IdentityFact.DIED, before=f"{before:%-d %B %Y}" if before else "",
            after=f"{died_on:%-d %B %Y}", since=died_on, reason=reason,
        )  # fmt: skip
    if before is None:
        tell_of_death(person=row, by=by)
    return row


@transaction.atomic
def move_out(*, person: Person, by: User, version: int, moved_out_on: date, reason: str) -> Person:
    """The person lives outside the borough from a day on; the address here ends the day before."""
    row = _locked(person, version)
    if row.died_on:
        raise WrongState("The record says that this person has died.")
    _not_ahead(moved_out_on, "moved_out_on")
    row.moved_out_on = moved_out_on
    row.version += 1
    with acting(by=by, reason="moved out"):
        row.save(update_fields=["moved_out_on", "version"])
        for address in Address.objects.select_for_update().filter(person=row, ends_on__isnull=True):
            address.ends_on = max(address.starts_on, moved_out_on)
            address.version += 1
            address.save(update_fields=["ends_on", "version"])
        note_change(
            person=row, by=by, fact=IdentityFact.MOVED_OUT, before="", after=f"{moved_out_on:%-d %B %Y}",
            since=moved_out_on, reason=reason,
        )  # fmt: skip
    return row


@transaction.atomic
def adopt(
    *,
    person: Person,
    by: User,
    version: int,
    forename: str,
    surname: str,
    ordered_on: date,
    reason: str,
    nhs_number: str = "",
) -> Person:
    """An adoption order: a new record with nothing of the old one in it, the old file sealed, the link kept apart.

    Refused while anything is open: what is closed stays in the sealed file (domain.md D, Adoption).
    """
    from people.services.identity import create_person

    require(by, Permission.ADOPTION_RECORD)
    row = _locked(person, version)
    _not_ahead(ordered_on, "ordered_on")
    if row.restriction == Restriction.SEALED:
        raise WrongState("This file is sealed already.")
    if row.survivor_id is not None:
        raise WrongState("This record is merged with another: undo that first.")
    if not surname.strip():
        raise DomainError("Enter the child's new surname.", field="surname")
    if open_now := _open_now(row):
        raise WrongState(f"Close what is open first: {', '.join(open_now)}.")
    if nhs_number and nhs_number.replace(" ", "") == row.nhs_number:
        raise DomainError("An adopted child is given a new NHS number.", field="nhs_number")
    new = create_person(
        by=by, forename=forename, surname=surname, born_on=row.born_on, birth_certainty=row.birth_certainty,
        sex=row.sex, ethnicity=row.ethnicity, first_language=row.first_language,
        interpreter_needed=row.interpreter_needed, communication=row.communication,
        disabilities=list(row.disabilities), nhs_number=nhs_number,
    )  # fmt: skip
    with acting(by=by, reason="adoption order"):
        AdoptionLink.objects.create(
            before=row, after=new, ordered_on=ordered_on, recorded_at=clock.now(), recorded_by=by
        )
        end_orders(row, by=by)
        put_restriction(row, Restriction.SEALED)
    for sealed in (row, new):
        grant_access(
            by=by, user=by, person=sealed, kind=GrantKind.NAMED, reason=f"Adoption: {reason}", hours=None
        )
    return new


def _open_now(person: Person) -> list[str]:
    found: list[str] = [
        str(status.get_kind_display()).lower()
        for status in PersonStatus.objects.filter(person=person, ended_on__isnull=True).order_by("pk")
    ]
    episodes: Any = Episode.objects.filter(person=person, closed_at__isnull=True)
    return found + [f"episode {row.reference}" for row in episodes]


def _locked(person: Person, version: int) -> Person:
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.version != version:
        raise StaleVersion("Somebody else changed this record after you opened it.")
    return row


def _not_ahead(day: date, field: str) -> None:
    if day > clock.today():
        raise DomainError("The day must not be in the future.", field=field)
