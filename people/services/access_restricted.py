"""Restricted and sealed records: why they are hidden, who is named on them, how a director opens one in minutes."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from outbox.services import tell
from people.enums import AccessAct, GrantKind, RequestAnswer, Restriction, StaffLinkKind
from people.models import AccessRequest, Grant, Person, Reference, RestrictionOrder, StaffLink
from people.ports import review_awaited, review_over
from people.selectors.access_conflicts import conflict_with, directors
from people.services.access import grant_access, log_access
from people.services.merge import put_restriction
from people.telling import tell_the_officers

# A restricted record is looked at again every six months (domain.md D); a director's grant holds a day.
REVIEW_DAYS = 182
DIRECTOR_HOURS = 24


@transaction.atomic
def restrict(
    *, person: Person, by: User, restriction: str, reason: str, review_on: date | None = None
) -> Person:
    """Hide a record from all but its named list, or lift that; the reason and the day of review are kept."""
    require(by, Permission.RESTRICTION_GRANT, Permission.SYSTEM_RUN)
    _unconflicted(by, person)
    if restriction not in Restriction.values:
        raise DomainError("Choose a restriction from the list.", field="restriction")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    again = review_on or clock.today() + timedelta(days=REVIEW_DAYS)
    if again > clock.today() + timedelta(days=REVIEW_DAYS + 2):
        raise DomainError("Review it within six months.", field="review_on")
    row = Person.objects.select_for_update().get(pk=person.pk)
    now = clock.now()
    with acting(by=by, reason=reason):
        end_orders(row, by=by)
        if restriction != Restriction.NONE:
            order = RestrictionOrder.objects.create(
                person=row, restriction=restriction, reason=reason.strip()[:400], review_on=again,
                recorded_at=now, recorded_by=by,
            )  # fmt: skip
            review_awaited.ask(record=order, by=by)
        put_restriction(row, restriction)
    log_access(by=by, person=row, act=AccessAct.GRANT, purpose=f"{Restriction(restriction).label}: {reason}")
    return row


def end_orders(person: Person, *, by: User) -> None:
    """What restricted this record so far ends now, in the caller's transaction."""
    for order in RestrictionOrder.objects.current().filter(person=person):
        order.ended_at, order.ended_by = clock.now(), by
        order.version += 1
        order.save(update_fields=["ended_at", "ended_by", "version"])
        review_over.ask(record=order, by=by)


@transaction.atomic
def name_on_list(
    *, by: User, user: User, person: Person, reason: str, ends_at: datetime | None = None
) -> Grant:
    """Put a worker on a restricted record's named list; never one it is about, or who is linked to its people."""
    require(by, Permission.RESTRICTION_GRANT, Permission.SYSTEM_RUN)
    _unconflicted(by, person)
    if len(reason.strip()) < 5:
        raise DomainError("Say why this worker is named.", field="reason")
    if why := conflict_with(user, [person]):
        raise DomainError(f"This worker may not be named: they are {why}.", field="user")
    now = clock.now()
    kind = GrantKind.NAMED if ends_at is None else GrantKind.DIRECTOR
    held: Grant | None = (
        Grant.objects.current(at=now).select_for_update().filter(person=person, user=user, kind=kind).first()
    )
    if held is not None:
        return held
    hours = None if ends_at is None else max(1, round((ends_at - now).total_seconds() / 3600))
    return grant_access(by=by, user=user, person=person, kind=kind, reason=reason, hours=hours)


@transaction.atomic
def ask_director(*, by: User, reference: str, reason: str, born_on: date | None = None) -> AccessRequest:
    """Ask the duty director to open a record; the answer to asking is the same whether there is one or not."""
    if len(reason.strip()) < 20:
        raise DomainError("Say in at least 20 characters what you need it for.", field="reason")
    person = _named_by(reference, born_on)
    able = [user for user in directors([person] if person else []) if user.pk != by.pk]
    director = able[0] if able else None
    now = clock.now()
    with acting(by=by, reason="director asked"):
        row: AccessRequest = AccessRequest.objects.create(
            asked_by=by,
            asked_at=now,
            reference=" ".join(reference.split())[:40],
            born_on=born_on,
            reason=reason.strip(),
            person=person,
            director=director,
            recorded_at=now,
            recorded_by=by,
        )
    if director is not None:
        tell(
            to=director,
            kind="DIRECTOR_ASKED",
            reference=str(row.public_id)[:8].upper(),
            path=f"/access/asked/{row.public_id}/",
            key=f"director-asked:{row.public_id}",
        )
    return row


@transaction.atomic
def answer_request(
    *, request: AccessRequest, by: User, answer: str, reason: str, user: User | None = None
) -> AccessRequest:
    """An unconflicted director opens the record to whoever asked for 24 hours, or does not."""
    require(by, Permission.RESTRICTION_GRANT)
    row = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("person", "asked_by")
        .get(pk=request.pk)
    )
    if row.answered_at is not None:
        raise WrongState("This request has been answered.")
    if row.asked_by_id == by.pk:
        raise NotPermitted("Another director must answer this.")
    if answer not in RequestAnswer.values:
        raise DomainError("Choose an answer.", field="answer")
    if len(reason.strip()) < 5:
        raise DomainError("Say why.", field="answer_reason")
    if answer == RequestAnswer.GRANTED:
        if row.person is None:
            raise DomainError("Nobody fits this reference and date of birth.", field="answer")
        until = clock.now() + timedelta(hours=DIRECTOR_HOURS)
        name_on_list(by=by, user=row.asked_by, person=row.person, reason=reason, ends_at=until)
    row.answer, row.answer_reason = answer, reason.strip()
    row.answered_at, row.answered_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="director answered"):
        row.save(update_fields=["answer", "answer_reason", "answered_at", "answered_by", "version"])
    granted = answer == RequestAnswer.GRANTED and row.person is not None
    tell(
        to=row.asked_by,
        kind="DIRECTOR_OPENED" if granted else "DIRECTOR_ANSWERED",
        reference=str(row.public_id)[:8].upper(),
        path=f"/people/{row.person.public_id}/" if granted and row.person else "/access/ask/",
        key=f"director-answered:{row.public_id}",
    )
    result: AccessRequest = row
    return result


@transaction.atomic
def link_staff(*, user: User, person: Person, kind: str, by: User, note: str = "") -> StaffLink:
    """This record is a worker's own, their family's or at their address: it closes to them at work at once."""
    if by.pk != user.pk or kind != StaffLinkKind.DECLARED:
        require(by, Permission.ACCESS_LOG_READ, Permission.SYSTEM_RUN)
    if kind not in StaffLinkKind.values:
        raise DomainError("Choose what links them.", field="kind")
    existing: StaffLink | None = (
        StaffLink.objects.current().select_for_update().filter(user=user, person=person, kind=kind).first()
    )
    if existing is not None:
        return existing
    with acting(by=by, reason=f"link of staff: {kind}"):
        row: StaffLink = StaffLink.objects.create(
            user=user,
            person=person,
            kind=kind,
            note=note.strip()[:200],
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def declare_conflict(*, by: User, person: Person, note: str) -> StaffLink:
    """A worker says that they know this person in private life: the record closes to them, the officer is told."""
    if len(note.strip()) < 5:
        raise DomainError("Say in a few words how you know them.", field="note")
    row = link_staff(user=by, person=person, kind=StaffLinkKind.DECLARED, by=by, note=note)
    reference = str(row.public_id)[:8].upper()
    path, key = "/access/staff-links/", f"conflict:{row.public_id}"
    tell_the_officers(kind="CONFLICT_DECLARED", reference=reference, path=path, key=key)
    if by.line_manager is not None:
        tell(to=by.line_manager, kind="CONFLICT_OF_WORKER", reference=reference, path="/notices/", key=key)
    return row


@transaction.atomic
def end_staff_link(*, link: StaffLink, by: User, reason: str) -> StaffLink:
    """The link no longer holds; whatever opens the record opens it again."""
    require(by, Permission.ACCESS_LOG_READ)
    if len(reason.strip()) < 5:
        raise DomainError("Say why.", field="reason")
    row = StaffLink.objects.select_for_update().get(pk=link.pk)
    if row.user_id == by.pk:
        raise NotPermitted("Somebody else must end your own link.")
    if row.ended_at is None:
        row.ended_at, row.ended_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason=reason):
            row.save(update_fields=["ended_at", "ended_by", "version"])
    return row


def find_for_officer(*, by: User, reference: str, born_on: date | None) -> Person:
    """The one person a reference and a date of birth name, for whoever restricts records and sees no index."""
    require(by, Permission.RESTRICTION_GRANT, Permission.ACCESS_LOG_READ)
    person = _named_by(reference, born_on)
    if person is None or conflict_with(by, [person]):
        raise DomainError("Nobody fits this reference and date of birth.", field="reference")
    return person


def _named_by(reference: str, born_on: date | None) -> Person | None:
    """Past the policy on purpose: the caller tells nobody whether somebody was found."""
    digits = reference.replace(" ", "")
    named = Reference.objects.filter(reference__iexact=reference.strip()).values("person")
    fits = Q(pk__in=named)
    if digits.isdecimal() and len(digits) == 10:
        fits |= Q(nhs_number=digits)
    rows = Person.objects.filter(fits, merged_into__isnull=True)
    if born_on is not None:
        rows = rows.filter(Q(born_on=born_on) | Q(expected_on=born_on))
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def _unconflicted(by: User, person: Person) -> None:
    """Whoever is linked to the person answers for nothing here: for them there is no such record (safety p)."""
    if conflict_with(by, [person]):
        raise NotFound("There is no such record.")
