"""The public's form: what it makes, what it keeps on nobody's device, what limits do to it (safety g, n, o)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from core import clock
from deadlines.models import Clock
from outbox import services as outbox
from outbox.models import Notice
from people.services import create_person, restrict
from referrals.contacts.models import Contact
from referrals.contacts.presenters import standing
from referrals.public.models import PublicForm
from referrals.public.services import sweep_held
from tests.personas import Personas
from tests.referrals.public.sending import FORM, TYPE, send

pytestmark = pytest.mark.django_db
NUMBERS = ("999", "01632 960 100", "01632 960 200")


def test_a_worry_becomes_a_concern_in_the_queue(client: Client, personas: Personas) -> None:
    answer = send(client, forename_2="Demo", surname_2="Father", role_2="PARENT", danger_now="YES")
    contact = Contact.objects.get()
    assert contact.reference in answer.content.decode()
    assert (contact.channel, contact.rag, contact.referrer_source) == ("PUBLIC", "RED", "1B")
    assert [row.role for row in contact.people.order_by("position")] == ["CHILD", "PARENT"]
    assert not contact.identity_may_be_told and not contact.is_anonymous
    assert set(Clock.objects.of_subject(contact).values_list("code", flat=True)) == {"REF-DEC", "MASH-R"}
    client.force_login(personas.duty)
    assert contact.reference in client.get("/front-door/").content.decode()


def test_only_the_worry_itself_is_needed(client: Client, personas: Personas) -> None:
    refused = client.post(FORM, "", content_type=TYPE)
    assert "Write what you are worried about" in refused.content.decode() and not PublicForm.objects.exists()
    page = client.post(FORM, "what=Please+look&referrer_email=not+an+address", content_type=TYPE)
    assert "Please look" in page.content.decode() and "name@example.com" in page.content.decode()
    left_out = (
        "role_1 forename_1 surname_1 age_words_1 where_now referrer_source referrer_name referrer_phone"
    )
    nothing_else = dict.fromkeys(left_out.split(), "")
    send(client, **nothing_else)
    contact = Contact.objects.get()
    assert contact.is_anonymous and contact.people.get().role == "CHILD"


def test_sent_twice_it_is_one(client: Client, personas: Personas) -> None:
    first, second = send(client), send(client)
    assert Contact.objects.count() == PublicForm.objects.count() == 1
    assert Contact.objects.get().reference in first.content.decode()
    assert Contact.objects.get().reference in second.content.decode()
    send(client, what="He cries again tonight, and there is a new bruise on his arm.")
    assert Contact.objects.count() == 2


def test_safety_n_nothing_is_kept_on_the_device_and_every_page_says_999(
    client: Client, personas: Personas
) -> None:
    pages = [
        client.get("/help/"), client.get(FORM), send(client), client.post(FORM, "what=", content_type=TYPE),
        client.get("/help/nothing-here/"), client.post("/help/"), client.put(FORM),
    ]  # fmt: skip
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404, 405, 405]
    for page in pages:
        assert not page.cookies and "no-store" in page["Cache-Control"]
    for page in pages[:5]:
        assert all(number in page.content.decode() for number in NUMBERS)
    for page in pages[:4]:
        text = page.content.decode()
        assert "<title>Contact us</title>" in text or "<title>Error: Contact us</title>" in text
        assert "Exit this page" in text and "nofollow noreferrer" in text
        assert "csrfmiddlewaretoken" not in text


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"website": "http://example.com"}, ["TRAP"]),
        ({"opened": "forged"}, ["QUICK"]),
        ({"what": "x" * 12_000}, ["LENGTH"]),
        ({"what": "See http://a.example http://b.example https://c.example"}, ["LINKS"]),
    ],
)
def test_safety_n_over_a_limit_it_is_held_not_refused(
    client: Client, personas: Personas, more: dict[str, Any], because: list[str]
) -> None:
    answer = send(client, **more)
    form = PublicForm.objects.get()
    assert form.held_because == because and not Contact.objects.exists()
    text = answer.content.decode()
    assert form.reference in text and ("end was not kept" in text) == (because == ["LENGTH"])
    assert len(form.answers["what"]) <= 10_000


def test_safety_n_a_body_of_any_size_is_taken_and_cut(client: Client, personas: Personas) -> None:
    answer = send(client, what="y" * 3_000_000)
    form = PublicForm.objects.get()
    assert answer.status_code == 200 and "LENGTH" in form.held_because and len(str(form.answers)) < 20_000


def test_many_from_one_connection_and_the_same_words_are_held(client: Client, personas: Personas) -> None:
    for number in range(7):
        send(client, what=f"Something about child number {'abcdefg'[number]} of our street")
    assert list(PublicForm.objects.order_by("pk").values_list("held_because", flat=True)) == [
        *([[]] * 5), ["SENDER"], ["SENDER"],
    ]  # fmt: skip
    for number in range(3):
        send(client, sender=f"203.0.113.{number}", what=f"Call me on {number}")
    assert [row.held_because for row in PublicForm.objects.order_by("pk")[7:]] == [[], [], ["WORDS"]]


def test_the_same_held_form_again_only_counts(client: Client, personas: Personas) -> None:
    for _ in range(4):
        send(client, website="yes")
    assert PublicForm.objects.get().times == 4


def test_a_mail_goes_once_an_hour_to_a_safe_address_and_never_for_a_held_form(
    client: Client, personas: Personas
) -> None:
    safe = {"referrer_email": "demo.ashworth@example.com", "referrer_email_is_safe": "on"}
    send(client, referrer_email="demo.other@example.com")
    send(client, website="yes", what="Held, with an address", **safe)
    outbox.sweep()
    assert not [each for each in mail.outbox if "ashworth" in each.to[0] or "other" in each.to[0]]
    send(client, what="One", **safe)
    send(client, what="Two", **safe)
    outbox.sweep()
    outbox.sweep()
    (sent,) = [each for each in mail.outbox if each.to == [safe["referrer_email"]]]
    reference = PublicForm.objects.order_by("pk")[2].reference
    assert sent.to == [safe["referrer_email"]]
    assert (
        sent.body == f"We have received your contact, reference {reference}.\n" and sent.subject in sent.body
    )


def test_a_held_form_is_sent_on_with_the_clock_of_its_receipt(client: Client, personas: Personas) -> None:
    send(client, website="yes", born_on_1="2019-03-04")
    form = PublicForm.objects.get()
    client.force_login(personas.duty)
    assert "form from the public waits to be read" in client.get("/front-door/").content.decode()
    assert form.reference in client.get("/front-door/held/").content.decode()
    page = client.get(form.path).content.decode()
    assert "cries every night" in page and "Demo Ashworth" in page
    client.post(f"{form.path}send-on/")
    client.post(f"{form.path}send-on/")
    form.refresh_from_db()
    contact = Contact.objects.get()
    assert (form.contact, form.released_by) == (contact, personas.duty)
    assert (contact.reference, contact.received_at) == (form.reference, form.received_at)
    assert str(contact.people.get().born_on) == "2019-03-04"
    assert form.path not in client.get("/front-door/held/").content.decode()


def test_set_aside_needs_a_reason_and_loses_nothing(client: Client, personas: Personas) -> None:
    send(client, website="yes")
    form = PublicForm.objects.get()
    client.force_login(personas.duty)
    client.post("/front-door/held/", {"forms_read": [str(form.public_id)], "because": ""})
    form.refresh_from_db()
    assert form.stands == "HELD"
    client.post("/front-door/held/", {"forms_read": [str(form.public_id)], "because": "Advertisement"})
    form.refresh_from_db()
    assert (form.stands, form.set_aside_by) == ("SET_ASIDE", personas.duty)
    assert "Advertisement" in client.get("/front-door/held/?tab=aside").content.decode()
    client.post(f"{form.path}send-on/")
    form.refresh_from_db()
    assert form.stands == "SENT_ON" and form.set_aside_at is None


def test_nothing_is_ticked_before_somebody_asks_for_it(client: Client, personas: Personas) -> None:
    send(client, website="yes")
    client.force_login(personas.duty)
    assert " checked" not in client.get("/front-door/held/").content.decode()
    assert " checked" in client.get("/front-door/held/?tick=all").content.decode()


def test_held_forms_have_a_clock_of_their_own(
    client: Client, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, website="yes")
    send(client, website="yes", what="He is hitting them now", danger_now="YES")
    calm, danger = PublicForm.objects.order_by("pk")
    assert calm.due_at - calm.received_at == timedelta(hours=1)
    assert danger.due_at - danger.received_at == timedelta(minutes=15)
    assert Notice.objects.filter(kind="referrals.held_danger").exists()
    later = clock.now() + timedelta(minutes=20)
    assert sweep_held() == 0
    monkeypatch.setattr(clock, "now", lambda: later)
    for _ in range(3):
        sweep_held()
    told = Notice.objects.filter(kind="referrals.held_overdue")
    assert told.exists() and told.count() == told.values("to").distinct().count()
    client.force_login(personas.duty)
    text = client.get("/front-door/held/").content.decode()
    assert text.index(danger.reference) < text.index(calm.reference)


def test_safety_o_a_form_that_names_a_restricted_person_is_never_listed(
    client: Client, personas: Personas, as_system: None
) -> None:
    born = timezone.localdate() - timedelta(days=3000)
    hidden = create_person(by=personas.system, forename="Demo", surname="Nextdoor", born_on=born)
    restrict(person=hidden, by=personas.system, restriction="RESTRICTED", reason="colleague's child")
    plain = send(client, what="About somebody else", forename_1="Nobody", surname_1="Known", website="yes")
    answer = send(client, website="yes", born_on_1=born.isoformat())
    contact = Contact.objects.get()
    assert contact.is_restricted and PublicForm.objects.held().count() == 1
    references = [form.reference for form in PublicForm.objects.order_by("pk")]
    pages = [
        page.content.decode().replace(ref, "") for page, ref in zip((plain, answer), references, strict=True)
    ]
    assert pages[0].split("nonce=")[0] == pages[1].split("nonce=")[0] and len(pages[0]) == len(pages[1])
    client.force_login(personas.duty)
    held = client.get("/front-door/held/").content.decode()
    assert references[1] not in held and references[1] not in client.get("/front-door/").content.decode()


def test_safety_g_the_public_reads_received_and_read_no_more(client: Client, personas: Personas) -> None:
    send(client)
    contact = Contact.objects.get()
    contact.status, contact.release_words = "DECIDED", "Strategy discussion"
    contact.first_read_at = clock.now()
    assert standing(contact).words == "Read" and "Strategy" not in standing(contact).detail
