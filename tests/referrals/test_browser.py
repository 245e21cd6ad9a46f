"""Pages of the front door that no journey walks through: axe and the width of a small telephone."""

import os
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Agency, Team
from accounts.selectors import team_ids
from accounts.services import add_protection_member
from core import clock
from core.history import acting
from localities.services import commence_protection_teams, cover
from referrals.allegations import services as allegations
from referrals.contacts.models import Contact, ContactReading
from referrals.decisions import services as decisions
from referrals.information import services as information
from referrals.triage import services as triage
from tests.browser import axe, launched, listen, sign_in
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]
SHOTS = os.environ.get("SHOTS", "")


def world(log: Log, personas: Personas) -> dict[Any, list[str]]:
    """Something on every page, and the pages by who opens them."""
    today = clock.today()
    cover(
        by=personas.system, locality=None, starts_on=today,
        team=Team.objects.get(pk__in=team_ids(personas.team_manager)),
    )  # fmt: skip
    draft = decisions.draft_edition(
        by=personas.administrator, name="Threshold of need, next year", source="Demo partnership",
        starts_on=today + timedelta(days=90),
    )  # fmt: skip
    for user, seat in ((personas.police, "POLICE"), (personas.health_visitor, "HEALTH")):
        add_protection_member(by=personas.administrator, user=user, seat=seat, starts_on=today)
    member = add_protection_member(
        by=personas.administrator, user=personas.social_worker, seat="SOCIAL_WORK", starts_on=today
    )
    commence_protection_teams(
        by=personas.administrator,
        starts_on=today + timedelta(days=400),
        reason="Demo Commencement Regulations 2027",
    )
    contact: Contact = log(postcode="M33 3AA")
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="AMBER", reason="To be looked at")
    contact.refresh_from_db()
    (asked,) = information.ask_agencies(
        contact=contact, by=personas.duty, about=list(contact.people.all()), question="Attendance?", basis="OVERRIDE",
        targets=[information.Target("EDUCATION", Agency.objects.get(name="Demo Stranger School"))],
        override_reason="Asking would put the child at risk",
    )  # fmt: skip
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="A belt was used")
    ContactReading.objects.create(contact=contact, by=personas.duty, at=clock.now(), purpose="Files")
    allegation = allegations.open_allegation(
        by=personas.lado, what="Grabbed a boy by the neck", told_by="Demo Head", works_with="CHILDREN"
    )
    edition = f"/thresholds/{draft.public_id}/"
    return {
        personas.referrer: ["/thresholds/", "/protection-team/"],
        personas.administrator: [
            edition, "/thresholds/new/", f"{edition}indicator/", "/protection-team/", "/protection-team/add/",
            f"/protection-team/{member.public_id}/end/",
        ],
        personas.front_door_manager: [f"{edition}agree/", contact.path],
        personas.stranger: ["/requests/", f"/requests/{asked.public_id}/"],
        personas.team_manager: ["/front-door/own-locality/"],
        personas.data_protection: ["/access/concerns/"],
        personas.lado: [f"/allegations/{allegation.public_id}/list/end/"],
    }  # fmt: skip


def test_every_page_is_accessible_and_fits_a_small_telephone(
    live_server: Any, log: Log, personas: Personas
) -> None:
    with acting(by=personas.system):
        pages = world(log, personas)
    with launched() as browser:
        page = browser.new_page()
        heard = listen(page, live_server.url)
        for user, addresses in pages.items():
            sign_in(page, user, live_server.url)
            for number, address in enumerate(addresses):
                answer = page.goto(live_server.url + address)
                assert answer.status == 200, address
                axe(page)
                for width in (1366, 320) if SHOTS else ():
                    page.set_viewport_size({"width": width, "height": 800})
                    page.screenshot(path=f"{SHOTS}/{user.username}_{number}_{width}.png", full_page=True)
        assert not heard.errors, heard.errors
        assert not heard.outside, heard.outside
