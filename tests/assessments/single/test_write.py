"""Sections are written, kept apart by child, refused when stale or closed, taken over when said."""

import pytest

from assessments.models import Assessment, AssessmentPart, ChildDimension
from assessments.single import selectors, services
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion, WrongState
from people import services as people
from tests.assessments.people import child, fill, started, submitted
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_parenting_is_written_once_for_the_family_and_needs_for_each_child(personas: Personas) -> None:
    found = started(personas, child(personas), child(personas, "Ben"))
    worker = personas.social_worker
    services.save_family_dimension(assessment=found, dimension="HOUSING", by=worker, needs="Damp", score=4)
    parts = selectors.parts_of(found, reader=worker)
    services.save_child_dimension(part=parts[0], dimension="HEALTH", by=worker, strengths="Grows well")
    assert selectors.family_dimensions(found, reader=worker)["HOUSING"].needs == "Damp"
    assert set(selectors.child_dimensions(parts, reader=worker)) == {parts[0].pk}
    for call in (
        lambda: services.save_family_dimension(assessment=found, dimension="HEALTH", by=worker, needs="x"),
        lambda: services.save_child_dimension(part=parts[0], dimension="HOUSING", by=worker, needs="x"),
    ):
        with pytest.raises(NotFound):
            call()


def test_two_people_in_one_section_lose_nothing(personas: Personas) -> None:
    found = started(personas)
    first, second = personas.social_worker, personas.social_worker_colleague
    services.save_family_dimension(assessment=found, dimension="INCOME", by=first, version=0, needs="Debts")
    with pytest.raises(StaleVersion):
        services.save_family_dimension(
            assessment=found, dimension="INCOME", by=second, version=0, needs="Other"
        )
    services.save_family_dimension(
        assessment=found, dimension="INCOME", by=second, version=1, needs="Debts, rent"
    )
    with pytest.raises(StaleVersion):
        services.save_family_dimension(
            assessment=found, dimension="INCOME", by=first, version=1, needs="Mine"
        )


def test_nobody_writes_without_an_open_record_or_the_permission(personas: Personas) -> None:
    found = started(personas)
    with pytest.raises(NotFound):
        services.save_overview(assessment=found, by=personas.social_worker_other, sources="x")
    for name in ("duty", "health_visitor", "police", "chair"):
        with pytest.raises((NotPermitted, NotFound)):
            services.save_overview(assessment=found, by=getattr(personas, name), sources="x")


def test_with_the_manager_nothing_is_written(personas: Personas) -> None:
    found = submitted(personas)
    with pytest.raises(WrongState):
        services.save_overview(assessment=found, by=personas.social_worker, sources="Late thought")


@pytest.mark.parametrize(
    ("factors", "words"),
    [(["16A", "16A"], "twice"), (["21", "16A"], "beside"), (["18A"], "not in use"), (["99Z"], "not in use")],
)
def test_factors_are_checked_as_they_are_proposed(personas: Personas, factors: list[str], words: str) -> None:
    part = AssessmentPart.objects.get(assessment=started(personas))
    with pytest.raises(WrongState, match=words):
        services.save_part(part=part, by=personas.social_worker, proposed_factors=factors)


def test_what_was_written_before_is_offered_and_taken_over_only_when_said(personas: Personas) -> None:
    ada, worker = child(personas), personas.social_worker
    first = submitted(personas, ada)
    services.authorise(assessment=first, by=personas.team_manager, outcomes={ada: "CIN_PLAN"})
    again = started(personas, ada)
    part = AssessmentPart.objects.get(assessment=again)
    assert not ChildDimension.objects.filter(part=part).exists()
    earlier = selectors.earlier_child_text(part, "HEALTH", reader=worker)
    assert earlier is not None and earlier.strengths == "Grows well"
    taken = services.accept_earlier_text(earlier=earlier, into=part, by=worker)
    assert (taken.strengths, taken.score, taken.copied_from) == ("Grows well", 7, earlier)
    with pytest.raises(StaleVersion):
        services.accept_earlier_text(earlier=earlier, into=part, by=worker)
    assert selectors.earlier_of(again, reader=worker) == [first]


def test_a_brothers_part_stays_closed_where_his_record_is(personas: Personas) -> None:
    ada, ben = child(personas), child(personas, "Ben")
    found = started(personas, ada, ben)
    people.restrict(person=ben, by=personas.system, restriction="RESTRICTED", reason="staff family")
    worker = personas.social_worker
    assert [part.person for part in selectors.parts_of(found, reader=worker)] == [ada]
    bens = AssessmentPart.objects.get(person=ben)
    with pytest.raises(NotFound):
        selectors.part(bens.public_id, reader=worker)
    with pytest.raises(NotFound):
        services.save_part(part=bens, by=worker, voice="x")
    with pytest.raises(NotFound):
        services.save_child_dimension(part=bens, dimension="HEALTH", by=worker, needs="x")
    assert Assessment.objects.visible_to(worker).get() == found


def test_a_score_is_between_nought_and_ten(personas: Personas) -> None:
    found = started(personas)
    with pytest.raises(DomainError):
        services.save_family_dimension(
            assessment=found, dimension="INCOME", by=personas.social_worker, score=11
        )


def test_the_fullest_part_lacks_nothing(personas: Personas) -> None:
    from assessments.single.permissions import missing

    found = started(personas)
    assert len(missing(list(found.parts.all()))) == 5
    fill(personas, found)
    assert missing(list(found.parts.all())) == []
