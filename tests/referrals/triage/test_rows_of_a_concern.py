"""Rows of a concern that was opened are those that the policy leaves, row by row and reader by reader."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from core import clock
from core.history import SYSTEM_ACTOR, acting
from people.services import create_person, involve
from referrals.contacts.enums import RestrictionKind
from referrals.contacts.models import Contact
from referrals.contacts.querysets import ContactRowQuerySet
from referrals.contacts.services import add_to_contact
from referrals.information.enums import Marking
from referrals.information.models import InformationReply, InformationRequest, ReplyParagraph
from referrals.models import ContactHolder
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db

MODELS: list[type[Model]] = [
    model
    for model in apps.get_models()
    if isinstance(model._default_manager.all(), ContactRowQuerySet)  # type: ignore[misc]
]


def _answered(contact: Contact, personas: Personas) -> None:
    """A check with one paragraph of each marking."""
    now = clock.now()
    request = InformationRequest.objects.create(
        contact=contact, check_kind="POLICE", agency=personas.police.agency, about="Ada", question="Known?",
        basis="CONSENT", asked_at=now, asked_by=personas.duty, due_at=now, recorded_at=now, recorded_by=personas.duty,
    )  # fmt: skip
    reply = InformationReply.objects.create(
        request=request, kind="KNOWN", recorded_at=now, recorded_by=personas.police
    )
    for position, marking in enumerate(Marking):
        ReplyParagraph.objects.create(reply=reply, position=position, text=f"P{position}", marking=marking)


@pytest.fixture
def concerns(log: Log, personas: Personas) -> Iterator[list[Contact]]:
    """Undecided, decided, told by a partner and decided, restricted with a named list; all with rows of many kinds."""
    undecided, decided = log(people=[CHILD, MOTHER]), log()
    by_partner, restricted = log(by=personas.police), log()
    for contact in (decided, by_partner):
        decide(ready(contact, personas), personas.duty)
        contact.refresh_from_db()
    triage.rate(contact=undecided, by=personas.duty, rag="AMBER", reason="To be explained")
    person = create_person(by=personas.system, forename="Ada", surname="Demochild")
    triage.match_person(
        contact_person=undecided.people.order_by("position")[0], by=personas.duty, decision="SAME", person=person,
        reason="Known",
    )  # fmt: skip
    involve(person=person, kind="LEAD", user=personas.social_worker, by=personas.system)
    found = [undecided, decided, by_partner, restricted]
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        for contact in found:
            add_to_contact(
                contact=contact, by=personas.duty, text="More was said since", key=contact.reference
            )
            _answered(contact, personas)
        Contact.objects.filter(pk=restricted.pk).update(
            is_restricted=True, restriction_kind=RestrictionKind.PERSON
        )
        for holder in (personas.front_door_manager, personas.police):
            ContactHolder.objects.create(
                contact=restricted, user=holder, why="NAMED", recorded_at=clock.now(),
                recorded_by=personas.system,
            )  # fmt: skip
    for contact in found:
        contact.refresh_from_db()
    yield found


def test_an_opened_concerns_rows_are_those_of_the_policy(concerns: list[Contact], personas: Personas) -> None:
    compared, hidden = 0, 0
    for name, user in [*personas.everyone(), ("system", personas.system)]:
        opened = {row.pk for row in Contact.objects.for_triage(user)}
        for contact in (row for row in concerns if row.pk in opened):
            for model in MODELS:
                rows: Any = model._default_manager.all()
                path = rows.restriction_lookup.removesuffix("__is_restricted")
                wanted = set(rows.visible_to(user).filter(**{path: contact}).values_list("pk", flat=True))
                found = set(rows.of_opened(contact, user).values_list("pk", flat=True))
                assert found == wanted, (name, contact.reference, model.__name__)
                compared += len(wanted)
                hidden += rows.filter(**{path: contact}).count() - len(wanted)
    # Both sides of it: rows that are read, and rows that a partner or a marking leaves out.
    assert compared > 300
    assert hidden > 20


def test_whoever_does_not_open_a_restricted_concern_opens_none_of_it(
    concerns: list[Contact], personas: Personas
) -> None:
    restricted = concerns[-1]
    may = {
        name
        for name, user in personas.everyone()
        if Contact.objects.for_triage(user).filter(pk=restricted.pk)
    }
    assert may == {"front_door_manager", "police"}
