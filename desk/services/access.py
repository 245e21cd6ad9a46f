"""Reviews, requests to a director, conflicts and named lists, each sent form once."""

from datetime import date

from django.db import transaction

from accounts.models import User
from core.errors import DomainError, NotFound
from desk.selectors import access as selectors
from outbox.services import once
from people import services as people
from people.enums import Level
from people.models import AccessRequest, Grant, Person, StaffLink
from people.selectors import level


@transaction.atomic
def review(*, by: User, grant: Grant, key: str, outcome: str, note: str = "") -> str:
    def do() -> str:
        people.review_grant(grant=grant, by=by, outcome=outcome, note=note or "")
        return str(grant.public_id)

    return once(by=by, action="access.review", key=key, do=do)


@transaction.atomic
def ask_director(*, by: User, key: str, reference: str, reason: str, born_on: date | None = None) -> str:
    def do() -> str:
        row = people.ask_director(by=by, reference=reference, reason=reason, born_on=born_on)
        return str(row.public_id)

    return once(by=by, action="access.ask", key=key, do=do)


@transaction.atomic
def answer(*, by: User, request: AccessRequest, key: str, answer: str, reason: str) -> str:
    def do() -> str:
        people.answer_request(request=request, by=by, answer=answer, reason=reason)
        return str(request.public_id)

    return once(by=by, action="access.answer", key=key, do=do)


@transaction.atomic
def declare(*, by: User, person: Person, key: str, note: str) -> str:
    """Anybody who knows that somebody is on record here may say that they know them."""
    if level(by, person) == Level.NONE:
        raise NotFound("There is no such record.")

    def do() -> str:
        return str(people.declare_conflict(by=by, person=person, note=note).public_id)

    return once(by=by, action="access.conflict", key=key, do=do)


@transaction.atomic
def restrict(
    *, by: User, person: Person, key: str, restriction: str, reason: str, review_on: date | None = None
) -> str:
    def do() -> str:
        people.restrict(person=person, by=by, restriction=restriction, reason=reason, review_on=review_on)
        return str(person.public_id)

    return once(by=by, action="access.restrict", key=key, do=do)


@transaction.atomic
def name_on_list(*, by: User, person: Person, key: str, username: str, reason: str) -> str:
    def do() -> str:
        user = _worker(username, by=by)
        return str(people.name_on_list(by=by, user=user, person=person, reason=reason).public_id)

    return once(by=by, action="access.name", key=key, do=do)


@transaction.atomic
def end_grant(*, by: User, grant: Grant, key: str, reason: str) -> str:
    def do() -> str:
        return str(people.end_grant(grant=grant, by=by, reason=reason).public_id)

    return once(by=by, action="access.end", key=key, do=do)


@transaction.atomic
def link_staff(
    *, by: User, key: str, username: str, reference: str, born_on: date, kind: str, note: str = ""
) -> str:
    def do() -> str:
        user = _worker(username, by=by)
        person = people.find_for_officer(by=by, reference=reference, born_on=born_on)
        return str(people.link_staff(user=user, person=person, kind=kind, by=by, note=note or "").public_id)

    return once(by=by, action="access.link", key=key, do=do)


@transaction.atomic
def end_staff_link(*, by: User, link: StaffLink, key: str, reason: str) -> str:
    def do() -> str:
        return str(people.end_staff_link(link=link, by=by, reason=reason).public_id)

    return once(by=by, action="access.unlink", key=key, do=do)


def _worker(username: str, *, by: User) -> User:
    user = selectors.worker(username, reader=by)
    if user is None:
        raise DomainError("No worker has this user name.", field="username")
    return user
