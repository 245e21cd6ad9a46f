"""A concern on an open case goes to its worker and stays open until somebody accepts it (safety d)."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds
from accounts.enums import OnCallDuty
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.selectors import answerable_for, managers_of, on_call
from core import clock, workflow
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from deadlines.services import hand_over_clocks
from outbox.services import once, tell
from people.clusters import identities
from people.enums import InvolvementKind
from people.models import Involvement, Person
from referrals.contacts.enums import Rag
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_managers, front_door_team, office_open
from referrals.decisions.services.decide import record_acceptance
from referrals.triage.enums import RoutedTo
from referrals.triage.models import Route


def whom_to_reach(person: Person, *, at: datetime) -> tuple[User, RoutedTo, User | None] | None:
    """The allocated worker; away or closed for the day, their cover, the manager or the out-of-hours worker."""
    rows = Involvement.objects.current(at=at).filter(
        person__in=identities(person),
        kind__in=(InvolvementKind.ALLOCATED, InvolvementKind.LEAD, InvolvementKind.TEAM_AROUND),
    )
    involved = list(rows.select_related("user__line_manager", "team"))
    workers = sorted(
        (row for row in involved if row.user and row.kind != InvolvementKind.TEAM_AROUND),
        key=lambda row: row.kind != InvolvementKind.ALLOCATED,
    )
    worker = workers[0].user if workers else None
    if not office_open(at):
        night = on_call(OnCallDuty.EDT, at=at)
        if night:
            return night[0], RoutedTo.OUT_OF_HOURS, worker
    if worker is not None:
        reached = answerable_for(worker)
        if reached.pk == worker.pk:
            return worker, RoutedTo.WORKER, worker
        manager = worker.line_manager
        is_manager = manager is not None and reached.pk == manager.pk
        return reached, RoutedTo.MANAGER if is_manager else RoutedTo.COVER, worker
    teams: list[Team] = [row.team for row in involved if row.team]
    for team in teams:
        for manager in managers_of(team):
            return answerable_for(manager), RoutedTo.MANAGER, None
    return None


@transaction.atomic
def route_open_case(*, contact: Contact, person: Person, by: User, reason: str, key: str = "") -> Route:
    """Send it to the open case's worker; red, or new significant harm, is triaged here and never goes round."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row)
        require_undecided(row)
        if row.rag == Rag.RED:
            raise WrongState("Red is worked here: tell the worker, and decide.", field="reason")
        if not row.rag:
            raise DomainError(
                "Rate the concern first: new significant harm is never sent round.", field="reason"
            )
        if not row.people.filter(person=person).exists():
            raise NotFound("There is no such person in this concern.")
        if len(reason.strip()) < 5:
            raise DomainError("Say why it goes to the open case.", field="reason")
        now = clock.now()
        found = whom_to_reach(person, at=now)
        if found is None:
            raise WrongState(
                "Nobody is working with this person, so there is nobody to route it to.", field="reason"
            )
        to, kind, meant_for = found
        with acting(by=by, reason=reason):
            route: Route = Route.objects.create(
                contact=row, person=person, to=to, to_kind=kind, meant_for=meant_for, reason=reason.strip(),
                routed_at=now, routed_by=by, recorded_at=now, recorded_by=by,
            )  # fmt: skip
            hand_over_clocks(subject=row, owner=to, by=by)
            tell(
                to=to,
                kind="referrals.routed",
                reference=row.reference,
                path=f"/front-door/routes/{route.public_id}/",
                key=f"routed:{route.public_id}",
            )
        return str(route.public_id)

    made: Route = Route.objects.get(public_id=once(by=by, action="contact.route", key=key, do=write))
    return made


def may_accept(user: User, route: Route) -> bool:
    """The worker it went to, whoever stands in for them today, or a manager."""
    if user.pk in (route.to_id, route.meant_for_id) or answerable_for(route.to).pk == user.pk:
        return True
    manages = (route.meant_for or route.to).line_manager_id == user.pk
    return manages or holds(user, Permission.CONTACT_TAKE_OVER)


def _waiting(route: Route, *, by: User) -> Route:
    row: Route = (
        Route.objects.select_for_update(of=("self",))
        .select_related("contact", "to", "meant_for")
        .get(pk=route.pk)
    )
    if not may_accept(by, row):
        raise NotFound("There is no such record.")
    if row.accepted_at or row.returned_at:
        raise WrongState("This has been answered already.")
    return row


@transaction.atomic
def accept_route(*, route: Route, by: User, note: str) -> Route:
    """Taken on with the open case: now it is decided and its clocks stop."""
    workflow.lock(route.contact)
    row = _waiting(route, by=by)
    if not note.strip():
        raise DomainError("Say what you will do.", field="note")
    now = clock.now()
    with acting(by=by, reason="accepted on an open case"):
        row.accepted_at, row.accepted_by = now, by
        row.version += 1
        row.save(update_fields=["accepted_at", "accepted_by", "version"])
        record_acceptance(contact=row.contact, by=by, rationale=note.strip(), at=now)
    return row


@transaction.atomic
def return_route(*, route: Route, by: User, reason: str) -> Route:
    """Not for the open case: back in the queue, its clock still running, a manager told."""
    contact = workflow.lock(route.contact)
    row = _waiting(route, by=by)
    if not reason.strip():
        raise DomainError("Say why it comes back.", field="reason")
    with acting(by=by, reason=reason):
        row.returned_at, row.returned_by, row.return_reason = clock.now(), by, reason.strip()
        row.version += 1
        row.save(update_fields=["returned_at", "returned_by", "return_reason", "version"])
        contact.is_unread = True
        contact.save(update_fields=["is_unread"])
        hand_over_clocks(subject=contact, owner=None, team=front_door_team(), by=by)
        for manager in front_door_managers():
            tell(
                to=manager,
                kind="referrals.returned",
                reference=contact.reference,
                path=contact.path,
                key=f"returned:{row.public_id}",
            )
    return row
