"""What every page of a case does first: read through the policy, write down who opened it."""

from uuid import UUID

from accounts.access import require
from accounts.models import Agency, Team, User
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import members_of, staff
from casework.cases import presenters, selectors
from casework.cases.models import Case
from localities.selectors import protection_team
from people.services import open_record

MOST = 400


def opened(request: SignedInRequest, public_id: UUID, purpose: str, *permissions: Permission) -> Case:
    """The case, its person's record opened and so said; without the permission it is refused before anything shows."""
    row = selectors.case(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    if permissions:
        require(request.user, *permissions)
    return row


def form_context(case: Case, title: str, submit: str, **more: object) -> dict[str, object]:
    from django.urls import reverse

    return {
        "title": title,
        "caption": f"{case.person.full_name}, {case.reference}",
        "submit": submit,
        "cancel": reverse("case_detail", args=[case.public_id]),
        **more,
    }


def workers(request: SignedInRequest, case: Case) -> list[tuple[User, str]]:
    """Members of the case's team and of the child protection team once its law holds; everybody where it has none."""
    if case.team is None:
        return presenters.offered(list(staff(reader=request.user)[:MOST]))
    found = [*members_of(case.team), *(member.user for member in protection_team())]
    return presenters.offered(list(dict.fromkeys(found)))


def leads(request: SignedInRequest, case: Case) -> list[tuple[User, str]]:
    """The team's members and everybody who already works with the person."""
    found = {user.pk: user for user, _ in workers(request, case)}
    for row in presenters.head(case.person, reader=request.user).others:
        if row[1] is not None:
            found[row[1].pk] = row[1]
    return presenters.offered(sorted(found.values(), key=lambda user: user.display_name))


def everybody(request: SignedInRequest) -> list[tuple[User, str]]:
    return presenters.offered(staff(reader=request.user).order_by("display_name")[:MOST])


def agencies(request: SignedInRequest) -> list[tuple[Agency, str]]:
    return [(row, str(row)) for row in selectors.agencies(reader=request.user)]


def teams(request: SignedInRequest) -> list[tuple[Team, str]]:
    return [(row, str(row)) for row in selectors.teams(reader=request.user)]
