"""Who is told when a record is opened by break-glass: the workers' managers, and the owner of the access log."""

from accounts.models import RoleAssignment, User
from accounts.selectors import answerable_for
from core import clock
from outbox.services import tell
from people.enums import InvolvementKind
from people.models import Grant, Involvement


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
