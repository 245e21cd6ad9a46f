"""What follows from assessments and enquiries of the floor below: cases, frames, conferences to hold."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from casework.cases import clocks as case_clocks
from casework.cases.models import Case
from casework.cases.permissions import is_delegated_social_worker
from casework.cases.selectors import lead_of, open_case_fact
from casework.cases.services import allocate, assign_lead, close_case, open_case, step_to
from casework.cases.services.allocate import tell_managers
from casework.child_protection.enums import ConferenceKind
from casework.child_protection.models import ConferenceChild
from casework.child_protection.services.convene import add_child, convene_conference
from casework.plans.models import Plan
from core import clock
from outbox.services import tell
from people import services as people
from people.clusters import identities
from people.models import Person
from people.ports import lead_refusals

KIND_OF = {"EARLY_HELP": "EARLY_HELP", "CIN_PLAN": "CIN", "LEGAL": "CIN", "CLA": "CLA", "ADULT": "ADULT"}


@transaction.atomic
def follow_assessment(*, assessment: Any, by: User) -> None:
    """A manager authorised an assessment: act on each child's own outcome."""
    for part in assessment.parts.select_related("person"):
        _act(assessment, part.person, part.outcome, by=by)


def _act(assessment: Any, person: Person, outcome: str, *, by: User) -> None:
    case = open_case_fact(person)
    at = assessment.authorised_at or clock.now()
    if outcome == "NFA":
        if case is not None and not _has_plan(case):
            close_case(
                case=case,
                by=by,
                reason_code="RC8",
                rationale=assessment.decision or "No further action",
                at=at,
            )
        elif case is None:
            people.close_episode(person=person, by=by, reason="No further action after assessment", at=at)
        return
    kind = KIND_OF.get(outcome)
    if kind is None:
        # An enquiry and a conference have steps of their own; "present plan continues" changes nothing.
        return
    if case is None:
        case = _open(assessment, person, kind, by=by, at=at)
    if _protected(person):
        return
    if case.kind != kind:
        step_to(case, by=by, kind=kind, reason=f"Assessment {assessment.reference}", at=at)
        case.refresh_from_db()
    if kind == "CIN":
        on = clock.to_local(at).date()
        lead = lead_of(case) or assessment.worker
        case_clocks.start("CIN-PLAN", case, by=by, at=on, owner=lead)
        case_clocks.restart_visits(case, by=by, since=_last_seen(person) or on, owner=lead)


def _open(assessment: Any, person: Person, kind: str, *, by: User, at: datetime) -> Case:
    """The case begins with the worker who assessed, who leads where nobody does and the law lets them."""
    case = open_case(
        person=person, by=by, kind=kind, opened_from=assessment.referral, team=assessment.team, at=at
    )
    worker = assessment.worker
    if worker is not None and holds(by, Permission.CASE_ALLOCATE):
        allocate(case=case, worker=worker, by=by, at=at, reason="Assessed the child")
        if lead_of(case) is None and not _refused(person, worker):
            assign_lead(case=case, lead=worker, by=by, reason="Assessed the child", at=at)
        case.refresh_from_db()
    return case


def _refused(person: Person, lead: User) -> bool:
    return any(text for answer in lead_refusals.ask(person=person, lead=lead) for text in answer)


def _has_plan(case: Case) -> bool:
    return bool(Plan.objects.open().filter(case=case).exists())


def _protected(person: Person) -> bool:
    return bool(Plan.objects.in_force().filter(person__in=identities(person), kind="CP").exists())


def _last_seen(person: Person) -> Any:
    row = person.sightings.order_by("-seen_at").first()
    return clock.to_local(row.seen_at).date() if row else None


@transaction.atomic
def follow_section_47_started(*, section_47: Any, by: User) -> None:
    """An enquiry began: the person has a case, and a lead who may not lead now is made known."""
    person = section_47.person
    case = open_case_fact(person)
    if case is None:
        discussion = section_47.discussion
        open_case(
            person=person, by=by, kind="CIN", opened_from=getattr(discussion, "referral", None),
            team=getattr(discussion, "team", None), at=section_47.started_at,
        )  # fmt: skip
        return
    lead = lead_of(case)
    if lead is None or not is_delegated_social_worker(lead):
        # Safety s: from an enquiry on, the lead is a qualified social worker in a delegated post.
        tell_managers(case, kind="LEAD_NEEDED", key=f"lead-needed:{section_47.public_id}")


@transaction.atomic
def follow_section_47_concluded(*, section_47: Any, by: User) -> None:
    """Continuing risk calls for a conference: it is asked for at once, with brothers and sisters of one discussion."""
    if not section_47.conference_required:
        return
    case = open_case_fact(section_47.person)
    if case is None:
        case = open_case(person=section_47.person, by=by, kind="CIN", at=section_47.concluded_at)
    if ConferenceChild.objects.filter(case=case, conference__status__in=("REQUESTED", "SCHEDULED")).exists():
        return
    together = _waiting_for_siblings(section_47)
    if together is not None:
        add_child(together, case, by=by, elsewhere=0, at=clock.now())
        return
    conference = convene_conference(
        cases=[case],
        kind=ConferenceKind.INITIAL,
        by=by,
        purpose=section_47.reason or "",
        at=section_47.concluded_at,
    )
    lead = lead_of(case)
    if lead is not None and lead.pk != by.pk:
        tell(
            to=lead, kind="CONFERENCE_ASKED", reference=conference.reference,
            path=f"/conferences/{conference.public_id}/", key=f"asked:{conference.public_id}",
        )  # fmt: skip


def _waiting_for_siblings(section_47: Any) -> Any:
    others = section_47.discussion.section_47s.exclude(pk=section_47.pk).values("person")
    row = (
        ConferenceChild.objects.filter(
            case__person__in=others, conference__status__in=("REQUESTED", "SCHEDULED")
        )
        .select_related("conference")
        .first()
    )
    return row.conference if row else None
