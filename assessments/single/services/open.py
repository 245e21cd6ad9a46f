"""An assessment begins, and somebody does it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.access import require
from accounts.models import Team, User
from accounts.permissions import Permission
from assessments.single import clocks
from assessments.single.enums import Purpose
from assessments.single.models import Assessment, AssessmentPart
from assessments.single.permissions import require_may_open, require_open
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.references import next_reference
from core.workflow import lock
from deadlines.services import hand_over_clocks
from outbox.services import once, tell
from people.enums import InvolvementKind, ReferenceKind, Stage
from people.models import Involvement, Person
from people.services import end_involvement, enter_stage, involve, open_episode, record_reference
from referrals.models import Referral


def open_assessment(
    *,
    referral: Referral | None,
    people: Sequence[Person],
    by: User,
    team: Team | None,
    started_at: datetime | None = None,
    received_at: datetime | None = None,
    worker: User | None = None,
    purpose: str = "",
    purpose_note: str = "",
    key: str = "",
) -> Assessment:
    """One assessment for these children, a part for each; a child who is being assessed already is refused.

    The 45 working days count from receipt of the referral; where an open case is assessed again, from now.
    """
    made: list[Assessment] = []

    def do() -> str:
        made.append(
            _open(
                referral=referral,
                people=people,
                by=by,
                team=team,
                started_at=started_at,
                received_at=received_at,
                worker=worker,
                purpose=purpose,
                purpose_note=purpose_note,
            )
        )
        return made[0].reference

    reference = once(by=by, action="assessment.open", key=key, do=do)
    return made[0] if made else Assessment.objects.get(reference=reference)


@transaction.atomic
def _open(
    *,
    referral: Referral | None,
    people: Sequence[Person],
    by: User,
    team: Team | None,
    started_at: datetime | None,
    received_at: datetime | None,
    worker: User | None,
    purpose: str,
    purpose_note: str,
) -> Assessment:
    if not people:
        raise DomainError("Choose at least one child.", field="people")
    ids = [person.pk for person in people]
    locked = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    children = [locked[pk] for pk in dict.fromkeys(ids)]
    require_may_open(by)
    running = (
        AssessmentPart.objects.open()
        .filter(person__in=children)
        .select_related("person", "assessment")
        .first()
    )
    if running is not None:
        raise WrongState(
            f"{running.person.full_name} is being assessed already, in {running.assessment.reference}.",
            field="people",
        )
    now = clock.now()
    begun = started_at or now
    received = received_at or (referral.received_at if referral else begun)
    with acting(by=by, reason="assessment opened"):
        row: Assessment = Assessment.objects.create(
            reference=next_reference("AS", clock.to_local(begun).date()),
            referral=referral,
            purpose=purpose or (Purpose.IN_NEED if referral else Purpose.REASSESS),
            purpose_note=purpose_note,
            received_at=received,
            started_at=max(begun, received),
            team=team,
            worker=worker,
            recorded_at=now,
            recorded_by=by,
        )
        for child in children:
            AssessmentPart.objects.create(assessment=row, person=child, recorded_at=now, recorded_by=by)
        for child in children:
            _write_facts(row, child, by)
        clocks.start(assessment=row, people=children, by=by)
    if worker is not None and worker != by:
        _tell_worker(row, worker)
    return row


def _write_facts(row: Assessment, child: Person, by: User) -> None:
    """Who works with the child, where the child stands, under which reference."""
    open_episode(person=child, reference=row.reference, by=by, stage=Stage.ASSESSMENT, at=row.started_at)
    enter_stage(person=child, stage=Stage.ASSESSMENT, by=by, at=row.started_at)
    record_reference(
        person=child, kind=ReferenceKind.ASSESSMENT, reference=row.reference, by=by, made_at=row.started_at
    )
    if row.team is not None:
        involve(person=child, kind=InvolvementKind.TEAM_AROUND, team=row.team, by=by, source=row.reference)
    if row.worker is not None:
        _involve_worker(row, child, by)


def _involve_worker(row: Assessment, child: Person, by: User) -> None:
    involve(
        person=child,
        kind=InvolvementKind.ALLOCATED,
        user=row.worker,
        by=by,
        what="Single assessment",
        source=row.reference,
    )


@transaction.atomic
def allocate(*, assessment: Assessment, worker: User, by: User, version: int | None = None) -> Assessment:
    """Give the assessment to a worker; the record closes to whoever had it before, clocks go along."""
    row = lock(assessment, version=version)
    require(by, Permission.CASE_ALLOCATE)
    require_open(by, row)
    if not row.parts.filter(is_open=True).exists():
        raise WrongState("This assessment is finished.")
    before = row.worker
    if before == worker:
        return row
    row.worker = worker
    row.version += 1
    with acting(by=by, reason="assessment allocated"):
        row.save(update_fields=["worker", "version"])
        for part in row.parts.select_related("person"):
            if before is not None:
                _end_involvement(row, part.person, before, by)
            _involve_worker(row, part.person, by)
        for code in (clocks.WHOLE, *clocks.SEEN):
            hand_over_clocks(subject=row, by=by, owner=worker, code=code)
    _tell_worker(row, worker)
    return row


def _end_involvement(row: Assessment, child: Person, worker: User, by: User) -> None:
    held = Involvement.objects.filter(
        person=child, user=worker, kind=InvolvementKind.ALLOCATED, source=row.reference, ended_at__isnull=True
    )
    for involvement in held:
        end_involvement(involvement=involvement, by=by, reason="assessment reallocated")


def _tell_worker(row: Assessment, worker: User) -> None:
    tell(
        to=worker,
        kind="assessments.allocated",
        reference=row.reference,
        path=clocks.path_of(row),
        key=f"assessments.allocated:{row.public_id}:{row.version}",
    )
