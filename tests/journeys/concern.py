"""A concern about two small children: logged by their health visitor, worked on by duty, decided by a manager."""

from datetime import date

from accounts.models import Team
from core.history import acting
from localities.models import Locality, TeamCoverage
from tests.journeys.walk import Walk

MONDAY = date(2026, 6, 1)
WHAT = "Ivy has a bruise on her left ear and cheek. Her mother says that she fell. It does not fit."


def given_the_north_team_covers_the_north() -> None:
    with acting(by="SYSTEM", reason="arranged by a test"):
        TeamCoverage.objects.create(
            team=Team.objects.get(name="Family Support North"),
            locality=Locality.objects.get(name="North"),
            starts_on=date(2020, 1, 1),
        )


def add_person(walk: Walk, **answers: object) -> None:
    walk.follow("Add a person")
    walk.answer(**answers)
    walk.press("Save and go on")


def when_the_health_visitor_logs_a_concern(walk: Walk) -> str:
    """The seven steps, any order; the reference comes back."""
    walk.at(MONDAY, 9, 10)
    walk.become(walk.personas.health_visitor)
    walk.follow("Log a concern", within="nav")
    walk.look("02-log-a-concern")
    walk.follow("Danger, and where they are now")
    walk.answer(danger_now="NO", where_now="At home, 4 Demo Close, with her mother")
    walk.press("Save and go on")
    add_person(
        walk, role="CHILD", forename="Ivy", surname="Demowren", born_on=date(2024, 3, 12), sex="F",
        in_household="YES", is_alleged_source="NO", address_kind="HOME", address_lines="4 Demo Close",
        postcode="M32 0AA", gp="Demo Practice",
    )  # fmt: skip
    add_person(
        walk, role="SIBLING", forename="Rowan", surname="Demowren", born_on=date(2019, 9, 30), sex="M",
        in_household="YES", relation_to_first="SIBLING", school="Demo School",
    )  # fmt: skip
    add_person(
        walk, role="PARENT", forename="Hazel", surname="Demowren", born_on=date(1998, 2, 1), sex="F",
        in_household="YES", relation_to_first="PARENT", holds_responsibility="YES", is_alleged_source="NO",
    )  # fmt: skip
    walk.shot("03-who")
    walk.follow("Go on")
    walk.answer(
        kind="SAFEGUARDING", what=WHAT, how_known="SEEN", concerns=["PHY"], injuries="Left ear and cheek"
    )
    walk.shot("04-what")
    walk.press("Save and go on")
    walk.answer(
        child_words="Ivy cried and hid her face.", words_obtained_how="Seen at the visit", seen_alone="NO"
    )
    walk.press("Save and go on")
    walk.answer(consent_asked="NO", consent_not_sought="RISK_TO_CHILD", family_knows="NO")
    walk.press("Save and see all steps")
    walk.follow("You, and what you ask for")
    walk.answer(
        referrer_relationship="Health visitor since birth", identity_may_be_told="NO", requested_tier="4"
    )
    walk.press("Save and see all steps")
    walk.follow("Check answers and send")
    walk.reads("Ivy Demowren", WHAT, "Left ear and cheek", "Tier 4")
    walk.shot("05-check")
    walk.press("Send")
    return then_it_is_received(walk)


def then_it_is_received(walk: Walk) -> str:
    """A reference, who is on duty, what happens now and by when."""
    walk.reads(
        "We have received your concern", "Received", "On duty now", "Demo Duty", "one working day", "North"
    )
    walk.shot("06-sent")
    return str(walk.page.inner_text(".govuk-panel strong"))


def when_duty_reads_rates_and_matches(walk: Walk, reference: str) -> None:
    walk.at(MONDAY, 9, 40)
    walk.become(walk.personas.duty, "/front-door/")
    walk.reads("Not rated", "Unread", reference, "1 working day left", "Demo NHS Trust", "nobody")
    walk.look("07-queue")
    walk.follow("Ivy Demowren")
    walk.look("08-triage")
    walk.press("I have read this")
    walk.press("I am on it")
    rating = "form[action$='/rate/']"
    assert walk.page.locator(f"{rating} :checked").count() == 0  # safety e: nothing chosen beforehand
    walk.answer(
        rating, rag="AMBER", reason="Bruise to the ear of a two-year-old; not alone with anybody today"
    )
    walk.press("Rate", within=rating)
    for name in ("Ivy", "Rowan", "Hazel"):
        card = f"article:has(h3:has-text('{name}'))"
        walk.answer(
            f"{card} form[action*='/match/']",
            decision="NEW",
            reason="Nobody of this name and birth is recorded",
        )
        walk.press("Save who this is", within=card)
    for name in ("Ivy", "Rowan"):
        card = f"article:has(h3:has-text('{name}'))"
        walk.answer(f"{card} form[action*='/consider/']", note="Health and school are asked about this child")
        walk.press("Considered", within=card)
    walk.follow("Confirm the household")
    for name in ("Ivy", "Rowan", "Hazel"):
        walk.page.get_by_label(name).check()
    walk.press("Confirm")


def when_duty_asks_the_police_who_answer(walk: Walk) -> None:
    walk.follow("Ask agencies")
    for number in range(1, 5):
        assert walk.page.input_value(f"select[name=to_{number}]") == ""  # safety i: no agency pre-ticked
    walk.page.locator("select[name=to_1]").select_option(label="Police: Demo Police, open now")
    walk.answer(
        basis="OVERRIDE", override_reason="Asking could put the child at risk",
        question="What do you know of the adults at 4 Demo Close in the past year?",
    )  # fmt: skip
    walk.page.get_by_label("Hazel").check()
    walk.shot("09-ask")
    walk.press("Ask")
    walk.reads("No answer yet")
    walk.at(MONDAY, 10, 20)
    walk.become(walk.personas.police, "/requests/")
    walk.follow("What do you know")
    # The question hides who told (safety i).
    assert "Health Visitor" not in walk.page.inner_text("main")
    assert "NHS" not in walk.page.inner_text("main")
    walk.answer(kind="KNOWN", text_1="Two calls to the address in March: shouting, no injuries seen.")
    walk.shot("10-answer")
    walk.press("Answer")
    walk.at(MONDAY, 11)
    walk.become(walk.personas.duty, "/front-door/")
    walk.follow("Ivy Demowren")
    walk.reads("Two calls to the address in March", "Professionals only")
    walk.page.click("text=Propose instead")
    proposal = "form[action$='/propose/']"
    walk.answer(proposal, tier="4", text="A strategy discussion about Ivy, an assessment of both")
    walk.press("Propose", within=proposal)


def when_the_manager_decides(walk: Walk) -> None:
    """Somebody else than the gatherer: tier 4 (safety f)."""
    walk.at(MONDAY, 11, 30)
    walk.become(walk.personas.front_door_manager, "/front-door/")
    walk.follow("Ivy Demowren")
    form = "form[action$='/decide/']"
    names = [walk.page.locator(f"{form} select").nth(number).get_attribute("name") for number in range(3)]
    assert walk.page.locator(f"{form} [name=tier]:checked").count() == 0
    walk.answer(
        form, known="A bruise to the ear and cheek, seen by the health visitor", worried="The account does not fit",
        unknown="Who was with Ivy on Sunday", tier="4", adults_asked="UNKNOWN", children_asked="YES",
        rationale="An injury to a very young child that the account does not explain",
        team="Family Support North", release="ACTION_TAKEN", release_reason="The health visitor stays with them",
        **dict(zip(names, ("STRATEGY", "FAMILY_HELP", "CONSIDERED"), strict=True)),
    )  # fmt: skip
    walk.page.get_by_label("4A. Injury").check()
    walk.press("Decide", within=form)
    walk.reads("Decided", "Tell the family now, or say why not")
    walk.look("11-decided")
    walk.follow("Tell the family")
    walk.answer(told="NO", not_told_because="The strategy discussion says who tells them, and when")
    walk.press("Save")
    walk.reads("Family not told: The strategy discussion says who tells them")


def then_the_referrer_reads_no_more_than_is_released(walk: Walk, reference: str) -> None:
    """Safety g: that action was taken; no tier, no decision, no worker, no rating."""
    walk.become(walk.personas.health_visitor, "/concerns/")
    walk.follow(reference)
    walk.reads("Action")
    text = walk.page.inner_text("main")
    for kept in ("Strategy", "section 47", "Tier", "Amber", "Family Support North", "4A", "does not explain"):
        assert kept.lower() not in text.lower(), kept
    walk.look("12-status")
