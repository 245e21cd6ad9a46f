"""Who belongs to a person: a relationship with somebody known here, or with somebody recorded now."""

from datetime import date

from django.db import transaction

from accounts.models import User
from core.errors import DomainError, NotFound
from desk.services.details import may_write
from outbox.services import once
from people import services as people
from people.enums import InvolvementKind, RelationshipKind
from people.models import Person, Relationship
from people.selectors import find_people, related_to

# What the other person is to this one: (label, kind of the row, whether the other stands first in it).
OTHER_IS: dict[str, tuple[str, str, bool]] = {
    "PARENT": ("Parent", RelationshipKind.PARENT, True),
    "STEP_PARENT": ("Step-parent", RelationshipKind.STEP_PARENT, True),
    "GRANDPARENT": ("Grandparent", RelationshipKind.GRANDPARENT, True),
    "CARER": ("Carer", RelationshipKind.CARER, True),
    "SIBLING": ("Brother or sister", RelationshipKind.SIBLING, True),
    "HALF_SIBLING": ("Half-brother or half-sister", RelationshipKind.HALF_SIBLING, True),
    "CHILD": ("Child", RelationshipKind.PARENT, False),
    "STEP_CHILD": ("Step-child", RelationshipKind.STEP_PARENT, False),
    "GRANDCHILD": ("Grandchild", RelationshipKind.GRANDPARENT, False),
    "CARED_FOR": ("Cared for by them", RelationshipKind.CARER, False),
    "PARTNER": ("Partner", RelationshipKind.PARTNER, True),
    "FORMER_PARTNER": ("Former partner", RelationshipKind.FORMER_PARTNER, True),
    "OTHER_FAMILY": ("Other family", RelationshipKind.OTHER_FAMILY, True),
    "OTHER": ("Other", RelationshipKind.OTHER, True),
}


@transaction.atomic
def add_relationship(
    *,
    by: User,
    person: Person,
    key: str,
    other_is: str,
    which: str,
    find: str,
    forename: str,
    surname: str,
    born_on: date | None,
    responsibility: str,
    responsibility_basis: str,
    no_contact: bool,
    partnership: str = "",
    quality: str = "",
    starts_on: date | None = None,
) -> str:
    """Relate somebody to this person; a new person is recorded and open to whoever recorded them."""
    may_write(by, person)
    if other_is not in OTHER_IS:
        raise DomainError("Choose a relationship from the list.", field="other_is")

    def do() -> str:
        other = _found(by, find) if which == "KNOWN" else _recorded(by, forename, surname, born_on)
        _, kind, first = OTHER_IS[other_is]
        people.relate(
            person=other if first else person,
            other=person if first else other,
            kind=kind,
            by=by,
            has_parental_responsibility={"YES": True, "NO": False}.get(responsibility),
            responsibility_basis=responsibility_basis,
            no_contact=no_contact,
            partnership=partnership,
            quality=quality,
            starts_on=starts_on,
        )
        return str(person.public_id)

    return once(by=by, action="person.relationship", key=key, do=do)


def _found(by: User, text: str) -> Person:
    found = find_people(text, reader=by, limit=2)
    if len(found) != 1:
        several = "More than one person fits: add the date of birth or use the NHS number."
        raise DomainError(
            several if found else "Nobody fits. Choose “not recorded yet”, or ask the front door.",
            field="find",
        )
    return found[0]


def _recorded(by: User, forename: str, surname: str, born_on: date | None) -> Person:
    other = people.create_person(by=by, forename=forename, surname=surname, born_on=born_on)
    people.involve(
        person=other, kind=InvolvementKind.CO_WORKER, by=by, user=by, what="Family of a person worked with"
    )
    return other


@transaction.atomic
def end_relationship(*, by: User, person: Person, relationship_id: object, ends_on: date) -> Relationship:
    """The last day of a relationship that this reader sees on the person's page."""
    may_write(by, person)
    for row, _, _ in related_to(person, reader=by):
        if row.public_id == relationship_id:
            return people.end_relationship(relationship=row, by=by, ends_on=ends_on)
    raise NotFound("There is no such record.")
