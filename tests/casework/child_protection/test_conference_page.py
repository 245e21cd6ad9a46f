"""The conference's page offers each reader what they may do; what is decided is done; its chair finds it today."""

from datetime import timedelta

import pytest

from accounts.models import Draft
from casework.child_protection import services
from casework.child_protection.models import Conference
from core import clock
from core.history import SYSTEM_ACTOR, acting
from desk.presenters import my_work
from documents import services as files
from documents.models import Attachment
from outbox.models import Notice
from people import services as people
from people.models import AccessLog
from tests.access.samples import PNG
from tests.casework.arrange import case_of, child
from tests.casework.child_protection.arrange import HELD, asked, decision, scheduled
from tests.casework.pages import signed_in, strangers
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def read(personas: Personas, name: str, conference: Conference) -> str:
    return signed_in(getattr(personas, name)).get(f"/conferences/{conference.public_id}/").content.decode()


def test_who_only_reads_is_offered_neither_attendance_nor_agenda(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    page = read(personas, "team_manager", conference)
    assert "/conferences/invitations/" not in page and "/conferences/agenda/" not in page
    assert "To do" in page
    page = read(personas, "chair", conference)
    assert "/conferences/invitations/" in page and "/conferences/agenda/" in page


def test_decisions_do_the_items_they_write_down_and_no_other(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    done = set(conference.agenda.filter(is_done=True).values_list("title", flat=True))
    assert {"Category", "Dissent", "The parents' view"} <= done
    assert "Welcome and confidentiality" not in done
    page = read(personas, "chair", conference)
    assert "Nothing noted" in page and "To do" not in page


def test_brothers_and_sisters_are_named_on_their_own_limits(personas: Personas) -> None:
    both = [case_of(personas), case_of(personas, person=child(personas, "Ben"))]
    conference = scheduled(personas, asked(personas, both))
    page = read(personas, "chair", conference)
    for name in ("Ada Demochild", "Ben Demochild"):
        assert f"Initial child protection conference: {name}</span>" in page


def test_a_chair_finds_todays_conference_on_my_work(personas: Personas) -> None:
    conference = asked(personas)
    today = clock.now().replace(hour=10, minute=0)
    while clock.to_local(today).date().weekday() > 4:
        today += timedelta(days=1)
    services.schedule_conference(
        conference=conference,
        by=personas.business_support,
        chair=personas.chair,
        starts_at=today,
        place="Demo Hall",
    )
    (line,) = my_work.conferences(personas.chair)
    assert conference.reference in line.title and line.href == f"/conferences/{conference.public_id}/"
    assert "Conferences you chair" in signed_in(personas.chair).get("/").content.decode()
    assert "Conferences you chair" not in signed_in(personas.social_worker).get("/").content.decode()


def test_a_draft_of_a_section_leads_back_to_its_section(personas: Personas) -> None:
    case = case_of(personas)
    with acting(by=SYSTEM_ACTOR, reason="arranged"):
        row = Draft(
            user=personas.social_worker,
            form="section",
            subject=f"{case.public_id}-health",
            saved_at=clock.now(),
        )
    (line,) = my_work.drafts([row])
    assert line.href == f"/assessments/parts/{case.public_id}/section/HEALTH/"


@pytest.mark.parametrize("kind", ["case", "conference"])
def test_files_hang_on_a_case_and_a_conference_for_their_own_readers(personas: Personas, kind: str) -> None:
    conference = scheduled(personas, asked(personas))
    case = conference.children.get().case
    subject = {"case": case, "conference": conference}[kind].public_id
    row = files.attach(
        by=personas.social_worker,
        subject_kind=kind.upper(),
        subject_id=subject,
        filename="a.png",
        content=PNG,
    )
    page = f"/files/{kind}/{subject}/"
    before = AccessLog.objects.filter(person=case.person).count()
    shown = signed_in(personas.team_manager).get(page).content.decode()
    assert "a.png" in shown and AccessLog.objects.filter(person=case.person).count() == before + 1
    assert signed_in(personas.team_manager).get(f"/files/{row.public_id}/").status_code == 200
    for user in strangers(personas):
        assert signed_in(user).get(page).status_code == 404
        assert signed_in(user).get(f"/files/{row.public_id}/").status_code == 404
    people.restrict(person=case.person, by=personas.system, restriction="RESTRICTED", reason="staff family")
    assert not Attachment.objects.visible_to(personas.team_manager).exists()


def test_a_reader_is_not_offered_to_take_back_anothers_file(personas: Personas) -> None:
    case = case_of(personas)
    files.attach(
        by=personas.team_manager,
        subject_kind="CASE",
        subject_id=case.public_id,
        filename="a.png",
        content=PNG,
    )
    page = f"/files/case/{case.public_id}/"
    assert "Take back" in signed_in(personas.team_manager).get(page).content.decode()
    assert "Take back" not in signed_in(personas.social_worker).get(page).content.decode()


def test_whoever_gets_the_task_of_the_pack_can_open_the_request(personas: Personas) -> None:
    conference = asked(personas)
    for row in conference.children.get().case.person.involvements.filter(kind="ADMIN", ended_at__isnull=True):
        people.end_involvement(involvement=row, by=personas.system, reason="The unit has no team here")
    page = f"/conferences/{conference.public_id}/"
    supporter = signed_in(personas.business_support)
    assert supporter.get(page).status_code == 404
    worker = signed_in(personas.social_worker)
    assert "Give somebody the task of the pack" in worker.get(page).content.decode()
    said = {"supporter": str(personas.business_support.public_id)}
    for _ in range(2):
        assert worker.post(f"{page}supporter/", said).status_code == 302
    assert "Make the pack" in supporter.get(page).content.decode()
    assert Notice.objects.filter(to=personas.business_support, kind="CONFERENCE_PACK_ASKED").count() == 1
    assert worker.post(f"{page}supporter/", {"supporter": str(personas.chair.public_id)}).status_code == 200


def test_who_only_reads_a_plan_is_offered_no_scoring(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    plan = conference.children.get().plan
    assert plan is not None
    page = f"/plans/{plan.public_id}/"
    assert "/score/" in signed_in(personas.social_worker).get(page).content.decode()
    assert "/score/" not in signed_in(personas.business_support).get(page).content.decode()
