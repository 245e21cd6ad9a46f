"""Opening a record: the log is written in the transaction of the answer, and without it there is no answer."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from accounts.access import held, require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from core.history import acting
from people import visibility
from people.enums import AccessAct, BreakGlassReason, GrantKind, Level, Restriction, ReviewOutcome
from people.models import AccessLog, Grant, Person
from people.ports import break_glass_reviewed, break_glass_used
from people.selectors.levels import level, openings

# How long a recorded purpose holds: a shift. Break-glass holds a day (domain.md D).
PURPOSE_HOURS = 12
BREAK_GLASS_HOURS = 24


@transaction.atomic
def log_access(
    *, by: User, person: Person, act: AccessAct, purpose: str, grant: Grant | None = None
) -> AccessLog:
    """Write down who read what of whom; waits two seconds for the table at most, then refuses (fails closed)."""
    return _log(by=by, acts=[(person, act, grant.pk if grant else None)], purpose=purpose)[0]


@transaction.atomic
def log_access_of_each(*, by: User, acts: Sequence[tuple[Person, AccessAct]], purpose: str) -> None:
    """The same for several people of whom one page tells."""
    _log(by=by, acts=[(person, act, None) for person, act in acts], purpose=purpose)


def _log(*, by: User, acts: Sequence[tuple[Person, AccessAct, int | None]], purpose: str) -> list[AccessLog]:
    if not acts:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
    now, roles = clock.now(), ",".join(sorted(held(by).roles))[:60]
    return AccessLog.objects.bulk_create(
        AccessLog(person=person, by=by, at=now, act=act, purpose=purpose[:240], roles=roles, grant_id=grant)
        for person, act, grant in acts
    )


@transaction.atomic
def open_record(*, by: User, person: Person, purpose: str, act: AccessAct = AccessAct.OPEN) -> Person:
    """The one call of every record page: refuses as though nothing existed, else logs and answers."""
    _open(by=by, people=[person], purpose=purpose, act=act)
    return person


@transaction.atomic
def open_together(*, by: User, people: Sequence[Person], purpose: str) -> None:
    """The same for a page that tells of several: one that is closed closes the page."""
    _open(by=by, people=people, purpose=purpose, act=AccessAct.OPEN)


def _open(*, by: User, people: Sequence[Person], purpose: str, act: AccessAct) -> None:
    found = openings(by, people)
    if any(found[person.pk][0] != Level.RECORD for person in people):
        raise NotFound("There is no such record.")
    _log(by=by, acts=[(person, act, found[person.pk][1]) for person in people], purpose=purpose)


@transaction.atomic
def open_by_purpose(*, by: User, person: Person, reason: str, source: str = "") -> Grant:
    """A front-door worker's purpose for opening a record without an involvement, recorded each time."""
    require(by, Permission.PERSON_OPEN_BY_PURPOSE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if level(by, person) == Level.NONE or person.restriction != Restriction.NONE:
        raise NotFound("There is no such record.")
    if not held(by).roles & visibility.PURPOSE_ROLES:
        raise NotPermitted("Your role does not open records by purpose.")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words what you need the record for.", field="reason")
    kind = GrantKind.PURPOSE
    return grant_access(
        by=by, user=by, person=person, kind=kind, reason=reason, source=source, hours=PURPOSE_HOURS
    )


@transaction.atomic
def break_glass(*, by: User, person: Person, reason_code: str, reason: str) -> Grant:
    """Open a record without an involvement for 24 hours; the owner's manager is told at once, review in a working day.

    Never for a restricted or sealed record: that needs a director's grant (domain.md D).
    """
    from people.telling import tell_of_break_glass

    require(by, Permission.BREAK_GLASS)
    # Read afresh: a restriction set a moment ago counts.
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.restriction != Restriction.NONE or not held(by).roles & visibility.BREAK_GLASS_ROLES:
        raise NotFound("There is no such record.")
    if reason_code not in BreakGlassReason.values:
        raise DomainError("Choose why you must open this record.", field="reason_code")
    if len(reason.strip()) < 20:
        raise DomainError("Say why in at least 20 characters.", field="reason")
    grant = grant_access(
        by=by,
        user=by,
        person=person,
        kind=GrantKind.BREAK_GLASS,
        reason=reason,
        reason_code=reason_code,
        hours=BREAK_GLASS_HOURS,
    )
    managers = tell_of_break_glass(grant=grant)
    break_glass_used.ask(grant=grant, by=by, owner=managers[0] if managers else None)
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, by: User, reason: str) -> Grant:
    """Take leave to open a record back."""
    require(by, Permission.RESTRICTION_GRANT, Permission.ACCESS_LOG_READ, Permission.CASE_ALLOCATE)
    if len(reason.strip()) < 5:
        raise DomainError("Say why it ends.", field="reason")
    row = Grant.objects.select_for_update().get(pk=grant.pk)
    row.ends_at = clock.now()
    row.version += 1
    with acting(by=by, reason=reason):
        row.save(update_fields=["ends_at", "version"])
    return row


@transaction.atomic
def review_grant(*, grant: Grant, by: User, outcome: str = ReviewOutcome.RIGHT, note: str = "") -> Grant:
    """Whoever answers for the record finds an opening right or not, within a working day, never its own user."""
    require(by, Permission.CASE_ALLOCATE, Permission.ACCESS_LOG_READ)
    row = Grant.objects.select_for_update().get(pk=grant.pk)
    if row.user_id == by.pk:
        raise NotPermitted("Somebody else must review this.")
    if outcome not in ReviewOutcome.values:
        raise DomainError("Say whether it was right to open the record.", field="outcome")
    if outcome == ReviewOutcome.WRONG and len(note.strip()) < 10:
        raise DomainError("Say what was wrong and what happens now.", field="note")
    if row.reviewed_at is not None:
        return row
    now = clock.now()
    row.reviewed_at, row.reviewed_by, row.outcome, row.review_note = now, by, outcome, note.strip()
    if outcome == ReviewOutcome.WRONG and (row.ends_at is None or row.ends_at > now):
        row.ends_at = now
    row.version += 1
    with acting(by=by, reason="break-glass reviewed"):
        row.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review_note", "ends_at", "version"])
        break_glass_reviewed.ask(grant=row, by=by)
    if outcome == ReviewOutcome.WRONG:
        from people.telling import tell_the_officers

        tell_the_officers(
            kind="BREAK_GLASS_WRONG",
            reference=str(row.public_id)[:8].upper(),
            path=f"/access/review/{row.public_id}/",
            key=f"break-glass-wrong:{row.public_id}",
        )
    return row


def grant_access(
    *,
    by: User,
    user: User,
    person: Person,
    kind: GrantKind,
    reason: str,
    hours: int | None,
    source: str = "",
    reason_code: str = "",
) -> Grant:
    """A row that opens one record to one user, written down in the log at once; the caller has checked the right."""
    now = clock.now()
    with acting(by=by, reason=reason):
        row: Grant = Grant.objects.create(
            person=person,
            user=user,
            kind=kind,
            reason=reason.strip(),
            reason_code=reason_code,
            source=source,
            starts_at=now,
            ends_at=now + timedelta(hours=hours) if hours is not None else None,
            recorded_at=now,
            recorded_by=by,
        )
    told = reason if user == by else f"Named {user.username}: {reason}"
    log_access(by=by, person=person, act=AccessAct.GRANT, purpose=told, grant=row)
    return row
