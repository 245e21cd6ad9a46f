"""The monthly report: asked for once, made in the background, totals only."""

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.errors import DomainError, NotPermitted
from governance.measures.selectors import first_of
from governance.reports import services
from governance.reports.models import MonthlyFigure, MonthlyReport
from governance.reports.papers import rows
from outbox.services import run_next
from people import services as people
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture(autouse=True)
def not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is asked elsewhere; setting it takes longer than all that is asked here."""
    blank = io.BytesIO()
    pikepdf.new().save(blank)
    monkeypatch.setattr(services, "pdf", lambda html: blank.getvalue())


def make_all() -> None:
    for _ in range(30):
        if not run_next():
            return


def test_asking_twice_makes_one_and_the_work_survives_being_run_again(personas: Personas) -> None:
    month = clock.today()
    first = services.request_report(by=personas.team_manager, month=month, key="a")
    assert services.request_report(by=personas.team_manager, month=month, key="a") == first
    assert services.request_report(by=personas.director, month=month, key="b") == first
    report = MonthlyReport.objects.get(public_id=first)
    services.make_report(report_id=report.pk, start=0)
    services.make_report(report_id=report.pk, start=0)
    definitions = services.definitions(first_of(month))
    counted = set(MonthlyFigure.objects.filter(report=report).values_list("code", flat=True))
    assert counted == {row.code for row in definitions[: services.A_STEP]}
    make_all()
    report.refresh_from_db()
    assert report.made_at is not None
    counted = set(MonthlyFigure.objects.filter(report=report).values_list("code", flat=True))
    # Nobody referred: the measure that is all parts has none.
    assert counted == {row.code for row in definitions} - {"K7"}


def test_a_later_request_makes_a_new_edition_and_the_old_stays(personas: Personas) -> None:
    for key in ("a", "b"):
        services.request_report(by=personas.team_manager, month=clock.today(), key=key)
        make_all()
    assert list(MonthlyReport.objects.values_list("edition", flat=True).order_by("edition")) == [1, 2]


def test_a_month_to_come_and_a_role_without_the_right_are_refused(personas: Personas) -> None:
    with pytest.raises(DomainError, match="begun"):
        services.request_report(by=personas.director, month=clock.today() + timedelta(days=40), key="a")
    with pytest.raises(NotPermitted):
        services.request_report(by=personas.social_worker, month=clock.today(), key="a")


def test_break_glass_counts_as_reviewed_only_within_a_day(personas: Personas) -> None:
    person = people.create_person(by=personas.system, forename="Ada", surname="Demochild")
    reason = "Covering for the North team this afternoon"
    for user in (personas.social_worker_other, personas.social_worker):
        grant = people.break_glass(by=user, person=person, reason_code="COVER", reason=reason)
    people.review_grant(grant=grant, by=personas.data_protection)
    services.request_report(by=personas.director, month=clock.today(), key="a")
    make_all()
    figure = MonthlyFigure.objects.get(code="K50")
    assert (figure.numerator, figure.denominator) == (1, 2)


def test_the_page_shows_progress_then_figures_and_suppresses_for_totals_alone(
    personas: Personas, as_user: As
) -> None:
    client = as_user(personas.director)
    answer = client.post(reverse("governance"), {"month": first_of(clock.today()).isoformat()})
    assert answer.status_code == 302
    assert b"0 of" in client.get(answer.url).content
    make_all()
    page = client.get(answer.url).content.decode()
    assert "Checks answered in time" in page
    assert "Numbers from one to five" not in page
    assert "Numbers from one to five" in as_user(personas.commissioner).get(answer.url).content.decode()
    assert as_user(personas.social_worker).get(answer.url).status_code == 404
    assert as_user(personas.social_worker).get(reverse("governance")).status_code == 403
    assert (
        as_user(personas.commissioner).post(reverse("governance"), {"month": "2026-01-01"}).status_code == 403
    )


@pytest.mark.parametrize(
    ("top", "bottom", "shown"),
    [(3, 100, "fewer"), (97, 100, "fewer"), (41, 101, "40 of 100"), (0, 0, "0 of 0")],
)
def test_small_numbers_and_their_complements_are_hidden(top: int, bottom: int, shown: str) -> None:
    figure = MonthlyFigure(code="K9", label="x", numerator=top, denominator=bottom, target=90, position=1)
    assert shown in rows([figure], hide_few=True)[0].counted


def test_last_month_is_asked_for_once_by_itself(personas: Personas) -> None:
    assert services.request_last_month()
    assert services.request_last_month() == ""
