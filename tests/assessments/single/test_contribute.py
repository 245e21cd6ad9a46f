"""Agencies answer; each paragraph reaches those whom its marking allows and nobody else (safety i)."""

from datetime import timedelta

import pytest

from accounts.models import Agency, User
from assessments.models import AgencyContribution, Assessment
from assessments.single import selectors, services
from assessments.single.services.contribute import Paragraph
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from outbox.models import Notice
from people import services as people
from tests.assessments.people import child, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(personas: Personas) -> Assessment:
    return started(personas)


def ask(personas: Personas, found: Assessment, user: User) -> AgencyContribution:
    return services.invite_contribution(
        assessment=found,
        by=personas.social_worker,
        asked_of=user,
        due_on=clock.today() + timedelta(days=5),
        question="What do you know of the children's health?",
    )


def read(row: AgencyContribution, user: User) -> list[str]:
    return [told.text for told in selectors.words_of([row], reader=user)[row.pk].paragraphs]


def test_a_contributor_sees_their_own_words_and_nothing_beside(personas: Personas, found: Assessment) -> None:
    row = ask(personas, found, personas.health_visitor)
    other = ask(personas, found, personas.police)
    assert selectors.contributions_asked_of(personas.health_visitor) == [row]
    services.contribute(
        contribution=row, by=personas.health_visitor, paragraphs=[Paragraph("Weighed in May")]
    )
    assert read(row, personas.health_visitor) == ["Weighed in May"]
    assert list(AgencyContribution.objects.visible_to(personas.health_visitor)) == [row]
    assert not Assessment.objects.visible_to(personas.health_visitor).exists()
    with pytest.raises(NotFound):
        selectors.contribution(other.public_id, reader=personas.health_visitor)
    assert Notice.objects.filter(to=personas.social_worker, kind="assessments.contribution_received").exists()


def test_police_restricted_words_reach_police_and_managers_only(
    personas: Personas, found: Assessment
) -> None:
    row = ask(personas, found, personas.police)
    services.contribute(
        contribution=row,
        by=personas.police,
        paragraphs=[
            Paragraph("Called out twice"),
            Paragraph("Live enquiry", "POLICE_RESTRICTED"),
            Paragraph("The refuge rang", "SAFE_ADDRESS"),
        ],
    )
    assert read(row, personas.social_worker) == ["Called out twice", "The refuge rang"]
    assert selectors.words_of([row], reader=personas.social_worker)[row.pk].has_more
    assert read(row, personas.team_manager) == ["Called out twice", "Live enquiry", "The refuge rang"]
    assert read(row, personas.police) == ["Called out twice", "Live enquiry", "The refuge rang"]
    assert read(row, personas.social_worker_other) == []


def test_safety_m_a_hidden_paragraph_of_a_restricted_record_leaves_no_trace(personas: Personas) -> None:
    ada = child(personas)
    found = started(personas, ada)
    row = ask(personas, found, personas.police)
    services.contribute(
        contribution=row, by=personas.police, paragraphs=[Paragraph("Secret", "POLICE_RESTRICTED")]
    )
    people.restrict(person=ada, by=personas.system, restriction="RESTRICTED", reason="staff family")
    people.name_on_list(by=personas.director, user=personas.social_worker, person=ada, reason="allocated")
    assert selectors.words_of([row], reader=personas.social_worker)[row.pk] == selectors.Words((), False)


def test_unmarked_words_are_for_professionals_only(personas: Personas, found: Assessment) -> None:
    row = ask(personas, found, personas.health_visitor)
    services.contribute(contribution=row, by=personas.health_visitor, paragraphs=[Paragraph("Text")])
    assert row.paragraphs.get().marking == "PROFESSIONALS"


def test_only_whoever_was_asked_answers_and_only_once(personas: Personas, found: Assessment) -> None:
    row = ask(personas, found, personas.health_visitor)
    with pytest.raises(NotPermitted):
        services.contribute(contribution=row, by=personas.social_worker, paragraphs=[Paragraph("x")])
    with pytest.raises(NotFound):
        services.contribute(contribution=row, by=personas.camhs_nurse, paragraphs=[Paragraph("x")])
    with pytest.raises(DomainError):
        services.contribute(contribution=row, by=personas.health_visitor, paragraphs=[Paragraph("  ")])
    services.contribute(contribution=row, by=personas.health_visitor, paragraphs=[Paragraph("x")])
    with pytest.raises(WrongState):
        services.contribute(contribution=row, by=personas.health_visitor, paragraphs=[Paragraph("y")])


def test_for_an_agency_without_an_account_the_worker_writes_it_down(
    personas: Personas, found: Assessment
) -> None:
    school = Agency.objects.get(name="Demo School")
    row = services.invite_contribution(
        assessment=found, by=personas.social_worker, agency=school, due_on=clock.today()
    )
    services.contribute(contribution=row, by=personas.social_worker, paragraphs=[Paragraph("Attends 82 %")])
    assert row.received_by == personas.social_worker
    with pytest.raises(DomainError, match="cannot answer here"):
        ask(personas, found, personas.referrer)


def test_nothing_to_add_says_what_was_searched(personas: Personas, found: Assessment) -> None:
    row = ask(personas, found, personas.police)
    with pytest.raises(DomainError):
        services.decline_contribution(contribution=row, by=personas.police, because=" ")
    services.decline_contribution(contribution=row, by=personas.police, because="Searched the index today")
    with pytest.raises(WrongState):
        services.contribute(contribution=row, by=personas.police, paragraphs=[Paragraph("x")])
