"""Facts that higher apps write down in their own transaction: involvement, lead, status, sighting, stage, reference.

The caller has checked its own permission; these verbs keep the rows consistent and dated.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Agency, Team, TeamMembership, User
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from people.clusters import identities
from people.enums import InvolvementKind, ReferenceKind, Stage, StatusKind
from people.models import Episode, EpisodeStage, Involvement, Person, PersonStatus, Reference, Sighting
from people.ports import lead_refusals, nearest_changed


@transaction.atomic
def involve(
    *,
    person: Person,
    kind: InvolvementKind,
    by: User,
    user: User | None = None,
    team: Team | None = None,
    agency: Agency | None = None,
    what: str = "",
    source: str = "",
    at: datetime | None = None,
    is_sensitive: bool | None = None,
) -> Involvement:
    """A worker, a team or an agency begins to work with a person; saying it twice changes nothing."""
    now = at or clock.now()
    existing: Involvement | None = (
        Involvement.objects.select_for_update()
        .filter(person=person, kind=kind, user=user, team=team, agency=agency, ended_at__isnull=True)
        .first()
    )
    if existing is not None:
        return existing
    if is_sensitive is None:
        is_sensitive = _is_sensitive(user=user, team=team, agency=agency)
    with acting(by=by, reason=f"involved: {what or kind}"):
        row: Involvement = Involvement.objects.create(
            person=person,
            kind=kind,
            user=user,
            team=team,
            agency=agency,
            what=what,
            source=source,
            is_sensitive=is_sensitive,
            started_at=now,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    if kind in (InvolvementKind.LEAD, InvolvementKind.ALLOCATED):
        nearest_changed.ask(person=person, by=by)
    return row


def _is_sensitive(*, user: User | None, team: Team | None, agency: Agency | None) -> bool:
    """Whether naming this worker, team or agency would tell of a sensitive service (safety k)."""
    if user is None:
        host = team or agency
        return bool(host and host.sensitive)
    teams = TeamMembership.objects.current(on=clock.today()).filter(user=user, team__sensitive=True)
    return bool(user.agency and user.agency.sensitive) or teams.exists()


@transaction.atomic
def end_involvement(
    *, involvement: Involvement, by: User, reason: str, at: datetime | None = None
) -> Involvement:
    """The end of a worker's, team's or agency's time with a person; the record closes to them at once."""
    row = Involvement.objects.select_for_update().get(pk=involvement.pk)
    if row.ended_at is None:
        row.ended_at, row.ended_by, row.end_reason = at or clock.now(), by, reason
        row.version += 1
        with acting(by=by, reason=reason):
            row.save(update_fields=["ended_at", "ended_by", "end_reason", "version"])
    return row


@transaction.atomic
def set_lead(
    *, person: Person, lead: User, by: User, reason: str, source: str = "", at: datetime | None = None
) -> Involvement:
    """Make someone the one lead professional: the old lead's time ends in the same moment (no gap, no overlap).

    Raises WrongState where the person may not lead here (safety s: from section 47 on, and for children on a
    child-protection plan or in care, a qualified social worker in a post the council has delegated to).
    """
    now = at or clock.now()
    Person.objects.select_for_update().get(pk=person.pk)
    refusals = [text for answer in lead_refusals.ask(person=person, lead=lead) for text in answer]
    if refusals:
        raise WrongState(refusals[0], field="lead")
    current = Involvement.objects.filter(
        person__in=identities(person), kind=InvolvementKind.LEAD, ended_at__isnull=True
    ).first()
    if current is not None and current.user_id == lead.pk:
        return current
    if current is not None:
        end_involvement(involvement=current, by=by, reason=reason, at=now)
    return involve(
        person=person,
        kind=InvolvementKind.LEAD,
        by=by,
        user=lead,
        what="Lead professional",
        source=source,
        at=now,
    )


@transaction.atomic
def set_status(
    *, person: Person, kind: StatusKind, by: User, started_on: date, category: str = "", source: str = ""
) -> PersonStatus:
    """A status begins; a second open one of the same kind is refused."""
    Person.objects.select_for_update().get(pk=person.pk)
    if PersonStatus.objects.filter(person__in=identities(person), kind=kind, ended_on__isnull=True).exists():
        raise WrongState(f"{StatusKind(kind).label} is open already.")
    with acting(by=by, reason=f"status {kind}"):
        row: PersonStatus = PersonStatus.objects.create(
            person=person,
            kind=kind,
            category=category,
            source=source,
            started_on=started_on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def end_status(*, person: Person, kind: StatusKind, by: User, ended_on: date) -> PersonStatus | None:
    """The first day without a status; nothing happens where none is open."""
    row: PersonStatus | None = (
        PersonStatus.objects.select_for_update()
        .filter(person__in=identities(person), kind=kind, ended_on__isnull=True)
        .order_by("started_on", "pk")
        .first()
    )
    if row is None:
        return None
    if ended_on < row.started_on:
        raise DomainError("A status cannot end before it began.", field="ended_on")
    row.ended_on = ended_on
    row.version += 1
    with acting(by=by, reason=f"status {kind} ended"):
        row.save(update_fields=["ended_on", "version"])
    return row


@transaction.atomic
def record_sighting(
    *,
    person: Person,
    seen_at: datetime,
    seen_by: User,
    alone: bool,
    by: User,
    where: str = "",
    source: str = "",
) -> Sighting:
    """Somebody saw the person."""
    if seen_at > clock.now():
        raise DomainError("The person cannot have been seen in the future.", field="seen_at")
    with acting(by=by, reason="seen"):
        row: Sighting = Sighting.objects.create(
            person=person,
            seen_at=seen_at,
            seen_by=seen_by,
            alone=alone,
            where=where,
            source=source,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def open_episode(
    *, person: Person, reference: str, by: User, stage: Stage, at: datetime | None = None
) -> Episode:
    """The person's passage through the pipeline begins, or goes on where one is open (one open episode a person)."""
    now = at or clock.now()
    Person.objects.select_for_update().get(pk=person.pk)
    existing: Episode | None = Episode.objects.filter(person=person, closed_at__isnull=True).first()
    if existing is not None:
        return existing
    with acting(by=by, reason="episode opened"):
        row: Episode = Episode.objects.create(
            person=person,
            reference=reference,
            stage=stage,
            opened_at=now,
            opened_by=by,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        EpisodeStage.objects.create(episode=row, stage=stage, entered_at=now, entered_by=by)
    return row


@transaction.atomic
def enter_stage(*, person: Person, stage: Stage, by: User, at: datetime | None = None) -> Episode:
    """The open episode moves to a stage; the old stage is left in the same moment."""
    now = at or clock.now()
    row: Episode | None = (
        Episode.objects.select_for_update().filter(person=person, closed_at__isnull=True).first()
    )
    if row is None:
        raise WrongState("No episode is open for this person.")
    if row.stage == stage:
        return row
    with acting(by=by, reason=f"stage {stage}"):
        for passed in EpisodeStage.objects.filter(episode=row, left_at__isnull=True):
            passed.left_at = now
            passed.save(update_fields=["left_at"])
        EpisodeStage.objects.create(episode=row, stage=stage, entered_at=now, entered_by=by)
        row.stage = stage
        row.version += 1
        row.save(update_fields=["stage", "version"])
    return row


@transaction.atomic
def close_episode(*, person: Person, by: User, reason: str, at: datetime | None = None) -> Episode | None:
    """The passage ends; nothing happens where none is open."""
    now = at or clock.now()
    row: Episode | None = (
        Episode.objects.select_for_update().filter(person=person, closed_at__isnull=True).first()
    )
    if row is None:
        return None
    with acting(by=by, reason=reason):
        for passed in EpisodeStage.objects.filter(episode=row, left_at__isnull=True):
            passed.left_at = now
            passed.save(update_fields=["left_at"])
        row.closed_at, row.closed_by, row.close_reason = now, by, reason
        row.version += 1
        row.save(update_fields=["closed_at", "closed_by", "close_reason", "version"])
    return row


@transaction.atomic
def record_reference(
    *, person: Person, kind: ReferenceKind, reference: str, by: User, made_at: datetime | None = None
) -> Reference:
    """The person stands under a reference in the pipeline."""
    with acting(by=by, reason=f"reference {reference}"):
        row, _ = Reference.objects.get_or_create(
            person=person,
            reference=reference,
            defaults={
                "kind": kind,
                "made_at": made_at or clock.now(),
                "recorded_at": clock.now(),
                "recorded_by": by,
            },
        )
    result: Reference = row
    return result
