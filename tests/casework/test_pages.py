"""Every page of casework answers its reader, hides from a stranger, and refuses a role without the right."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from casework.cases import services as cases
from casework.cases.models import Case, CaseNote
from casework.child_protection import services as protection
from casework.child_protection.models import Conference
from casework.plans import services as plans
from casework.plans.models import Plan
from casework.visits import services as visits
from casework.visits.models import Visit
from deadlines.models import Clock
from people import services as people
from people.models import AccessLog
from tests.casework.arrange import at, case_of, child, south
from tests.casework.child_protection.arrange import HELD, asked, decided, scheduled
from tests.casework.pages import signed_in, strangers
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _written(personas: Personas) -> dict[str, object]:
    """One case with everything in it."""
    case = case_of(personas, opened=date(2026, 4, 13))
    sibling = case_of(personas, person=child(personas, "Ben"), opened=date(2026, 4, 13))
    cases.link_family(cases=[case, sibling], by=personas.team_manager)
    note = cases.write_note(
        case=case, by=personas.social_worker, kind="MEETING", happened_on=date(2026, 5, 1), facts="Met at school",
        opinion="Going well", is_significant=True, summary="First meeting", significance="CHANGE",
    )  # fmt: skip
    visit = visits.record_visit(
        by=personas.social_worker, made_at=at(date(2026, 5, 5)), kind="PLANNED", place="HOME",
        children=[visits.SeenChild(case=case, child_seen=True, seen_alone=True, words="Hello")],
    )  # fmt: skip
    plan = plans.start_plan(case=case, kind="CIN", by=personas.social_worker, purpose="Safe mornings")
    need = plans.add_need(plan=plan, by=personas.social_worker, domain="EDUCATION", text="She misses school")
    outcome = plans.add_outcome(
        need=need, by=personas.social_worker, change_wanted="In school", measure="Register", by_on=date(2026, 9, 1),
        score=3,
    )  # fmt: skip
    action = plans.add_action(
        outcome=outcome, by=personas.social_worker, what="Walking bus", due_on=date(2026, 6, 1),
        worker=personas.social_worker,
    )  # fmt: skip
    cases.oversee(
        case=case, by=personas.team_manager, occasion="REVIEW", decision="Go on", rationale="It helps"
    )
    return {
        "case": case, "note": note, "part": visit.parts.get(), "plan": plan, "need": need, "outcome": outcome,
        "action": action,
    }  # fmt: skip


OF_CASE = (
    "case_detail", "case_chronology", "case_event", "case_note", "case_allocate", "case_lead", "case_join", "case_rate",
    "case_oversee", "case_transfer", "case_propose_close", "case_propose_step", "plan_start", "case_close",
    "visit_record", "visit_no_access", "conference_convene",
)  # fmt: skip
MANAGERS = {"case_allocate", "case_lead", "case_oversee", "case_close"}
OF_OTHERS = {
    "note_detail": "note", "note_edit": "note", "note_move": "note", "visit_detail": "part", "plan_detail": "plan",
    "plan_edit": "plan", "plan_review": "plan", "plan_view": "plan", "need_add": "plan", "plan_gap": "plan",
    "need_edit": "need", "outcome_add": "need", "outcome_edit": "outcome", "outcome_score": "outcome",
    "action_add": "outcome", "action_progress": "action",
}  # fmt: skip


def _address(name: str, made: dict[str, object]) -> str:
    return reverse(name, args=[made[OF_OTHERS.get(name, "case")].public_id])  # type: ignore[attr-defined]


def test_every_page_of_a_case_and_its_plan(personas: Personas) -> None:
    made = _written(personas)
    manager, worker = signed_in(personas.team_manager), signed_in(personas.social_worker)
    hidden = [signed_in(user) for user in strangers(personas)]
    for name in (*OF_CASE, *OF_OTHERS):
        address = _address(name, made)
        # A note is changed by its author alone.
        assert manager.get(address).status_code == (403 if name == "note_edit" else 200), name
        assert worker.get(address).status_code == (403 if name in MANAGERS else 200), name
        assert {client.get(address).status_code for client in hidden} == {404}, name
        assert Client().get(address).status_code == 302, name
    assert AccessLog.objects.filter(by=personas.social_worker, act="OPEN").exists()


def test_a_hidden_case_is_the_same_bytes_as_none(personas: Personas) -> None:
    made = _written(personas)
    client = signed_in(personas.social_worker_other)
    none = client.get("/cases/00000000-0000-4000-8000-000000000000/")
    there = client.get(_address("case_detail", made))
    assert (there.status_code, there.content) == (none.status_code, none.content)


def test_the_case_page_says_who_leads_what_is_due_and_what_was_written(personas: Personas) -> None:
    made = _written(personas)
    page = signed_in(personas.social_worker).get(_address("case_detail", made)).content.decode()
    for text in (
        "Demo Social Worker",
        "Met at school",
        "Going well",
        "Child in need plan",
        "Seen alone",
        "In school",
    ):
        assert text in page, text


def test_safety_t_a_warning_to_visiting_staff_stands_above_everything_else(personas: Personas) -> None:
    made = _written(personas)
    case: Case = made["case"]  # type: ignore[assignment]
    people.warn_staff(
        person=case.person,
        by=personas.social_worker,
        what="Two dogs off the lead",
        review_on=date(2027, 5, 1),
    )
    for name in ("case_detail", "plan_detail", "visit_detail", "note_detail"):
        page = signed_in(personas.social_worker).get(_address(name, made)).content.decode()
        assert page.index("Ring duty first: Two dogs off the lead") < page.index("Lead professional"), name


def test_a_note_is_written_in_the_browser_and_errors_keep_what_was_typed(personas: Personas) -> None:
    made = _written(personas)
    client = signed_in(personas.social_worker)
    address = _address("case_note", made)
    sent = {"kind": "TELEPHONE", "happened_on": "2026-05-06", "facts": "Father rang", "is_significant": "YES"}
    page = client.post(address, sent)
    assert page.status_code == 200 and "Father rang" in page.content.decode()
    sent |= {"is_significant": "NO", "idempotency_key": "6f1c1dd0-0000-4000-8000-000000000001"}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert CaseNote.objects.filter(facts="Father rang").count() == 1


def test_a_visit_for_two_is_one_form(personas: Personas) -> None:
    made = _written(personas)
    case = made["case"]
    sibling = Case.objects.exclude(pk=case.pk).get()  # type: ignore[attr-defined]
    first, second = str(case.public_id), str(sibling.public_id)  # type: ignore[attr-defined]
    sent = {
        "made_at": "2026-06-02T10:30", "kind": "PLANNED", "place": "HOME", "children": [first, second],
        f"{first}_child_seen": "YES", f"{first}_seen_alone": "NO", f"{first}_not_alone_reason": "A baby",
        f"{second}_child_seen": "NO",
    }  # fmt: skip
    client = signed_in(personas.social_worker)
    page = client.post(_address("visit_record", made), sent)
    assert "Say why the child was not seen" in page.content.decode()
    sent[f"{second}_not_seen_reason"] = "At school"
    assert client.post(_address("visit_record", made), sent).status_code == 302
    assert Visit.objects.count() == 2
    assert sibling.visit_parts.get().not_seen_reason == "At school"


def test_a_plan_is_agreed_reviewed_and_closed_in_the_browser(personas: Personas) -> None:
    made = _written(personas)
    plan, outcome, case = made["plan"], made["outcome"], made["case"]
    manager = signed_in(personas.team_manager)
    agreed = manager.post(
        _address("plan_detail", made) + "agree/",
        {"starts_on": "2026-05-20", "version": str(Plan.objects.get().version)},
    )
    assert agreed.status_code == 302
    reviewed = signed_in(personas.social_worker).post(
        _address("plan_review", made),
        {
            "held_on": "2026-06-20", "present": "Mother", "is_working": "YES", "decision": "CONTINUE",
            f"score_{outcome.pk}": "7",  # type: ignore[attr-defined]
        },
    )  # fmt: skip
    assert reviewed.status_code == 302, reviewed.content.decode()
    page = manager.get(_address("plan_detail", made)).content.decode()
    assert "3 at the start, 7 now, 4 up" in page
    closed = manager.post(
        _address("case_close", made),
        {
            "reason_code": "RC7", "rationale": "Reached", "plan_reason": "OUTCOMES_MET",
            f"score_{outcome.pk}": "9",  # type: ignore[attr-defined]
        },
    )  # fmt: skip
    assert closed.status_code == 302, closed.content.decode()
    assert Plan.objects.get(pk=plan.pk).status == "ENDED"  # type: ignore[attr-defined]
    assert Case.objects.get(pk=case.pk).status == "CLOSED"  # type: ignore[attr-defined]


def test_a_stale_form_answers_409_with_both_texts(personas: Personas) -> None:
    made = _written(personas)
    sent = {"purpose": "Mine", "child_words": "You", "version": "0"}
    page = signed_in(personas.social_worker).post(_address("plan_edit", made), sent)
    assert page.status_code == 409
    assert "Mine" in page.content.decode() and "Safe mornings" in page.content.decode()


def test_a_transfer_is_asked_and_taken_in_the_browser(personas: Personas) -> None:
    made = _written(personas)
    case: Case = made["case"]  # type: ignore[assignment]
    sent = {"to_team": str(south().public_id), "reason": "Moved to Sale"}
    assert signed_in(personas.team_manager).post(_address("case_transfer", made), sent).status_code == 302
    asked_ = case.handovers.get()
    other = signed_in(personas.team_manager_other)
    assert "Moved to Sale" in other.get(_address("case_detail", made)).content.decode()
    who = str(personas.social_worker_other.public_id)
    accept = reverse("handover_accept", args=[asked_.public_id])
    assert other.get(accept).status_code == 200
    assert other.post(accept, {"lead": who, "worker": who, "version": asked_.version}).status_code == 302
    case.refresh_from_db()
    assert case.team == south()


def _conference_pages(conference: Conference) -> dict[str, str]:
    names = (
        "conference_detail", "conference_schedule", "conference_invite", "conference_decide", "conference_delay",
        "conference_cancel",
    )  # fmt: skip
    found = {name: reverse(name, args=[conference.public_id]) for name in names}
    invitation = conference.invitations.filter(kind="LA").get()
    found["invitation_attendance"] = reverse("invitation_attendance", args=[invitation.public_id])
    found["agenda_item"] = reverse("agenda_item", args=[conference.agenda.first().public_id])  # type: ignore[union-attr]
    return found


def test_every_page_of_a_conference(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    chair, worker = signed_in(personas.chair), signed_in(personas.social_worker)
    support = signed_in(personas.business_support)
    for name, address in _conference_pages(conference).items():
        may_chair = 403 if name == "conference_delay" else 200
        assert chair.get(address).status_code == may_chair, name
        by_worker = 200 if name in ("conference_detail", "conference_invite") else 403
        assert worker.get(address).status_code == by_worker, name
        by_support = 403 if name in ("conference_decide", "conference_delay", "conference_cancel") else 200
        assert support.get(address).status_code == by_support, name
        for user in strangers(personas):
            assert signed_in(user).get(address).status_code == 404, name
    assert chair.get(reverse("conference_list")).status_code == 200
    assert signed_in(personas.commissioner).get(reverse("conference_list")).status_code == 403


def test_an_invited_colleague_sends_a_report_and_sees_nothing_of_the_record(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    invitation = conference.invitations.get(user=personas.health_visitor)
    client = signed_in(personas.health_visitor)
    address = reverse("report_send", args=[invitation.public_id])
    page = client.get(address)
    assert page.status_code == 200 and "Ada Demochild" in page.content.decode()
    assert client.get(reverse("conference_detail", args=[conference.public_id])).status_code == 404
    sent = {"kind": "AGENCY", "text_1": "Seen weekly", "marking_1": "SHARE_ALL", "text_2": "Near the mill"}
    assert "for whom" in client.post(address, sent).content.decode()
    sent["marking_2"] = "SAFE_ADDRESS"
    assert client.post(address, sent).status_code == 302
    report = conference.reports.get()
    read = signed_in(personas.chair).get(reverse("report_detail", args=[report.public_id])).content.decode()
    assert "Seen weekly" in read
    read = (
        signed_in(personas.business_support)
        .get(reverse("report_detail", args=[report.public_id]))
        .content.decode()
    )
    assert "Seen weekly" in read and "Near the mill" not in read
    for user in strangers(personas):
        assert signed_in(user).get(address).status_code == 404


def test_the_chair_decides_in_the_browser(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    part = conference.children.get()
    key = f"c{part.pk}"
    sent = {
        "held_on": HELD.isoformat(), f"{key}_harm_likely": "YES", f"{key}_needs_plan": "YES", f"{key}_category": "NEG",
        f"{key}_need_1": "The home is unsafe", f"{key}_outcome_1": "A safe home", f"{key}_by_1": "2026-08-01",
        f"{key}_core_group": "Demo Nurse\nDemo Teacher", f"{key}_rationale": "A year of neglect",
        f"{key}_parents_view": "Mother agrees", f"{key}_is_split": "NO", f"{key}_dissents": "NO",
        "version": str(conference.version),
    }  # fmt: skip
    sent |= {f"{key}_view_{row.agency_id}": "PLAN" for row in conference.invitations.all()}
    address = reverse("conference_decide", args=[conference.public_id])
    client = signed_in(personas.chair)
    assert client.post(address, {**sent, f"{key}_category": ""}).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    plan = Plan.objects.get(kind="CP")
    assert plan.core_group_members.count() == 2
    assert (
        "Child protection plan" in client.get(reverse("plan_detail", args=[plan.public_id])).content.decode()
    )
    page = client.get(reverse("conference_detail", args=[conference.public_id])).content.decode()
    assert "A year of neglect" in page


def test_a_core_group_is_recorded_in_the_browser(personas: Personas) -> None:
    decided(personas)
    plan = Plan.objects.get(kind="CP")
    outcome = plan.needs.get().outcomes.get()
    sent = {
        "held_on": "2026-06-11", "present": "Mother, nurse", "chaired_by_name": "Demo Lead", "full_plan_agreed": "YES",
        "is_working": "YES", "is_escalated": "NO", f"rating_{outcome.pk}": "AMBER",
    }  # fmt: skip
    client = signed_in(personas.social_worker)
    address = reverse("core_group_hold", args=[plan.public_id])
    assert client.get(address).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    group = plan.core_groups.get()
    assert client.get(reverse("core_group_detail", args=[group.public_id])).status_code == 200
    assert signed_in(personas.social_worker_other).get(address).status_code == 404
    assert Clock.objects.running().filter(code="CG-N").exists()


def test_more_time_and_letters_in_the_browser(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    manager, chair = signed_in(personas.team_manager), signed_in(personas.chair)
    protection.propose_delay(
        conference=conference,
        by=personas.team_manager,
        until=date(2027, 6, 8),
        reason="Interpreter",
        interim_plan="Aunt",
    )
    assert manager.get(reverse("conference_delay", args=[conference.public_id])).status_code == 200
    delay = conference.delays.get()
    answer = chair.post(reverse("delay_confirm", args=[delay.public_id]), {"version": delay.version})
    assert answer.status_code == 302, answer.content.decode()
    delay.refresh_from_db()
    assert delay.chair_agreed_by == personas.chair


def test_who_only_reads_notes_is_offered_no_writing(personas: Personas) -> None:
    case = case_of(personas)
    note = cases.write_note(
        case=case, by=personas.social_worker, kind="OTHER", happened_on=HELD, facts="Rang the school"
    )
    people.involve(person=case.person, kind="CO_WORKER", user=personas.duty, by=personas.system)
    for page, offered in (
        (reverse("note_detail", args=[note.public_id]), "Add to the note"),
        (reverse("case_chronology", args=[case.public_id]), "Add an event"),
    ):
        assert offered in signed_in(personas.social_worker).get(page).content.decode()
        assert offered not in signed_in(personas.duty).get(page).content.decode()
