"""The daily look through the access log, what was found of each odd reading, and the family's print."""

from datetime import date, timedelta

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import system_user
from core import clock, working_days
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from governance.access_audit.enums import Finding, Oddity
from governance.access_audit.models import FamilyPrint, OddAccess
from governance.access_audit.permissions import FRONT_DOOR, NIGHT, Work, work_on
from governance.access_audit.selectors import (
    Reading,
    enquiry_is_live,
    group_by_user,
    lines_for_family,
    names_of,
    readings_on,
)
from outbox.services import once, tell
from people.enums import AccessAct, Level
from people.models import Person
from people.selectors import level
from people.services import log_access
from people.telling import tell_the_officers

# Ordinary hours of work; and how many people beyond one's own work somebody looks up on an ordinary day.
EARLY, LATE = 7, 20
MANY = 25
_DEEP = frozenset({AccessAct.OPEN, AccessAct.SAFE_ADDRESS, AccessAct.PAPER, AccessAct.FILE})


@transaction.atomic
def look_through(*, day: date, by: User | None = None) -> int:
    """Write down every odd reading of one day; the same day looked through twice finds nothing twice."""
    actor = by or system_user()
    readings = readings_on(day)
    if not readings:
        return 0
    users = list({reading.user.pk: reading.user for reading in readings}.values())
    people = list({reading.person.pk: reading.person for reading in readings}.values())
    work = work_on(day, users, people)
    surnames = names_of(person.pk for person in people)
    found: list[tuple[Reading, list[str]]] = []
    for mine in group_by_user(readings).values():
        strangers = [reading for reading in mine if not work.has_work(reading.user, reading.person)]
        browsing = len(strangers) > MANY and not work.roles.get(mine[0].user.pk, set()) & FRONT_DOOR
        for reading in mine:
            why = _why(reading, work, surnames.get(reading.person.pk, set()), reading in strangers)
            if browsing and reading is strangers[0]:
                why.append(Oddity.MANY)
            if why:
                found.append((reading, why))
    written = [_write(reading, why, day=day, by=actor) for reading, why in found]
    new = sum(written)
    if new:
        key = f"odd-access:{day.isoformat()}"
        tell_the_officers(kind="ODD_ACCESS", reference=f"{day:%d-%m-%y}", path="/access/odd/", key=key)
    return new


def _why(reading: Reading, work: Work, surnames: set[str], is_stranger: bool) -> list[str]:
    user, person = reading.user, reading.person
    why: list[str] = []
    if person.pk in work.private[user.pk]:
        why.append(Oddity.OWN_PEOPLE)
    if work.shares_home(user, person):
        why.append(Oddity.OWN_ADDRESS)
    if AccessAct.SEARCH in reading.acts:
        why.append(Oddity.HIDDEN)
    if is_stranger:
        if surname_of(user) in surnames:
            why.append(Oddity.OWN_SURNAME)
        if reading.acts & _DEEP:
            why.append(Oddity.NO_LINK)
        at_night = user.pk in work.on_call or work.roles.get(user.pk, set()) & NIGHT
        if not at_night and any(not in_hours(moment) for moment in reading.moments):
            why.append(Oddity.OUT_OF_HOURS)
    return why


def surname_of(user: User) -> str:
    """The last word of a worker's name, whatever stands in brackets after it."""
    words = user.display_name.partition("(")[0].split()
    return words[-1].casefold() if words else ""


def in_hours(moment: object) -> bool:
    local = clock.to_local(moment)  # type: ignore[arg-type]
    return working_days.is_working_day(local.date()) and EARLY <= local.hour < LATE


def _write(reading: Reading, why: list[str], *, day: date, by: User) -> int:
    with acting(by=by, reason=f"access log of {day.isoformat()} looked through"):
        _, is_new = OddAccess.objects.get_or_create(
            on=day,
            user=reading.user,
            person=reading.person,
            defaults={
                "why": [str(each) for each in why],
                "readings": len(reading.moments),
                "recorded_at": clock.now(),
                "recorded_by": by,
            },
        )
    return int(is_new)


def look_through_yesterday() -> int:
    """The last three days: a day on which nothing ran is not left out."""
    today = clock.today()
    return sum(look_through(day=today - timedelta(days=back)) for back in (3, 2, 1))


@transaction.atomic
def review(*, row: OddAccess, by: User, finding: str, note: str) -> OddAccess:
    """The officer writes down what was behind an odd reading; nobody judges their own."""
    require(by, Permission.ACCESS_LOG_READ)
    kept = OddAccess.objects.select_for_update().get(pk=row.pk)
    if kept.user_id == by.pk:
        raise NotPermitted("Somebody else must look at this.")
    if kept.reviewed_at is not None:
        raise WrongState("Somebody has looked at this already.")
    if finding not in Finding.values:
        raise DomainError("Choose what you found.", field="finding")
    if len(note.strip()) < 5:
        raise DomainError("Write a few words.", field="note")
    kept.finding, kept.note = finding, note.strip()
    kept.reviewed_at, kept.reviewed_by = clock.now(), by
    kept.version += 1
    with acting(by=by, reason="odd reading looked at"):
        kept.save(update_fields=["finding", "note", "reviewed_at", "reviewed_by", "version"])
    return kept


@transaction.atomic
def ask_for_print(*, by: User, person: Person, for_whom: str, key: str) -> str:
    """A worker asks, for the family, who has looked; the officer decides what they may learn."""
    if level(by, person) != Level.RECORD:
        raise NotFound("There is no such record.")
    require(by, Permission.PERSON_WRITE, Permission.NOTE_WRITE)
    if len(for_whom.strip()) < 2:
        raise DomainError("Say who asks.", field="for_whom")

    def do() -> str:
        now = clock.now()
        with acting(by=by, reason="family asks who looked"):
            row = FamilyPrint.objects.create(
                person=person, asked_by=by, asked_at=now, for_whom=for_whom.strip()[:120], recorded_at=now,
                recorded_by=by,
            )  # fmt: skip
        path = f"/access/prints/{row.public_id}/"
        reference = str(row.public_id)[:8].upper()
        tell_the_officers(kind="PRINT_ASKED", reference=reference, path=path, key=f"print:{row.public_id}")
        return str(row.public_id)

    return once(by=by, action="family_print", key=key, do=do)


@transaction.atomic
def release(*, row: FamilyPrint, by: User, police_may_be_told: bool) -> FamilyPrint:
    """The officer releases a print: profession and agency by day, sensitive and placing agencies never on it."""
    require(by, Permission.ACCESS_LOG_READ)
    kept = (
        FamilyPrint.objects.select_for_update(of=("self",))
        .select_related("person", "asked_by")
        .get(pk=row.pk)
    )
    if kept.released_at is not None:
        raise WrongState("This print has been released.")
    if kept.asked_by_id == by.pk:
        raise NotPermitted("Somebody else must release what you asked for.")
    if police_may_be_told and enquiry_is_live(kept.person):
        raise DomainError(
            "An enquiry under section 47 is open: police readings stay out.", field="police_may_be_told"
        )
    told = [
        line
        for line in lines_for_family(kept.person)
        if not line.left_out and (police_may_be_told or not line.is_police)
    ]
    kept.lines = [[line.on.isoformat(), line.profession, line.agency] for line in told]
    kept.released_at, kept.released_by = clock.now(), by
    kept.version += 1
    with acting(by=by, reason="print for the family released"):
        kept.save(update_fields=["lines", "released_at", "released_by", "version"])
    log_access(by=by, person=kept.person, act=AccessAct.PAPER, purpose="Released who looked, for the family")
    tell(
        to=kept.asked_by,
        kind="PRINT_RELEASED",
        reference=str(kept.public_id)[:8].upper(),
        path=f"/access/prints/{kept.public_id}/",
        key=f"print-released:{kept.public_id}",
    )
    result: FamilyPrint = kept
    return result
