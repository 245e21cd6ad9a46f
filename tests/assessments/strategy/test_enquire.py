"""A section 47 enquiry: the child seen, a delegated post's outcome, who may lead (safety s)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from accounts.access import forget
from assessments.models import AssessmentPart, Section47
from assessments.ports import section_47_concluded, section_47_started
from assessments.strategy import services
from assessments.strategy.permissions import lead_refusals
from assessments.strategy.services import Attendee, ChildDecision
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from deadlines.models import Clock
from deadlines.services import stop_clock
from people import services as people
from people.enums import StatusKind
from people.models import Sighting
from tests.assessments.people import child, north, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def above(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The apps above are heard, not run."""
    heard: list[Any] = []
    monkeypatch.setattr(section_47_started, "answers", [])
    monkeypatch.setattr(section_47_concluded, "answers", [lambda **said: heard.append(said["section_47"])])
    yield heard


@pytest.fixture
def enquiry(personas: Personas) -> Section47:
    ada = child(personas)
    started(personas, ada)
    row = services.convene(
        people=[ada], by=personas.social_worker, threshold_seen_at=clock.now(), team=north()
    )
    services.record(
        discussion=row,
        by=personas.social_worker,
        held_at=clock.now(),
        attendees=[Attendee("SOCIAL_CARE", user=personas.social_worker)],
        quorum_reason="Night",
        inquiry="SINGLE_SC",
        medical="NOT_NEEDED",
        medical_note="An old bruise, seen by the GP",
        decisions={ada: ChildDecision(met=True, reason="Bruise")},
    )
    return Section47.objects.get()


def seen(personas: Personas, enquiry: Section47) -> Section47:
    return services.record_section_47_seen(
        section_47=enquiry, by=personas.social_worker, seen_at=clock.now(), alone=True, where="School"
    )


def concluded(personas: Personas, enquiry: Section47, **more: Any) -> Section47:
    said = {
        "by": personas.team_manager,
        "outcome": "CONTINUING_RISK",
        "icpc_required": True,
        "reason": "No explanation fits",
    }
    return services.conclude_section_47(section_47=enquiry, **(said | more))


def test_a_child_seen_counts_for_enquiry_and_assessment_written_once(
    personas: Personas, enquiry: Section47
) -> None:
    seen(personas, enquiry)
    assert Sighting.objects.count() == 1
    assert not Clock.objects.of_subject(enquiry).running().filter(code="S47-SEEN").exists()
    part = AssessmentPart.objects.get()
    assert part.first_seen_at == enquiry.first_seen_at and part.seen_alone
    assert part.assessment.status == "SEEN"


def test_only_a_delegated_post_concludes(personas: Personas, enquiry: Section47) -> None:
    seen(personas, enquiry)
    for name in ("social_worker", "chair", "health_visitor", "director"):
        with pytest.raises((NotPermitted, NotFound)):
            concluded(personas, enquiry, by=getattr(personas, name))
    manager = personas.team_manager
    manager.post_delegated = False
    forget(manager)
    with pytest.raises(NotPermitted):
        concluded(personas, enquiry, by=manager)
    manager.post_delegated = True
    forget(manager)
    concluded(personas, enquiry, by=manager)
    assert (enquiry.status, enquiry.concluded_by) == ("OUTCOME", manager)


def test_an_unseen_child_needs_a_reason(personas: Personas, enquiry: Section47) -> None:
    with pytest.raises(WrongState, match="not been seen"):
        concluded(personas, enquiry)
    services.save_section_47(
        section_47=enquiry, by=personas.social_worker, not_seen_reason="Abroad; seen by the consulate"
    )
    concluded(personas, enquiry)


def test_a_conference_follows_from_continuing_risk_only(
    personas: Personas, enquiry: Section47, above: list[Any]
) -> None:
    seen(personas, enquiry)
    with pytest.raises(DomainError, match="continuing risk"):
        concluded(personas, enquiry, outcome="NOT_SUBSTANTIATED")
    with pytest.raises(DomainError, match="why"):
        concluded(personas, enquiry, reason=" ")
    with pytest.raises(DomainError, match="outcome"):
        concluded(personas, enquiry, outcome="MAYBE")
    concluded(personas, enquiry)
    assert above == [enquiry]
    assert Clock.objects.of_subject(enquiry).get(code="ICPC").is_running


def test_without_a_conference_its_clock_is_cancelled(personas: Personas, enquiry: Section47) -> None:
    seen(personas, enquiry)
    concluded(personas, enquiry, outcome="NO_CONTINUING_RISK", icpc_required=False, reason="Father has left")
    assert Clock.objects.of_subject(enquiry).get(code="ICPC").cancelled_at is not None
    with pytest.raises(WrongState):
        services.save_section_47(section_47=enquiry, by=personas.social_worker, grounds="x")
    with pytest.raises(WrongState):
        concluded(personas, enquiry)


def test_safety_s_from_section_47_on_a_delegated_social_worker_leads(
    personas: Personas, enquiry: Section47
) -> None:
    ada, nurse, worker = enquiry.person, personas.lead_professional, personas.social_worker
    assert lead_refusals(person=ada, lead=worker) == []
    assert lead_refusals(person=ada, lead=nurse)
    # A social worker whose post the council has not delegated to is refused like everybody else.
    assert lead_refusals(person=ada, lead=personas.social_worker_colleague)
    with pytest.raises(WrongState):
        people.set_lead(person=ada, lead=nurse, by=personas.system, reason="knows the family")
    seen(personas, enquiry)
    concluded(personas, enquiry)
    assert lead_refusals(person=ada, lead=nurse)
    stop_clock(code="ICPC", subject=enquiry, by=personas.chair, at=clock.now(), outcome="held")
    assert lead_refusals(person=ada, lead=nurse) == []
    for kind in (StatusKind.PROTECTION, StatusKind.IN_CARE):
        people.set_status(
            person=ada, kind=kind, by=personas.system, started_on=clock.today() - timedelta(days=1)
        )
        assert lead_refusals(person=ada, lead=nurse)
        people.end_status(person=ada, kind=kind, by=personas.system, ended_on=clock.today())
    people.set_status(person=ada, kind=StatusKind.IN_NEED, by=personas.system, started_on=clock.today())
    assert lead_refusals(person=ada, lead=nurse) == []


def test_an_enquiry_is_closed_to_strangers(personas: Personas, enquiry: Section47) -> None:
    for name in ("social_worker_other", "health_visitor", "police", "referrer", "duty", "director"):
        assert not Section47.objects.visible_to(getattr(personas, name)).exists(), name
    with pytest.raises(NotFound):
        services.save_section_47(section_47=enquiry, by=personas.social_worker_other, grounds="x")
