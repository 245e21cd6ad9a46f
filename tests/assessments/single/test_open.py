"""An assessment begins: one for a sibling group, one open a child, clocks and facts written."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Assessment, AssessmentPart
from assessments.single import services
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from deadlines.models import Clock
from outbox.models import Notice
from people.enums import Level, Stage
from people.models import Episode, Reference
from people.selectors import level
from tests.assessments.people import child, north, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_brothers_and_sisters_share_one_assessment_with_a_part_each(personas: Personas) -> None:
    first, second = child(personas), child(personas, "Ben")
    found = started(personas, first, second)
    assert found.reference.startswith("AS-")
    assert {part.person for part in found.parts.all()} == {first, second}
    assert Assessment.objects.visible_to(personas.social_worker).count() == 1


def test_the_whole_counts_from_receipt_and_the_checkpoints_from_the_start(personas: Personas) -> None:
    received = datetime(2026, 7, 1, 10, tzinfo=clock.LOCAL)
    found = services.open_assessment(
        referral=None,
        people=[child(personas), child(personas, "Ben")],
        by=personas.front_door_manager,
        team=north(),
        received_at=received,
        started_at=datetime(2026, 7, 2, 12, tzinfo=clock.LOCAL),
    )
    rows = Clock.objects.of_subject(found)
    due = {row.code: row.due_on for row in rows}
    # domain.md F02: received Wed 1 July, due Thu 3 September; day 10 counts from Thu 2 July.
    assert due["CFA"] == date(2026, 9, 3)
    assert due["CFA-CK10"] == date(2026, 7, 16)
    assert due["CFA-SEEN"] == date(2026, 7, 9)
    assert rows.filter(code="CFA").count() == 1
    assert rows.filter(code="CFA-SEEN").count() == 2


def test_a_child_already_assessed_is_refused_by_service_and_database(personas: Personas) -> None:
    ada = child(personas)
    found = started(personas, ada)
    with pytest.raises(WrongState, match=found.reference):
        started(personas, ada, child(personas, "Ben"))
    assert Assessment.objects.count() == 1
    part = AssessmentPart.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic(), acting(by="SYSTEM"):
        other = Assessment.objects.create(
            reference="AS-26-99999",
            received_at=found.received_at,
            started_at=found.started_at,
            recorded_at=part.recorded_at,
            recorded_by=part.recorded_by,
        )
        AssessmentPart.objects.create(
            assessment=other, person=ada, recorded_at=part.recorded_at, recorded_by=part.recorded_by
        )


def test_team_and_worker_are_involved_and_the_child_stands_in_the_pipeline(personas: Personas) -> None:
    ada = child(personas)
    assert level(personas.social_worker, ada) == Level.CARD
    found = started(personas, ada)
    assert level(personas.social_worker, ada) == Level.RECORD
    assert level(personas.social_worker_colleague, ada) == Level.RECORD
    assert level(personas.social_worker_other, ada) == Level.CARD
    assert Episode.objects.get(person=ada).stage == Stage.ASSESSMENT
    assert Reference.objects.get(person=ada).reference == found.reference
    assert Notice.objects.filter(to=personas.social_worker, reference=found.reference).count() == 1


def test_sent_twice_is_one(personas: Personas) -> None:
    ada = child(personas)
    key = "3b7c0d6e-9a55-4d0f-8a50-0c5dfb0f9e01"
    made = [
        services.open_assessment(referral=None, people=[ada], by=personas.team_manager, team=north(), key=key)
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_who_may_open(personas: Personas) -> None:
    ada = child(personas)
    for name in ("referrer", "lead_professional", "health_visitor", "duty", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            services.open_assessment(referral=None, people=[ada], by=getattr(personas, name), team=north())
    with pytest.raises(DomainError):
        services.open_assessment(referral=None, people=[], by=personas.team_manager, team=north())


def test_a_new_worker_takes_over_with_clocks_and_record(personas: Personas) -> None:
    ada = child(personas)
    found = services.open_assessment(
        referral=None, people=[ada], by=personas.team_manager, team=None, worker=personas.social_worker_other
    )
    assert level(personas.social_worker_other, ada) == Level.RECORD
    # Without a team of theirs the manager has no way into the record.
    with pytest.raises(NotFound):
        services.allocate(assessment=found, worker=personas.social_worker, by=personas.team_manager)
    services.allocate(assessment=found, worker=personas.social_worker, by=personas.system)
    assert level(personas.social_worker_other, ada) == Level.CARD
    assert level(personas.social_worker, ada) == Level.RECORD
    assert set(
        Clock.objects.of_subject(found).filter(owner__isnull=False).values_list("owner", flat=True)
    ) == {personas.social_worker.pk}
