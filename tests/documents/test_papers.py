"""A paper is asked for once, made in the background, kept for good, read by whoever may open the record."""

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from core.errors import NotFound, NotPermitted
from documents import selectors, services
from documents.enums import RequestStatus
from documents.models import Paper, PaperPerson, PaperRequest
from outbox.models import Notice
from outbox.services import sweep
from people.enums import InvolvementKind
from people.models import AccessLog, Person
from people.services import add_safe_address, create_person, end_involvement, involve
from tests.documents.conftest import MARKING, Content
from tests.documents.samples import Row
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _make(child: Person, by: object, kind: str = "SUPPORT_PLAN", key: str = "") -> PaperRequest:
    row = services.request_paper(kind=kind, subject_id=child.public_id, by=by, idempotency_key=key)  # type: ignore[arg-type]
    sweep()
    row.refresh_from_db()
    return row


def _words(paper: Paper) -> str:
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=bytes(paper.pdf),
        capture_output=True,
        check=True,
        timeout=30,
    )
    return found.stdout.decode()


def test_a_support_plan_is_made_and_says_everything(
    personas: Personas, child: Person, kinds: Content
) -> None:
    row = _make(child, personas.social_worker)
    assert row.status == RequestStatus.READY
    assert row.paper is not None
    words = " ".join(_words(row.paper).split())
    for said in (
        "Early help plan: Ada Demochild",
        "Demo Nurse",
        "01632 960 001",
        "Ada is at school every day",
        "Breakfast club",
        "Mon 1 June 2026",
        "I want to see my friends.",
        "You may have a copy of this plan",
        "Page 1 of",
    ):
        assert said in words, said
    assert list(row.changes.order_by("pk").values_list("to_status", flat=True)) == ["MAKING", "READY"]
    assert Notice.objects.filter(to=personas.social_worker, kind="documents.paper_ready").count() == 1


def test_the_same_form_sent_twice_asks_once(personas: Personas, child: Person, kinds: Content) -> None:
    first = _make(child, personas.social_worker, key="one")
    assert (
        services.request_paper(
            kind="SUPPORT_PLAN", subject_id=child.public_id, by=personas.social_worker, idempotency_key="one"
        )
        == first
    )
    sweep()
    services.make_paper(request_id=first.pk)
    assert Paper.objects.count() == 1


def test_safety_u_the_pack_is_the_chairs_copy_on_every_page(
    personas: Personas, child: Person, kinds: Content
) -> None:
    row = _make(child, personas.business_support, "CONFERENCE_PACK")
    assert row.status == RequestStatus.READY, row.failure
    assert row.paper is not None
    pages = _words(row.paper).split("\f")[: row.paper.pages]
    assert len(pages) == row.paper.pages >= 5
    for number, page in enumerate(pages, start=1):
        assert MARKING in page, number
    words = " ".join(" ".join(pages).split())
    for heading in (
        "1. Index",
        "2. Agenda",
        "3. Family composition",
        "4. Chronology",
        "5. Social-work report",
        "6. Agency reports",
        "7. Outline plan",
        "8. Attendance",
        "9. Decision page",
        "Decision for Ben Demochild",
    ):
        assert heading in words, heading


def test_safety_u_only_chair_and_business_support_read_the_pack(
    personas: Personas, child: Person, kinds: Content
) -> None:
    paper = _make(child, personas.chair, "CONFERENCE_PACK").paper
    assert paper is not None
    readers = {name for name, user in personas.everyone() if Paper.objects.visible_to(user).exists()}
    assert readers == {"chair", "business_support"}
    with pytest.raises(NotFound):
        services.read_paper(by=personas.social_worker, public_id=paper.public_id)
    with pytest.raises(NotPermitted):
        services.request_paper(kind="CONFERENCE_PACK", subject_id=child.public_id, by=personas.social_worker)


@pytest.mark.parametrize(
    "leak", ["Staying at 14 Hidden Lane now", "they said M33-9zy", "14 hidden lane,  Sale"]
)
def test_safety_u_a_safe_address_stops_the_paper_and_safety_w_says_where_not_what(
    personas: Personas, child: Person, kinds: Content, leak: str
) -> None:
    add_safe_address(
        person=child, by=personas.system, lines="14 Hidden Lane, Sale", postcode="M33 9ZY", reason="refuge"
    )
    sections = (Row(heading="Home", paragraphs=("Nothing here.", leak)),)
    kinds.pack = replace(kinds.pack, social_work_report=sections)
    row = _make(child, personas.chair, "CONFERENCE_PACK")
    assert (row.status, row.paper) == (RequestStatus.FAILED, None)
    assert "social work report 1, paragraphs 2" in row.failure
    assert "hidden" not in row.failure.lower()
    assert not Paper.objects.exists()


def test_safety_u_a_police_restricted_text_stops_the_pack(
    personas: Personas, child: Person, kinds: Content
) -> None:
    kinds.withheld = ("An informant saw the car on Friday",)
    kinds.pack = replace(kinds.pack, notes=("Heard: an informant saw the car, on Friday.",))
    row = _make(child, personas.chair, "CONFERENCE_PACK")
    assert row.status == RequestStatus.FAILED
    assert "informant" not in row.failure


def test_safety_v_a_paper_with_two_people_opens_to_nobody_who_may_open_only_one(
    personas: Personas, child: Person, kinds: Content
) -> None:
    paper = _make(child, personas.social_worker).paper
    assert paper is not None
    half_sister = create_person(by=personas.system, forename="Bea", surname="Otherdemo")
    PaperPerson.objects.create(paper=paper, person=half_sister)
    assert not Paper.objects.visible_to(personas.social_worker).exists()
    involve(
        person=half_sister, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    assert Paper.objects.visible_to(personas.social_worker).exists()


def test_reading_a_paper_is_logged_and_a_stranger_finds_none(
    personas: Personas, child: Person, kinds: Content, client: Client
) -> None:
    paper = _make(child, personas.social_worker).paper
    assert paper is not None
    client.force_login(personas.social_worker)
    answer = client.get(f"/papers/{paper.public_id}/")
    assert answer["Content-Disposition"].startswith('attachment; filename="paper-')
    assert "demo" not in answer["Content-Disposition"].lower()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == bytes(paper.pdf)
    log = AccessLog.objects.get(person=child, by=personas.social_worker, act="PAPER")
    assert "Demochild" not in log.purpose
    client.force_login(personas.social_worker_other)
    nothing = client.get("/papers/00000000-0000-4000-8000-000000000000/")
    hidden = client.get(f"/papers/{paper.public_id}/")
    assert (hidden.status_code, hidden.content) == (404, nothing.content)


def test_rights_lost_between_asking_and_making_stop_the_paper(
    personas: Personas, child: Person, kinds: Content
) -> None:
    row = services.request_paper(kind="CONFERENCE_PACK", subject_id=child.public_id, by=personas.chair)
    end_involvement(
        involvement=child.involvements.get(user=personas.chair), by=personas.system, reason="other chair"
    )
    sweep()
    row.refresh_from_db()
    assert (row.status, row.failure) == (RequestStatus.FAILED, "You may no longer make this paper.")
    assert Notice.objects.filter(to=personas.chair, kind="documents.paper_failed").count() == 1


def test_a_kept_paper_cannot_be_changed_or_deleted(personas: Personas, child: Person, kinds: Content) -> None:
    paper = _make(child, personas.social_worker).paper
    assert paper is not None
    for act in (
        lambda: Paper.objects.filter(pk=paper.pk).update(title="other"),
        lambda: Paper.objects.filter(pk=paper.pk)._raw_delete("default"),
        lambda: PaperPerson.objects.filter(paper=paper)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert len(paper.pdf_sha256) == len(paper.context_sha256) == len(paper.template_version) == 64


def test_progress_is_shown_with_and_without_scripts(
    personas: Personas, child: Person, kinds: Content, client: Client
) -> None:
    client.force_login(personas.social_worker)
    address = f"/papers/support_plan/{child.public_id}/"
    assert "Make the paper" in client.get(address).content.decode()
    answer = client.post(address, {"idempotency_key": "5b0c3f0e-6d4a-4b63-a0f4-0e0d4b1f6b11"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Waiting for its turn" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Look again" in page
    sweep()
    ready = client.get(f"{answer['Location']}progress/").content.decode()
    assert "Download the paper" in ready
    assert "hx-get" not in ready
    client.force_login(personas.chair)
    assert client.get(answer["Location"]).status_code == 404


def test_papers_of_a_plan_are_listed_without_their_content(
    personas: Personas, child: Person, kinds: Content, django_assert_num_queries: object
) -> None:
    _make(child, personas.social_worker)
    rows = list(selectors.papers_of(subject_id=child.public_id, reader=personas.social_worker))
    assert len(rows) == 1
    assert "pdf" in rows[0].get_deferred_fields()
    assert list(selectors.papers_about(person_id=child.public_id, reader=personas.social_worker)) == rows
    assert not selectors.papers_of(subject_id=child.public_id, reader=personas.stranger).exists()


def test_both_papers_are_tagged_with_headed_tables(personas: Personas, child: Person, kinds: Content) -> None:
    """PDF/UA-1 by structure; not validated by a third party."""
    for kind, by in (("SUPPORT_PLAN", personas.social_worker), ("CONFERENCE_PACK", personas.chair)):
        paper = _make(child, by, kind).paper
        assert paper is not None
        with pikepdf.open(io.BytesIO(bytes(paper.pdf))) as document:
            root = document.Root
            assert bool(root.MarkInfo.Marked)
            assert str(root.Lang) == "en-GB"
            assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
            elements = [
                item
                for item in document.objects
                if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
            ]
            kinds_found = [str(item.S) for item in elements]
            assert kinds_found.count("/H1") == 1
            assert "/Document" in kinds_found or "/StructTreeRoot" in root
            heads = [item for item in elements if str(item.S) == "/TH"]
            assert heads
            assert all("/A" in item for item in heads), "every header says what it heads"
            assert document.docinfo.Title
