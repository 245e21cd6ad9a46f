"""Where a person lives, how to reach them, and what visiting staff must know first."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from localities.models import Locality
from localities.services import locate
from people.clusters import identities_of
from people.enums import AddressKind
from people.models import Address, ContactPoint, Person, SafeAddress, SafetyWarning
from people.ports import review_awaited


def last_settled(person: Person) -> Locality | None:
    """Where somebody without a fixed abode last had a home, as far as it is on record."""
    homes = Address.objects.filter(person__in=identities_of([person]), locality__isnull=False)
    settled = homes.exclude(kind=AddressKind.NO_FIXED_ABODE).order_by("-starts_on", "-pk").first()
    return settled.locality if settled else None


@transaction.atomic
def move_to(
    *,
    person: Person,
    by: User,
    lines: str = "",
    postcode: str = "",
    kind: str = AddressKind.HOME,
    starts_on: date | None = None,
    locality: Locality | None = None,
    locality_reason: str = "",
) -> Address:
    """A new current address; the one before ends the day before. The locality comes from the postcode, is set
    with a reason, or, without a fixed abode, is that of the last settled address."""
    since = starts_on or clock.today()
    if locality is not None and not locality_reason.strip():
        raise DomainError("Give the reason for setting the locality.", field="locality_reason")
    previous = (
        Address.objects.select_for_update()
        .filter(person=person, ends_on__isnull=True)
        .order_by("-starts_on")
        .first()
    )
    ward = None
    if locality is None and postcode:
        found = locate(postcode, on=since)
        locality, ward = found.locality, found.ward
    if kind == AddressKind.NO_FIXED_ABODE:
        # A postcode told with it is that of the last settled home: it places them, they do not live there.
        postcode, ward = "", None
        if locality is None:
            locality = last_settled(person)
        if locality is not None and not locality_reason:
            locality_reason = "No fixed abode: locality of the last settled address"
    with acting(by=by, reason="address recorded"):
        if previous is not None:
            previous.ends_on = max(previous.starts_on, since - timedelta(days=1))
            previous.version += 1
            previous.save(update_fields=["ends_on", "version"])
        row: Address = Address.objects.create(
            person=person,
            kind=kind,
            lines=lines,
            postcode=postcode.strip().upper(),
            locality=locality,
            ward=ward,
            locality_reason=locality_reason,
            starts_on=since,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def share_home(*, people: Sequence[Person], by: User) -> None:
    """Whoever lives with them and has no address on record lives where the household does.

    Only where all agree on one home; never where any of them has a confidential address (safety l).
    """
    if SafeAddress.objects.filter(person__in=identities_of(people), ends_on__isnull=True).exists():
        return
    current = list(Address.objects.filter(person__in=people, ends_on__isnull=True))
    homes = {(row.lines, row.postcode): row for row in current}
    if len(homes) != 1 or any(row.kind != AddressKind.HOME for row in current):
        return
    home = current[0]
    placed = {row.person_id for row in current}
    for person in people:
        if person.pk not in placed:
            move_to(
                person=person, by=by, lines=home.lines, postcode=home.postcode,
                locality=home.locality if home.locality_reason else None, locality_reason=home.locality_reason,
            )  # fmt: skip


@transaction.atomic
def add_safe_address(
    *, person: Person, by: User, lines: str, reason: str, postcode: str = "", starts_on: date | None = None
) -> SafeAddress:
    """A confidential address, in the store that no letter, label, map, export or search reads."""
    found = locate(postcode, on=starts_on or clock.today()) if postcode else None
    with acting(by=by, reason="confidential address recorded"):
        row: SafeAddress = SafeAddress.objects.create(
            person=person,
            lines=lines,
            postcode=postcode.strip().upper(),
            locality=found.locality if found else None,
            reason=reason,
            starts_on=starts_on or clock.today(),
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def add_contact_point(
    *,
    person: Person,
    by: User,
    kind: str,
    value: str,
    safe_to_call: bool = False,
    safe_to_text: bool = False,
    safe_to_leave_message: bool = False,
    note: str = "",
) -> ContactPoint:
    """A number or address of the person's; not safe until somebody says so."""
    with acting(by=by, reason="contact point recorded"):
        row: ContactPoint = ContactPoint.objects.create(
            person=person,
            kind=kind,
            value=value,
            safe_to_call=safe_to_call,
            safe_to_text=safe_to_text,
            safe_to_leave_message=safe_to_leave_message,
            note=note,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def end_contact_point(*, point: ContactPoint, by: User, reason: str) -> ContactPoint:
    """No longer this person's: whoever has the number now is not to hear of them. It is kept and nobody is found by it."""
    row = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if row.ended_at is not None:
        raise WrongState("This has ended already.")
    if len(reason.strip()) < 5:
        raise DomainError("Say how you know that it is no longer theirs.", field="reason")
    row.ended_at, row.ended_by, row.end_reason = clock.now(), by, reason.strip()
    row.version += 1
    with acting(by=by, reason=f"contact point ended: {reason.strip()}"):
        row.save(update_fields=["ended_at", "ended_by", "end_reason", "version"])
    return row


@transaction.atomic
def warn_staff(
    *, person: Person, by: User, what: str, review_on: date, ring_duty_first: bool = True
) -> SafetyWarning:
    """A danger to visiting staff, with the day on which it is looked at again (six months at most)."""
    if review_on > clock.today() + timedelta(days=184):
        raise DomainError("Review the warning within six months.", field="review_on")
    with acting(by=by, reason="warning to staff recorded"):
        row: SafetyWarning = SafetyWarning.objects.create(
            person=person,
            what=what,
            review_on=review_on,
            ring_duty_first=ring_duty_first,
            starts_on=clock.today(),
            recorded_at=clock.now(),
            recorded_by=by,
        )
        review_awaited.ask(record=row, by=by)
    return row
