"""The bell's list shows each person their own notices and nobody else's."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from outbox import selectors, services
from outbox.models import Job, Notice
from outbox.wording import word, words_for
from tests.outbox.people import colleague, on_leave
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def tell(to: object, key: str = "k1", reference: str = "C-2026-0001") -> Notice:
    return services.tell(
        to=to, kind="deadlines.overdue", reference=reference, path="/notices/?show=unread", key=key
    )[-1]  # type: ignore[arg-type]


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_my_notices_are_listed_newest_first_with_their_words() -> None:
    ashworth = colleague("ashworth")
    tell(ashworth), tell(ashworth, "k2", "C-2026-0002")
    page = signed_in(ashworth).get("/notices/").content.decode()
    assert page.index("C-2026-0002") < page.index("C-2026-0001")
    assert "A clock is past its limit" in page
    assert "C-2026-0001" not in signed_in(colleague("passerby")).get("/notices/").content.decode()


def test_opening_a_notice_marks_it_read_and_leads_to_its_page() -> None:
    ashworth = colleague("ashworth")
    notice = tell(ashworth)
    assert selectors.unread_count(ashworth) == 1
    answer = signed_in(ashworth).post(f"/notices/{notice.public_id}/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/notices/?show=unread")
    assert selectors.unread_count(ashworth) == 0
    assert "C-2026-0001" not in signed_in(ashworth).get("/notices/?show=unread").content.decode()


def test_somebody_elses_notice_is_as_if_it_did_not_exist() -> None:
    notice, stranger = tell(colleague("ashworth")), signed_in(colleague("passerby"))
    hidden = stranger.post(f"/notices/{notice.public_id}/read/")
    absent = stranger.post(f"/notices/{uuid4()}/read/")
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_reading_all_leaves_others_alone() -> None:
    ashworth, other = colleague("ashworth"), colleague("other")
    tell(ashworth), tell(ashworth, "k2"), tell(other)
    signed_in(ashworth).post("/notices/read-all/")
    assert (selectors.unread_count(ashworth), selectors.unread_count(other)) == (0, 1)


def test_a_cover_sees_whom_a_notice_was_meant_for() -> None:
    away, cover = colleague("away"), colleague("cover")
    on_leave(away, cover=cover)
    tell(away)
    assert "meant for Demo Away" in signed_in(cover).get("/notices/").content.decode()


def test_the_list_costs_the_same_for_one_notice_and_for_twenty() -> None:
    ashworth = colleague("ashworth")
    client = signed_in(ashworth)
    tell(ashworth)
    client.get("/notices/")
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/")
    for number in range(20):
        tell(ashworth, f"n{number}")
    with CaptureQueriesContext(connection) as twenty:
        client.get("/notices/")
    assert len(one) == len(twenty)


def test_failed_jobs_are_for_the_system_administrator_alone(personas: Personas) -> None:
    now = clock.now()
    job = Job.objects.create(
        kind="test.k", key="a", run_at=now, queued_at=now, given_up_at=now, attempts=8, last_error_id="abc"
    )

    ordinary = signed_in(personas.team_manager)
    assert ordinary.get("/system/jobs/").status_code == 403
    assert ordinary.post(f"/system/jobs/{job.public_id}/try-again/").status_code == 403
    job.refresh_from_db()
    assert job.given_up_at == now
    administrator = signed_in(personas.administrator)
    assert "error abc" in administrator.get("/system/jobs/").content.decode()
    administrator.post(f"/system/jobs/{job.public_id}/try-again/")
    job.refresh_from_db()
    assert (job.given_up_at, job.attempts) == (None, 0)


def test_kinds_are_worded_for_people() -> None:
    word("x.y_z", "Your assessment came back")
    assert words_for("x.y_z") == "Your assessment came back"
    assert words_for("x.some_other") == "X: some other"
