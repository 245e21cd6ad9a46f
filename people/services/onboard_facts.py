"""A fact that another system says, written into a record by the verb that a person would use."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from accounts.models import Agency, User
from core import clock
from people.clusters import identities
from people.enums import InvolvementKind
from people.linkage.cleaning import clean_phone
from people.models import (
    Address,
    ContactPoint,
    IdentityChange,
    ImportRun,
    Involvement,
    Person,
    PersonName,
    SafeAddress,
)
from people.onboarding.rows import Row
from people.onboarding.weighing import WORDS, Said, weigh, without_places
from people.services.facts import end_involvement, involve
from people.services.identity import add_name, correct_birth, update_person
from people.services.identity_changes import change_name, record_death
from people.services.places import add_contact_point, move_to

NO_AGENCY = "a school, practice or team that is not known here"
NUMBERS = ("nhs_number", "upn", "local_id")


class Agencies:
    """Agencies by their number (URN, ODS code) or name as extracts write them."""

    def __init__(self) -> None:
        self._by: dict[str, Agency] = {}
        for agency in Agency.objects.filter(is_active=True).order_by("-pk"):
            for name in (agency.name, agency.short_name, agency.external_code):
                if name:
                    self._by[name.casefold()] = agency

    def find(self, called: str) -> Agency | None:
        return self._by.get(called.casefold()) if called else None


def record_says(person: Person, *, now: Said) -> dict[str, str]:
    """What the record says of the facts that extracts speak of; a telephone it has is the one the row tells."""
    whole = identities(person)
    home = (
        Address.objects.filter(person__in=whole, ends_on__isnull=True).order_by("-starts_on", "-pk").first()
    )
    phones = (
        ContactPoint.objects.in_use().filter(person__in=whole, kind="PHONE").values_list("value", flat=True)
    )
    told = now.get("phone", "")
    says = {
        "forename": person.forename, "surname": person.surname,
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "expected_on": person.expected_on.isoformat() if person.expected_on else "",
        "died_on": person.died_on.isoformat() if person.died_on else "",
        "sex": "" if person.sex == "U" else person.sex,
        "nhs_number": person.nhs_number, "upn": person.upn, "local_id": person.local_id,
        "lines": home.lines if home else "", "postcode": home.postcode if home else "",
        "phone": told if told and clean_phone(told) in map(clean_phone, phones) else "",
    }  # fmt: skip
    return {name: value for name, value in says.items() if value}


def has_safe_address(person: Person) -> bool:
    """Whether anything that betrays a place may not be written from outside (safety l, w)."""
    today = clock.today()
    return (
        SafeAddress.objects.filter(person__in=identities(person))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .exists()
    )


def link_facts(*, person: Person, row: Row, run: ImportRun, agencies: Agencies, by: User) -> list[str]:
    """Whose row it is has just been found: what the record lacks is filled, where it says otherwise it is left."""
    now: Said = row.said()
    if has_safe_address(person):
        now = without_places(now)
    weighed = weigh(now=now, before={}, record=record_says(person, now=now))
    left = write_facts(
        person=person, facts=weighed.write, now=now, before={}, run=run, agencies=agencies, by=by
    )
    return left + [f"{WORDS[fact]} (the record says otherwise)" for fact in weighed.decide]


def write_facts(
    *,
    person: Person,
    facts: Sequence[str],
    now: Said,
    before: Said,
    run: ImportRun,
    agencies: Agencies,
    by: User,
) -> list[str]:
    """Write these facts from the day of the extract on; answers which could not be."""
    left: list[str] = []
    reason = f"{run.get_kind_display()} of {run.extract_on:%-d %B %Y}"
    on = run.extract_on
    for fact in facts:
        # Each verb locks and counts up the record: the next one needs it as it stands now.
        person.refresh_from_db()
        if fact == "name":
            change_name(
                person=person, by=by, version=person.version, forename=now.get("forename", ""),
                surname=now.get("surname", ""), since=on, reason=reason,
            )  # fmt: skip
        elif fact == "born":
            _born(person, now, by=by, reason=reason)
        elif fact == "died":
            record_death(
                person=person, by=by, version=person.version, died_on=date.fromisoformat(now["died_on"]),
                reason=reason,
            )  # fmt: skip
        elif fact == "sex":
            if not person.is_unborn:
                update_person(person=person, by=by, version=person.version, sex=now["sex"])
        elif fact in NUMBERS:
            if is_free(person, fact, now[fact]):
                update_person(person=person, by=by, version=person.version, **{fact: now[fact]})
            else:
                left.append(f"{WORDS[fact]} (another record has it)")
        elif fact == "address":
            _move(person, now, on=on, by=by)
        elif fact == "phone":
            if was_ended(person, now["phone"]):
                left.append(f"{WORDS['phone']} (somebody ended this number: it is no longer theirs)")
            else:
                _phone(person, now["phone"], before.get("phone", ""), run=run, by=by)
        elif fact == "agency" and not _agency(person, now, before, run=run, agencies=agencies, by=by):
            left.append(NO_AGENCY)
    return left


def was_ended(person: Person, number: str) -> bool:
    """Whether a person said that this number is no longer theirs: no list brings it back, only a person does."""
    ended = ContactPoint.objects.filter(
        person__in=identities(person), kind="PHONE", ended_at__isnull=False
    ).values_list("value", flat=True)
    return clean_phone(number) in map(clean_phone, ended)


def is_free(person: Person, name: str, value: str) -> bool:
    """Whether nobody else's record bears this number."""
    others = Person.objects.filter(**{name: value})
    return not others.exclude(pk__in=identities(person) if person.pk else []).exists()


def add_alias(*, person: Person, now: Said, by: User) -> None:
    """What the other system calls them, as another name; never where a former name is protected."""
    whole = identities(person)
    called = (now.get("forename", ""), now.get("surname", ""))
    names = PersonName.objects.filter(person__in=whole).values_list("forename", "surname")
    borne = {(person.forename, person.surname), *names}
    if not all(called) or tuple(map(str.casefold, called)) in {
        (one.casefold(), two.casefold()) for one, two in borne
    }:
        return
    if not IdentityChange.objects.filter(person__in=whole, is_protected=True).exists():
        add_name(person=person, by=by, forename=called[0], surname=called[1])


def _born(person: Person, now: Said, *, by: User, reason: str) -> None:
    days = {name: date.fromisoformat(now[name]) for name in ("born_on", "expected_on") if name in now}
    correct_birth(person=person, by=by, reason=reason, **days)  # type: ignore[arg-type]


def _move(person: Person, now: Said, *, on: date, by: User) -> None:
    """A new tenancy from the day of the extract; the one before ends, and never begins after its end."""
    current = Address.objects.filter(person=person, ends_on__isnull=True).order_by("-starts_on").first()
    since = max(on, current.starts_on) if current else on
    move_to(
        person=person, by=by, lines=now.get("lines", ""), postcode=now.get("postcode", ""), starts_on=since
    )


def _phone(person: Person, value: str, before: str, *, run: ImportRun, by: User) -> None:
    """The number in place of the one this system said before, if nobody else recorded that; not safe until somebody
    says so."""
    own = (
        ContactPoint.objects.in_use()
        .select_for_update(of=("self",))
        .filter(person=person, kind="PHONE", recorded_by=by)
    )
    for point in own if before else ():
        if clean_phone(point.value) == clean_phone(before):
            point.value = value
            point.safe_to_call = point.safe_to_text = point.safe_to_leave_message = False
            point.version += 1
            point.save(
                update_fields=["value", "safe_to_call", "safe_to_text", "safe_to_leave_message", "version"]
            )
            return
    add_contact_point(person=person, by=by, kind="PHONE", value=value, note=str(run.get_kind_display()))


def _agency(person: Person, now: Said, before: Said, *, run: ImportRun, agencies: Agencies, by: User) -> bool:
    """Whose list they stand on from now; they leave the one that this system put them on."""
    agency = agencies.find(now["agency"])
    if agency is None:
        return False
    whole = identities(person)
    rows = Involvement.objects.filter(
        person__in=whole, kind=InvolvementKind.UNIVERSAL, source=run.kind, ended_at__isnull=True
    )
    for row in rows.exclude(agency=agency):
        end_involvement(involvement=row, by=by, reason=f"On another list: {run.get_kind_display()}")
    involve(
        person=person, kind=InvolvementKind.UNIVERSAL, agency=agency, by=by,
        what=str(run.get_kind_display()), source=run.kind,
    )  # fmt: skip
    return True
