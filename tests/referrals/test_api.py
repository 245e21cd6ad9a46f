"""The API: a token and its scope, a concern by its own channel, what may be read of it, a question answered."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import tokens
from accounts.models import Agency, ApiToken
from core import clock
from core.errors import DomainError, NotPermitted
from outbox.models import Notice
from referrals.contacts.models import Contact
from referrals.information.models import InformationRequest
from referrals.information.services import ask_agency
from referrals.triage import services as triage
from tests.personas import POLICE, SCHOOL, Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db
CONCERNS, QUESTIONS = "/api/v1/concerns/", "/api/v1/questions/"
TOLD: dict[str, Any] = {
    "what": "A child was in the house when his father was arrested",
    "where_now": "With his aunt",
    "referrer_name": "Demo Constable",
    "referrer_phone": "01632 960 900",
    "people": [{"role": "CHILD", "forename": "Ben", "surname": "Demochild", "born_on": "2018-03-04"}],
}
Ask = Callable[..., Any]


def make(
    personas: Personas, agency: str = POLICE, scopes: tuple[str, ...] = ("LOG",)
) -> tuple[ApiToken, str]:
    return tokens.make_token(
        agency=Agency.objects.get(name=agency), name="Notifications", scopes=scopes, by=personas.administrator,
        expires_on=clock.today() + timedelta(days=90),
    )  # fmt: skip


def sender(secret: str, client: Client) -> Ask:
    def send(path: str, body: Any = None, key: str = "first-one", method: str = "post") -> Any:
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
        if method == "get":
            return client.get(path, headers=headers)
        return client.post(path, json.dumps(body), content_type="application/json", headers=headers)

    return send


@pytest.fixture
def police(personas: Personas, client: Client) -> Ask:
    return sender(make(personas)[1], client)


def faults(response: Any) -> dict[str, str]:
    return {each["field"]: each["reason"] for each in response.json()["errors"]}


def test_a_token_is_an_administrators_and_kept_as_a_digest(personas: Personas) -> None:
    with pytest.raises(NotPermitted):
        tokens.make_token(
            agency=Agency.objects.get(name=POLICE), name="x", scopes=["LOG"], by=personas.director,
            expires_on=clock.today(),
        )  # fmt: skip
    with pytest.raises(DomainError) as refused:
        tokens.make_token(
            agency=Agency.objects.get(name=POLICE), name="x", scopes=["LOG"], by=personas.administrator,
            expires_on=clock.today() + timedelta(days=400),
        )  # fmt: skip
    assert refused.value.field == "expires_on"
    token, secret = make(personas)
    assert (
        secret not in str(vars(token))
        and token.user.kind == "SERVICE"
        and not token.user.has_usable_password()
    )


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer tcy_wrong", "Basic abc", "Bearer a b", "Bearer \u00e9"]
)
def test_without_a_token_in_force_401(header: str, client: Client, personas: Personas) -> None:
    for address in (CONCERNS, QUESTIONS, "/api/v1/schema/"):
        assert client.get(address, headers={"Authorization": header}).status_code in (401,)
    client.force_login(personas.duty)
    assert client.post(CONCERNS, "{}", content_type="application/json").status_code == 401


def test_a_revoked_or_ended_token_is_refused_at_once(
    client: Client, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, secret = make(personas)
    send = sender(secret, client)
    assert send(CONCERNS, TOLD).status_code == 201
    tokens.revoke_token(token=token, by=personas.administrator)
    assert send(CONCERNS, TOLD, "second-one").status_code == 401
    other = sender(make(personas)[1], client)
    later = clock.now() + timedelta(days=91)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert other(CONCERNS, TOLD, "third-one").status_code == 401


def test_a_scope_is_what_the_token_was_made_for(client: Client, police: Ask) -> None:
    assert police(QUESTIONS, method="get").status_code == 403
    assert police("/api/v1/schema/", method="get").status_code == 200


def test_a_police_notification_comes_with_its_own_grade(police: Ask) -> None:
    response = police(CONCERNS, TOLD | {"police_grade": "HIGH"})
    assert response.status_code == 201, response.content
    contact = Contact.objects.get(public_id=response.json()["id"])
    assert (contact.channel, contact.police_grade, contact.rag) == ("POLICE_PPN", "HIGH", "RED")
    assert (contact.referrer_name, contact.referrer_agency, contact.referrer_source) == (
        "Demo Constable",
        POLICE,
        "6",
    )
    assert response.json()["state"] == "Received" and contact.reference == response.json()["reference"]


def test_only_the_police_grade(client: Client, personas: Personas) -> None:
    school = sender(make(personas, SCHOOL)[1], client)
    refused = school(CONCERNS, TOLD | {"police_grade": "HIGH"})
    assert refused.status_code == 400 and "police_grade" in faults(refused)
    assert school(CONCERNS, TOLD).status_code == 201
    assert Contact.objects.get().channel == "PORTAL"


def test_sent_twice_is_done_once_and_other_words_under_the_key_are_refused(police: Ask) -> None:
    first, again = police(CONCERNS, TOLD), police(CONCERNS, TOLD)
    assert first.json()["id"] == again.json()["id"] and Contact.objects.count() == 1
    other = police(CONCERNS, TOLD | {"what": "Something else altogether"})
    assert other.status_code == 409 and Contact.objects.count() == 1
    assert police(CONCERNS, TOLD, "second-one").status_code == 201 and Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": ""}, "what"),
        ({"where_now": None}, "where_now"),
        ({"people": []}, "people"),
        ({"people": [{"role": "UNCLE"}]}, "people.0.role"),
        ({"people": [{"role": "CHILD", "nhs_number": "1234567890"}]}, "nhs_number"),
        ({"people": [{"role": "CHILD", "born_on": "2999-01-01"}]}, "born_on"),
        ({"danger_now": "PERHAPS"}, "danger_now"),
        ({"concerns": ["NOISE"]}, "concerns"),
        ({"rag": "GREEN"}, "rag"),
        ({"is_restricted": False}, "is_restricted"),
        ({"received_at": "2020-01-01T00:00:00Z"}, "received_at"),
        ({"what": "x\x00y"}, "what"),
        ({"referrer_email": "not an address"}, "referrer_email"),
        ({"postcode": "M33 7ZZ and more"}, "postcode"),
        ({"\ud800": "x"}, "?"),
        ({"danger_now": "\ud800"}, "danger_now"),
        ({"what": "\ud800"}, "what"),
    ],
)
def test_a_refusal_names_field_and_reason(change: dict[str, Any], field: str, police: Ask) -> None:
    response = police(CONCERNS, TOLD | change)
    assert response.status_code == 400
    assert faults(response).get(field) or any(name.startswith(field) for name in faults(response))
    assert not Contact.objects.exists()


def test_a_key_is_asked_for(police: Ask) -> None:
    response = police(CONCERNS, TOLD, key="x")
    assert response.status_code == 400 and "Idempotency-Key" in faults(response)
    for body in ("not json", "[]", '"text"', "null"):
        assert police(CONCERNS, body).status_code == 400


def test_what_became_of_it_is_read_by_its_sender_alone(
    client: Client, police: Ask, personas: Personas, log: Log
) -> None:
    sent = police(CONCERNS, TOLD).json()["id"]
    contact = Contact.objects.get(public_id=sent)
    triage.mark_read(contact=contact, by=personas.duty)
    assert police(f"{CONCERNS}{sent}/", method="get").json()["state"] == "Read"
    decide(ready(contact, personas), personas.duty)
    shown = police(f"{CONCERNS}{sent}/", method="get").json()
    contact.refresh_from_db()
    assert (shown["state"], shown["detail"]) == ("Decided", contact.release_words)
    assert set(shown) == {"id", "reference", "received_at", "state", "detail"}
    others = log()
    stranger = sender(make(personas, SCHOOL)[1], client)
    missing = police(f"{CONCERNS}00000000-0000-0000-0000-000000000007/", method="get")
    for ask, number in ((stranger, sent), (police, others.public_id)):
        hidden = ask(f"{CONCERNS}{number}/", method="get")
        assert hidden.status_code == 404 and hidden.content == missing.content


def test_safety_g_where_the_referrer_is_the_source_nothing_is_let_out(
    police: Ask, personas: Personas
) -> None:
    sent = police(CONCERNS, TOLD).json()["id"]
    Contact.objects.filter(public_id=sent).update(referrer_is_alleged_source=True)
    decide(ready(Contact.objects.get(public_id=sent), personas), personas.duty)
    shown = police(f"{CONCERNS}{sent}/", method="get").json()
    assert shown["state"] == "Read" and shown["detail"].startswith("Read ")


def test_a_question_is_answered_by_the_agency_that_was_asked(
    client: Client, personas: Personas, log: Log, police: Ask
) -> None:
    contact = log()
    asked = ask_agency(
        contact=contact, by=personas.duty, check="POLICE", about=list(contact.people.all()), question="Call-outs?",
        agency=Agency.objects.get(name=POLICE), basis="OVERRIDE", override_reason="A child may be hurt",
    )  # fmt: skip
    answering = sender(make(personas, scopes=("LOG", "ANSWER"))[1], client)
    stranger = sender(make(personas, SCHOOL, ("ANSWER",))[1], client)
    row = answering(QUESTIONS, method="get").json()[0]
    assert row["question"] == "Call-outs?" and contact.reference not in json.dumps(row)
    address = f"{QUESTIONS}{asked.public_id}/"
    assert stranger(QUESTIONS, method="get").json() == []
    assert stranger(f"{address}answer/", {"kind": "CALL_ME", "call_on": "1"}).status_code == 404
    refused = answering(f"{address}answer/", {"kind": "NOTHING_KNOWN"})
    assert refused.status_code == 400 and "searched" in faults(refused)
    known = {"kind": "KNOWN", "paragraphs": [{"text": "Two call-outs in May"}]}
    for _ in range(2):
        assert answering(f"{address}answer/", known, "answer-one").json()["answered"] is True
    reply = InformationRequest.objects.get(pk=asked.pk).replies.get()
    assert reply.paragraphs.get().marking == "PROFESSIONALS"
    assert answering(QUESTIONS, method="get").json() == []


def test_safety_o_a_restricted_name_makes_no_difference_to_the_sender(
    police: Ask, personas: Personas
) -> None:
    accused = {"role": "CARER", "forename": "Mr", "surname": "Demostaff", "is_alleged_source": True,
               "works_with_vulnerable": "YES"}  # fmt: skip
    plain = police(CONCERNS, TOLD).json()
    hidden = police(CONCERNS, TOLD | {"people": [*TOLD["people"], accused]}, "second-one").json()
    assert Contact.objects.get(public_id=hidden["id"]).is_restricted
    assert set(plain) == set(hidden) and plain["state"] == hidden["state"]


def test_at_night_it_goes_to_the_out_of_hours_worker(
    police: Ask, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = clock.at_local(date(2026, 12, 25), 3)
    token = ApiToken.objects.get()
    ApiToken.objects.filter(pk=token.pk).update(expires_on=date(2027, 1, 31))
    monkeypatch.setattr(clock, "now", lambda: night)
    assert police(CONCERNS, TOLD).status_code == 201
    assert Notice.objects.filter(to=personas.edt, kind="referrals.offered").exists()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_NAMES = [
    "what",
    "where_now",
    "danger_now",
    "police_grade",
    "concerns",
    "people",
    "kind",
    "referrer_email",
    "x",
]


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(change=st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=4))
def test_whatever_is_sent_is_accepted_or_refused_with_its_field(change: dict[str, Any], police: Ask) -> None:
    before = Contact.objects.count()
    # A key of its own each time: with one used before, other words are rightly refused as another act.
    response = police(CONCERNS, TOLD | change, str(uuid4()))
    if response.status_code == 201:
        assert Contact.objects.count() == before + 1
        return
    assert response.status_code == 400 and Contact.objects.count() == before
    assert all(set(each) == {"field", "reason"} and each["reason"] for each in response.json()["errors"])
