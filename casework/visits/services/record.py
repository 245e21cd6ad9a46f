"""A visit is written once and filed in the record of every child it was for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases import clocks
from casework.cases.enums import HandoverKind
from casework.cases.models import Case, Handover
from casework.cases.permissions import require_record
from casework.cases.selectors import lead_of
from casework.cases.services import note_event
from casework.cases.services.rows import add, once_row
from casework.visits.enums import VisitKind, VisitPlace
from casework.visits.models import Visit, VisitPart
from core import clock
from core.errors import DomainError, WrongState
from people import services as people
from people.enums import Stage


@dataclass(frozen=True, slots=True)
class SeenChild:
    """One child's part of a visit."""

    case: Case
    child_seen: bool
    seen_alone: bool | None = None
    bedroom_seen: bool | None = None
    not_seen_reason: str = ""
    not_alone_reason: str = ""
    words: str = ""
    observation: str = ""
    plan_progress: str = ""
    is_significant: bool = False
    summary: str = ""
    significance: str = ""


@transaction.atomic
def record_visit(
    *,
    by: User,
    made_at: datetime,
    kind: str,
    place: str,
    children: Sequence[SeenChild],
    others_present: str = "",
    observation: str = "",
    next_on: date | None = None,
    visitor: User | None = None,
    joint_with: User | None = None,
    key: str = "",
) -> Visit:
    """Record a visit: who was seen, alone or not, their words; the next visit is due from the last time seen."""
    if not children:
        raise DomainError("Choose at least one child.", field="children")
    if made_at > clock.now():
        raise DomainError("A visit is recorded when it has been made.", field="made_at")
    if joint_with is not None and joint_with.pk == (visitor or by).pk:
        raise DomainError("Choose the colleague who came along.", field="joint_with")
    for part in children:
        require_record(by, part.case.person, Permission.VISIT_WRITE)
        _check(part)

    def do() -> Visit:
        visit = add(
            Visit,
            by=by,
            because="visit",
            kind=VisitKind(kind),
            place=VisitPlace(place),
            made_at=made_at,
            visitor=visitor or by,
            joint_with=joint_with,
            others_present=others_present,
            observation=observation,
            next_on=next_on,
        )
        for part in children:
            _file(visit, part, by=by)
        return visit

    return once_row(Visit, by=by, action="visit.record", key=key, do=do)


def _check(part: SeenChild) -> None:
    if part.case.closed_at is not None:
        raise WrongState("This case is closed.")
    if not part.child_seen and not part.not_seen_reason.strip():
        raise DomainError("Say why the child was not seen.", field="not_seen_reason")
    if part.child_seen and part.seen_alone is None:
        raise DomainError("Say whether the child was seen alone.", field="seen_alone")


def _file(visit: Visit, part: SeenChild, *, by: User) -> None:
    row = add(
        VisitPart,
        by=by,
        because="visit",
        visit=visit,
        case=part.case,
        child_seen=part.child_seen,
        seen_alone=part.seen_alone if part.child_seen else None,
        bedroom_seen=part.bedroom_seen,
        not_seen_reason="" if part.child_seen else part.not_seen_reason,
        not_alone_reason=part.not_alone_reason,
        words=part.words,
        observation=part.observation,
        plan_progress=part.plan_progress,
    )
    person = part.case.person
    if part.child_seen:
        people.record_sighting(
            person=person, seen_at=visit.made_at, seen_by=visit.visitor, alone=bool(part.seen_alone), by=by,
            where=visit.get_place_display(), source=part.case.reference,
        )  # fmt: skip
        _restart(part.case, visit.made_at, by=by)
    _introduced(part.case, visit, by=by)
    if part.is_significant:
        note_event(
            person=person, by=by, on=clock.to_local(visit.made_at).date(), event=part.summary,
            significance=part.significance, source="visit", source_public_id=row.public_id,
        )  # fmt: skip
    episode = person.episodes.filter(closed_at__isnull=True).first()
    if episode is not None and episode.stage == Stage.DELIVERY:
        people.enter_stage(person=person, stage=Stage.TRACKING, by=by)


def _introduced(case: Case, visit: Visit, *, by: User) -> None:
    """A step up or down asks for a visit together with whoever takes the lead; any other pair is not that visit."""
    if visit.joint_with is None:
        return
    asked = Handover.objects.waiting().filter(case=case, kind=HandoverKind.STEP).first()
    receiving = asked.to_lead if asked is not None else lead_of(case)
    if receiving is None or receiving.pk not in (visit.visitor_id, visit.joint_with_id):
        return
    decided_at = clocks.running_since("STEP", case)
    if decided_at is not None and visit.made_at >= decided_at:
        clocks.stop("STEP", case, by=by, at=visit.made_at, outcome="Joint visit made")


def _restart(case: Case, seen_at: datetime, *, by: User) -> None:
    """Only a later sighting moves the next visit: one written down late never makes it sooner."""
    code = clocks.VISIT_CODES.get(case.kind)
    if code is None:
        return
    clocks.stop("CPVIS-BIRTH", case, by=by, at=seen_at, outcome="Child seen")
    latest = case.person.sightings.order_by("-seen_at").first()
    if latest is not None and latest.seen_at > seen_at:
        return
    on = clock.to_local(seen_at).date()
    clocks.restart_visits(case, by=by, since=on, owner=lead_of(case), seen_at=seen_at)
