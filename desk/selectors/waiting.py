"""What waits for one worker, and what they wait for: many tables, one question, every row by its own right."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.access import held, holds, known_as
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import AssessmentStatus
from assessments.single.models import AgencyContribution, Assessment
from casework.cases.models import Case, Handover
from casework.plans.selectors import actions_of_worker
from core import clock
from core.asking import moment
from desk.selectors.mixed import Row, Source, agency_name, told
from people.enums import GrantKind
from people.models import Grant
from people.selectors import proposals
from people.visibility import record_visible
from referrals.contacts.enums import UNDECIDED
from referrals.contacts.models import Contact
from referrals.information.models import InformationRequest
from referrals.triage.selectors import waiting_for

SHOWN = 25
_REFERENCE = {"id": "public_id", "reference": "reference"}
_NAMED = ("forename", "surname", "preferred_name", "born_on", "expected_on", "died_on", "birth_certainty")


def waiting(user: User) -> dict[str, list[Row]]:
    """By what it is; at most so many of each."""
    found: dict[str, list[Row]] = {kind: [] for kind in _KINDS}

    def tell(kind: str) -> Callable[[Row], Iterator[tuple[str, Row]]]:
        return lambda row: iter([(kind, row)])

    def first(rows: Callable[[User], QuerySet[Any] | None]) -> Callable[[], Any]:
        def found() -> Any:
            mine = rows(user)
            return None if mine is None else mine[:SHOWN]

        return found

    sources = [Source(first(rows), values, tell(kind)) for kind, (rows, values) in _KINDS.items()]
    for kind, row in told(sources, key=("waiting", known_as(user))):
        found[kind].append(row)
    return found


def _to_authorise(user: User) -> QuerySet[Any] | None:
    """Assessments of my teams that wait for me."""
    if not holds(user, Permission.ASSESSMENT_AUTHORISE):
        return None
    rows = Assessment.objects.visible_to(user).filter(
        status=AssessmentStatus.SUBMITTED, team__in=held(user).team_ids
    )
    return rows.exclude(submitted_by=user).order_by("submitted_at", "pk")


def _assessments_to_allocate(user: User) -> QuerySet[Any] | None:
    """Assessments of my teams that nobody has been given, longest first."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return None
    rows = Assessment.objects.visible_to(user).open()
    return rows.filter(team__in=held(user).team_ids, worker__isnull=True).order_by("started_at", "pk")


def _to_allocate(user: User) -> QuerySet[Any] | None:
    """Cases of my teams that nobody has been given, longest first."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return None
    rows = Case.objects.visible_to(user).unallocated().filter(team__in=held(user).team_ids)
    return rows.order_by("unallocated_since", "pk")


def _handed_to(user: User) -> QuerySet[Any]:
    """Cases offered to me or to a team that I allocate for."""
    who = Q(to_lead=user)
    if holds(user, Permission.CASE_ALLOCATE):
        who |= Q(to_team__in=held(user).team_ids)
    return Handover.objects.visible_to(user).waiting().filter(who).order_by("requested_at", "pk")


def _to_review(user: User) -> QuerySet[Any] | None:
    """Break-glass openings of records open to me that no manager has looked at."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return None
    rows: QuerySet[Any] = Grant.objects.filter(
        kind=GrantKind.BREAK_GLASS,
        reviewed_at__isnull=True,
        starts_at__gte=moment() - timedelta(days=60),
    )
    opened = record_visible(user).filter(pk=OuterRef("person"))
    return rows.filter(Exists(opened)).exclude(user=user).order_by("starts_at")


def _proposed(user: User) -> QuerySet[Any] | None:
    """Two records that somebody thinks one person, for whoever may merge."""
    if not holds(user, Permission.PERSON_MERGE):
        return None
    return proposals(user).filter(answered_at__isnull=True)


def _put_to_me(user: User) -> QuerySet[Any]:
    """Checks that the front door put to me or to the agency I answer for."""
    rows: Any = InformationRequest.objects.visible_to(user)
    found: QuerySet[Any] = rows.put_to(user).unanswered().order_by("due_at", "pk")
    return found


def _routed(user: User) -> QuerySet[Any]:
    return waiting_for(user)


def _promised(user: User) -> QuerySet[Any]:
    """What I promised in plans and is due within a week."""
    return actions_of_worker(user).filter(due_on__lte=clock.today() + timedelta(days=7))


def _contributions_asked_of(user: User) -> QuerySet[Any]:
    """What I owe others' assessments."""
    rows = AgencyContribution.objects.visible_to(user).filter(
        asked_of=user, received_at__isnull=True, declined_at__isnull=True
    )
    return rows.order_by("due_on", "pk")


def _returned(user: User) -> QuerySet[Any]:
    """Assessments that my manager sent back to me."""
    rows = Assessment.objects.visible_to(user).filter(worker=user, status=AssessmentStatus.RETURNED)
    return rows.order_by("received_at", "pk")


def _asked(user: User) -> QuerySet[Any]:
    """Checks I asked for that nobody has answered."""
    mine: Any = InformationRequest.objects.visible_to(user)
    found: QuerySet[Any] = mine.unanswered().filter(asked_by=user, contact__status__in=UNDECIDED)
    return found.order_by("due_at", "pk")


def _with_manager(user: User) -> QuerySet[Any]:
    """My assessments that wait for a manager."""
    rows = Assessment.objects.visible_to(user).filter(submitted_by=user, status=AssessmentStatus.SUBMITTED)
    return rows.order_by("submitted_at", "pk")


def _contributions_awaited(user: User) -> QuerySet[Any]:
    """What agencies owe my assessments."""
    rows = AgencyContribution.objects.visible_to(user).filter(
        assessment__worker=user, received_at__isnull=True, declined_at__isnull=True
    )
    return rows.order_by("due_on", "pk")


def _logged(user: User) -> QuerySet[Any]:
    """Concerns I logged, newest first."""
    return Contact.objects.visible_to(user).filter(logged_by=user).order_by("-logged_at", "-pk")


def _of(path: str, *names: str) -> dict[str, F]:
    return {name: F(f"{path}__{name}") for name in names}


_KINDS: dict[str, tuple[Callable[[User], QuerySet[Any] | None], Mapping[str, Any]]] = {
    "AUTHORISE": (_to_authorise, _REFERENCE | {"by": F("worker__display_name")}),
    "ALLOCATE_ASSESSMENT": (_assessments_to_allocate, _REFERENCE | {"since": "started_at"}),
    "ALLOCATE": (
        _to_allocate,
        _REFERENCE | {"since": "unallocated_since", "opened": "opened_at"} | _of("person", *_NAMED),
    ),
    "ACCEPT": (
        _handed_to, {"id": F("case__public_id"), "reason": "reason"} | _of("case__person", *_NAMED)
    ),
    "REVIEW": (_to_review, {"id": "public_id", "by": F("user__display_name")}),
    "MERGE": (_proposed, {"id": "public_id", "by": F("recorded_by__display_name")} | _of("one", *_NAMED)),
    "ANSWER": (_put_to_me, {"id": "public_id", "kind": "check_kind", "due": "due_at"}),
    "ROUTED": (_routed, {"id": "public_id", "reference": F("contact__reference"), "at": "routed_at"}),
    "PROMISED": (_promised, {"id": F("outcome__need__plan__public_id"), "what": "what", "due": "due_on"}),
    "CONTRIBUTE": (
        _contributions_asked_of,
        {"id": "public_id", "reference": F("assessment__reference"), "due": "due_on"},
    ),
    "RETURNED": (_returned, _REFERENCE),
    "ASKED": (
        _asked,
        {
            "id": F("contact__public_id"), "reference": F("contact__reference"), "kind": "check_kind",
            "due": "due_at", "agency": agency_name("agency"),
        },
    ),
    "WITH_MANAGER": (_with_manager, _REFERENCE | {"at": "submitted_at"}),
    "CONTRIBUTION": (
        _contributions_awaited,
        {
            "id": F("assessment__public_id"), "reference": F("assessment__reference"), "due": "due_on",
            "agency": agency_name("agency"),
        },
    ),
    "LOGGED": (_logged, _REFERENCE | {"at": "logged_at"}),
}  # fmt: skip
