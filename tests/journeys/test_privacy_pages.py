"""The data-protection officer's day in a browser: restrict, name, link, look at odd readings, release a print."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from core import clock
from governance.access_audit.models import FamilyPrint, OddAccess
from governance.access_audit.services import look_through
from people import services as people
from people.models import AccessLog, Person
from people.services import warn_staff
from tests.journeys.privacy import arranged, cannot_open, page_of, recorded
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TUESDAY = date(2026, 6, 2)
BORN = date(2016, 2, 3)


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.fixture
def child(walk: Walk) -> Person:
    walk.at(TUESDAY, 10)
    with arranged():
        return recorded(
            walk, "Ada", "Demoquiet", walk.personas.social_worker, born_on=BORN, nhs_number="9434765919"
        )


def test_a_record_is_restricted_by_its_number_and_opened_to_those_named(walk: Walk, child: Person) -> None:
    walk.become(walk.personas.data_protection, "/access/restricted/")
    walk.answer(reference="943 476 5919", born_on=BORN)
    walk.send()
    walk.reads("None", "no worker can open it")
    walk.answer(
        restriction="RESTRICTED", reason="A colleague's daughter", review_on=TUESDAY + timedelta(days=90)
    )
    walk.look("privacy-restricted-one")
    walk.send()
    walk.follow("Name a worker")
    walk.answer(username="social_worker_other", reason="Another locality, knows nobody")
    walk.send()
    walk.reads("Demo Social Worker Other", "A colleague's daughter")
    assert "Ada" not in walk.page.content()
    walk.go("/access/restricted/")
    walk.reads("Restricted to named people")
    walk.look("privacy-restricted")
    walk.become(walk.personas.social_worker)
    cannot_open(walk, [page_of(child)])
    walk.become(walk.personas.social_worker_other, page_of(child, "access/"))
    walk.reads("On the named list")


def test_a_worker_is_linked_to_their_own_people_and_let_go_again(walk: Walk, child: Person) -> None:
    walk.become(walk.personas.data_protection, "/access/staff-links/")
    walk.answer(
        username="social_worker", reference="9434765919", born_on=BORN, kind="FAMILY", note="Told by herself"
    )
    walk.send()
    walk.reads("Demo Social Worker", "Declared family", "Told by herself")
    walk.look("privacy-staff-links")
    walk.become(walk.personas.social_worker)
    cannot_open(walk, [page_of(child)])
    walk.become(walk.personas.data_protection, "/access/staff-links/")
    walk.page.locator("main .app-line a").first.click()
    walk.answer(reason="Was a mistake of names")
    walk.send()
    walk.become(walk.personas.social_worker, page_of(child))
    walk.reads("Lead professional")


def test_an_odd_reading_of_yesterday_is_looked_at(walk: Walk, child: Person) -> None:
    walk.become(walk.personas.duty, page_of(child))
    walk.reads("Index card")
    with arranged():
        AccessLog.objects.create(
            person=child, by=walk.personas.social_worker_other, at=clock.at_local(TUESDAY, 12), act="OPEN",
            purpose="Person page",
        )  # fmt: skip
        walk.at(TUESDAY + timedelta(days=1), 8)
        look_through(day=TUESDAY)
    walk.become(walk.personas.data_protection, "/access/odd/")
    walk.reads("Demo Social Worker Other", "without work to do with them")
    walk.look("privacy-odd")
    walk.follow("Demo Social Worker Other")
    walk.answer(finding="SPOKEN_TO", note="A wrong line of the list was clicked")
    walk.look("privacy-odd-one")
    walk.send()
    walk.reads("Spoken to; nothing more")
    assert (
        OddAccess.objects.get(user=walk.personas.social_worker_other).reviewed_by
        == walk.personas.data_protection
    )


def test_a_family_learns_who_looked_by_profession_and_agency(walk: Walk, child: Person) -> None:
    with arranged():
        for user in (walk.personas.health_visitor, walk.personas.camhs_nurse, walk.personas.police):
            AccessLog.objects.create(person=child, by=user, at=clock.now(), act="OPEN", purpose="Person page")
    walk.become(walk.personas.social_worker, page_of(child, "access/print/"))
    walk.answer(for_whom="The mother")
    walk.send()
    walk.reads("has been asked")
    row = FamilyPrint.objects.get()
    walk.become(walk.personas.data_protection, f"/access/prints/{row.public_id}/")
    walk.reads("Stays out: a sensitive service", "Only if you say so")
    walk.answer(police_may_be_told="NO")
    walk.look("privacy-release")
    walk.send()
    walk.become(walk.personas.social_worker, f"/access/prints/{row.public_id}/")
    walk.reads("Demo NHS Trust", "Demo Council")
    walk.look("privacy-print")
    text = walk.page.inner_text("main")
    assert (
        "CAMHS" not in text
        and "Police" not in text
        and "Health Visitor" not in text.replace("Health visitor", "")
    )


def test_consent_is_written_down_withdrawn_and_a_warning_ended(walk: Walk, child: Person) -> None:
    with arranged():
        warn_staff(
            person=child,
            by=walk.personas.system,
            what="A dog runs loose",
            review_on=TUESDAY + timedelta(days=9),
        )
        people.involve(
            person=child, kind="CO_WORKER", user=walk.personas.health_visitor, by=walk.personas.system
        )
    walk.become(walk.personas.social_worker, page_of(child, "sharing/"))
    walk.follow("Write down a yes or a no")
    walk.reads("not the ground on which the record is kept", "forced marriage")
    walk.answer(answer="AGREED", given_by="The mother", scope="Early help with school", said_on=TUESDAY)
    walk.send()
    walk.reads("Early help with school", "Agreed")
    walk.follow("Withdrawn?")
    walk.answer(words="No more visits, please")
    walk.send()
    walk.reads("Withdrawn", "No more visits, please")
    walk.follow("Write down a decision to share")
    walk.answer(choice="DO_NOT_SHARE", what="Where she lives", to_whom="Her father", basis="DETRIMENT",
                reason="He has threatened to find her")  # fmt: skip
    walk.look("privacy-sharing-add")
    walk.send()
    walk.reads("Where she lives: Her father", "Not shared")
    walk.look("privacy-sharing")
    walk.follow("Look at it again")
    walk.answer(still_holds="NO", reason="The dog has died")
    walk.send()
    assert "A dog runs loose" not in walk.page.inner_text("main")
    walk.go(page_of(child))
    assert "A dog runs loose" not in walk.page.content()
