"""Reports: in time or late; police-restricted and safe-address text stands apart."""

from datetime import date

import pytest

from casework.child_protection import selectors, services
from casework.child_protection.models import Conference, Invitation, PolicePart, ReportPart, SafeAddressPart
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from deadlines.models import Clock
from people.models import AccessLog
from tests.casework.arrange import at
from tests.casework.child_protection.arrange import asked, scheduled
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _police(personas: Personas) -> tuple[Conference, Invitation]:
    conference = scheduled(personas, asked(personas))
    return conference, Invitation.objects.get(user=personas.police)


PARTS = (
    services.MarkedParagraph("Called twice in May", "PROFESSIONALS"),
    services.MarkedParagraph("An informant says so", "POLICE_RESTRICTED"),
    services.MarkedParagraph("They live near the mill", "SAFE_ADDRESS"),
)


def test_a_report_is_due_two_working_days_before_and_known_as_late(personas: Personas) -> None:
    _conference, invitation = _police(personas)
    assert invitation.report_due_on == date(2026, 5, 27)
    assert {row.due_on for row in Clock.objects.filter(code="CPRPT-I")} == {date(2026, 5, 27)}
    report = services.send_report(
        invitation=invitation,
        by=personas.police,
        kind="POLICE",
        paragraphs=PARTS,
        received_at=at(date(2026, 5, 28)),
    )
    assert report.is_in_time is False
    other = Invitation.objects.get(user=personas.health_visitor)
    services.send_report(
        invitation=other,
        by=personas.health_visitor,
        kind="AGENCY",
        paragraphs=PARTS[:1],
        received_at=at(date(2026, 5, 27)),
    )
    assert Invitation.objects.get(pk=other.pk).report.is_in_time is True
    assert AccessLog.objects.filter(by=personas.police, act="FILE").exists()


def test_restricted_text_is_stored_apart_and_read_by_those_with_the_right_alone(personas: Personas) -> None:
    conference, invitation = _police(personas)
    report = services.send_report(invitation=invitation, by=personas.police, kind="POLICE", paragraphs=PARTS)
    assert ReportPart.objects.get().text == "Called twice in May"
    assert (PolicePart.objects.count(), SafeAddressPart.objects.count()) == (1, 1)
    assert not selectors.police_paragraphs(report, reader=personas.social_worker)
    assert not selectors.police_paragraphs(report, reader=personas.business_support)
    assert selectors.police_paragraphs(report, reader=personas.chair)
    assert selectors.police_paragraphs(report, reader=personas.team_manager)
    assert selectors.safe_address_paragraphs(report, reader=personas.social_worker)
    assert not selectors.safe_address_paragraphs(report, reader=personas.business_support)
    assert not PolicePart.objects.visible_to(personas.team_manager_other).exists()
    assert sorted(selectors.withheld_texts(conference.public_id)) == [
        "An informant says so", "They live near the mill",
    ]  # fmt: skip


def test_only_who_is_invited_or_compiles_sends_a_report_and_once(personas: Personas) -> None:
    _conference, invitation = _police(personas)
    for user in (personas.stranger, personas.social_worker_other, personas.health_visitor):
        with pytest.raises(NotFound):
            services.send_report(invitation=invitation, by=user, kind="POLICE", paragraphs=PARTS)
    first = services.send_report(
        invitation=invitation, by=personas.police, kind="POLICE", paragraphs=PARTS, key="r"
    )
    again = services.send_report(
        invitation=invitation, by=personas.police, kind="POLICE", paragraphs=PARTS, key="r"
    )
    assert first == again
    with pytest.raises(WrongState, match="already"):
        services.send_report(invitation=invitation, by=personas.police, kind="POLICE", paragraphs=PARTS)


def test_a_paragraph_not_for_somebody_says_for_whom(personas: Personas) -> None:
    _, invitation = _police(personas)
    with pytest.raises(DomainError, match="not for"):
        services.send_report(
            invitation=invitation, by=personas.police, kind="POLICE",
            paragraphs=[services.MarkedParagraph("Father was seen", "NOT_NAMED")],
        )  # fmt: skip


def test_only_the_chair_excludes_and_says_why(personas: Personas) -> None:
    conference, _ = _police(personas)
    row = services.invite(conference=conference, by=personas.social_worker, kind="FAMILY", name="Father")
    with pytest.raises(NotPermitted):
        services.record_attendance(
            invitation=row, by=personas.business_support, attendance="EXCLUDED", note="Threats"
        )
    with pytest.raises(DomainError, match="why"):
        services.record_attendance(invitation=row, by=personas.chair, attendance="EXCLUDED")
    services.record_attendance(
        invitation=row, by=personas.chair, attendance="EXCLUDED", note="Threatened staff"
    )


def test_another_day_moves_the_reports(personas: Personas) -> None:
    conference, _ = _police(personas)
    services.schedule_conference(
        conference=conference,
        by=personas.business_support,
        chair=personas.chair,
        starts_at=at(date(2026, 6, 2)),
    )
    assert {row.due_on for row in Clock.objects.running().filter(code="CPRPT-I")} == {date(2026, 5, 29)}
