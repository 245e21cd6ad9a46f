"""The API asked by its own description: what it allows and what it does not, with a token, and answered as described."""

import json
import sys
from collections import Counter
from datetime import timedelta
from urllib.parse import unquote, urlsplit

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis import checks
from schemathesis.specs.openapi import checks as described

from accounts import tokens
from accounts.models import Agency
from core import clock
from referrals.contacts.models import Contact
from referrals.information.services import ask_agency
from tests.personas import POLICE, Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db
CHECKS = [
    checks.not_a_server_error, described.status_code_conformance, described.content_type_conformance,
    described.response_headers_conformance, described.response_schema_conformance,
]  # fmt: skip
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


@pytest.fixture
def headers(personas: Personas) -> dict[str, str]:
    """A token for all that a system may do."""
    _, secret = tokens.make_token(
        agency=Agency.objects.get(name=POLICE), name="Notifications", scopes=("LOG", "ANSWER"),
        by=personas.administrator, expires_on=clock.today() + timedelta(days=90),
    )  # fmt: skip
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def ids(headers: dict[str, str], client: Client, personas: Personas, log: Log) -> list[str]:
    """A concern of the system's own, somebody else's, and a question put to it."""
    told = {
        "what": "A call at night",
        "where_now": "At home",
        "referrer_phone": "101",
        "people": [{"role": "CHILD"}],
    }
    sent = client.post("/api/v1/concerns/", json.dumps(told), content_type="application/json",
                       headers={**headers, "Idempotency-Key": "the-first-one"})  # fmt: skip
    contact = log()
    question = ask_agency(
        contact=contact, by=personas.duty, check="POLICE", about=list(contact.people.all()), question="Call-outs?",
        agency=Agency.objects.get(name=POLICE), basis="OVERRIDE", override_reason="A child may be hurt",
    )  # fmt: skip
    return [sent.json()["id"], str(contact.public_id), str(question.public_id)]


def through(client: Client, case: schemathesis.Case, headers: dict[str, str]) -> schemathesis.Response:
    """Sent as its transport would send it, through the test's own client: nothing is committed."""
    sent = Request(**case.as_transport_kwargs(base_url="http://testserver", headers=headers)).prepare()
    kept = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.headers.items()}
    url = urlsplit(sent.url)
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body or b""
    answer = client.generic(
        sent.method, unquote(url.path), body, content_type=sent.headers.get("Content-Type", ""),
        query_string=url.query, **{name: str(value) for name, value in kept.items()},
    )  # fmt: skip
    return schemathesis.Response(
        status_code=answer.status_code, headers={name: [value] for name, value in answer.items()},
        content=answer.content, request=sent, elapsed=0.0, verify=False,
    )  # fmt: skip


def asked(client: Client, headers: dict[str, str], ids: list[str], number: int) -> Counter[str]:
    """Each address in each mode as often as said; gives how often each status came."""
    told = client.get("/api/v1/schema/?format=json", headers=headers)
    assert told.status_code == 200, told.content
    schema = schemathesis.openapi.from_dict(told.json())
    seen: Counter[str] = Counter()
    for found in schema.get_all_operations():
        for mode in MODES:

            @settings(
                max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck)
            )
            @given(case=found.ok().as_strategy(generation_mode=mode), own=st.sampled_from([*ids, ""]))
            def run(case: schemathesis.Case, own: str) -> None:
                if own and case.path_parameters:
                    case.path_parameters = {"public_id": own}
                before = Contact.objects.count()
                answer = through(client, case, headers)
                case.validate_response(answer, checks=CHECKS)
                seen[f"{case.method} {answer.status_code}"] += 1
                logged = case.path == "/api/v1/concerns/" and answer.status_code == 201
                assert Contact.objects.count() - before == logged
                if answer.status_code in (400, 403, 409):
                    assert all(each["reason"] for each in answer.json()["errors"])

            run()
    return seen


@pytest.mark.parametrize("number", [4, pytest.param(60, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_the_api_answers_as_it_is_described(
    number: int, client: Client, headers: dict[str, str], ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    seen = asked(client, headers, ids, number)
    with capsys.disabled():
        sys.stdout.write(f"\nasked by its description: {dict(seen)}\n")
    assert seen["POST 400"] and seen["GET 200"] and not any(code.split()[1] >= "500" for code in seen)
