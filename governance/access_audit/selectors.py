"""Who read whom on one day, who had work to do with them, and what the family may learn of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.enums import AgencyKind, UserKind
from accounts.models import User
from assessments.models import Section47
from core import clock
from core.errors import NotFound
from governance.access_audit.models import FamilyPrint, OddAccess
from people.clusters import identities
from people.enums import AccessAct
from people.models import AccessLog, Person, SafeAddress

# What an agency of this kind reads tells where somebody lives now (safety m, w).
_BETRAYS_A_PLACE = frozenset(
    {AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS, AgencyKind.GP, AgencyKind.PHARMACY, AgencyKind.HOUSING}
)


@dataclass(slots=True)
class Reading:
    """All that one worker read of one person on one day."""

    user: User
    person: Person
    acts: set[str] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)


def readings_on(day: date) -> list[Reading]:
    """The day's log by worker and person; what the system itself did is left out."""
    start, end = clock.at_local(day), clock.at_local(day + timedelta(days=1))
    rows = (
        AccessLog.objects.filter(at__gte=start, at__lt=end, by__kind=UserKind.HUMAN)
        .exclude(act=AccessAct.GRANT)
        .select_related("by", "person")
        .order_by("at", "pk")
    )
    found: dict[tuple[int, int], Reading] = {}
    for row in rows.iterator(chunk_size=2000):
        reading = found.setdefault((row.by_id, row.person_id), Reading(row.by, row.person))
        reading.acts.add(row.act)
        reading.moments.append(row.at)
    return list(found.values())


def odd_readings(*, reader: User, waiting: bool) -> QuerySet[OddAccess]:
    """The list as the officer works through it: what nobody has looked at, or what has been."""
    rows: QuerySet[OddAccess] = OddAccess.objects.visible_to(reader).filter(reviewed_at__isnull=waiting)
    order = ("on", "pk") if waiting else ("-reviewed_at", "-pk")
    return rows.select_related("user__agency", "user__profession", "person", "reviewed_by").order_by(*order)


def odd_reading(public_id: UUID, *, reader: User) -> OddAccess:
    row: OddAccess | None = (
        OddAccess.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("user__agency", "user__profession", "user__line_manager", "person", "reviewed_by")
        .first()
    )
    if row is None:
        raise NotFound("There is no such record.")
    return row


def readings_of(row: OddAccess) -> list[AccessLog]:
    """Each line of the log behind an odd reading, for whoever may look at it."""
    start = clock.at_local(row.on)
    rows = AccessLog.objects.filter(
        by=row.user_id, person=row.person_id, at__gte=start, at__lt=clock.at_local(row.on + timedelta(days=1))
    )
    return list(rows.select_related("by", "grant").order_by("at")[:200])


def prints(*, reader: User) -> QuerySet[FamilyPrint]:
    """Prints asked for: the officer's list, or one's own."""
    rows: QuerySet[FamilyPrint] = FamilyPrint.objects.visible_to(reader)
    return rows.select_related("person", "asked_by", "released_by").order_by(
        "released_at", "-asked_at", "-pk"
    )


def family_print(public_id: UUID, *, reader: User) -> FamilyPrint:
    row: FamilyPrint | None = prints(reader=reader).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return row


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One day's reading by one profession of one agency; with why it is left out, where it is."""

    on: date
    profession: str
    agency: str
    is_police: bool
    left_out: str


def lines_for_family(person: Person) -> list[PrintLine]:
    """Profession and agency by day, newest first: what would betray a place or an enquiry is marked to stay out."""
    hidden_since = (
        SafeAddress.objects.filter(person__in=identities(person), ends_on__isnull=True)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    rows = (
        AccessLog.objects.filter(person__in=identities(person), by__kind=UserKind.HUMAN)
        .exclude(act__in=(AccessAct.SEARCH, AccessAct.GRANT))
        .select_related("by__agency", "by__profession")
        .prefetch_related("by__memberships__team")
        .order_by("-at", "-pk")
    )
    found: dict[tuple[date, str, str], PrintLine] = {}
    for row in rows:
        on = clock.to_local(row.at).date()
        profession = str(row.by.profession or "Worker")
        agency = str(row.by.agency or "")
        key = (on, profession, agency)
        why = _left_out(row.by, on, hidden_since)
        if key not in found or (why and not found[key].left_out):
            found[key] = PrintLine(on, profession, agency, _is_police(row.by), why)
    return list(found.values())


def _is_police(user: User) -> bool:
    return bool(user.agency and user.agency.kind == AgencyKind.POLICE)


def _left_out(user: User, on: date, hidden_since: date | None) -> str:
    agency = user.agency
    if agency and (agency.sensitive or agency.kind == AgencyKind.DOMESTIC_ABUSE):
        return "a sensitive service"
    if any(row.team.sensitive for row in user.memberships.all()):
        return "a sensitive service"
    if agency and hidden_since and on >= hidden_since and agency.kind in _BETRAYS_A_PLACE:
        return "would betray a confidential place"
    return ""


def enquiry_is_live(person: Person) -> bool:
    """Whether an enquiry under section 47 is open, in which the police may have a part that must not be told."""
    return bool(Section47.objects.filter(person__in=identities(person), concluded_at__isnull=True).exists())


def group_by_user(readings: Iterable[Reading]) -> dict[int, list[Reading]]:
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.user.pk].append(reading)
    return found


def names_of(people: Iterable[int]) -> dict[int, set[str]]:
    """Every surname that a person bears or bore, in small letters."""
    from people.models import PersonName

    ids = list(people)
    found: dict[int, set[str]] = defaultdict(set)
    for model, path in ((Person, "pk"), (PersonName, "person_id")):
        for pk, surname in model.objects.filter(Q(**{f"{path}__in": ids})).values_list(path, "surname"):
            if surname.strip():
                found[pk].add(surname.strip().casefold())
    return found
