"""Early help: with consent, led by any profession, reviewed, ended when consent is withdrawn."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assessments.early_help import services
from assessments.early_help.services import Member
from assessments.models import EarlyHelpAssessment
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion, WrongState
from deadlines.models import Clock
from outbox.models import Notice
from people import services as people
from people.enums import InvolvementKind, Level
from people.models import Involvement, Person
from people.selectors import level
from tests.assessments.people import child, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(personas: Personas) -> Person:
    person = child(personas)
    nurse = personas.lead_professional
    people.involve(person=person, kind=InvolvementKind.UNIVERSAL, user=nurse, by=personas.system)
    return person


def begun(personas: Personas, person: Person, **more: Any) -> EarlyHelpAssessment:
    said: dict[str, Any] = {
        "by": personas.lead_professional,
        "consent_at": clock.now(),
        "consent_given_by": "Her mother",
        "consent_scope": ["SHARE", "ASSESS"],
    }
    return services.start_early_help(person=person, **(said | more))


def completed(personas: Personas, row: EarlyHelpAssessment) -> EarlyHelpAssessment:
    nurse = personas.lead_professional
    services.save_early_help(
        early_help=row, by=nurse, child_voice="I want friends", conclusions="Weight and mood", sdq_total=19,
        height_cm=140, weight_kg=52, bmi_centile=99, attendance_percent=82,
    )  # fmt: skip
    return services.complete_early_help(
        early_help=row, by=nurse, lead=nurse, review_on=clock.today() + timedelta(weeks=5)
    )


def test_twenty_working_days_from_consent(personas: Personas, ada: Person) -> None:
    # domain.md F11: consent Fri 15 May 2026; the bank holiday of 25 May is no working day.
    row = begun(personas, ada, consent_at=datetime(2026, 5, 15, 11, tzinfo=clock.LOCAL))
    assert Clock.objects.of_subject(row).get(code="EHA").due_on == date(2026, 6, 15)


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent_scope": ["SHARE"]},
        {"consent_scope": []},
        {"consent_given_by": " "},
        {"consent_at": datetime(2099, 1, 1, tzinfo=clock.LOCAL)},
    ],
)
def test_without_consent_it_does_not_begin(personas: Personas, ada: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        begun(personas, ada, **wrong)


def test_who_may_begin_and_who_reads(personas: Personas, ada: Person) -> None:
    for name in ("referrer", "police", "chair", "commissioner"):
        with pytest.raises(NotPermitted):
            begun(personas, ada, by=getattr(personas, name))
    # A permission alone is no way into a record.
    with pytest.raises(NotFound):
        begun(personas, ada, by=personas.health_visitor)
    row = begun(personas, ada)
    assert list(EarlyHelpAssessment.objects.visible_to(personas.lead_professional)) == [row]
    assert not EarlyHelpAssessment.objects.visible_to(personas.health_visitor).exists()
    with pytest.raises(WrongState, match="open already"):
        begun(personas, ada)


def test_a_nurse_leads_and_reviews(personas: Personas, ada: Person) -> None:
    row = begun(personas, ada)
    with pytest.raises(WrongState, match="own words"):
        services.complete_early_help(
            early_help=row,
            by=personas.lead_professional,
            lead=personas.lead_professional,
            review_on=clock.today() + timedelta(days=3),
        )
    completed(personas, row)
    assert row.bmi == 26.5
    assert Involvement.objects.get(person=ada, kind="LEAD").user == personas.lead_professional
    first = Clock.objects.of_subject(row).get(code="EHA-REV1")
    assert first.due_on == clock.today() + timedelta(weeks=6)
    services.review_early_help(
        early_help=row, by=personas.lead_professional, held_on=clock.today(), note="Walks to school"
    )
    assert [item.code for item in Clock.objects.of_subject(row).running()] == ["EHA-REV"]


def test_a_plan_takes_the_reviews_over(personas: Personas, ada: Person) -> None:
    row = completed(personas, begun(personas, ada))
    services.reviews_pass_to_plan(person=ada, by=personas.lead_professional)
    assert not Clock.objects.of_subject(row).running().exists()
    services.review_early_help(
        early_help=row, by=personas.lead_professional, held_on=clock.today(), note="Better"
    )
    assert not Clock.objects.of_subject(row).running().exists()


def test_withdrawn_consent_ends_it_and_tells_the_front_door(personas: Personas, ada: Person) -> None:
    row = completed(personas, begun(personas, ada))
    with pytest.raises(WrongState):
        services.withdraw_consent(early_help=row, by=personas.lead_professional, reason="")
    services.withdraw_consent(early_help=row, by=personas.lead_professional, reason="Mother changed her mind")
    row.refresh_from_db()
    assert row.status == "WITHDRAWN"
    assert not Clock.objects.of_subject(row).running().exists()
    told = Notice.objects.filter(kind="assessments.early_help_withdrawn")
    assert [notice.to for notice in told] == [personas.front_door_manager]
    begun(personas, ada)


def test_whoever_joins_the_team_may_open_the_record_where_the_family_agreed(
    personas: Personas, ada: Person
) -> None:
    row = begun(personas, ada)
    assert level(personas.health_visitor, ada) == Level.NONE
    services.add_member(
        early_help=row, by=personas.lead_professional, member=Member(user=personas.health_visitor)
    )
    assert level(personas.health_visitor, ada) == Level.RECORD
    ben = child(personas, "Ben")
    people.involve(
        person=ben, kind=InvolvementKind.UNIVERSAL, user=personas.lead_professional, by=personas.system
    )
    other = begun(personas, ben, consent_scope=["ASSESS"])
    with pytest.raises(DomainError, match="not agreed"):
        services.add_member(
            early_help=other, by=personas.lead_professional, member=Member(user=personas.health_visitor)
        )


def test_two_people_in_one_section_lose_nothing(personas: Personas, ada: Person) -> None:
    row = begun(personas, ada)
    nurse = personas.lead_professional
    services.save_side(early_help=row, side="CHILD", by=nurse, strengths="Kind", needs="", version=0)
    with pytest.raises(StaleVersion):
        services.save_side(early_help=row, side="CHILD", by=nurse, strengths="x", needs="", version=0)
    version = row.version
    services.save_early_help(early_help=row, by=nurse, version=version, better="A calm evening")
    with pytest.raises(StaleVersion):
        services.save_early_help(early_help=row, by=nurse, version=version, better="x")
    for wrong in ({"sdq_total": 41}, {"attendance_percent": 101}):
        with pytest.raises(DomainError):
            services.save_early_help(early_help=row, by=nurse, **wrong)


def test_early_help_and_a_single_assessment_are_apart(personas: Personas, ada: Person) -> None:
    begun(personas, ada)
    found = started(personas, ada)
    assert found.parts.get().person == ada
