# ruff: noqa: F811 (fixtures are imported by name)
"""The front door under safety.md: one test a letter, named after it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from deadlines.models import Clock
from deadlines.presenters import due_sentence
from outbox import services as outbox
from outbox.models import Notice
from people.models import Person
from people.services import set_household
from referrals.contacts import services as contacts
from referrals.contacts.models import Contact
from referrals.decisions import services as decisions
from referrals.triage import clocks, selectors, services
from referrals.triage.models import FamilyPrompt
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, log, ready, worker  # noqa: F401 (fixtures)
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stand at a moment."""

    def stand(moment: Any) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return stand


def test_safety_a_clock_words_show_elapsed_hours_and_closed_days(
    log: Log,
    personas: Personas,
    at: Callable[..., None],
) -> None:
    at(clock.at_local(date(2026, 4, 2), 16, 50))
    contact = log()
    sentence = due_sentence(Clock.objects.select_related("rule").of_subject(contact).get(code="REF-DEC"))
    assert (
        sentence
        == "due Tue 7 April, office target 17:00 (120 hours after receipt at Thu 2 April 16:50), closed Fri 3 - Mon 6"
    )
    services.rate(contact=contact, by=personas.duty, rag="RED", reason="danger")
    red = Clock.objects.of_subject(contact).get(code="MASH-R")
    assert red.due_at - red.triggered_at == timedelta(hours=4)


def test_safety_b_order_and_pinned_reds(log: Log, client: Client, personas: Personas) -> None:
    amber = log()
    services.rate(contact=amber, by=personas.duty, rag="AMBER", reason="read")
    unread, red = log(), log(danger_now="YES")
    found = [family.key for family in selectors.families(personas.duty, now=clock.now())]
    assert found == [red.family_key, unread.family_key, amber.family_key]
    client.force_login(personas.duty)
    for query in ("", "?tab=decided", "?locality=1&tab=ready", "?page=3"):
        assert red.reference in client.get(f"/front-door/{query}").content.decode()


def test_safety_b_the_danger_question_never_lowers(log: Log, personas: Personas) -> None:
    contact = log(is_complete=False)
    services.rate(contact=contact, by=personas.duty, rag="RED", reason="danger")
    contacts.finish_contact(contact=contact, by=personas.referrer, key="", danger_now="NO", tonight="At home")
    contact.refresh_from_db()
    assert contact.rag == "RED" and contact.is_unread


def test_safety_c_a_claim_lapses_and_a_manager_takes_over(
    log: Log,
    personas: Personas,
    at: Callable[..., None],
) -> None:
    monday = clock.at_local(date(2026, 6, 1), 10)
    at(monday)
    red, ordinary = log(danger_now="YES"), log()
    for contact in (red, ordinary):
        services.claim(contact=contact, by=personas.duty)
        contact.refresh_from_db()
    assert clocks.lapses_at(red) == monday + timedelta(minutes=15)
    assert clocks.lapses_at(ordinary) == clock.at_local(date(2026, 6, 1), 17)
    at(monday + timedelta(minutes=16))
    assert services.claim(contact=red, by=personas.duty_second).claimed_by == personas.duty_second
    assert services.take_over(contact=ordinary, by=personas.front_door_manager, reason="ill").claimed_by


def test_safety_d_red_on_an_open_case_is_never_sent_round(
    log: Log,
    worker: Person,
    personas: Personas,
) -> None:
    contact = log(danger_now="YES")
    services.match_person(
        contact_person=contact.people.get(), by=personas.duty, decision="SAME", person=worker, reason="same"
    )
    with pytest.raises(WrongState):
        services.route_open_case(contact=contact, person=worker, by=personas.duty, reason="open case")


def test_safety_e_nothing_stands_beforehand(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    assert page.count(" checked") == 1  # "action taken", the default of safety g
    # Shortcuts lead to a question or another page; none stands on what would send anything.
    assert page.count("data-key=") == len(re.findall(r"<a [^>]*data-key=", page)) > 0
    contact.refresh_from_db()
    assert (contact.rag, contact.first_read_at) == ("", None)


def test_safety_f_a_lone_out_of_hours_worker_decides_and_a_manager_ratifies(
    log: Log,
    personas: Personas,
) -> None:
    contact = ready(log(), personas, gatherer=personas.edt)
    with pytest.raises(DomainError) as refused:
        decide(contact, personas.edt, tier=3, outcome="FAMILY_HELP")
    assert refused.value.field == "alone_because"
    decision = decide(
        contact, personas.edt, tier=3, outcome="FAMILY_HELP", alone_because="Alone at night, mother arrested"
    )
    with pytest.raises(NotPermitted):
        decisions.ratify(decision=decision, by=personas.edt)
    assert Notice.objects.filter(kind="referrals.to_ratify", to=personas.front_door_manager).exists()
    assert (
        decisions.ratify(decision=decision, by=personas.front_door_manager).ratified_by
        == personas.front_door_manager
    )


def test_safety_f_protection_is_never_held_up(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, rag="RED", gatherer=personas.duty)
    decisions.propose(contact=contact, by=personas.front_door_manager, tier=4, text="Strategy discussion now")
    decision = decide(
        contact,
        personas.front_door_manager,
        tier=4,
        outcome="STRATEGY",
        alone_because="No other manager in the building",
    )
    assert decision.alone_because


def test_safety_g_mails_say_nothing(log: Log, personas: Personas) -> None:
    contact = log(danger_now="YES")
    ready(contact, personas, rag="RED")
    decide(contact, personas.front_door_manager, tier=4, outcome="STRATEGY")
    outbox.sweep()
    assert mail.outbox
    for sent in mail.outbox:
        for secret in (
            "Ada",
            "Demochild",
            "seven",
            "Bruises",
            "Demo School",
            "RED",
            "Strategy",
            "tier",
            "red",
        ):
            assert secret not in f"{sent.subject} {sent.body}"


def test_safety_g_where_the_referrer_is_close_nothing_is_released(log: Log, personas: Personas) -> None:
    for flag in ("referrer_is_relative", "referrer_in_household", "referrer_is_alleged_source"):
        contact = ready(log(**{flag: True}), personas)
        decide(contact, personas.duty)
        contact.refresh_from_db()
        assert contact.release_words == "", flag


def test_safety_h_when_not_to_ask_stands_before_any_consent_question(
    client: Client, personas: Personas
) -> None:
    client.force_login(personas.referrer)
    page = client.get(f"{client.get('/concerns/new/').url}steps/consent/").content.decode()  # type: ignore[attr-defined]
    first = page.index('name="consent_asked"')
    for danger in (
        "forced marriage",
        "honour-based",
        "genital mutilation",
        "made up",
        "domestic abuse",
        "sexual abuse",
    ):
        assert page.index(danger) < first


def test_safety_h_nothing_goes_to_a_household_by_default(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decision = decide(contact, personas.duty)
    assert not decision.family_told.exists()
    decisions.family_not_told(decision=decision, by=personas.duty, because="It would put her at risk")
    contact.refresh_from_db()
    assert contact.status == "CLOSED"


def test_safety_j_a_prompt_carries_a_question_and_creates_nothing(log: Log, personas: Personas) -> None:
    contact = log(people=[CHILD, MOTHER], what="Mother takes lithium and hears voices")
    before = Person.objects.count(), Contact.objects.count()
    prompt = services.ask_family(
        contact=contact, about=contact.people.get(position=2), question="CARE_AT_NIGHT", by=personas.duty,
        asked_of=personas.adult_practitioner,
    )  # fmt: skip
    assert FamilyPrompt.objects.visible_to(personas.adult_practitioner).get() == prompt
    assert not Contact.objects.visible_to(personas.adult_practitioner).exists()
    with pytest.raises(DomainError):
        services.ask_family(
            contact=contact, about=contact.people.first(), question="Is she on lithium?", by=personas.duty
        )
    answered = services.answer_prompt(prompt=prompt, by=personas.adult_practitioner, answer="REFUSED")
    assert (answered.answer, answered.may_cross) == ("REFUSED", "")
    assert (Person.objects.count(), Contact.objects.count()) == before


def test_safety_l_one_address_makes_no_family(log: Log, personas: Personas) -> None:
    same = {"address_lines": "Demo Hostel", "postcode": "M33 7ZZ", "address_kind": "HOSTEL"}
    first, second = log(people=[CHILD | same]), log(people=[CHILD | same | {"forename": "Zoe"}])
    for contact in (first, second):
        services.match_person(
            contact_person=contact.people.get(), by=personas.duty, decision="NEW", reason="new"
        )
    assert len(selectors.families(personas.duty, now=clock.now())) == 2
    people = [contact.people.get().person for contact in (first, second)]
    set_household(people=people, by=personas.system, confirmed=False)
    third = log()
    services.match_person(
        contact_person=third.people.get(), by=personas.duty, decision="SAME", person=people[0], reason="same"
    )
    first.refresh_from_db()
    third.refresh_from_db()
    second.refresh_from_db()
    assert first.family_key == third.family_key != second.family_key
