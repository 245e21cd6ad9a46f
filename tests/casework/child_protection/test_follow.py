"""What follows from an authorised assessment and from a section 47 enquiry, with the real services below."""

from datetime import timedelta

import pytest

from assessments.single import services as assessments
from assessments.strategy import services as strategy
from assessments.strategy.models import Section47
from assessments.strategy.services import Attendee, ChildDecision
from casework.cases import selectors, services
from casework.cases.models import Case
from casework.child_protection.models import Conference, ConferenceChild
from casework.child_protection.services import record_decisions
from core import clock
from core.errors import WrongState
from deadlines.models import Clock
from outbox.models import Notice
from people.enums import StatusKind
from people.models import Person
from tests.assessments.people import submitted
from tests.casework.arrange import case_of, child, north
from tests.casework.child_protection.arrange import decision, scheduled
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _authorise(personas: Personas, outcomes: dict[Person, str]) -> None:
    found = submitted(personas, *outcomes)
    assessments.authorise(
        assessment=found, by=personas.team_manager, outcomes=outcomes, decision="As proposed"
    )


def test_each_child_has_an_outcome_of_their_own(personas: Personas) -> None:
    ada, ben, cal = child(personas), child(personas, "Ben"), child(personas, "Cal")
    _authorise(personas, {ada: "CIN_PLAN", ben: "EARLY_HELP", cal: "NFA"})
    cases = {row.person_id: row for row in Case.objects.all()}
    assert (cases[ada.pk].kind, cases[ben.pk].kind) == ("CIN", "EARLY_HELP")
    assert cal.pk not in cases and not cal.episodes.filter(closed_at__isnull=True).exists()
    assert Clock.objects.running().get(code="CIN-PLAN").person == ada
    assert Clock.objects.running().get(code="CINVIS").person == ada
    assert ben.statuses.get(ended_on__isnull=True).kind == StatusKind.EARLY_HELP
    assert selectors.lead_of(cases[ada.pk]) == personas.social_worker
    assert cases[ada.pk].status == "ALLOCATED"


def test_an_open_case_moves_to_the_frame_decided_and_no_action_closes_it(personas: Personas) -> None:
    case = case_of(personas, kind="EARLY_HELP")
    _authorise(personas, {case.person: "CIN_PLAN"})
    case.refresh_from_db()
    assert case.kind == "CIN"
    other = case_of(personas, person=child(personas, "Ben"))
    _authorise(personas, {other.person: "NFA"})
    other.refresh_from_db()
    assert (other.status, other.closure_reason) == ("CLOSED", "RC8")


def _enquiries(personas: Personas, *children: Person) -> list[Section47]:
    row = strategy.convene(
        people=children, by=personas.social_worker, threshold_seen_at=clock.now(), team=north()
    )
    strategy.record(
        discussion=row,
        by=personas.social_worker,
        held_at=clock.now(),
        attendees=[Attendee("SOCIAL_CARE", user=personas.social_worker)],
        quorum_reason="Night",
        inquiry="SINGLE_SC",
        medical="NOT_NEEDED",
        medical_note="An old bruise, seen by the GP",
        decisions={person: ChildDecision(met=True, reason="Bruise") for person in children},
    )
    found = list(Section47.objects.order_by("pk"))
    for enquiry in found:
        strategy.record_section_47_seen(
            section_47=enquiry, by=personas.social_worker, seen_at=clock.now(), alone=True, where="School"
        )
    return found


def test_continuing_risk_asks_for_one_conference_about_brothers_and_sisters(personas: Personas) -> None:
    ada, ben = case_of(personas).person, case_of(personas, person=child(personas, "Ben")).person
    for enquiry in _enquiries(personas, ada, ben):
        strategy.conclude_section_47(
            section_47=enquiry,
            by=personas.team_manager,
            outcome="CONTINUING_RISK",
            icpc_required=True,
            reason="Bruise",
        )
    conference = Conference.objects.get()
    due = {row.case.person_id: row.due_on for row in ConferenceChild.objects.all()}
    assert set(due) == {ada.pk, ben.pk} and None not in due.values()
    assert Notice.objects.filter(kind="CONFERENCE_ASKED", to=personas.social_worker).count() == 1
    held = clock.today()
    while held.weekday() > 4:
        held -= timedelta(days=1)
    if held == clock.today():
        conference = scheduled(personas, conference, on=held)
        record_decisions(
            conference=conference, by=personas.chair, held_on=held,
            children=[decision(row) for row in conference.children.all()],
        )  # fmt: skip
        assert not Clock.objects.running().filter(code="ICPC").exists()


def test_no_conference_follows_where_none_is_required(personas: Personas) -> None:
    ada = case_of(personas).person
    for enquiry in _enquiries(personas, ada):
        strategy.conclude_section_47(
            section_47=enquiry,
            by=personas.team_manager,
            outcome="NOT_SUBSTANTIATED",
            icpc_required=False,
            reason="Fall",
        )
    assert not Conference.objects.exists()


def test_safety_s_an_enquiry_under_a_lead_who_may_not_lead_tells_the_manager(personas: Personas) -> None:
    case = case_of(personas)
    services.assign_lead(
        case=case, lead=personas.lead_professional, by=personas.team_manager, reason="Knows her best"
    )
    _enquiries(personas, case.person)
    assert Notice.objects.filter(kind="LEAD_NEEDED", to=personas.team_manager).exists()
    with pytest.raises(WrongState, match="qualified social worker"):
        services.assign_lead(
            case=case, lead=personas.health_visitor, by=personas.team_manager, reason="Knows her too"
        )
