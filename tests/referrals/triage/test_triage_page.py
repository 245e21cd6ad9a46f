"""The triage page: all on one screen, nothing chosen beforehand, each act back to it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from referrals.contacts.models import Contact
from referrals.decisions.models import Decision
from referrals.triage import services
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, ready

pytestmark = pytest.mark.django_db


def test_it_shows_the_concern_the_family_and_the_decision(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = log(people=[CHILD, MOTHER])
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    for expected in (
        "Bruises on both arms",
        "Ada Demochild",
        "Eve Demochild",
        "Decide",
        "Checks with other agencies",
    ):
        assert expected in page
    assert page.index("The concern") < page.index("The family") < page.index("Checks with other agencies")


def test_nothing_is_chosen_beforehand_but_action_taken(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    chosen = re.findall(r"<input[^>]*checked[^>]*>", page)
    assert len(chosen) == 1 and "ACTION_TAKEN" in chosen[0]
    assert not re.findall(r"<option[^>]*selected[^>]*value=\"[^\"]+\"", page)


def test_opening_the_page_marks_nothing_read(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    client.force_login(personas.duty)
    client.get(contact.path)
    contact.refresh_from_db()
    assert contact.first_read_at is None
    client.post(f"{contact.path}read/")
    client.post(f"{contact.path}claim/")
    contact.refresh_from_db()
    assert (contact.first_read_by, contact.claimed_by) == (personas.duty, personas.duty)


def test_acts_from_the_page(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    client.force_login(personas.duty)
    assert client.post(f"{contact.path}rate/", {"rag": "AMBER", "reason": "To be seen"}).status_code == 302
    person = contact.people.get()
    answer = client.post(
        f"{contact.path}people/{person.public_id}/match/", {"decision": "NEW", "reason": "none found"}
    )
    assert answer.status_code == 302
    client.post(f"{contact.path}people/{person.public_id}/consider/", {"note": "School asked"})
    person.refresh_from_db()
    assert person.person is not None and person.considered_by == personas.duty
    refused = client.post(f"{contact.path}rate/", {"rag": "GREEN", "reason": "Calm"})
    assert refused.status_code == 403


def test_deciding_from_the_page_with_what_was_typed_kept(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = ready(log(), personas)
    client.force_login(personas.front_door_manager)
    person = contact.people.get()
    given = {
        "version": contact.version, "tier": "2", "rationale": "Support at school is enough",
        "adults_asked": "NO", "children_asked": "NO", "release": "ACTION_TAKEN", "release_reason": "Professional",
        f"outcome_{person.pk}": "SINGLE_AGENCY",
    }  # fmt: skip
    page = client.post(f"{contact.path}decide/", given).content.decode()
    assert "Cite the indicators" in page or "Name the help" in page
    assert "Support at school is enough" in page
    from referrals.decisions.models import ThresholdIndicator

    given |= {
        f"help_{person.pk}": "School nurse drop-in",
        "indicators_2": [str(ThresholdIndicator.objects.filter(tier=2).first().public_id)],
    }
    assert client.post(f"{contact.path}decide/", given).status_code == 302
    assert Decision.objects.get().outcomes.get().help_named == "School nurse drop-in"


def test_a_stale_form_is_refused_and_kept(log: Log, client: Client, personas: Personas) -> None:
    contact = ready(log(), personas)
    client.force_login(personas.front_door_manager)
    person = contact.people.get()
    given = {
        "version": contact.version - 1, "tier": "1", "rationale": "Typed on an old page", "adults_asked": "NO",
        "children_asked": "NO", "release": "NOTHING_YET", "release_reason": "x", f"outcome_{person.pk}": "CONSIDERED",
    }  # fmt: skip
    answer = client.post(f"{contact.path}decide/", given)
    assert answer.status_code == 409
    assert "Typed on an old page" in answer.content.decode()
    assert not Decision.objects.exists()


def test_strangers_get_the_page_of_nothing(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    for user in (personas.referrer, personas.social_worker, personas.stranger, personas.director):
        client.force_login(user)
        for address in (
            contact.path,
            f"{contact.path}rate/",
            f"{contact.path}ask/",
            f"{contact.path}family/",
        ):
            assert client.get(address).status_code == 404, (user, address)
        assert client.post(f"{contact.path}decide/", {}).status_code == 404


def test_every_small_page_opens(log: Log, client: Client, personas: Personas) -> None:
    contact = ready(log(people=[CHILD, MOTHER]), personas)
    client.force_login(personas.front_door_manager)
    for name in ("rate", "add", "household", "ask", "route", "family-question", "acknowledge", "propose", "take-over",
                 "bring-in", "strategy"):  # fmt: skip
        assert client.get(f"{contact.path}{name}/").status_code == 200, name
    assert Contact.objects.count() == 1


def test_the_page_asks_as_much_for_many_people_as_for_one(
    log: Log, client: Client, personas: Personas
) -> None:
    """People matched already and people who may be anybody: none is looked up by themselves."""

    def queries(number: int) -> int:
        named = [
            MOTHER | {"forename": f"Demo{letter}", "postcode": "M33 3AA"}
            for letter in "abcdefgh"[: number - 1]
        ]
        contact = log(people=[CHILD, *named, *(each | {"forename": "Demoz"} for each in named), MOTHER])
        for row in contact.people.filter(
            surname="Demochild", forename__in=("Ada", "Demoa", "Demob", "Democ")
        ):
            services.match_person(
                contact_person=row, by=personas.duty, decision="NEW", reason="Nobody like this is recorded"
            )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(contact.path).status_code == 200
        return len(asked)

    client.force_login(personas.duty)
    queries(2)
    few = queries(2)
    assert queries(6) == few


def test_each_answer_leads_to_the_question_that_is_asked_next(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = log(people=[CHILD, MOTHER])
    child, mother = contact.people.order_by("position")
    client.force_login(personas.duty)

    def send(what: str, **typed: str) -> str:
        answer = client.post(f"{contact.path}{what}/", typed)
        assert answer.status_code == 302, answer.content
        return str(answer.headers["Location"]).removeprefix(contact.path)

    new = {"decision": "NEW", "reason": "Nobody like this"}
    assert send("claim") == "#rate_rag"
    assert send("rate", rag="AMBER", reason="An injury") == f"#match_{child.pk}_decision"
    assert send(f"people/{child.public_id}/match", **new) == f"#consider_{child.pk}_note"
    assert (
        send(f"people/{child.public_id}/consider", note="School was asked") == f"#match_{mother.pk}_decision"
    )
    # Every one of them stands on the page, open, and the first alone
    page = client.get(contact.path).content.decode()
    assert f'id="match_{mother.pk}_decision"' in page and page.count('govuk-details" open') == 1
    assert send(f"people/{mother.public_id}/match", **new) == "#decide_tier"
    assert 'id="decide_tier"' in client.get(contact.path).content.decode()
