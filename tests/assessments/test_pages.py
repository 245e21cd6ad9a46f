"""The pages of assessments: who gets which answer, what is typed is kept, what is opened is logged."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Draft, User
from assessments.early_help import services as early_help
from assessments.models import Assessment, AssessmentPart, Section47, StrategyDiscussion
from assessments.ports import section_47_started
from assessments.single import services
from core import clock
from core.history import acting
from people import services as people
from people.enums import InvolvementKind
from people.models import AccessLog
from tests.assessments.people import child, fill, started, submitted
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def page(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, row: Any, *more: str) -> str:
    return reverse(name, args=[row.public_id, *more])


def test_the_overview_says_what_is_missing_and_logs_who_opened_it(personas: Personas) -> None:
    ada, ben = child(personas), child(personas, "Ben")
    found = started(personas, ada, ben)
    html = page(personas.social_worker).get(url("assessment_detail", found)).content.decode()
    for words in (
        "Ada Demochild",
        "Ben Demochild",
        "Housing",
        "was not seen, and no reason is given",
        "Nobody asked yet",
    ):
        assert words in html, words
    assert {row.person for row in AccessLog.objects.filter(by=personas.social_worker, act="OPEN")} == {
        ada,
        ben,
    }


ANSWERS = {
    "social_worker": 200,
    "social_worker_colleague": 200,
    "team_manager": 200,
    "social_worker_other": 404,
    "team_manager_other": 404,
    "duty": 404,
    "front_door_manager": 404,
    "health_visitor": 404,
    "police": 404,
    "referrer": 404,
    "chair": 404,
    "business_support": 404,
    "commissioner": 404,
    "administrator": 404,
}


@pytest.mark.parametrize(("name", "expected"), ANSWERS.items())
def test_who_gets_an_assessment(personas: Personas, name: str, expected: int) -> None:
    found = started(personas)
    part = AssessmentPart.objects.get()
    client = page(getattr(personas, name))
    for address in (
        url("assessment_detail", found),
        url("assessment_read", found),
        url("assessment_part", part),
        url("assessment_overview", found),
        url("assessment_family_section", found, "HOUSING"),
        url("assessment_child_section", part, "HEALTH"),
        url("assessment_voice", part),
        url("assessment_analysis", part),
        url("assessment_seen", part),
        url("assessment_ask", found),
        url("assessment_submit", found),
    ):
        assert client.get(address).status_code == expected, address


def test_a_hidden_assessment_answers_like_none(personas: Personas) -> None:
    found = started(personas)
    client = page(personas.social_worker_other)
    hidden = client.get(url("assessment_detail", found)).content
    assert hidden == client.get("/assessments/00000000-0000-4000-8000-000000000000/").content


def test_a_manager_decides_and_a_worker_may_not(personas: Personas) -> None:
    ada = child(personas)
    found = submitted(personas, ada)
    for name in ("assessment_authorise", "assessment_return", "assessment_oversight", "assessment_more_time"):
        assert page(personas.social_worker).get(url(name, found)).status_code == 403, name
        assert page(personas.team_manager).get(url(name, found)).status_code == 200, name
    part = found.parts.get()
    key = str(part.public_id)
    client = page(personas.team_manager)
    html = client.get(url("assessment_authorise", found)).content.decode()
    assert f'name="outcome_{key}" type="radio" value="CIN_PLAN" checked' not in html
    answers = {
        "decision": "Help",
        f"factors_{key}": ["21", "16A"],
        f"outcome_{key}": "CIN_PLAN",
        "version": found.version,
    }
    response = client.post(url("assessment_authorise", found), answers)
    assert response.status_code == 200 and "cannot stand beside" in response.content.decode()
    answers[f"factors_{key}"] = ["16A"]
    assert client.post(url("assessment_authorise", found), answers).status_code == 302
    found.refresh_from_db()
    assert found.status == "AUTHORISED"
    html = client.get(url("assessment_detail", found)).content.decode()
    assert "Child-in-need plan" in html and "Neglect" in html
    assert page(personas.social_worker).get(url("assessment_overview", found)).status_code == 409


def test_a_section_saved_bins_its_draft_and_a_stale_one_shows_both_texts(personas: Personas) -> None:
    found = started(personas)
    client = page(personas.social_worker)
    address = url("assessment_family_section", found, "HOUSING")
    html = client.get(address).content.decode()
    draft_address = html.split('data-autosave="')[1].split('"')[0]
    assert client.post(draft_address, {"needs": "Damp in the"}).status_code == 200
    assert "Damp in the" in client.get(address).content.decode()
    assert client.post(address, {"needs": "Damp in the bedroom", "version": "0"}).status_code == 302
    assert not Draft.objects.filter(binned_at__isnull=True).exists()
    stale = client.post(address, {"needs": "Mould", "version": "0"})
    assert stale.status_code == 409
    assert "Damp in the bedroom" in stale.content.decode() and "Mould" in stale.content.decode()


def test_a_child_seen_through_the_page(personas: Personas) -> None:
    found = started(personas)
    part = found.parts.get()
    client = page(personas.social_worker)
    moment = clock.to_local(clock.now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(url("assessment_seen", part), {"seen": "NO"}).status_code == 200
    answers = {"seen": "YES", "seen_at": moment, "alone": "YES", "where": "School"}
    found.received_at = clock.now() - timedelta(hours=2)
    with acting(by="SYSTEM"):
        Assessment.objects.filter(pk=found.pk).update(received_at=found.received_at)
    assert client.post(url("assessment_seen", part), answers).status_code == 302
    part.refresh_from_db()
    assert part.seen_alone


def test_submitting_lists_what_is_missing_then_sends(personas: Personas) -> None:
    found = started(personas)
    client = page(personas.social_worker)
    assert "Before a manager can read it" in client.get(url("assessment_submit", found)).content.decode()
    fill(personas, found)
    found.refresh_from_db()
    assert client.post(url("assessment_submit", found), {"version": found.version}).status_code == 302
    found.refresh_from_db()
    assert found.status == "SUBMITTED"


def test_a_contributor_reaches_their_page_and_no_other(personas: Personas) -> None:
    found = started(personas)
    row = services.invite_contribution(
        assessment=found, by=personas.social_worker, asked_of=personas.health_visitor, due_on=clock.today(),
        question="How does she grow?",
    )  # fmt: skip
    client = page(personas.health_visitor)
    html = client.get(url("assessment_contribution", row)).content.decode()
    assert "How does she grow?" in html
    # The child is not on this visitor's caseload: no name is given away.
    assert "Ada" not in html
    assert client.get(url("assessment_detail", found)).status_code == 404
    assert page(personas.camhs_nurse).get(url("assessment_contribution", row)).status_code == 404
    answers = {
        "text_1": "Weighed",
        "marking_1": "SHARE_ALL",
        "text_2": "Father shouts",
        "version": row.version,
    }
    assert client.post(url("assessment_contribution", row), answers).status_code == 302
    assert sorted(row.paragraphs.values_list("marking", flat=True)) == ["PROFESSIONALS", "SHARE_ALL"]
    html = page(personas.social_worker).get(url("assessment_detail", found)).content.decode()
    assert "Father shouts" in html


def test_strategy_called_recorded_and_concluded_through_the_pages(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section_47_started, "answers", [])
    ada, ben = child(personas), child(personas, "Ben")
    started(personas, ada, ben)
    people.set_household(people=[ada, ben], by=personas.system, confirmed=True)
    worker = page(personas.social_worker)
    now = clock.to_local(clock.now() - timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    answers = {
        "people": [str(ada.public_id)],
        "threshold_seen_at": now,
        "invite_1": str(personas.police.public_id),
    }
    assert worker.post(url("strategy_convene", ada), answers).status_code == 302
    row = StrategyDiscussion.objects.get()
    officer = page(personas.police)
    assert officer.get(url("strategy_detail", row)).status_code == 200
    assert page(personas.health_visitor).get(url("strategy_detail", row)).status_code == 404
    key = row.children.get().public_id
    attended = row.attendees.get().public_id
    answers = {
        "held_at": clock.to_local(clock.now()).strftime("%Y-%m-%dT%H:%M"), "kind": "CALL",
        "rationale": "Agreed",
        f"attended_{attended}": "PRESENT", "sector_1": "SOCIAL_CARE", "name_1": "Demo Worker",
        "told_1": "Known", "told_by_1": "POLICE", "marking_1": "POLICE_RESTRICTED",
        "what_1": "See her", "who_1": "Demo Worker", "version": row.version,
        f"met_{key}": "YES", f"reason_{key}": "Bruise", f"categories_{key}": ["PHY"],
        f"met_{ben.public_id}": "NO", f"reason_{ben.public_id}": "At nursery, seen and well",
        "inquiry": "SINGLE_SC", "medical": "NOT_NEEDED", "medical_note": "An old bruise, seen by the GP",
    }  # fmt: skip
    for left_out, words in (
        (f"met_{ben.public_id}", "Say for Ben Demochild too"), ("inquiry", "enquire jointly"),
        ("medical", "needed, not needed or arranged"), ("medical_note", "why no medical is needed"),
    ):  # fmt: skip
        less = {name: said for name, said in answers.items() if name != left_out} | {"quorum_reason": "Night"}
        assert words in worker.post(url("strategy_record", row), less).content.decode(), left_out
    refused = worker.post(url("strategy_record", row), answers)
    assert refused.status_code == 200 and "no quorum" in refused.content.decode()
    sent = worker.post(url("strategy_record", row), answers | {"quorum_reason": "Night"})
    assert sent.status_code == 302
    html = worker.get(url("strategy_detail", row)).content.decode()
    assert "Police information shared: see the restricted record" not in html  # the recorder wrote it
    colleague = page(personas.social_worker_colleague).get(url("strategy_detail", row)).content.decode()
    assert "Police information shared: see the restricted record" in colleague
    enquiry = Section47.objects.get()
    html = worker.get(url("section_47_detail", enquiry)).content.decode()
    for words in (
        "Social care alone",
        "Not needed: An old bruise",
        "Night",
        "Ben Demochild, 8",
        "seen and well",
    ):
        assert words in html, words
    assert worker.get(url("section_47_conclude", enquiry)).status_code == 403
    assert officer.get(url("section_47_detail", enquiry)).status_code == 404
    for name in ("section_47_detail", "section_47_write", "section_47_seen"):
        assert worker.get(url(name, enquiry)).status_code == 200, name
    worker.post(url("section_47_write", enquiry), {"not_seen_reason": "Abroad", "version": enquiry.version})
    enquiry.refresh_from_db()
    manager = page(personas.team_manager)
    answers = {
        "outcome": "NOT_SUBSTANTIATED",
        "icpc_required": "NO",
        "reason": "Fell",
        "version": enquiry.version,
    }
    assert manager.post(url("section_47_conclude", enquiry), answers).status_code == 302


def test_early_help_through_the_pages(personas: Personas) -> None:
    ada = child(personas)
    nurse = personas.lead_professional
    people.involve(person=ada, kind=InvolvementKind.UNIVERSAL, user=nurse, by=personas.system)
    client = page(nurse)
    html = client.get(url("early_help_start", ada)).content.decode()
    assert html.index("forced marriage") < html.index("Who agreed?")
    moment = clock.to_local(clock.now() - timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    answers = {"consent_given_by": "Mother", "consent_at": moment, "consent_scope": ["SHARE", "ASSESS"]}
    response = client.post(url("early_help_start", ada), answers)
    assert response.status_code == 302
    row = ada.early_help_assessments.get()
    for name, more in (
        ("early_help_detail", ()), ("early_help_section", ("voices",)), ("early_help_section", ("health",)),
        ("early_help_side", ("CHILD",)), ("early_help_member", ()), ("early_help_complete", ()),
        ("early_help_withdraw", ()),
    ):  # fmt: skip
        assert client.get(url(name, row, *more)).status_code == 200, name
        assert page(personas.stranger).get(url(name, row, *more)).status_code == 404, name
    assert client.post(url("early_help_section", row, "health"), {"weight_kg": "x"}).status_code == 200
    sent = client.post(
        url("early_help_section", row, "health"),
        {"weight_kg": "38.5", "height_cm": "140", "sdq_total": "19", "version": row.version},
    )
    assert sent.status_code == 302
    row.refresh_from_db()
    assert row.bmi == 19.6
    early_help.save_early_help(early_help=row, by=nurse, child_voice="x", conclusions="x")
    early_help.complete_early_help(
        early_help=row, by=nurse, lead=nurse, review_on=clock.today() + timedelta(days=9)
    )
    for name in ("early_help_review", "early_help_close", "early_help_withdraw"):
        assert client.get(url(name, row)).status_code == 200, name


def test_an_assessment_started_from_the_person_page(personas: Personas) -> None:
    ada = child(personas)
    found = started(personas, ada)
    fill(personas, found)
    services.submit(assessment=found, by=personas.social_worker)
    services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "CONTINUE"})
    client = page(personas.social_worker)
    html = client.get(url("assessment_start", ada)).content.decode()
    team = html.split('<option value="')[2].split('"')[0]
    answers = {
        "people": [str(ada.public_id)],
        "team": team,
        "purpose": "REASSESS",
        "purpose_note": "New partner",
    }
    assert client.post(url("assessment_start", ada), answers).status_code == 302
    again = Assessment.objects.exclude(pk=found.pk).get()
    section = client.get(url("assessment_child_section", again.parts.get(), "HEALTH")).content.decode()
    assert "From the last assessment" in section and "Grows well" in section
    assert client.post(url("assessment_child_earlier", again.parts.get(), "HEALTH")).status_code == 302
    assert page(personas.social_worker_other).get(url("assessment_start", ada)).status_code == 404


def test_whoever_records_and_took_part_is_a_voice_of_the_quorum(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section_47_started, "answers", [])
    ada = child(personas)
    started(personas, ada)
    worker = page(personas.social_worker)
    now = clock.to_local(clock.now() - timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    asked = {
        "people": [str(ada.public_id)],
        "threshold_seen_at": now,
        "invite_1": str(personas.police.public_id),
    }
    worker.post(url("strategy_convene", ada), asked)
    row = StrategyDiscussion.objects.get()
    key, attended = row.children.get().public_id, row.attendees.get().public_id
    answers = {
        "held_at": clock.to_local(clock.now()).strftime("%Y-%m-%dT%H:%M"), "kind": "CALL", "rationale": "Agreed",
        f"attended_{attended}": "PRESENT", "sector_1": "HEALTH", "name_1": "Demo Nurse", "version": row.version,
        f"met_{key}": "NO", f"reason_{key}": "Explained",
    }  # fmt: skip
    refused = worker.post(url("strategy_record", row), answers).content.decode()
    assert "Without children&#x27;s social care there is no quorum" in refused
    assert worker.post(url("strategy_record", row), answers | {"took_part": "YES"}).status_code == 302
    mine = row.attendees.get(user=personas.social_worker)
    assert (mine.sector, mine.attendance) == ("SOCIAL_CARE", "PRESENT")
