"""Break-glass for roles that see no index: by a reference and a date of birth they were given."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core.errors import DomainError, NotFound
from desk.selectors.opening import may_open_by_purpose
from outbox.services import once
from people import services as people
from people.enums import Restriction
from people.models import Person, Reference

NOTHING = "No record can be opened with this reference and date of birth."


@transaction.atomic
def break_glass_by_reference(
    *, by: User, key: str, reference: str, born_on: date, reason_code: str, reason: str
) -> str:
    """Open one record by what is known of it outside; a restricted one answers as if absent."""
    require(by, Permission.BREAK_GLASS)

    def do() -> str:
        digits = reference.replace(" ", "")
        named = Reference.objects.filter(reference__iexact=reference.strip()).values("person")
        fits = Q(pk__in=named) | (
            Q(nhs_number=digits) if digits.isdecimal() and len(digits) == 10 else Q(pk__in=[])
        )
        # Past the policy on purpose: this role sees no index. The answer is one person or nothing at all.
        same_day = Q(born_on=born_on) | Q(expected_on=born_on)
        found = list(Person.objects.filter(fits & same_day, merged_into__isnull=True)[:2])
        if len(found) != 1 or found[0].restriction != Restriction.NONE:
            raise DomainError(NOTHING, field="reference")
        people.break_glass(by=by, person=found[0], reason_code=reason_code, reason=reason)
        return str(found[0].public_id)

    return once(by=by, action="break_glass", key=key, do=do)


@transaction.atomic
def break_glass(*, by: User, person: Person, key: str, reason_code: str, reason: str) -> str:
    """Open one record from its index card."""

    def do() -> str:
        people.break_glass(by=by, person=person, reason_code=reason_code, reason=reason)
        return str(person.public_id)

    return once(by=by, action="break_glass", key=key, do=do)


@transaction.atomic
def open_for_purpose(*, by: User, person: Person, key: str, reason: str) -> str:
    """Open one record for a purpose that is written down."""
    if not may_open_by_purpose(by, person):
        raise NotFound("There is no such record.")

    def do() -> str:
        people.open_by_purpose(by=by, person=person, reason=reason, source="index card")
        return str(person.public_id)

    return once(by=by, action="open_by_purpose", key=key, do=do)
