"""Consent, sharing decisions, warnings and confidential addresses that end: record and right first, each sent once."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.selectors import agencies
from core.data_classes import DataClass
from core.errors import NotFound, NotPermitted
from desk.selectors import sharing as selectors
from desk.services.details import may_write
from outbox.services import once
from people import services as people
from people.models import Person
from people.visibility import may_read


@transaction.atomic
def record_consent(
    *, by: User, person: Person, key: str, answer: str, given_by: str, scope: str, said_on: date
) -> str:
    may_write(by, person)

    def do() -> str:
        row = people.record_consent(
            person=person, by=by, answer=answer, given_by=given_by, scope=scope, said_on=said_on
        )
        return str(row.public_id)

    return once(by=by, action="person.consent", key=key, do=do)


@transaction.atomic
def withdraw_consent(*, by: User, person: Person, consent_id: UUID, key: str, words: str) -> str:
    may_write(by, person)
    row = selectors.consent(person, consent_id, reader=by)

    def do() -> str:
        people.withdraw_consent(consent=row, by=by, words=words)
        return str(row.public_id)

    return once(by=by, action="person.consent_withdrawn", key=key, do=do)


@transaction.atomic
def decide_sharing(
    *,
    by: User,
    person: Person,
    key: str,
    choice: str,
    what: str,
    basis: str,
    reason: str,
    agency: str = "",
    to_whom: str = "",
) -> str:
    """Whoever writes here also reads the notes in which such decisions stand."""
    may_write(by, person)
    if not may_read(by, DataClass.NOTES):
        raise NotPermitted("Your role does not decide on sharing.")
    host = agencies(reader=by).filter(public_id=agency).first() if agency else None

    def do() -> str:
        row = people.decide_sharing(
            person=person, by=by, choice=choice, what=what, basis=basis, reason=reason, agency=host,
            to_whom=to_whom,
        )  # fmt: skip
        return str(row.public_id)

    return once(by=by, action="person.sharing", key=key, do=do)


@transaction.atomic
def review_warning(
    *,
    by: User,
    person: Person,
    warning_id: UUID,
    key: str,
    still_holds: bool,
    review_on: date | None = None,
    reason: str = "",
) -> str:
    may_write(by, person)
    row = selectors.warning(person, warning_id, reader=by)

    def do() -> str:
        people.review_warning(
            warning=row, by=by, still_holds=still_holds, review_on=review_on, reason=reason or ""
        )
        return str(row.public_id)

    return once(by=by, action="person.warning_review", key=key, do=do)


@transaction.atomic
def end_safe_address(
    *, by: User, person: Person, address_id: UUID, key: str, ends_on: date, reason: str
) -> str:
    may_write(by, person)
    if not may_read(by, DataClass.SAFE_ADDRESS):
        raise NotFound("There is no such record.")
    row = selectors.safe_address(person, address_id, reader=by)

    def do() -> str:
        people.end_safe_address(address=row, by=by, ends_on=ends_on, reason=reason)
        return str(row.public_id)

    return once(by=by, action="person.safe_address_end", key=key, do=do)
