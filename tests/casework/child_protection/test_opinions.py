"""What each agency thinks of each child: asked on the decision page, kept, printed in the pack."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from casework.child_protection import selectors, services
from casework.child_protection.models import AgencyOpinion, Conference
from core.errors import DomainError
from documents.registry import paper_kind
from tests.casework.child_protection.arrange import HELD, agency, asked, decision, scheduled
from tests.casework.pages import signed_in
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def ready(personas: Personas) -> Conference:
    return scheduled(personas, asked(personas))


def answers(conference: Conference, **views: str) -> dict[str, Any]:
    """The decision page filled in: a plan for neglect; each agency's view by the beginning of its name."""
    child = conference.children.get()
    key = f"c{child.pk}"
    said: dict[str, Any] = {
        "held_on": HELD.isoformat(), f"{key}_harm_likely": "YES", f"{key}_needs_plan": "YES",
        f"{key}_category": "NEG", f"{key}_need_1": "Unsafe home", f"{key}_outcome_1": "A safe home",
        f"{key}_by_1": "2026-08-01", f"{key}_rationale": "A year of neglect",
        f"{key}_parents_view": "Mother agrees", f"{key}_is_split": "NO", f"{key}_dissents": "NO",
        "version": conference.version, "key": "decide",
    }  # fmt: skip
    for row, _ in selectors.agencies_heard(conference):
        view, _, why = views.get(str(row).split()[-1].lower(), "PLAN").partition(": ")
        said |= {f"{key}_view_{row.pk}": view, f"{key}_why_{row.pk}": why}
    return said


def test_each_agency_that_came_is_asked_for_its_view_of_each_child(personas: Personas) -> None:
    conference = ready(personas)
    page = f"/conferences/{conference.public_id}/decide/"
    client = signed_in(personas.chair)
    read = client.get(page).content.decode()
    for name in ("Demo Council", "Demo NHS Trust", "Demo Police"):
        assert f"What does {name} think Ada Demochild needs?" in read
    assert client.post(page, answers(conference)).status_code == 302
    assert set(AgencyOpinion.objects.values_list("agency__name", "recommendation")) == {
        ("Demo Council", "PLAN"), ("Demo NHS Trust", "PLAN"), ("Demo Police", "PLAN"),
    }  # fmt: skip


def test_whoever_stayed_away_has_no_view(personas: Personas) -> None:
    conference = ready(personas)
    police = conference.invitations.get(agency=agency("Demo Police"))
    services.record_attendance(invitation=police, by=personas.chair, attendance="APOLOGIES")
    assert "Demo Police" not in [str(row) for row, _ in selectors.agencies_heard(conference)]


def test_an_agency_that_sees_it_differently_says_why_and_the_chair_decides(personas: Personas) -> None:
    conference = ready(personas)
    page, client = f"/conferences/{conference.public_id}/decide/", signed_in(personas.chair)
    refused = client.post(page, answers(conference, police="NO_PLAN")).content.decode()
    assert "Write why Demo Police sees it differently" in refused and "The agencies are divided" in refused
    child = conference.children.get()
    split = {f"c{child.pk}_is_split": "YES", f"c{child.pk}_chair_decision": "The plan is needed"}
    sent = client.post(page, {**answers(conference, police="NO_PLAN: He has left the home"), **split})
    assert sent.status_code == 302
    read = client.get(f"/conferences/{conference.public_id}/").content.decode()
    assert "no child protection plan. He has left the home" in read


def test_the_service_too_refuses_a_divided_conference_without_its_chair(personas: Personas) -> None:
    conference = ready(personas)
    views = [
        services.AgencyThinks(agency("Demo Council"), "Demo Social Worker", "PLAN"),
        services.AgencyThinks(agency("Demo Police"), "Demo Police", "NO_PLAN", reason="He has left"),
    ]
    with pytest.raises(DomainError, match="divided"):
        services.record_decisions(
            conference=conference, by=personas.chair, held_on=HELD,
            children=[decision(conference.children.get(), opinions=views)],
        )  # fmt: skip


def test_the_pack_prints_every_view_and_leaves_room_before_it_is_known(personas: Personas) -> None:
    conference = ready(personas)
    kind = paper_kind("CONFERENCE_PACK")
    assert kind is not None

    def printed() -> str:
        return render_to_string(
            "papers/conference_pack.html", {"paper": kind.build(conference.public_id, personas.chair)}
        )

    assert "What each agency thinks</th><td>To be written" in printed()
    thought = services.AgencyThinks(
        agency("Demo NHS Trust"), "Demo Health Visitor", "PLAN", reason="Weight lost"
    )
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD,
        children=[decision(conference.children.get(), opinions=[thought], child_view="I like nana's")],
    )  # fmt: skip
    page = printed()
    assert "Demo NHS Trust, Demo Health Visitor: a child protection plan. Weight lost" in page
    assert "I like nana" in page
