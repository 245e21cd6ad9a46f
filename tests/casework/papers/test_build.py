"""What the support plan and the conference pack print, and what they must never hold (safety u)."""

from dataclasses import asdict
from datetime import date

import pytest
from django.template.loader import render_to_string

from casework.cases import services as cases
from casework.child_protection import services
from casework.child_protection.models import Conference
from casework.plans import services as plans
from casework.plans.models import Plan
from core.errors import NotFound
from documents.registry import may_make, paper_kind
from documents.withheld import places_of
from people import services as people
from tests.casework.arrange import case_of, child
from tests.casework.child_protection.arrange import HELD, asked, decision, scheduled
from tests.personas import Personas

pytestmark = pytest.mark.django_db

SECRET, PLACE = "An informant named the lodger", "They now live beside the old mill"


def _conference(personas: Personas) -> Conference:
    case = case_of(personas, opened=date(2026, 4, 13))
    mother = people.create_person(
        by=personas.system,
        forename="Maud",
        surname="Demochild",
        born_on=date(1995, 1, 1),
        birth_certainty="EXACT",
    )
    people.relate(
        person=mother, other=case.person, kind="PARENT", by=personas.system, has_parental_responsibility=True
    )
    cases.write_note(
        case=case, by=personas.social_worker, kind="MEETING", happened_on=date(2026, 5, 4), facts="x",
        is_significant=True, summary="Bruise seen by school", significance="HARM",
    )  # fmt: skip
    conference = scheduled(personas, asked(personas, [case]))
    police = conference.invitations.get(user=personas.police)
    services.send_report(
        invitation=police, by=personas.police, kind="POLICE",
        paragraphs=[
            services.MarkedParagraph("Called twice in May"),
            services.MarkedParagraph(SECRET, "POLICE_RESTRICTED"),
            services.MarkedParagraph(PLACE, "SAFE_ADDRESS"),
        ],
    )  # fmt: skip
    worker = conference.invitations.get(user=personas.social_worker)
    services.send_report(
        invitation=worker, by=personas.social_worker, kind="SOCIAL_WORK",
        paragraphs=[services.MarkedParagraph("The home is unsafe", "SHARE_ALL")],
    )  # fmt: skip
    return conference


def _pack(conference: Conference, by: object) -> object:
    kind = paper_kind("CONFERENCE_PACK")
    assert kind is not None
    return kind.build(conference.public_id, by)  # type: ignore[arg-type]


@pytest.mark.parametrize("maker", ["chair", "business_support"])
def test_safety_u_the_pack_holds_no_police_restricted_and_no_safe_address_text(
    personas: Personas, maker: str
) -> None:
    conference = _conference(personas)
    pack = _pack(conference, getattr(personas, maker))
    held = asdict(pack)  # type: ignore[call-overload]
    assert places_of(held, [SECRET, PLACE]) == []
    page = render_to_string(
        "papers/conference_pack.html", {"paper": pack, "marking": paper_kind("CONFERENCE_PACK").marking}
    )  # type: ignore[union-attr]
    assert SECRET not in page and PLACE not in page
    for text in (
        "Called twice in May",
        "The home is unsafe",
        "Bruise seen by school",
        "Maud Demochild",
        "restricted record",
    ):
        assert text in page, text
    assert "LAC" not in page


def test_the_pack_says_which_report_is_missing_and_who_came(personas: Personas) -> None:
    pack = _pack(_conference(personas), personas.chair)
    assert [row.author for row in pack.index if row.received == "Not received"] == ["Demo Health Visitor"]  # type: ignore[attr-defined]
    assert {row.attended for row in pack.attendance} == {"Came"}  # type: ignore[attr-defined]
    assert pack.family[0].responsibility == "Yes"  # type: ignore[attr-defined]


def test_the_pack_is_made_and_read_by_the_chair_and_business_support_alone(personas: Personas) -> None:
    conference = _conference(personas)
    kind = paper_kind("CONFERENCE_PACK")
    assert kind is not None and "NOT FOR FAMILY OR AGENCIES" in kind.marking
    allowed = {name for name, user in personas.everyone() if may_make(user, kind)}
    assert allowed == {"chair", "business_support"}
    assert kind.find(conference.public_id, personas.chair).people == [conference.children.get().case.person]
    for user in (personas.social_worker_other, personas.stranger, personas.team_manager_other):
        with pytest.raises(NotFound):
            kind.find(conference.public_id, user)


def test_a_restricted_brother_is_not_in_the_pack_of_one_who_may_not_know_him(personas: Personas) -> None:
    first = case_of(personas, opened=date(2026, 4, 13))
    second = case_of(personas, person=child(personas, "Bertram"), opened=date(2026, 4, 13))
    conference = scheduled(personas, asked(personas, [first, second]))
    people.restrict(person=second.person, by=personas.system, restriction="RESTRICTED", reason="staff family")
    page = render_to_string("papers/conference_pack.html", {"paper": _pack(conference, personas.chair)})
    assert "Ada" in page and "Bertram" not in page


def test_the_decision_page_prints_each_childs_decision(personas: Personas) -> None:
    conference = _conference(personas)
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    pack = _pack(conference, personas.chair)
    row = pack.decisions[0]  # type: ignore[attr-defined]
    assert (row.harm_likely, row.plan_needed, row.category) == ("Yes", "Yes", "Neglect")
    assert pack.outline_plan[0].outcome == "A safe home"  # type: ignore[attr-defined]


def test_the_support_plan_prints_what_everybody_promised_and_no_sensitive_service(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    cases.join_team(case=case, by=personas.social_worker, user=personas.camhs_nurse, what="Therapist")
    cases.join_team(case=case, by=personas.social_worker, user=personas.health_visitor, what="Health visitor")
    plan = plans.start_plan(case=case, kind="CIN", by=personas.social_worker, purpose="Safe mornings")
    need = plans.add_need(plan=plan, by=personas.social_worker, domain="HOME", text="The flat is damp")
    outcome = plans.add_outcome(
        need=need,
        by=personas.social_worker,
        change_wanted="A dry flat",
        measure="Seen",
        by_on=date(2026, 9, 1),
        score=2,
    )
    plans.add_action(
        outcome=outcome,
        by=personas.social_worker,
        what="Ring the landlord",
        due_on=date(2026, 6, 1),
        relative="Mother",
    )
    said = plans.SaidOfPlan(name="Mother", agreement="PARTLY", words="If it is soon")
    plans.agree_plan(plan=plan, by=personas.team_manager, views=[said], starts_on=date(2026, 5, 20))
    kind = paper_kind("SUPPORT_PLAN")
    assert kind is not None
    page = render_to_string(
        "papers/support_plan.html", {"paper": kind.build(plan.public_id, personas.social_worker)}
    )
    for text in (
        "Safe mornings",
        "A dry flat",
        "Ring the landlord",
        "2 at the start",
        "If it is soon",
        "complain",
    ):
        assert text in page, text
    assert "Demo Health Visitor" in page and "Camhs" not in page
    with pytest.raises(NotFound):
        kind.find(plan.public_id, personas.social_worker_other)
    assert Plan.objects.count() == 1
