"""Checks with other agencies (safety i)."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Agency
from core.errors import DomainError, NotFound
from outbox.models import Notice
from referrals.contacts.models import Contact, ContactPerson
from referrals.information import services
from referrals.information.models import InformationRequest, ReplyParagraph
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


def ask(contact: Contact, personas: Personas, **more: Any) -> InformationRequest:
    values: dict[str, Any] = {
        "by": personas.duty, "check": "EDUCATION", "agency": Agency.objects.get(name="Demo Stranger School"),
        "about": list(contact.people.all()), "question": "Attendance since September?", "basis": "OVERRIDE",
        "override_reason": "Asking would put the child at risk",
    }  # fmt: skip
    return services.ask_agency(contact=contact, **(values | more))


def test_safety_i_consent_or_a_recorded_override(log: Log, personas: Personas) -> None:
    contact = log()
    with pytest.raises(DomainError) as refused:
        ask(contact, personas, basis="CONSENT")
    assert refused.value.field == "basis"
    with pytest.raises(DomainError) as refused:
        ask(contact, personas, override_reason="")
    assert refused.value.field == "override_reason"
    with pytest.raises(DomainError):
        ask(contact, personas, basis="SECTION_47")
    ask(contact, personas)
    assert ask(
        log(consent_asked="YES", consent_given="YES"), personas, basis="CONSENT"
    ).override_reason.strip()
    contact.refresh_from_db()
    assert contact.status == "INFO_GATHERING"


def test_safety_i_the_agency_learns_names_and_question_and_nothing_else(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = log(what="Told by the grandmother that he is beaten", where_now="With the grandmother")
    request = ask(contact, personas)
    client.force_login(personas.stranger)
    page = client.get(f"/requests/{request.public_id}/").content.decode()
    assert "Ada Demochild" in page and "Attendance since September?" in page
    for hidden in ("grandmother", contact.reference, "Demo Referrer", "Demo School"):
        assert hidden not in page.replace("Demo Stranger School", "")
    assert not Contact.objects.visible_to(personas.stranger).exists()
    assert not ContactPerson.objects.visible_to(personas.stranger).exists()
    assert "Demo" not in str(Notice.objects.get(to=personas.stranger).path)


def test_safety_i_only_the_agency_asked_reads_and_answers(
    log: Log, client: Client, personas: Personas
) -> None:
    request = ask(log(), personas)
    for user in (personas.referrer, personas.gp, personas.health_visitor):
        with pytest.raises(NotFound):
            services.reply(request=request, by=user, kind="NOTHING_KNOWN", searched="roll")
        client.force_login(user)
        assert client.get(f"/requests/{request.public_id}/").status_code == 404


def test_safety_i_nothing_known_records_what_was_searched_and_silence_is_not_it(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = log()
    request = ask(contact, personas)
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    assert "No answer yet" in page and "Nothing known" not in page
    with pytest.raises(DomainError):
        services.reply(request=request, by=personas.stranger, kind="NOTHING_KNOWN")
    services.reply(request=request, by=personas.stranger, kind="NOTHING_KNOWN", searched="Roll and old rolls")
    page = client.get(contact.path).content.decode()
    assert "Nothing known" in page and "Roll and old rolls" in page
    assert Notice.objects.filter(to=personas.duty, kind="referrals.replied").exists()


def test_call_me_leaves_the_question_open(log: Log, personas: Personas) -> None:
    request = ask(log(), personas)
    services.reply(request=request, by=personas.stranger, kind="CALL_ME", call_on="01632 960 003 after three")
    request.refresh_from_db()
    assert request.replied_at is None


def test_safety_i_markings_default_to_professionals_and_police_words_stay_apart(
    log: Log, personas: Personas
) -> None:
    contact = log()
    request = ask(contact, personas, check="POLICE", agency=Agency.objects.get(name="Demo Police"))
    services.reply(
        request=request, by=personas.police, kind="KNOWN",
        paragraphs=[("Two call-outs", "PROFESSIONALS", False), ("An informant says", "POLICE_RESTRICTED", True)],
    )  # fmt: skip
    assert ReplyParagraph.objects.get(position=2).may_tell_family is False
    for user, count in ((personas.duty, 1), (personas.front_door_manager, 2), (personas.police, 2)):
        assert ReplyParagraph.objects.visible_to(user).count() == count


def test_answering_on_the_page(log: Log, client: Client, personas: Personas) -> None:
    request = ask(log(), personas)
    client.force_login(personas.stranger)
    answer = client.post(
        f"/requests/{request.public_id}/", {"kind": "KNOWN", "text_1": "On our roll, often absent"}
    )
    assert answer.status_code == 302, answer.content.decode()
    paragraph = ReplyParagraph.objects.get()
    assert (paragraph.text, paragraph.marking) == ("On our roll, often absent", "PROFESSIONALS")
    assert "Attendance" in client.get("/requests/").content.decode()


def test_safety_i_no_agency_is_chosen_beforehand(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    triage.mark_read(contact=contact, by=personas.duty)
    client.force_login(personas.duty)
    page = client.get(f"{contact.path}ask/").content.decode()
    assert "checked" not in page


def test_a_reminder_and_a_withdrawal(log: Log, personas: Personas) -> None:
    request = ask(log(), personas)
    services.chase(request=request, by=personas.duty)
    assert Notice.objects.filter(to=personas.stranger, kind="referrals.chased").exists()
    services.withdraw(request=request, by=personas.duty)
    with pytest.raises(DomainError):
        services.reply(request=request, by=personas.stranger, kind="NOTHING_KNOWN", searched="roll")
