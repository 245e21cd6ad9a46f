"""A child seen: the fact is written once, clocks stop, the assessment moves when the last child was seen."""

from datetime import timedelta

import pytest

from assessments.models import AssessmentPart
from assessments.single import services
from core import clock
from core.errors import DomainError, NotFound
from deadlines.models import Clock
from people.models import Sighting
from people.services import record_sighting
from tests.assessments.people import child, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_the_last_child_seen_moves_the_assessment_on(personas: Personas) -> None:
    ada, ben = child(personas), child(personas, "Ben")
    found = started(personas, ada, ben)
    parts = {part.person: part for part in found.parts.all()}
    worker = personas.social_worker
    services.record_seen(part=parts[ada], by=worker, seen_at=clock.now(), alone=True, where="School")
    found.refresh_from_db()
    assert found.status == "STARTED"
    running = Clock.objects.of_subject(found).running().filter(code="CFA-SEEN")
    assert [row.person for row in running] == [ben]
    services.record_seen(part=parts[ben], by=worker, seen_at=clock.now(), alone=False)
    found.refresh_from_db()
    assert found.status == "SEEN"
    assert Sighting.objects.filter(source=found.reference).count() == 2


def test_a_visit_written_down_elsewhere_counts(personas: Personas) -> None:
    ada = child(personas)
    found = started(personas, ada)
    sighting = record_sighting(
        person=ada,
        seen_at=clock.now(),
        seen_by=personas.health_visitor,
        alone=True,
        by=personas.health_visitor,
    )
    services.note_sighting(sighting=sighting, by=personas.health_visitor)
    part = AssessmentPart.objects.get(assessment=found)
    assert (part.first_seen_by, part.seen_alone) == (personas.health_visitor, True)
    assert not Clock.objects.of_subject(found).running().filter(code__startswith="CFA-SEEN").exists()


def test_a_sighting_before_the_referral_does_not_count(personas: Personas) -> None:
    ada = child(personas)
    found = started(personas, ada)
    before = found.received_at - timedelta(days=3)
    sighting = record_sighting(
        person=ada, seen_at=before, seen_by=personas.police, alone=True, by=personas.police
    )
    assert services.note_sighting(sighting=sighting, by=personas.police) is None
    assert AssessmentPart.objects.get(assessment=found).first_seen_at is None


def test_nobody_is_seen_in_the_future_or_by_a_stranger(personas: Personas) -> None:
    part = AssessmentPart.objects.get(assessment=started(personas))
    with pytest.raises(DomainError):
        services.record_seen(
            part=part, by=personas.social_worker, seen_at=clock.now() + timedelta(hours=1), alone=True
        )
    with pytest.raises(NotFound):
        services.record_seen(part=part, by=personas.social_worker_other, seen_at=clock.now(), alone=True)
