"""The measures on screen: what their reader may see, counted and listed by the same rows; totals alone on paper."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from governance.measures import selectors
from governance.reports import services
from governance.reports.models import MonthlyPrint, MonthlyReport
from referrals.contacts.models import Contact
from tests.governance.measures.test_figures import As, reported
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


def test_each_manager_counts_and_lists_what_they_may_see(personas: Personas, as_user: As, log: Log) -> None:
    log(
        received_at=clock.now() - timedelta(days=2), for_another=True, by=personas.business_support,
        referrer_name="A neighbour (demo)", referrer_source="1B", referrer_phone="01632 960 001",
    )  # fmt: skip
    restricted = log()
    Contact.objects.filter(pk=restricted.pk).update(is_restricted=True, restriction_kind="PERSON")
    own = log(by=personas.front_door_manager)
    span = selectors.year_to(selectors.month_of(clock.today()))
    query = f"?month={span.until - timedelta(days=1):%Y-%m}&months=12"

    def seen(user: object) -> tuple[int, int | None]:
        found = {row.definition.code: row.whole for row in selectors.counted(user, span)}  # type: ignore[arg-type]
        return found["K1"].numerator, found["K1"].denominator

    assert seen(personas.front_door_manager) == (1, 2)
    assert seen(personas.team_manager) == (0, 0)
    client = as_user(personas.front_door_manager)
    page = client.get(reverse("front_door_measures") + query).content.decode()
    assert "50% (1 of 2)" in page and "1 not" in page
    address = reverse("front_door_measure_list") + query
    listed = client.get(address).content.decode()
    assert restricted.reference not in listed
    # One's own concern leads to what its referrer may see, whatever became of it.
    assert reverse("contact_status", args=[own.public_id]) in listed
    assert own.reference not in client.get(address + "&met=no").content.decode()
    assert restricted.reference not in as_user(personas.team_manager).get(address).content.decode()
    assert as_user(personas.director).get(address).status_code == 403
    assert client.get(reverse("front_door_measure_list") + "?measure=K9").status_code == 404


def test_the_paper_has_every_number_for_some_and_no_small_one_for_the_others(
    personas: Personas, as_user: As, log: Log
) -> None:
    for _ in range(3):
        log()
    report = reported(personas, clock.today())
    services.print_report(report_id=report.pk)
    services.print_report(report_id=report.pk)
    assert MonthlyPrint.objects.filter(report=report).count() == 2
    address = reverse("monthly_report_print", args=[report.public_id])
    whole, few = (_printed(as_user(user), address) for user in (personas.director, personas.commissioner))
    assert whole != few
    for printed, hides in ((whole, False), (few, True)):
        with pikepdf.open(io.BytesIO(printed)) as document:
            assert document.Root.MarkInfo.Marked and document.Root.Lang
            assert "Monthly report" in str(document.docinfo["/Title"])
        paper = services.compose(report, services.every_figure(report), hide_few=hides)
        shown = {row.counted for section in paper.sections for row in section.rows if row.code == "K1"}
        assert shown == ({"fewer than 6"} if hides else {"3 of 3"})
    assert _printed(as_user(personas.auditor), address) == few
    assert as_user(personas.social_worker).get(address).status_code == 404


def _printed(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf" and "attachment" in answer["Content-Disposition"]
    return bytes(answer.content)


def test_a_report_that_is_not_counted_yet_is_not_printed(personas: Personas) -> None:
    asked = services.request_report(by=personas.director, month=clock.today(), key="a")
    services.print_report(report_id=MonthlyReport.objects.get(public_id=asked).pk)
    assert not MonthlyPrint.objects.exists()
