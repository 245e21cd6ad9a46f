"""From the assessment to the plan in force: allocated, discussed, enquired into, assessed, planned, conferred."""

from datetime import date

from accounts.models import User
from core import clock
from tests.journeys.walk import Walk

STRATEGY, CONFERENCE = date(2026, 6, 1), date(2026, 6, 18)


def open_person(walk: Walk, who: User, forename: str, tab: str = "") -> None:
    """From My work or the search to the person, as somebody who may read the record."""
    walk.become(who, "/people/?q=Demowren")
    walk.follow(f"{forename} Demowren")
    if tab:
        walk.follow(tab, within="body")


def when_the_team_manager_allocates_the_assessment(walk: Walk) -> None:
    """The caseload says who waits, and since when; My work leads there."""
    walk.at(STRATEGY, 13)
    walk.become(walk.personas.team_manager, "/caseload/")
    walk.follow("Waiting for a worker, North")
    walk.reads("2 in this list", "Ivy Demowren", "Rowan Demowren", "nobody allocated", "waiting 3 hours")
    walk.become(walk.personas.team_manager)
    walk.follow("Allocate assessment AS-")
    walk.follow("Allocate")
    walk.answer(worker="Demo Social Worker,")
    walk.press("Allocate")


def when_the_strategy_discussion_is_recorded(walk: Walk) -> None:
    """Social care, police and health; the threshold is met, so an enquiry and a case begin."""
    walk.at(STRATEGY, 16)
    walk.become(walk.personas.social_worker)
    walk.reads("Ivy Demowren", "Strategy discussion", "Rowan Demowren")
    walk.shot("13-my-work")
    walk.follow("Ivy Demowren")
    walk.follow("Assessments", within="body")
    walk.follow("SD-")
    walk.follow("Record the discussion")
    walk.answer(
        held_at=clock.at_local(STRATEGY, 15), kind="CALL", sector_1="POLICE", name_1="Demo Police, detective",
        sector_2="HEALTH", name_2="Demo Paediatrician, consultant", sector_3="SOCIAL_CARE",
        name_3="Demo Social Worker, Family Support North", told_by_1="HEALTH",
        told_1="A bruise to the ear is rarely an accident at two", met_="YES",
        reason_="An injury that the account does not explain", inquiry="JOINT", medical="NEEDED",
        rationale="Agreed by all three", what_1="Medical today", who_1="Demo Paediatrician", categories_=["PHY"],
    )  # fmt: skip
    # Her brother is decided too: a child of the same family.
    asked = walk.page.locator("main [name^='met_'][value=NO]").evaluate_all("all => all.map(e => e.name)")
    for name in asked[1:]:
        walk.answer(**{name: "NO", name.replace("met_", "reason_"): "Seen at school today, no harm to him"})
    walk.shot("14-strategy-record")
    walk.press("Record")
    walk.reads("An enquiry has begun", "Section 47 threshold met")
    walk.look("15-strategy")
    walk.follow("Open the enquiry")
    walk.reads("due tomorrow 15:00")
    walk.at(STRATEGY, 18)
    walk.follow("Record seeing the child")
    walk.answer(seen_at=clock.at_local(STRATEGY, 17, 30), alone="YES", where="Home")
    walk.send()
    walk.reads("Mon 1 June 2026, 17:30, alone", "15 working days left")


def when_the_case_is_allocated_and_a_lead_is_named(walk: Walk) -> str:
    """The manager the same evening; the address of the case comes back."""
    walk.become(walk.personas.team_manager)
    walk.follow("Allocate Ivy Demowren")
    address = str(walk.page.url)
    walk.reads("Nobody leads")
    walk.follow("Allocate")
    walk.answer(worker="Demo Social Worker,", reason="Assesses the family")
    walk.press("Allocate")
    walk.follow("Name the lead professional")
    walk.answer(lead="Demo Social Worker,", reason="In a delegated post, knows the family")
    walk.press("Name the lead")
    walk.reads("Demo Social Worker, Social worker, Demo Council, 01632 960 001")
    walk.look("16-case")
    return address


def when_the_children_are_assessed(walk: Walk) -> str:
    """Both seen, their words, one dimension, the analysis; sent to the manager."""
    walk.at(date(2026, 6, 8), 10)
    open_person(walk, walk.personas.social_worker, "Rowan", "Assessments")
    walk.follow("AS-")
    address = str(walk.page.url)
    walk.reads("Rowan Demowren was not seen, and no reason is given")
    walk.follow("Rowan Demowren")
    walk.follow("Record seeing Rowan")
    walk.answer(seen="YES", seen_at=clock.at_local(date(2026, 6, 3), 16), alone="YES", where="School")
    walk.send()
    for name, words, tier in (
        ("Rowan", "I like it when Gran comes", "3"),
        ("Ivy", "Points at the door", "4"),
    ):
        walk.go(address)
        walk.follow(f"{name} Demowren")
        walk.follow("Write the child's words")
        walk.answer(voice=words, voice_how="Drawing together")
        walk.press("Save")
        walk.follow("Health")
        walk.answer(
            strengths="Grows well", needs="Two appointments missed", evidence="Health visitor", score=5
        )
        walk.press("Save")
        walk.follow("Write the analysis")
        walk.answer(
            harm="An injury that nobody explains", likelihood="Likely again without help", tier=tier,
            capacity_to_change="Their mother asks for help", proposed_outcome="CIN_PLAN", proposed_factors=["18C"],
        )  # fmt: skip
        walk.press("Save")
    walk.go(address)
    walk.look("17-assessment")
    walk.follow("Send to the manager")
    walk.press("Send")
    return address


def when_the_manager_authorises_and_concludes(walk: Walk, assessment: str) -> None:
    """An outcome for each child, none chosen beforehand; continuing risk calls for a conference."""
    walk.at(date(2026, 6, 9), 10)
    walk.become(walk.personas.team_manager)
    walk.follow("Authorise assessment")
    walk.follow("Authorise")
    page = walk.page
    assert page.locator("main [type=radio]:checked").count() == 0  # safety e
    for number in range(2):
        name = page.locator("main [name^=outcome_][value=CIN_PLAN]").nth(number).get_attribute("name")
        walk.answer(**{name: "CIN_PLAN"})
    walk.answer(decision="Both children are in need; Ivy's enquiry goes on")
    walk.press("Authorise")
    walk.reads("Authorised")
    open_person(walk, walk.personas.team_manager, "Ivy", "Assessments")
    walk.follow("SD-")
    walk.follow("Open the enquiry")
    walk.follow("Decide the outcome")
    walk.answer(
        outcome="CONTINUING_RISK", icpc_required="YES", reason="The injury is not explained, the risk goes on"
    )
    walk.press("Decide")
    walk.reads("Required", "Substantiated, continuing risk of significant harm")


def when_the_lead_writes_the_plan(walk: Walk, case: str) -> None:
    """Need, outcome, action; the manager agrees; a visit, a score."""
    walk.at(date(2026, 6, 10), 14)
    walk.become(walk.personas.social_worker, case)
    walk.follow("Begin a plan")
    walk.answer(kind="CIN", purpose="Ivy is safe at home and seen by her doctors")
    walk.press("Begin")
    plan = walk.page.url
    walk.follow("Add a need")
    walk.answer(domain="SAFETY", text="Ivy has to be safe from being hurt")
    walk.press("Add")
    walk.follow("Add an outcome")
    walk.answer(
        change_wanted="Ivy is never left with anybody unknown", measure="Visits, and the nursery",
        baseline="Four adults came and went", target="Two named carers", by_on=date(2026, 9, 1), score=2,
    )  # fmt: skip
    walk.press("Add")
    walk.follow("Add an action")
    walk.answer(
        what="List the carers with her mother", worker="Demo Social Worker,", due_on=date(2026, 6, 19)
    )
    walk.press("Add")
    walk.at(date(2026, 6, 11), 9)
    walk.become(walk.personas.team_manager, plan)
    walk.follow("Agree the plan")
    walk.answer(starts_on=date(2026, 6, 11))
    walk.press("Agree")
    walk.at(date(2026, 6, 12), 17)
    walk.become(walk.personas.social_worker, case)
    walk.follow("Record a visit")
    key = walk.page.get_by_label("Ivy Demowren", exact=True).get_attribute("value")
    walk.answer(
        made_at=clock.at_local(date(2026, 6, 12), 15, 30), kind="PLANNED", place="HOME", children=[key],
        **{f"{key}_child_seen": "YES", f"{key}_seen_alone": "YES", f"{key}_words": "Mine bed"},
    )  # fmt: skip
    walk.press("Save the visit")
    walk.go(plan)
    walk.follow("Score")
    walk.answer(score=4, note="The list is written")
    walk.press("Save the score")
    walk.reads("2 up")
    walk.look("18-plan")


def when_the_conference_is_prepared(walk: Walk, case: str) -> str:
    """Day and chair, invitations, reports; its address comes back."""
    walk.at(date(2026, 6, 15), 10)
    walk.become(walk.personas.business_support)
    walk.follow("Conferences asked for or fixed")
    walk.follow("CF-")
    address = str(walk.page.url)
    walk.follow("Name the day and the chair")
    walk.answer(chair="Demo Chair", starts_at=clock.at_local(CONFERENCE, 10), place="Demo Hall")
    walk.press("Save")
    walk.become(walk.personas.social_worker, address)
    for kind, user in (
        ("LA", "Demo Social Worker,"),
        ("AGENCY", "Demo Health Visitor"),
        ("AGENCY", "Demo Police"),
    ):
        walk.follow("Invite somebody")
        walk.answer(kind=kind, user=user, wants_report="YES")
        walk.press("Invite")
    reports = (
        (walk.personas.health_visitor, "AGENCY", "Ivy misses two of three appointments."),
        (walk.personas.police, "POLICE", "Two calls to the address in March."),
        (walk.personas.social_worker, "SOCIAL_WORK", "Nobody explains the injury."),
    )
    walk.at(date(2026, 6, 16), 10)
    for who, kind, text in reports:
        walk.become(who)
        walk.follow("Report to the chair")
        walk.answer(kind=kind, text_1=text, marking_1="SHARE_ALL")
        if kind == "POLICE":
            walk.answer(text_2=POLICE_ONLY, marking_2="POLICE_RESTRICTED")
        walk.press("Send the report")
    return address


POLICE_ONLY = "A source says that a visitor is violent."


def when_the_chair_records_the_decision(walk: Walk, conference: str) -> None:
    """A decision for the child, with dissent and an outline; the plan starts."""
    walk.at(CONFERENCE, 13)
    walk.become(walk.personas.chair, conference)
    for name in ("Health Visitor", "Police", "Social Worker"):
        walk.page.locator("main tr", has_text=name).locator("a").first.click()
        walk.answer(attendance="ATTENDED")
        walk.press("Save")
    walk.follow("Record the decisions")
    key = walk.page.locator("[name$=_needs_plan]").first.get_attribute("name").removesuffix("_needs_plan")
    said = {
        "harm_likely": "YES", "needs_plan": "YES", "category": "PHY", "need_1": "Ivy has to be safe from being hurt",
        "outcome_1": "No injury that nobody explains", "action_1": "Health visitor weekly",
        "by_1": date(2026, 9, 10), "contingency": "Legal advice", "core_group": "Demo Social Worker\nDemo Health Visitor",
        "visit_every_days": 5, "rationale": "The injury, and four adults nobody knows", "parents_view": "Hazel agrees",
        "child_view": "Too small to say; calm with her brother", "is_split": "NO", "dissents": "YES",
        "dissent_name": "Demo Police", "dissent_agency": "Demo Police", "dissent_reason": "Neglect fits too",
        "dissent_to": "Head of service",
    }  # fmt: skip
    walk.answer(
        held_on=CONFERENCE, worries="An injury that nobody explains", strengths="Hazel asks for help",
        needs_to_happen="Two named carers", **{f"{key}_{name}": value for name, value in said.items()},
    )  # fmt: skip
    for view in walk.page.locator("main [name*='_view_'][value='PLAN']").all():
        view.check()
    walk.press("Record the decisions for every child")
    walk.reads("held and decided", "quorate", "Neglect fits too", "1 working day left")
    walk.look("19-conference")


def when_the_core_group_meets(walk: Walk, case: str) -> None:
    walk.at(date(2026, 6, 30), 15)
    walk.become(walk.personas.social_worker, case)
    walk.follow("Child protection plan")
    walk.follow("Record a core group")
    walk.answer(
        held_on=date(2026, 6, 30), present="Social care, health, Hazel", chaired_by_name="Demo Social Worker",
        full_plan_agreed="YES", is_working="YES", is_escalated="NO", rating_="AMBER",
    )  # fmt: skip
    walk.press("Save")
    walk.reads("Core group 1, Tue 30 June 2026", "the plan works")
    walk.shot("20-protection-plan")
