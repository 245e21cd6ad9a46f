"""Making and correcting the record of who somebody is."""

from datetime import date
from typing import Any

from django.db import transaction
from nhs_number import is_valid as is_nhs_number
from stdnum.gb import upn as upn_check

from accounts.models import User
from core import clock
from core.errors import DomainError, StaleVersion
from core.history import acting
from people.clusters import identities
from people.enums import BirthCertainty, IdentityFact, Sex
from people.models import Person, PersonName
from people.ports import person_dates_changed
from people.services.identity_changes import birth_words, note_change, written_name

# What `update_person` may change; birth, restriction and merging have verbs of their own.
EDITABLE = frozenset(
    {
        "forename", "surname", "preferred_name", "pronouns", "sex", "gender_identity", "ethnicity", "religion",
        "first_language", "interpreter_needed", "communication", "disabilities", "nhs_number", "upn",
        "upn_unknown_reason", "local_id", "is_multiple_birth", "died_on", "moved_out_on", "story",
    }
)  # fmt: skip


def clean_nhs_number(value: str) -> str:
    """Ten digits with a right check digit, or nothing; refuses anything else beside the field."""
    digits = value.replace(" ", "").replace("-", "")
    if digits and not (digits.isdecimal() and len(digits) == 10 and is_nhs_number(digits)):
        raise DomainError("Enter a 10-digit NHS number: this one's check digit is wrong.", field="nhs_number")
    return digits


def clean_upn(value: str) -> str:
    """A unique pupil number with its check letter (DfE UPN guide), or nothing."""
    text = value.replace(" ", "").upper()
    if text and not upn_check.is_valid(text):
        raise DomainError(
            "Enter a 13-character unique pupil number: this one's check letter is wrong.", field="upn"
        )
    return text


@transaction.atomic
def create_person(
    *,
    by: User,
    forename: str = "",
    surname: str = "",
    born_on: date | None = None,
    birth_certainty: str = "",
    expected_on: date | None = None,
    sex: str = Sex.UNKNOWN,
    **details: Any,
) -> Person:
    """A new person of any age, unborn included; unknown stays unknown until it is known."""
    unknown = set(details) - EDITABLE
    if unknown:
        raise TypeError(f"create_person does not take {sorted(unknown)}")
    _check_birth(born_on, expected_on, sex)
    certainty = birth_certainty or (BirthCertainty.EXACT if born_on else BirthCertainty.UNKNOWN)
    details["nhs_number"] = clean_nhs_number(details.get("nhs_number", ""))
    details["upn"] = clean_upn(details.get("upn", ""))
    _check_disabilities(details.get("disabilities", []))
    _check_free(details)
    with acting(by=by, reason="person recorded"):
        row: Person = Person.objects.create(
            forename=forename.strip(),
            surname=surname.strip(),
            born_on=born_on,
            birth_certainty=certainty,
            expected_on=expected_on,
            sex=sex,
            recorded_at=clock.now(),
            recorded_by=by,
            **details,
        )
    return row


@transaction.atomic
def update_person(*, person: Person, by: User, version: int, **changes: Any) -> Person:
    """Change what is known of somebody; a stale form is refused."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.version != version:
        raise StaleVersion("Somebody else changed this record after you opened it.")
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"update_person does not take {sorted(unknown)}")
    if "nhs_number" in changes:
        changes["nhs_number"] = clean_nhs_number(changes["nhs_number"])
    if "upn" in changes:
        changes["upn"] = clean_upn(changes["upn"])
    _check_disabilities(changes.get("disabilities", []))
    if row.is_unborn and changes.get("sex", Sex.UNKNOWN) != Sex.UNKNOWN:
        raise DomainError("An unborn child's sex is recorded as not known.", field="sex")
    _check_free(changes, besides=row)
    before = _identity(row)
    for name, value in changes.items():
        setattr(row, name, value)
    if "story" in changes:
        row.story_changed_on = clock.today()
    row.version += 1
    with acting(by=by, reason="person changed"):
        row.save()
        for fact, after in _identity(row).items():
            note_change(
                person=row,
                by=by,
                fact=fact,
                before=before[fact],
                after=after,
                reason="Put right in the details",
            )
    return row


def _identity(person: Person) -> dict[str, str]:
    """What of the details is kept as it stood before."""
    return {
        IdentityFact.NAME: written_name(person),
        IdentityFact.SEX: str(Sex(person.sex).label),
        IdentityFact.GENDER: person.gender_identity,
    }


@transaction.atomic
def correct_birth(
    *,
    person: Person,
    by: User,
    reason: str,
    born_on: date | None = None,
    birth_certainty: str = BirthCertainty.EXACT,
    expected_on: date | None = None,
    sex: str = "",
) -> Person:
    """A birth happened, or a date was wrong: same record, old value kept in history, age-driven clocks re-derived."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if born_on is None and expected_on is None:
        raise DomainError("Give a date of birth or an expected date.", field="born_on")
    if row.born_on is not None and born_on is None:
        raise DomainError("The child is born: correct the date of birth instead.", field="born_on")
    new_sex = sex or row.sex
    _check_birth(born_on, expected_on, new_sex)
    before = (row.born_on, row.expected_on)
    row.born_on, row.expected_on, row.sex = born_on, expected_on, new_sex
    row.birth_certainty = birth_certainty if born_on else BirthCertainty.UNKNOWN
    row.version += 1
    with acting(by=by, reason=reason):
        row.save(update_fields=["born_on", "expected_on", "birth_certainty", "sex", "version"])
        note_change(
            person=row, by=by, fact=IdentityFact.BIRTH, before=birth_words(*before),
            after=birth_words(born_on, expected_on), reason=reason,
        )  # fmt: skip
        person_dates_changed.ask(person=row, before=before, by=by)
    return row


@transaction.atomic
def add_name(*, person: Person, by: User, forename: str, surname: str, kind: str = "ALIAS") -> PersonName:
    """Another name the person uses or used."""
    with acting(by=by, reason="name added"):
        row: PersonName = PersonName.objects.create(
            person=person,
            forename=forename,
            surname=surname,
            kind=kind,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


def _check_birth(born_on: date | None, expected_on: date | None, sex: str) -> None:
    if born_on and expected_on:
        raise DomainError("Give a date of birth or an expected date, not both.", field="born_on")
    if born_on and born_on > clock.today():
        raise DomainError("The date of birth must not be in the future.", field="born_on")
    if expected_on and sex != Sex.UNKNOWN:
        raise DomainError("An unborn child's sex is recorded as not known.", field="sex")


def _check_disabilities(codes: list[str]) -> None:
    if "NONE" in codes and len(codes) > 1:
        raise DomainError("“No disability” cannot stand beside a disability.", field="disabilities")


def _check_free(values: dict[str, Any], *, besides: Person | None = None) -> None:
    """At most one person per NHS number, UPN and local id; the refusal never says whose it is."""
    for name in ("nhs_number", "upn", "local_id"):
        value = values.get(name, "")
        if value:
            others = Person.objects.filter(**{name: value})
            if besides is not None:
                # Whoever was merged with them holds it for the same person.
                others = others.exclude(pk__in=identities(besides))
            if others.exists():
                raise DomainError("This number cannot be used: ask the front door to check it.", field=name)
