"""An enquiry opens: from the front door's decision about an adult, or by the worker of one who is known already."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.access import require
from accounts.models import Team, User
from accounts.permissions import Permission
from assessments.safeguarding_adults import clocks
from assessments.safeguarding_adults.models import AdultEnquiry, AdultEnquiryConcern
from assessments.safeguarding_adults.permissions import check_kinds
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.govuk.words import years
from core.history import acting
from core.references import next_reference
from outbox.services import once
from people.clusters import identities
from people.enums import Level, ReferenceKind
from people.models import Person
from people.selectors import level
from people.services import record_reference
from referrals.contacts.models import Contact

GROWN_UP = 18

# How the front door names what adult safeguarding names in its own ten words.
KIND_OF_CONCERN = {
    "PHY": "PHYSICAL", "SAB": "SEXUAL", "EMO": "PSYCHOLOGICAL", "NEG": "NEGLECT", "DOMESTIC": "DOMESTIC",
    "SLAVERY": "SLAVERY", "ADULT_FINANCIAL": "FINANCIAL", "ADULT_DISCRIMINATORY": "DISCRIMINATORY",
    "ADULT_ORGANISATIONAL": "ORGANISATIONAL", "SELF_NEGLECT": "SELF_NEGLECT",
}  # fmt: skip


@transaction.atomic
def enquire_after_decision(
    *, person: Person, contact: Contact, by: User, at: datetime, team: Team | None
) -> AdultEnquiry:
    """The decider chose section 42 for this adult: the caller has judged who may. One open enquiry takes more concerns."""
    adult = Person.objects.select_for_update().get(pk=person.pk)
    row: AdultEnquiry | None = AdultEnquiry.objects.open().filter(person__in=identities(adult)).first()
    if row is None:
        kinds = [KIND_OF_CONCERN[code] for code in contact.concerns if code in KIND_OF_CONCERN]
        row = _write(
            adult,
            by=by,
            at=at,
            team=team,
            what=contact.what,
            kinds=kinds,
            desired_outcomes=contact.adult_view,
        )
        clocks.decided(row, by=by)
    AdultEnquiryConcern.objects.get_or_create(enquiry=row, contact=contact)
    return row


def raise_concern(
    *,
    person: Person,
    by: User,
    what: str,
    kinds: Sequence[str],
    known_at: datetime,
    team: Team | None = None,
    key: str = "",
) -> AdultEnquiry:
    """Whoever works with an adult learns of abuse or neglect: the three-part test within 24 hours of that."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="adult safeguarding concern raised"):
            adult = Person.objects.select_for_update().get(pk=person.pk)
            require(by, Permission.SECTION_42_WRITE)
            if level(by, adult) != Level.RECORD:
                raise NotFound("There is no such record.")
            if adult.expected_on or (adult.born_on and years(adult.born_on, clock.today()) < GROWN_UP):
                raise DomainError("This is a child: log a concern with the front door.", field="what")
            check_kinds(list(kinds))
            if not what.strip():
                raise DomainError("Say what happened, or what is feared.", field="what")
            if known_at > clock.now():
                raise DomainError("It cannot have been in the future.", field="known_at")
            running = AdultEnquiry.objects.open().filter(person__in=identities(adult)).first()
            if running is not None:
                raise WrongState(f"An enquiry is open already: {running.reference}.")
            row = _write(adult, by=by, at=known_at, team=team, what=what.strip(), kinds=list(kinds))
            clocks.screening(row, by=by)
            clocks.decided(row, by=by)
        return row.reference

    reference = once(by=by, action="adult_enquiry.raise", key=key, do=do)
    found: AdultEnquiry = AdultEnquiry.objects.get(reference=reference)
    return found


def _write(person: Person, *, by: User, at: datetime, team: Team | None, **values: object) -> AdultEnquiry:
    row: AdultEnquiry = AdultEnquiry.objects.create(
        reference=next_reference("SG", clock.to_local(at).date()),
        person=person,
        team=team,
        started_at=at,
        recorded_at=clock.now(),
        recorded_by=by,
        **values,
    )
    record_reference(person=person, kind=ReferenceKind.ASSESSMENT, reference=row.reference, by=by)
    return row
