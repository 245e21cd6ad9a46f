"""The pages of assessments in a browser: no violation at either width, in their fullest state and with errors."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from assessments.early_help import services as early_help
from assessments.models import Section47
from assessments.ports import section_47_started
from assessments.single import services
from assessments.single.services.contribute import Paragraph
from assessments.strategy import services as strategy
from core import clock
from core.history import acting
from people import services as people
from people.enums import InvolvementKind
from tests.assessments.people import child, fill, north, started
from tests.browser import axe, launched, listen, sign_in
from tests.personas import Personas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]
SHOTS = os.environ.get("SHOTS", "")


def family(personas: Personas) -> dict[str, Any]:
    """A sibling group in the middle of everything."""
    ada, ben = child(personas), child(personas, "Ben")
    worker, nurse = personas.social_worker, personas.lead_professional
    first = started(personas, ada)
    fill(personas, first)
    services.submit(assessment=first, by=worker)
    services.authorise(assessment=first, by=personas.team_manager, outcomes={ada: "CONTINUE"})
    found = started(personas, ada, ben)
    services.save_family_dimension(
        assessment=found, dimension="HOUSING", by=worker, needs="Damp in the bedroom", score=4
    )
    asked = services.invite_contribution(
        assessment=found, by=worker, asked_of=personas.police, due_on=clock.today(), question="What is known?"
    )
    services.contribute(contribution=asked, by=personas.police, paragraphs=[Paragraph("Called out twice")])
    waiting = services.invite_contribution(
        assessment=found,
        by=worker,
        asked_of=personas.health_visitor,
        due_on=clock.today() + timedelta(days=3),
    )
    services.record_oversight(
        assessment=found, by=personas.team_manager, checkpoint="10", decision="On course", directive="See Ben"
    )
    talk = strategy.convene(
        people=[ada, ben], by=worker, threshold_seen_at=clock.now(), invited=[personas.police], team=north()
    )
    held = strategy.convene(people=[ada], by=worker, threshold_seen_at=clock.now(), team=north())
    strategy.record(
        discussion=held,
        by=worker,
        held_at=clock.now(),
        attendees=[strategy.Attendee("POLICE", user=personas.police)],
        quorum_reason="Night",
        inquiry="SINGLE_SC",
        medical="NOT_NEEDED",
        medical_note="An old bruise, seen by the GP",
        decisions={ada: strategy.ChildDecision(met=True, reason="Bruise", categories=("PHY",))},
        information=[strategy.Information("HEALTH", "Missed appointments")],
        actions=[strategy.Action("See Ada", "Demo Social Worker", clock.today())],
        rationale="Agreed by all",
    )
    people.involve(person=ben, kind=InvolvementKind.UNIVERSAL, user=nurse, by=personas.system)
    early = early_help.start_early_help(
        person=ben,
        by=nurse,
        consent_at=clock.now(),
        consent_given_by="His mother",
        consent_scope=["ASSESS", "SHARE"],
    )
    return {
        "ada": ada, "assessment": found, "part": found.parts.get(person=ada), "waiting": waiting,
        "talk": talk, "held": held, "enquiry": Section47.objects.get(), "early": early,
    }  # fmt: skip


def places(rows: dict[str, Any], *names: tuple[str, str, tuple[str, ...]]) -> list[str]:
    return [reverse(name, args=[rows[row].public_id, *more]) for name, row, more in names]


def test_every_page_is_accessible_at_both_widths(
    live_server: Any, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section_47_started, "answers", [])
    with acting(by=personas.system):
        rows = family(personas)
    pages = {
        personas.social_worker: places(
            rows,
            ("assessment_detail", "assessment", ()), ("assessment_read", "assessment", ()),
            ("assessment_overview", "assessment", ()), ("assessment_family_section", "assessment", ("HOUSING",)),
            ("assessment_part", "part", ()), ("assessment_child_section", "part", ("HEALTH",)),
            ("assessment_voice", "part", ()), ("assessment_analysis", "part", ()), ("assessment_seen", "part", ()),
            ("assessment_ask", "assessment", ()), ("assessment_submit", "assessment", ()),
            ("strategy_convene", "ada", ()), ("strategy_detail", "talk", ()), ("strategy_record", "talk", ()),
            ("strategy_detail", "held", ()), ("strategy_cancel", "talk", ()), ("section_47_detail", "enquiry", ()),
            ("section_47_write", "enquiry", ()), ("section_47_seen", "enquiry", ()),
        ),
        personas.team_manager: places(
            rows,
            ("assessment_oversight", "assessment", ()), ("assessment_more_time", "assessment", ()),
            ("assessment_allocate", "assessment", ()), ("assessment_family_copy", "assessment", ()),
            ("strategy_delay", "talk", ()), ("section_47_conclude", "enquiry", ()),
        ),
        personas.health_visitor: places(rows, ("assessment_contribution", "waiting", ())),
        personas.lead_professional: places(
            rows,
            ("early_help_start", "early", ()), ("early_help_detail", "early", ()),
            ("early_help_section", "early", ("health",)), ("early_help_side", "early", ("CHILD",)),
            ("early_help_member", "early", ()), ("early_help_complete", "early", ()),
        )[1:],
    }  # fmt: skip
    with launched() as browser:
        page = browser.new_page()
        heard = listen(page, live_server.url)
        for user, addresses in pages.items():
            sign_in(page, user, live_server.url)
            for number, address in enumerate(addresses):
                answer = page.goto(live_server.url + address)
                assert answer.status == 200, address
                axe(page)
                if SHOTS:
                    page.set_viewport_size({"width": 1366, "height": 768})
                    page.screenshot(path=f"{SHOTS}/{user.username}_{number:02}.png", full_page=True)
                buttons = page.locator("main form button[type=submit]")
                if buttons.count() and "overview" not in address and "section" not in address:
                    buttons.last.click()
                    page.wait_for_load_state()
                    axe(page)
        assert not heard.errors, heard.errors
        assert not heard.outside, heard.outside
