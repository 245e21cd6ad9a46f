"""Concerns on open cases on their way to a worker, questions to the other half of a family, and who somebody may be."""

import uuid
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import NotFound
from people.matching import Candidate, candidates_for_each
from referrals.contacts.enums import UNDECIDED
from referrals.contacts.models import ContactPerson
from referrals.contacts.selectors import described
from referrals.triage.models import FamilyPrompt, Route


def candidates(people: Sequence[ContactPerson], *, reader: User) -> dict[int, list[Candidate]]:
    """Whom each of these might be, among those the reader may see, with the evidence; a person decides."""
    found = candidates_for_each([described(person) for person in people], reader=reader)
    return {person.pk: each for person, each in zip(people, found, strict=True)}


def route(public_id: uuid.UUID | str, *, reader: User) -> Route:
    found: Route | None = (
        Route.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("contact", "person", "to", "meant_for", "routed_by__agency")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def waiting_for(reader: User) -> QuerySet[Route]:
    """Concerns on open cases that wait for this person."""
    found: QuerySet[Route] = (
        Route.objects.visible_to(reader)
        .waiting()
        .filter(Q(to=reader) | Q(meant_for=reader), contact__status__in=UNDECIDED)
        .select_related("contact")
        .order_by("routed_at")
    )
    return found


def prompt(public_id: uuid.UUID | str, *, reader: User) -> FamilyPrompt:
    found: FamilyPrompt | None = (
        FamilyPrompt.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("about", "asked_of")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found
