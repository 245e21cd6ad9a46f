"""A manager's eye: stamps, disagreements put further up, decisions drawn by lot; a tier suggested, never chosen."""

import pytest
from django.test import Client

from core.errors import DomainError, NotFound, NotPermitted, WrongState
from outbox.models import Notice
from referrals.decisions import selectors, services
from referrals.decisions.models import Decision, DipSample
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db
GOOD = {
    "threshold_right": "YES", "in_time": "PARTLY", "voice_heard": "NO", "help_named": "YES", "family_thought_of": "YES",
}  # fmt: skip


def test_oversight_is_stamped_with_name_and_told(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    triage.claim(contact=contact, by=personas.duty)
    with pytest.raises(NotPermitted):
        services.oversee(contact=contact, by=personas.duty, kind="LOOKED")
    with pytest.raises(DomainError):
        services.oversee(contact=contact, by=personas.front_door_manager, kind="DIRECTION")
    services.oversee(
        contact=contact, by=personas.front_door_manager, kind="DIRECTION", text="See the child today"
    )
    assert Notice.objects.filter(to=personas.duty, kind="referrals.overseen").exists()
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    assert "See the child today" in page and "direction given" in page


def test_safety_e_the_table_points_to_a_tier_and_chooses_none(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = ready(log(concerns=["DOMESTIC", "SAB"]), personas)
    client.force_login(personas.duty)
    page = client.get(contact.path).content.decode()
    assert "The table points to tier 4 (4C)" in page and 'id="decide_tier_3" checked' not in page
    rows = selectors.indicators(selectors.threshold_in_force())
    assert selectors.suggestion(log(concerns=["OTHER"]), rows) is None
    found = selectors.suggestion(log(danger_now="YES"), rows)
    assert found is not None and found.tier == 4
    assert "Threshold of need" in client.get("/thresholds/").content.decode()


@pytest.mark.parametrize("outcome", ["DUPLICATE", "TRANSFER_OTHER"])
def test_no_no_without_saying_where_it_goes_instead(log: Log, personas: Personas, outcome: str) -> None:
    contact = ready(log(), personas)
    with pytest.raises(DomainError) as refused:
        decide(contact, personas.front_door_manager, outcome=outcome, help_named="")
    assert refused.value.field == "decisions"
    decide(contact, personas.front_door_manager, outcome=outcome, help_named="CN-26-00001")


def test_a_disagreement_goes_up_one_step_at_a_time(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    with pytest.raises(WrongState):
        services.escalate(contact=contact, by=personas.duty, text="The school still disagrees")
    decide(contact, personas.duty)
    first = services.escalate(
        contact=contact, by=personas.duty, text="The school still disagrees with tier 2"
    )
    assert (first.stage, first.to) == (2, personas.front_door_manager)
    with pytest.raises(WrongState):
        services.escalate(contact=contact, by=personas.duty, text="The school still disagrees with tier 2")
    with pytest.raises(NotFound):
        services.answer_escalation(escalation=first, by=personas.social_worker, answer="No")
    services.answer_escalation(escalation=first, by=personas.front_door_manager, answer="It stays at tier 2")
    second = services.escalate(
        contact=contact, by=personas.duty, text="The school goes on disagreeing with it"
    )
    assert (second.stage, second.to) == (3, personas.director)
    assert Notice.objects.filter(to=personas.director, kind="referrals.escalated").exists()


def test_whoever_is_asked_reads_the_words_and_not_the_concern(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.front_door_manager)
    row = services.escalate(
        contact=contact, by=personas.duty, text="Tier 2 is too low, says the head teacher"
    )
    assert row.to == personas.director
    client.force_login(personas.director)
    page = client.get(f"/escalations/{row.public_id}/").content.decode()
    assert "says the head teacher" in page and "Demochild" not in page
    assert client.get(contact.path).status_code == 404
    assert (
        client.post(f"/escalations/{row.public_id}/", {"answer": "Look again, with health"}).status_code
        == 302
    )
    client.force_login(personas.team_manager)
    assert client.get(f"/escalations/{row.public_id}/").status_code == 404


def test_managers_judge_decisions_that_others_took(log: Log, client: Client, personas: Personas) -> None:
    others, own = ready(log(), personas), ready(log(), personas)
    decide(others, personas.duty)
    decide(own, personas.front_door_manager)
    with pytest.raises(NotPermitted):
        services.draw_sample(by=personas.duty, how_many=5)
    client.force_login(personas.front_door_manager)
    assert client.post("/front-door/dip-sample/", {"how_many": "5", "only_closed": "NO"}).status_code == 302
    sample = DipSample.objects.get()
    assert sample.decision == Decision.objects.get(contact=others)
    with pytest.raises(DomainError):
        services.judge_sample(
            sample=sample, by=personas.front_door_manager, grade="INADEQUATE", finding="x", **GOOD
        )
    answer = client.post(
        f"/front-door/dip-sample/{sample.public_id}/", GOOD | {"grade": "GOOD", "finding": "Right, and late"}
    )
    assert answer.status_code == 302
    assert Notice.objects.filter(to=personas.duty, kind="referrals.sampled").exists()
    assert "Right, and late" in client.get("/front-door/dip-sample/").content.decode()
    with pytest.raises(DomainError):
        services.draw_sample(by=personas.front_door_manager, how_many=5)
