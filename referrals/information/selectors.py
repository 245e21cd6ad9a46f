"""Reads of checks with other agencies."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Prefetch,
    Q,
    QuerySet,
)

from accounts.models import Agency, RoleAssignment, Team, User
from accounts.selectors import members_of, staff
from core import clock
from core.errors import NotFound
from localities.models import Locality
from localities.selectors import teams_covering
from referrals.contacts.models import Contact
from referrals.information.clocks import Opening, opening_of
from referrals.information.enums import ANSWERED_BY, TEAM_ASKED, Check
from referrals.information.models import (
    AgencyClosure,
    AgencyOpening,
    InformationReply,
    InformationRequest,
    ReplyParagraph,
)


def _with_replies(reader: User) -> Prefetch:
    paragraphs = ReplyParagraph.objects.visible_to(reader).order_by("position")
    replies = (
        InformationReply.objects.visible_to(reader)
        .select_related("recorded_by__agency", "recorded_by__profession")
        .prefetch_related(Prefetch("paragraphs", queryset=paragraphs, to_attr="readable"))
        .order_by("recorded_at", "pk")
    )
    return Prefetch("replies", queryset=replies, to_attr="answers")


def put_to_me(reader: User) -> QuerySet[InformationRequest]:
    """Questions put to this person or to the agency they answer for: waiting first, nearest due first."""
    found: QuerySet[InformationRequest] = (
        InformationRequest.objects.visible_to(reader)
        .put_to(reader)  # type: ignore[attr-defined]
        .filter(withdrawn_at__isnull=True)
        .select_related("agency", "asked_by__agency")
        .order_by("replied_at", "due_at", "pk")
    )
    return found


def request_put_to_me(public_id: uuid.UUID | str, *, reader: User) -> InformationRequest:
    found: InformationRequest | None = (
        put_to_me(reader).filter(public_id=public_id).prefetch_related(_with_replies(reader)).first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def request_of(contact: Contact, public_id: uuid.UUID | str, *, reader: User) -> InformationRequest:
    found: InformationRequest | None = (
        InformationRequest.objects.visible_to(reader).filter(contact=contact, public_id=public_id).first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def agencies(*, reader: User) -> QuerySet[Agency]:
    """Agencies that can be asked."""
    found: QuerySet[Agency] = Agency.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def answerers(agency: Agency, *, team: Team | None = None) -> list[User]:
    """Who is told of a question: the team's members; else the agency's safeguarding leads and its seats here."""
    if team is not None and (found := members_of(team)):
        return found
    rows = (
        RoleAssignment.objects.current(on=clock.today())
        .filter(
            Q(is_safeguarding_lead=True) | Q(role__in=("R9", "SEAT")), agency=agency, user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )
    return list({row.user_id: row.user for row in rows}.values())


def openings(asked: Iterable[Agency], *, at: datetime) -> dict[int, Opening]:
    """Whether each of these agencies answers now, by agency; two queries for however many."""
    rows = list(asked)
    hours = {row.agency_id: row for row in AgencyOpening.objects.filter(agency__in=rows)}
    closed: dict[int, list[AgencyClosure]] = {}
    for row in _closures(clock.to_local(at).date()).filter(agency__in=rows):
        closed.setdefault(row.agency_id, []).append(row)
    return {
        agency.pk: opening_of(agency, hours.get(agency.pk), closed.get(agency.pk, ()), at=at)
        for agency in rows
    }


def _closures(on: date) -> QuerySet[AgencyClosure]:
    found: QuerySet[AgencyClosure] = (
        AgencyClosure.objects.filter(cancelled_at__isnull=True, last_on__gte=on)
        .select_related("stand_in", "agency")
        .order_by("first_on", "pk")
    )
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who can be asked: the check, the agency or its team, whether it is open and has anyone to answer."""

    check: str
    agency: Agency
    team: Team | None
    opening: Opening
    answers_here: bool

    @property
    def value(self) -> str:
        return ":".join(
            (self.check, str(self.agency.public_id), str(self.team.public_id) if self.team else "")
        )


def whom_to_ask(*, reader: User, place: Locality | None, at: datetime) -> list[Asked]:
    """Every check with the agencies that can answer it; the council's through the team that covers the place."""
    rows = list(agencies(reader=reader))
    open_now = openings(rows, at=at)
    with_answerers = set(
        RoleAssignment.objects.current(on=clock.today())
        .filter(Q(is_safeguarding_lead=True) | Q(role__in=("R9", "SEAT")), user__is_active=True)
        .values_list("agency", flat=True)
    )
    teams: dict[tuple[int, str], Team] = {}
    # A team that covers the place stands before one that does not.
    for team in (*teams_covering(place), *Team.objects.filter(is_active=True).order_by("pk")):
        teams.setdefault((team.agency_id, team.kind), team)
    found = []
    for check in Check:
        for agency in rows:
            if agency.kind not in ANSWERED_BY[check]:
                continue
            kind = TEAM_ASKED.get(check)
            team_of_it = teams.get((agency.pk, kind)) if kind else None
            answers = agency.pk in with_answerers or team_of_it is not None
            found.append(Asked(check, agency, team_of_it, open_now[agency.pk], answers))
    return found


class Median(Aggregate):
    """The middle value; rows without one (no answer yet) do not count."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """How one agency answers: what was asked, answered, in time, waits, and the middle time it took."""

    agency: str
    asked: int
    answered: int
    in_time: int
    waiting: int
    overdue: int
    reminded: int
    median: timedelta | None


def response_times(*, reader: User, since: datetime, at: datetime) -> list[ResponseTime]:
    """By agency, of the questions this reader may see; a withdrawn question counts for nobody."""
    took = ExpressionWrapper(F("replied_at") - F("asked_at"), output_field=DurationField())
    visible = InformationRequest.objects.visible_to(reader).filter(
        asked_at__gte=since, withdrawn_at__isnull=True
    )
    rows = (
        InformationRequest.objects.filter(pk__in=visible.values("pk"))
        .order_by("agency__name")
        .values("agency__name")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=Q(replied_at__isnull=False)),
            in_time=Count("pk", filter=Q(replied_at__lte=F("due_at"))),
            overdue=Count("pk", filter=Q(replied_at__isnull=True, due_at__lt=at)),
            reminded=Count("pk", filter=Q(chased_at__isnull=False)),
            median=Median(took, output_field=DurationField()),
        )
    )
    return [
        ResponseTime(
            agency=row["agency__name"], asked=row["asked"], answered=row["answered"], in_time=row["in_time"],
            waiting=row["asked"] - row["answered"], overdue=row["overdue"], reminded=row["reminded"],
            median=row["median"],
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgencyHours:
    """An agency, what is kept of its hours, and its closures to come."""

    agency: Agency
    hours: AgencyOpening | None
    closures: list[AgencyClosure]
    now: Opening


def hours_of_agencies(*, reader: User, at: datetime) -> list[AgencyHours]:
    rows = list(agencies(reader=reader))
    now = openings(rows, at=at)
    hours = {row.agency_id: row for row in AgencyOpening.objects.visible_to(reader)}
    closed: dict[int, list[AgencyClosure]] = {}
    for row in _closures(clock.to_local(at).date()):
        closed.setdefault(row.agency_id, []).append(row)
    return [AgencyHours(row, hours.get(row.pk), closed.get(row.pk, []), now[row.pk]) for row in rows]


def opening_kept(agency: Agency, *, reader: User) -> AgencyOpening | None:
    found: AgencyOpening | None = AgencyOpening.objects.visible_to(reader).filter(agency=agency).first()
    return found


def closure(public_id: uuid.UUID | str, *, reader: User) -> AgencyClosure:
    found: AgencyClosure | None = AgencyClosure.objects.visible_to(reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such closure.")
    return found


def who_may_stand_in(*, reader: User) -> list[User]:
    """Anybody with an account, by agency: a school's holiday cover is often the council's education service."""
    return list(staff(reader=reader).order_by("agency__name", "display_name")[:400])
