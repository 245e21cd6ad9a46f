"""A concern reaches the front door once, however often it is sent, whatever is not known."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import DomainError, NotPermitted
from deadlines.models import Clock
from outbox.models import Notice
from referrals.contacts.models import Contact, ContactPerson, TypedSafeAddress
from referrals.contacts.selectors import on_duty
from referrals.contacts.services import log_contact
from tests.personas import Personas
from tests.referrals.conftest import CHILD, Log

pytestmark = pytest.mark.django_db


def test_five_answers_suffice(log: Log, personas: Personas) -> None:
    contact = log()
    assert contact.reference.startswith("CN-")
    assert contact.status == "RECEIVED"
    assert contact.referrer_name == personas.referrer.display_name
    assert contact.referrer_source == "2A"
    assert contact.rag == ""
    assert contact.identity_may_be_told is False


def test_sent_twice_it_is_one(log: Log) -> None:
    first, second = log(key="a-key"), log(key="a-key")
    assert first.pk == second.pk
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"what": " "}, "what"), ({"where_now": ""}, "where_now"), ({"people": []}, "people")],
)
def test_what_is_missing_is_said_beside_its_field(log: Log, missing: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        log(**missing)
    assert refused.value.field == field


def test_clocks_start_at_receipt_not_at_typing(log: Log, personas: Personas) -> None:
    received = clock.now() - timedelta(hours=30)
    contact = log(
        by=personas.duty, for_another=True, channel="PHONE", received_at=received,
        referrer_name="Demo Neighbour", referrer_phone="01632 960 002", referrer_source="1B",
    )  # fmt: skip
    codes = {row.code: row for row in Clock.objects.of_subject(contact)}
    assert codes["REF-DEC"].triggered_at == received
    assert codes["REF-ACK"].is_running
    assert contact.logged_at > contact.received_at
    assert contact.due_at == codes["REF-DEC"].due_at


def test_a_professional_is_acknowledged_at_once_with_a_mail_that_says_nothing(
    log: Log, personas: Personas
) -> None:
    contact = log()
    assert not Clock.objects.of_subject(contact).get(code="REF-ACK").is_running
    notice = Notice.objects.get(to=personas.referrer)
    assert notice.mail_text == "RECEIPT"
    assert "Ada" not in str(notice.__dict__)


def test_only_the_front_door_types_in_for_others(log: Log, personas: Personas) -> None:
    with pytest.raises(NotPermitted):
        log(channel="PHONE")
    with pytest.raises(NotPermitted):
        log(received_at=clock.now() - timedelta(days=1))
    assert (
        log(
            by=personas.business_support, for_another=True, channel="EMAIL", is_anonymous=True
        ).referrer_source
        == "9"
    )


def test_no_more_than_the_form_asks_is_taken(personas: Personas) -> None:
    for forbidden in (
        "status",
        "rag",
        "decided_by",
        "is_restricted",
        "first_read_at",
        "reference",
        "claimed_by",
    ):
        with pytest.raises(TypeError):
            log_contact(
                by=personas.referrer, key="", what="x", people=[CHILD], where_now="x", **{forbidden: "RED"}
            )  # type: ignore[arg-type]
    for forbidden in ("person", "match", "considered_at", "blind_match", "position"):
        with pytest.raises(TypeError):
            log_contact(
                by=personas.referrer, key="", what="x", people=[CHILD | {forbidden: 1}], where_now="x"
            )


def test_the_danger_question_and_a_police_grade_raise_the_rating(log: Log, personas: Personas) -> None:
    red = log(danger_now="YES", danger_detail="He is outside the house")
    assert red.rag == "RED"
    told = set(Notice.objects.filter(kind="referrals.red").values_list("to", flat=True))
    assert told == {user.pk for user in on_duty()} != set()
    graded = log(by=personas.police, police_grade="MEDIUM")
    assert graded.rag == "AMBER"
    # A low grade lowers nothing.
    assert log(by=personas.police, police_grade="STANDARD", danger_now="YES").rag == "RED"


def test_a_confidential_address_stands_in_a_row_of_its_own(log: Log, personas: Personas) -> None:
    contact = log(
        people=[CHILD | {"address_kind": "REFUGE", "address_lines": "Secret House", "postcode": "M33 7ZZ"}]
    )
    person = contact.people.get()
    assert (person.address_lines, person.postcode, contact.postcode) == ("", "", "")
    assert TypedSafeAddress.objects.visible_to(personas.duty).get().lines == "Secret House"
    assert not TypedSafeAddress.objects.visible_to(personas.business_support).exists()
    assert not TypedSafeAddress.objects.visible_to(personas.referrer).exists()


def test_the_referrer_sees_their_own_and_nobody_elses(log: Log, personas: Personas) -> None:
    contact = log()
    for user in (personas.referrer, personas.duty, personas.police, personas.seat_health):
        assert Contact.objects.visible_to(user).filter(pk=contact.pk).count() == 1
    for user in (personas.referrer_colleague, personas.stranger, personas.social_worker, personas.director):
        assert not Contact.objects.visible_to(user).exists()
    assert ContactPerson.objects.visible_to(personas.referrer).count() == 1
