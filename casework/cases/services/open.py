"""A person's case opens, in one frame, with a team that answers for it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.access import require
from accounts.models import Team, User
from accounts.permissions import Permission
from casework.cases import clocks
from casework.cases.enums import CaseKind, Rating
from casework.cases.exceptions import CaseOpenAlready
from casework.cases.models import Case, CaseKindPeriod, FamilyGroup
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, change, once_row
from core import clock
from core.errors import DomainError
from core.references import next_reference
from core.workflow import lock
from people import services as people
from people.clusters import identities
from people.enums import InvolvementKind, ReferenceKind, Stage, StatusKind
from people.models import Person
from referrals.models import Referral

STATUS_OF: dict[str, StatusKind] = {
    CaseKind.EARLY_HELP: StatusKind.EARLY_HELP,
    CaseKind.CIN: StatusKind.IN_NEED,
    CaseKind.CP: StatusKind.PROTECTION,
    CaseKind.CLA: StatusKind.IN_CARE,
    CaseKind.ADULT: StatusKind.ADULT,
}
_OPENERS = (
    Permission.CASE_WRITE,
    Permission.CASE_ALLOCATE,
    Permission.CONTACT_DECIDE_TIER_1_2,
    Permission.CONTACT_DECIDE_TIER_3_4,
    Permission.EARLY_HELP_WRITE,
    Permission.STRATEGY_RECORD,
)


@transaction.atomic
def open_case(
    *,
    person: Person,
    by: User,
    kind: str,
    opened_from: Referral | None = None,
    team: Team | None = None,
    at: datetime | None = None,
    family_of: Case | None = None,
    key: str = "",
) -> Case:
    """Open the one case of a person; where one is open already it is refused, never doubled."""
    require(by, *_OPENERS)

    def do() -> Case:
        Person.objects.select_for_update().get(pk=person.pk)
        if Case.objects.open().filter(person__in=identities(person)).exists():
            raise CaseOpenAlready("This person has an open case already.")
        now = at or clock.now()
        case = add(
            Case,
            by=by,
            because="case opened",
            reference=next_reference("CS", clock.to_local(now).date()),
            person=person,
            kind=CaseKind(kind),
            team=team,
            opened_at=now,
            opened_by=by,
            unallocated_since=now,
            opened_from=opened_from,
        )
        add(CaseKindPeriod, by=by, because="case opened", case=case, kind=case.kind, started_at=now)
        together = family_of or _same_referral(case)
        if together is not None:
            link_family(cases=[together, case], by=by)
        clocks.start("ALLOC", case, by=by, at=now)
        _write_down(case, by=by, at=now)
        return case

    return once_row(Case, by=by, action="case.open", key=key, do=do)


def _write_down(case: Case, *, by: User, at: datetime) -> None:
    """The facts that lower floors read: team, status, reference, stage."""
    person = case.person
    if case.team is not None:
        people.involve(
            person=person,
            kind=InvolvementKind.TEAM_AROUND,
            by=by,
            team=case.team,
            what="Responsible team",
            source=case.reference,
            at=at,
        )
    # Child protection begins with a conference's decision, never with a case.
    if case.kind != CaseKind.CP:
        ensure_status(case, by=by, at=at)
    people.record_reference(
        person=person, kind=ReferenceKind.CASE, reference=case.reference, by=by, made_at=at
    )
    people.open_episode(person=person, reference=case.reference, by=by, stage=Stage.CASE_MANAGEMENT, at=at)
    people.enter_stage(person=person, stage=Stage.CASE_MANAGEMENT, by=by, at=at)


def ensure_status(case: Case, *, by: User, at: datetime, category: str = "") -> None:
    """The person holds the status of the case's frame; the other frames' statuses end on that day."""
    on = clock.to_local(at).date()
    wanted = STATUS_OF[case.kind]
    for kind in (StatusKind.EARLY_HELP, StatusKind.IN_NEED, StatusKind.PROTECTION):
        if kind != wanted:
            people.end_status(person=case.person, kind=kind, by=by, ended_on=on)
    if not case.person.statuses.filter(kind=wanted, ended_on__isnull=True).exists():
        people.set_status(
            person=case.person, kind=wanted, by=by, started_on=on, category=category, source=case.reference
        )


def _same_referral(case: Case) -> Case | None:
    """Brothers and sisters of one referral are worked together."""
    if case.opened_from_id is None:
        return None
    found: Case | None = (
        Case.objects.open().filter(~Q(pk=case.pk), opened_from_id=case.opened_from_id).first()
    )
    return found


@transaction.atomic
def link_family(*, cases: list[Case], by: User, note: str = "") -> FamilyGroup:
    """Work these people's cases together; each keeps a record of their own."""
    require(by, *_OPENERS)
    rows = list(Case.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk for case in cases]))
    group = next((row.family_group for row in rows if row.family_group_id), None)
    if group is None:
        group = add(FamilyGroup, by=by, because="family group", note=note)
    for row in rows:
        if row.family_group_id is None:
            change(row, by=by, because="family group", family_group=group)
        elif row.family_group_id != group.pk:
            raise DomainError("These cases belong to two family groups already.")
    for case in cases:
        case.family_group = group
    return group


@transaction.atomic
def rate_case(*, case: Case, by: User, rating: str, reason: str, version: int | None = None) -> Case:
    """How worried the team is about a case, with its reason."""
    require_record(by, case.person, Permission.CASE_WRITE, Permission.CASE_ALLOCATE)
    if rating not in Rating.values:
        raise DomainError("Choose red, amber or green.", field="rating")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    row = lock(case, version=version)
    return change(row, by=by, because=reason, rating=rating, rating_reason=reason)
