"""Families of the assessment tests: made through the services, plainly invented."""

from datetime import date

from accounts.models import Team
from assessments.models import Assessment, AssessmentPart
from assessments.single import services
from assessments.single.enums import FOR_CHILD
from people import services as people
from people.models import Person
from tests.personas import Personas


def north() -> Team:
    return Team.objects.get(name="Family Support North")


def child(personas: Personas, forename: str = "Ada", *, born_on: date = date(2018, 5, 4)) -> Person:
    return people.create_person(by=personas.system, forename=forename, surname="Demochild", born_on=born_on)


def started(personas: Personas, *children: Person) -> Assessment:
    """An assessment in North's hands, with its worker."""
    return services.open_assessment(
        referral=None,
        people=children or [child(personas)],
        by=personas.team_manager,
        team=north(),
        worker=personas.social_worker,
    )


def fill(personas: Personas, assessment: Assessment, *, factors: tuple[str, ...] = ("16A",)) -> None:
    """Everything that a manager needs to read."""
    for part in AssessmentPart.objects.filter(assessment=assessment):
        services.save_child_dimension(
            part=part, dimension=FOR_CHILD[0].code, by=personas.social_worker, strengths="Grows well", score=7
        )
        services.save_part(
            part=part,
            by=personas.social_worker,
            voice="I like Saturdays",
            not_seen_reason="Away with an aunt until Monday",
            harm="Often hungry",
            likelihood="Likely without help",
            capacity_to_change="Mother asks for help",
            tier=3,
            proposed_outcome="CIN_PLAN",
            proposed_factors=list(factors),
        )


def submitted(personas: Personas, *children: Person) -> Assessment:
    found = started(personas, *children)
    fill(personas, found)
    return services.submit(assessment=found, by=personas.social_worker)
