"""Engagement consent apart from lawful basis, decisions to share or not, warnings that end (safety t)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.errors import DomainError, WrongState
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind, Level
from people.models import Person, SafeAddress, SafetyWarning, SharingDecision
from people.selectors import level, warnings_for
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(personas: Personas) -> Person:
    person = services.create_person(by=personas.system, forename="Ada", surname="Demoshare")
    for user in (personas.social_worker, personas.health_visitor):
        services.involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system)
    return person


def test_a_withdrawn_consent_is_kept_and_closes_no_record(personas: Personas, child: Person) -> None:
    said = {"answer": "AGREED", "given_by": "Mother", "scope": "Early help", "said_on": clock.today()}
    row = services.record_consent(person=child, by=personas.social_worker, **said)
    services.withdraw_consent(consent=row, by=personas.social_worker, words="We want no more visits")
    row.refresh_from_db()
    assert row.answer == "AGREED" and row.withdrawn_words == "We want no more visits"
    assert level(personas.health_visitor, child) == Level.RECORD
    told = Notice.objects.get(kind="CONSENT_WITHDRAWN")
    assert told.to == personas.health_visitor
    with pytest.raises(WrongState):
        services.withdraw_consent(consent=row, by=personas.social_worker, words="Again")


def test_a_refusal_cannot_be_withdrawn(personas: Personas, child: Person) -> None:
    row = services.record_consent(
        person=child, by=personas.duty, answer="REFUSED", given_by="Father", scope="Parenting course",
        said_on=clock.today(),
    )  # fmt: skip
    with pytest.raises(WrongState):
        services.withdraw_consent(consent=row, by=personas.duty, words="No")


SHARED = {
    "choice": "SHARE",
    "what": "Outcome of the assessment",
    "to_whom": "Demo School",
    "basis": "SAFEGUARDING",
}


def test_both_judgements_are_written_down_and_neither_is_changed(personas: Personas, child: Person) -> None:
    told = services.decide_sharing(
        person=child, by=personas.social_worker, reason="School sees her daily and must know", **SHARED
    )
    kept = services.decide_sharing(
        person=child, by=personas.social_worker, choice="DO_NOT_SHARE", what="Where she lives", to_whom="Her father",
        basis="DETRIMENT", reason="He has threatened to find her",
    )  # fmt: skip
    assert SharingDecision.objects.visible_to(personas.social_worker).count() == 2
    # A health visitor reads the record but not its notes, in which such decisions stand.
    assert not SharingDecision.objects.visible_to(personas.health_visitor).exists()
    for row in (told, kept):
        with pytest.raises(DatabaseError), transaction.atomic():
            SharingDecision.objects.filter(pk=row.pk).update(reason="Another reason")


def test_a_ground_for_keeping_back_opens_nothing(personas: Personas, child: Person) -> None:
    wrong = SHARED | {"basis": "DETRIMENT"}
    with pytest.raises(DomainError) as refused:
        services.decide_sharing(
            person=child, by=personas.social_worker, reason="Long enough a reason", **wrong
        )
    assert refused.value.field == "basis"
    with pytest.raises(DomainError):
        services.decide_sharing(
            person=child,
            by=personas.social_worker,
            reason="Long enough a reason",
            **(SHARED | {"to_whom": " "}),
        )


@pytest.fixture
def warning(personas: Personas, child: Person) -> SafetyWarning:
    return services.warn_staff(
        person=child,
        by=personas.system,
        what="A dog runs loose",
        review_on=clock.today() + timedelta(days=30),
    )


def test_safety_t_a_warning_holds_until_somebody_ends_it_with_a_reason(
    personas: Personas, child: Person, warning: SafetyWarning
) -> None:
    until = clock.today() + timedelta(days=90)
    services.review_warning(warning=warning, by=personas.social_worker, still_holds=True, review_on=until)
    assert list(warnings_for(child, reader=personas.social_worker)) == [warning]
    with pytest.raises(DomainError):
        services.review_warning(warning=warning, by=personas.social_worker, still_holds=False)
    services.review_warning(
        warning=warning, by=personas.social_worker, still_holds=False, reason="The dog has died"
    )
    assert not warnings_for(child, reader=personas.social_worker).exists()
    warning.refresh_from_db()
    assert warning.what == "A dog runs loose" and warning.reviewed_by == personas.social_worker


def test_safety_t_an_overdue_review_ends_no_warning(
    personas: Personas, child: Person, warning: SafetyWarning
) -> None:
    SafetyWarning.objects.filter(pk=warning.pk).update(review_on=clock.today() - timedelta(days=5))
    assert warnings_for(child, reader=personas.health_visitor).exists()


def test_a_confidential_address_that_ends_stays_confidential(personas: Personas, child: Person) -> None:
    row = services.add_safe_address(
        person=child, by=personas.system, lines="Demo Refuge", reason="Fled", starts_on=clock.today()
    )
    services.end_safe_address(
        address=row, by=personas.social_worker, ends_on=clock.today(), reason="Moved on"
    )
    assert SafeAddress.objects.visible_to(personas.social_worker).get().ends_on == clock.today()
    assert not SafeAddress.objects.visible_to(personas.health_visitor).exists()
