"""A conference about a child of the North team, for the tests of child protection."""

from collections.abc import Sequence
from datetime import date

from accounts.models import Agency
from casework.cases.models import Case
from casework.child_protection import services
from casework.child_protection.models import Conference, ConferenceChild
from deadlines.services import start_clock
from tests.casework.arrange import at, case_of
from tests.personas import Personas

STRATEGY, HELD = date(2026, 5, 11), date(2026, 5, 29)


def asked(
    personas: Personas,
    cases: Sequence[Case] | None = None,
    *,
    kind: str = "INITIAL",
    on: date = STRATEGY,
    **more: object,
) -> Conference:
    """Asked for by the social worker; the ICPC clock runs from the strategy discussion."""
    about = cases or [case_of(personas, opened=date(2026, 4, 13))]
    if kind == "INITIAL":
        for case in about:
            start_clock(code="ICPC", subject=case, person=case.person, by=personas.system, triggered_at=on)
    return services.convene_conference(
        cases=about,
        kind=kind,
        by=personas.social_worker,
        at=at(on),
        **more,  # type: ignore[arg-type]
    )


def scheduled(personas: Personas, conference: Conference, *, on: date = HELD) -> Conference:
    """A date and a chair; the council, the trust and the police come."""
    conference = services.schedule_conference(
        conference=conference,
        by=personas.business_support,
        chair=personas.chair,
        starts_at=at(on),
        place="Demo Hall",
    )
    for kind, user in (
        ("LA", personas.social_worker),
        ("AGENCY", personas.health_visitor),
        ("AGENCY", personas.police),
    ):
        row = services.invite(
            conference=conference, by=personas.social_worker, kind=kind, user=user, wants_report=True
        )
        services.record_attendance(invitation=row, by=personas.chair, attendance="ATTENDED")
    return conference


def decision(child: ConferenceChild, **more: object) -> services.ChildDecision:
    """A plan for neglect, with one line of outline, unless said otherwise."""
    said: dict[str, object] = {
        "harm_likely": True,
        "needs_plan": True,
        "category": "NEG",
        "rationale": "The home is unsafe and has been for a year",
        "parents_view": "Mother agrees",
        "outline": [
            services.OutlineLine(need="The home is unsafe", outcome="A safe home", by_on=date(2026, 8, 1))
        ],
    }
    return services.ChildDecision(child=child, **{**said, **more})  # type: ignore[arg-type]


def no_plan(child: ConferenceChild, **more: object) -> services.ChildDecision:
    less: dict[str, object] = {"harm_likely": False, "needs_plan": False, "category": "", "outline": []}
    return decision(child, **{**less, **more})


def decided(personas: Personas, *, on: date = HELD, **more: object) -> Conference:
    conference = scheduled(personas, asked(personas), on=on)
    child = conference.children.get()
    return services.record_decisions(
        conference=conference, by=personas.chair, held_on=on, children=[decision(child, **more)]
    )


def agency(name: str) -> Agency:
    found: Agency = Agency.objects.get(name=name)
    return found
