"""Who is told when a record is opened by break-glass: the workers' managers, and the owner of the access log."""

from django.db.models import Q

from accounts.models import RoleAssignment, User
from accounts.selectors import answerable_for
from core import clock
from outbox.services import tell
from people.clusters import identities
from people.enums import GrantKind, InvolvementKind
from people.models import Grant, Involvement, Merge, Person


def tell_the_officers(*, kind: str, reference: str, path: str, key: str) -> None:
    """A notice to everybody who owns the access log."""
    officers = RoleAssignment.objects.current(on=clock.today()).filter(role="R17", user__is_active=True)
    for assignment in officers.select_related("user"):
        tell(to=assignment.user, kind=kind, reference=reference, path=path, key=f"{key}:{assignment.user_id}")


def tell_of_break_glass(*, grant: Grant) -> list[User]:
    """An instant notice to the manager of whoever leads or is allocated, and to the data-protection officer; gives
    the managers whose review is awaited."""
    now = clock.now()
    owners = Involvement.objects.current(at=now).filter(
        person=grant.person,
        kind__in=(InvolvementKind.LEAD, InvolvementKind.ALLOCATED),
        user__isnull=False,
    )
    told: dict[int, User] = {}
    for row in owners.select_related("user__line_manager"):
        if row.user and row.user.line_manager:
            manager = answerable_for(row.user.line_manager)
            told[manager.pk] = manager
    managers = [user for user in told.values() if user != grant.user]
    officers = RoleAssignment.objects.current(on=clock.today()).filter(role="R17", user__is_active=True)
    for assignment in officers.select_related("user"):
        told[assignment.user_id] = assignment.user
    for user in told.values():
        if user != grant.user:
            tell(
                to=user,
                kind="BREAK_GLASS",
                reference=str(grant.public_id)[:8].upper(),
                path=f"/access/review/{grant.public_id}/",
                key=f"break-glass:{grant.public_id}:{user.pk}",
            )
    return managers


def tell_of_merge(*, merge: Merge, by: User) -> None:
    """Whoever leads or is allocated on either record learns that both are one now, or two again."""
    cluster = {merge.survivor.survivor_id, merge.merged.survivor_id} - {None}
    whole = Q(person__in=[merge.survivor_id, merge.merged_id]) | Q(person__survivor__in=cluster)
    rows = Involvement.objects.current(at=clock.now()).filter(
        whole, kind__in=(InvolvementKind.LEAD, InvolvementKind.ALLOCATED), user__isnull=False
    )
    act = "undone" if merge.undone_at else "made"
    for user in {row.user for row in rows.select_related("user")} - {by}:
        tell(
            to=user,
            kind="RECORDS_PARTED" if merge.undone_at else "RECORDS_MERGED",
            reference=str(merge.public_id)[:8].upper(),
            path=f"/people/{merge.survivor.public_id}/",
            key=f"merge-{act}:{merge.public_id}:{user.pk}",
        )


def tell_workers(*, person: Person, kind: str, key: str, besides: User | None = None) -> None:
    """A notice to whoever works with somebody now: a reference, no name."""
    rows = Involvement.objects.current(at=clock.now()).filter(
        person__in=identities(person), user__isnull=False
    )
    for user in {row.user for row in rows.select_related("user") if row.user} - {besides}:
        tell(
            to=user,
            kind=kind,
            reference=str(person.public_id)[:8].upper(),
            path=f"/people/{person.public_id}/",
            key=f"{key}:{user.pk}",
        )


def tell_the_named(*, person: Person, kind: str, reference: str, path: str, key: str) -> None:
    """A notice to everybody on a restricted record's named list; to whoever can name somebody where none is."""
    named = Grant.objects.current(at=clock.now()).filter(
        person__in=identities(person), kind__in=(GrantKind.NAMED, GrantKind.DIRECTOR), user__is_active=True
    )
    users = {grant.user for grant in named.select_related("user")}
    for user in users:
        tell(to=user, kind=kind, reference=reference, path=path, key=f"{key}:{user.pk}")
    if not users:
        tell_the_officers(
            kind=kind, reference=reference, path=f"/access/restricted/{person.public_id}/", key=key
        )


def tell_of_death(*, person: Person, by: User) -> None:
    """Whoever works with somebody learns from the record, not from a letter sent in vain."""
    tell_workers(person=person, kind="PERSON_DIED", key=f"died:{person.public_id}", besides=by)
