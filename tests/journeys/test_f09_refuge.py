"""F09 from each chair: where a mother and her child have fled to stands nowhere that anybody could look."""

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from pypdf import PdfReader

from accounts.models import Team, User
from casework.cases import services as cases
from casework.child_protection import services as conferences
from casework.plans import services as plans
from casework.plans.models import Plan
from core import clock
from deadlines.models import Clock
from documents.models import Paper
from outbox.models import Notice
from people import services as people
from people.models import AccessLog, Person
from tests.journeys.privacy import Everything, arranged, page_of, recorded, stored_on_the_device
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REFUGE, STREET, POSTCODE = "Kestrelholm House", "77 Quillfeather Lane", "M41 9ZZ"
SECRETS = (REFUGE, "Kestrelholm", STREET, "Quillfeather", POSTCODE, POSTCODE.replace(" ", ""))
PARTS = (
    "", "family/", "timeline/", "timeline/household/", "assessments/", "plan/", "documents/", "sharing/", "identity/",
    "access/", "address/", "confidential-address/", "confidential-address/add/", "details/", "contact/add/",
)  # fmt: skip


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    monkeypatch.setattr(clock, "_cached", None)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.fixture
def fled(walk: Walk) -> tuple[Person, Person]:
    """Given a child in a refuge with a plan and a conference ahead, and a father with a worker of his own."""
    walk.at(date(2026, 9, 3), 10)
    who = walk.personas
    with arranged():
        child = recorded(walk, "Cleo", "Demofled", who.social_worker, who.health_visitor, who.police, years=5)
        father = recorded(walk, "Piers", "Demofled", who.social_worker_other, years=33)
        people.relate(person=father, other=child, kind="PARENT", by=who.system, no_contact=True,
                      has_parental_responsibility=True)  # fmt: skip
        people.move_to(
            person=child, by=who.system, lines="1 Former Row", postcode="M33 7ZZ", starts_on=date(2024, 1, 1)
        )
        people.add_safe_address(
            person=child, by=who.social_worker, lines=f"{REFUGE}, {STREET}", postcode=POSTCODE, reason="Fled"
        )
        case = cases.open_case(
            person=child, by=who.system, kind="CP", team=Team.objects.get(name="Family Support North")
        )
        cases.allocate(case=case, worker=who.social_worker, by=who.team_manager)
        cases.write_note(
            case=case, by=who.social_worker, kind="TELEPHONE", happened_on=clock.today(), facts="She sleeps"
        )
        plan = plans.start_plan(case=case, kind="CIN", by=who.social_worker, purpose="Cleo is safe")
        need = plans.add_need(plan=plan, by=who.social_worker, domain="HOME", text="A home without fear")
        plans.add_outcome(
            need=need, by=who.social_worker, change_wanted="Sleeps", measure="Seen", by_on=date(2026, 12, 1)
        )
        conferences.convene_conference(cases=[case], kind="INITIAL", by=who.social_worker)
    return child, father


def everything_of(walk: Walk, user: User, child: Person) -> None:
    """Every part of the record, the lists, the search, as this worker may open them."""
    walk.become(user, "/")
    for part in PARTS:
        address = walk.base + page_of(child, part)
        if walk.page.request.get(address).status == 200:
            walk.page.goto(address)
    for address in (
        "/board/",
        "/caseload/",
        "/places/",
        "/front-door/",
        "/notices/",
        "/conferences/",
        "/concerns/",
    ):
        if walk.page.request.get(walk.base + address).status == 200:
            walk.page.goto(walk.base + address)


def found_by(walk: Walk, text: str) -> str:
    """What the box answers while one types, and when one sends."""
    walk.go("/people/")
    box = walk.page.locator("#q")
    if not box.count():
        return ""
    with walk.page.expect_response(lambda answer: "q=" in answer.url):
        box.fill(text)
    typed = str(walk.page.inner_text("#results"))
    box.press("Enter")
    walk.page.wait_for_load_state()
    return typed + str(walk.page.inner_text("#results"))


@pytest.mark.parametrize(
    "name",
    ["social_worker", "health_visitor", "police", "duty", "chair", "business_support", "data_protection"],
)
def test_it_is_on_no_page_list_or_search_of_anybody(
    walk: Walk, fled: tuple[Person, Person], name: str
) -> None:
    child, _ = fled
    heard = Everything(walk.page)
    everything_of(walk, getattr(walk.personas, name), child)
    heard.hears_nothing_of(*SECRETS)
    assert not [secret for secret in SECRETS if secret in stored_on_the_device(walk.page)]
    if name in ("social_worker", "duty", "business_support"):
        for text in (POSTCODE, STREET, REFUGE):
            assert "Cleo" not in found_by(walk, text), text


def test_the_fathers_worker_learns_neither_place_nor_school_nor_locality(
    walk: Walk, fled: tuple[Person, Person]
) -> None:
    child, father = fled
    heard = Everything(walk.page)
    everything_of(walk, walk.personas.social_worker_other, father)
    everything_of(walk, walk.personas.social_worker_other, child)
    heard.hears_nothing_of(*SECRETS, "1 Former Row")
    walk.go(page_of(child))
    walk.reads("Index card")
    assert "locality" not in walk.page.inner_text("main").lower()


def test_whoever_needs_it_reads_it_once_for_a_reason_and_the_log_says_so_without_it(
    walk: Walk, fled: tuple[Person, Person]
) -> None:
    child, _ = fled
    read = Everything(walk.page)
    walk.become(walk.personas.social_worker, page_of(child, "confidential-address/"))
    assert REFUGE not in walk.page.content()
    walk.answer(reason="I visit her there this afternoon")
    walk.press("Show the address")
    walk.reads(REFUGE, STREET)
    assert not any(secret in walk.page.url + walk.page.title() for secret in SECRETS)
    # And no copy of the page stays behind for whoever comes to the screen afterwards.
    assert not [secret for secret in SECRETS if secret in stored_on_the_device(walk.page)]
    assert all("no-store" in text for url, text in read.seen if "confidential-address" in url)
    heard = Everything(walk.page)
    walk.become(walk.personas.data_protection, "/access/log/?act=SAFE_ADDRESS")
    walk.reads("I visit her there this afternoon")
    heard.hears_nothing_of(*SECRETS, "Cleo")
    assert AccessLog.objects.filter(person=child, act="SAFE_ADDRESS").count() == 1


def test_no_paper_label_or_file_name_carries_it(walk: Walk, fled: tuple[Person, Person]) -> None:
    """The text, the metadata, the name of the file; a plan into which somebody typed it is stopped (safety u, w)."""
    plan = Plan.objects.get()
    walk.become(walk.personas.social_worker, f"/papers/support_plan/{plan.public_id}/")
    walk.press("Make the paper")
    walk.run_jobs()
    walk.run_jobs()
    paper = Paper.objects.get()
    answer = walk.page.request.get(f"{walk.base}/papers/{paper.public_id}/")
    assert answer.status == 200 and answer.body().startswith(b"%PDF")
    document = PdfReader(BytesIO(answer.body()))
    words = "\n".join(page.extract_text() for page in document.pages)
    assert "A home without fear" in words
    whole = f"{words} {document.metadata} {document.xmp_metadata} {answer.headers} {paper.title}"
    assert not [secret for secret in (*SECRETS, "1 Former Row") if secret.lower() in whole.lower()]
    # Given somebody typed it into the plan after all
    with arranged():
        need = plans.add_need(
            plan=plan, by=walk.personas.social_worker, domain="HOME", text=f"Stay at {STREET}"
        )
        plans.add_outcome(need=need, by=walk.personas.social_worker, change_wanted="Stays", measure="Seen",
                          by_on=date(2026, 12, 1))  # fmt: skip
    walk.become(walk.personas.social_worker, f"/papers/support_plan/{plan.public_id}/")
    walk.press("Make the paper")
    walk.run_jobs()
    walk.run_jobs()
    heard = Everything(walk.page)
    walk.page.reload()
    walk.reads("The paper was stopped", "needs")
    heard.hears_nothing_of(*SECRETS)
    assert Paper.objects.count() == 1


def test_no_mail_notice_clock_or_reference_carries_it(walk: Walk, fled: tuple[Person, Person]) -> None:
    child, _ = fled
    with arranged():
        people.break_glass(
            by=walk.personas.social_worker_other,
            person=child,
            reason_code="COVER",
            reason="Covering the North today",
        )
    walk.run_jobs()
    told = [
        *(f"{row.kind} {row.reference} {row.path}" for row in Notice.objects.all()),
        *(f"{row.reference} {row.path}" for row in Clock.objects.all()),
        *(message_from_bytes(sent.message().as_bytes()).as_string() for sent in mail.outbox),
    ]
    assert told and mail.outbox
    assert not [each for each in told for secret in (*SECRETS, "Cleo", "Demofled") if secret in each]


def test_no_export_or_answer_of_a_command_carries_it(
    walk: Walk, fled: tuple[Person, Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    child, _ = fled
    out = tmp_path / "people.csv"
    call_command(
        "people_export", "--as", "team_manager", "--purpose", "Copy for the conference", "--out", str(out)
    )
    written = out.read_text()
    assert "Cleo" in written
    capsys.readouterr()
    call_command("find", "Cleo Demofled", "--as", "social_worker", "--json")
    named = capsys.readouterr().out
    assert str(child.public_id) in named
    for text in (POSTCODE, STREET, REFUGE):
        call_command("find", text, "--as", "social_worker", "--json")
    assert str(child.public_id) not in capsys.readouterr().out, "found by a confidential place"
    assert not [secret for secret in (*SECRETS, "1 Former Row") if secret in written + named]
