"""Business support settles rows of other systems, one a page; a pair called one person reaches a manager; with axe."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from people.enums import InvolvementKind
from people.models import Merge, MergeProposal, Person, SourceRecord
from people.services import create_person, involve, move_to
from people.services.link_pairs import load_pairs
from tests.browser import axe
from tests.journeys.test_who_is_this import look
from tests.people.onboarding.test_update import take
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_rows_are_settled_one_by_one_and_a_pair_is_merged(
    as_user: Callable[..., Any], base: str, personas: Personas, tmp_path: Path
) -> None:
    # Given somebody known, an extract that nearly names her, and then says another birth date of somebody else
    anne = create_person(
        by=personas.system, forename="Anne", surname="Demoone", born_on=date(2015, 6, 1), sex="F"
    )
    move_to(person=anne, by=personas.system, lines="3 Demo Street", postcode="M33 3AA")
    rows = (
        "C1,,Demoone,Ann,1/6/2015,F,3 Demo Street,M33 3AA,,",
        "C2,,Demofar,Bea,2/2/2012,F,9 Oak Road,M32 8AA,,",
        "C4,,Demosame,Ella,5/5/2014,F,1 Ash Way,M41 9AA,,",
        "C5,,Demosame,Ellen,5/5/2014,F,1 Ash Way,M41 9AA,,",
    )
    take(tmp_path, *rows, on="2026-01-05")
    take(tmp_path, rows[1].replace("2/2/2012", "2/2/2011"), on="2026-02-05")
    # When business support opens the list by the keyboard
    page = as_user(personas.business_support)
    page.goto(f"{base}/people/")
    page.get_by_role("link", name="Rows of other systems").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rows of other systems")
    axe(page)
    look(page, "settling-rows")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is Ann Demoone?")
    expect(page.get_by_text("the same postcode")).to_be_visible()
    assert "M33" not in page.content()
    axe(page)
    look(page, "settling-row")
    page.get_by_label("The same person as").check()
    page.get_by_label("Anne Demoone, 1 Jun 2015").check()
    page.get_by_label("How do you know?").fill("The practice confirmed it")
    page.get_by_role("button", name="Save and go to the next").click()
    # Then she stands at the next row, a contradiction, and may leave the record as it is
    expect(page.get_by_role("heading", level=1)).to_contain_text("which is right?")
    assert SourceRecord.objects.get(source_id="C1").person == anne
    axe(page)
    look(page, "settling-changed")
    page.get_by_label("The record is right").check()
    page.get_by_label("How do you know?").fill("Seen on the birth certificate")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text("Everybody is settled")).to_be_visible()
    # And what became of the file is told row by row
    page.get_by_role("link", name="Files taken in").click()
    page.locator("h2 a").last.click()
    expect(page.get_by_role("cell", name="Left for a person to look at")).to_be_visible()
    axe(page)
    look(page, "settling-file")
    # And a pair that she calls one person is put to whoever merges, with what she read and said
    two = list(Person.objects.filter(surname="Demosame").order_by("pk"))
    load_pairs(
        pairs=[("C4", "C5", 0.7)], left_kind="child-health", right_kind="child-health", by=personas.system
    )
    page.goto(f"{base}/index/pairs/")
    axe(page)
    look(page, "settling-pairs")
    page.keyboard.press("n")
    expect(page.get_by_text("perhaps a twin")).to_be_visible()
    axe(page)
    look(page, "settling-pair")
    page.get_by_label("The same person", exact=True).check()
    page.get_by_label("How do you know?").fill("One birth notification")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text("No pair waits")).to_be_visible()
    # Then the manager finds it in My work and compares both records
    for person in two:
        involve(person=person, kind=InvolvementKind.ALLOCATED, user=personas.team_manager, by=personas.system)
    proposal = MergeProposal.objects.get()
    page = as_user(personas.team_manager)
    page.goto(base)
    page.locator(f"a[href*='{proposal.public_id}']").first.click()
    expect(page.get_by_text("One birth notification").first).to_be_visible()
    expect(page.get_by_role("heading", name="What linkage of lists found")).to_be_visible()
    expect(page.get_by_text("perhaps a twin")).to_be_visible()
    axe(page)
    look(page, "settling-proposal")
    page.get_by_role("link", name="Compare and decide").click()
    expect(page.get_by_role("heading", name="Read both as one")).to_be_visible()
    assert not Merge.objects.exists()
