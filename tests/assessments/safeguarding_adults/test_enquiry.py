# ruff: noqa: F811 (fixtures are imported by name)
"""Section 42: the three-part test, the adult's own voice, the plan, the findings, the end (Care Act 2014)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import User
from assessments.models import AdultEnquiry
from assessments.safeguarding_adults import services
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from deadlines.models import Clock
from people.enums import InvolvementKind
from people.models import Person
from people.services import create_person, involve
from tests.casework.intake.test_decide_contact import decide
from tests.personas import Personas
from tests.referrals.conftest import Log, log, ready  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db

ADULT = {"role": "ADULT", "forename": "Demo", "surname": "Elder", "born_on": date(1948, 3, 1)}


@pytest.fixture
def adult(personas: Personas) -> Person:
    person = create_person(
        by=personas.system, forename="Demo", surname="Elder", born_on=date(1948, 3, 1), sex="M"
    )
    for user in (personas.adult_practitioner, personas.team_manager, personas.social_worker):
        involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system)
    return person


def raised(person: Person, by: User) -> AdultEnquiry:
    return services.raise_concern(
        person=person,
        by=by,
        what="Bruises he cannot explain",
        kinds=["PHYSICAL", "NEGLECT"],
        known_at=clock.now(),
    )


def put_to_test(row: AdultEnquiry, by: User, **more: object) -> AdultEnquiry:
    values: dict[str, object] = {
        "has_needs": True, "at_risk": True, "cannot_protect": True, "reason": "Dementia, bruises, cannot leave",
        "kinds": ["PHYSICAL", "NEGLECT"],
    } | more  # fmt: skip
    return services.apply_test(enquiry=row, by=by, **values)  # type: ignore[arg-type]


def planned(row: AdultEnquiry, by: User, **more: object) -> AdultEnquiry:
    values: dict[str, object] = {
        "planned_at": clock.now(), "enquirer": "CAUSED", "enquirer_name": "Ward manager, Demo NHS Trust",
        "enquiry_question": "How did it happen?", "risk_before": "HIGH", "plan": "Moved to another ward",
    } | more  # fmt: skip
    return services.plan_enquiry(enquiry=row, by=by, **values)  # type: ignore[arg-type]


def running(row: AdultEnquiry) -> set[str]:
    return set(Clock.objects.of_subject(row).running().values_list("code", flat=True))


def test_the_front_doors_decision_opens_it_under_its_clocks(log: Log, personas: Personas) -> None:
    contact = ready(log(people=[ADULT], concerns=["PHY"], adult_view="To go home"), personas)
    decide(contact, personas.front_door_manager, ["ADULT_SAFEGUARDING"], 4)
    row = AdultEnquiry.objects.get()
    assert row.person == contact.people.get().person and row.concerns.get().contact == contact
    assert (row.kinds, row.desired_outcomes) == (["PHYSICAL"], "To go home")
    assert running(row) == {"SA-PLAN", "SA-ENQ", "SA-END"}
    assert {each.team for each in Clock.objects.of_subject(row)} == {row.team} != {None}


def test_another_concern_joins_the_one_that_is_open(log: Log, personas: Personas, adult: Person) -> None:
    row = raised(adult, personas.adult_practitioner)
    contact = log(people=[ADULT], key="second")
    joined = services.enquire_after_decision(
        person=adult, contact=contact, by=personas.system, at=clock.now(), team=None
    )
    assert joined == row and row.concerns.get().contact == contact


def test_all_three_parts_or_other_help_is_named(personas: Personas, adult: Person) -> None:
    row = raised(adult, personas.adult_practitioner)
    assert "SA-SCR" in running(row)
    with pytest.raises(NotPermitted):
        put_to_test(row, personas.adult_practitioner)
    with pytest.raises(DomainError, match="offered instead"):
        put_to_test(row, personas.team_manager, cannot_protect=False)
    row.refresh_from_db()
    assert row.status == "SCREENING" and row.tested_at is None
    row = put_to_test(
        row, personas.team_manager, cannot_protect=False, other_help="Carer's assessment, respite"
    )
    assert row.status == "NOT_MET" and not running(row)


def test_only_a_delegated_post_decides_and_strangers_see_nothing(personas: Personas, adult: Person) -> None:
    row = raised(adult, personas.adult_practitioner)
    with pytest.raises(NotPermitted):
        put_to_test(row, personas.social_worker)
    with pytest.raises(NotFound):
        put_to_test(row, personas.team_manager_other)
    assert not AdultEnquiry.objects.visible_to(personas.social_worker_other).exists()
    with pytest.raises(WrongState, match=row.reference):
        raised(adult, personas.adult_practitioner)


def test_a_child_is_not_an_adult(personas: Personas) -> None:
    child = create_person(
        by=personas.system, surname="Demo", born_on=clock.today().replace(day=1) - timedelta(days=17 * 365)
    )
    involve(
        person=child, kind=InvolvementKind.CO_WORKER, user=personas.adult_practitioner, by=personas.system
    )
    with pytest.raises(DomainError, match="child"):
        raised(child, personas.adult_practitioner)


def test_an_advocate_comes_before_planning(personas: Personas, adult: Person) -> None:
    by = personas.adult_practitioner
    row = put_to_test(raised(adult, by), personas.team_manager)
    with pytest.raises(DomainError, match="in their words"):
        services.hear_adult(enquiry=row, by=by, outcomes_asked="YES", desired_outcomes="")
    services.hear_adult(enquiry=row, by=by, substantial_difficulty="YES")
    advocate = Clock.objects.of_subject(row).running().get(code="SA-ADV")
    assert advocate.due_on == Clock.objects.of_subject(row).get(code="SA-PLAN").due_on
    with pytest.raises(DomainError, match="advocate first"):
        planned(row, by)
    services.hear_adult(
        enquiry=row,
        by=by,
        advocate="CARE_ACT",
        advocate_name="Demo Voice",
        advocate_appointed_on=clock.today(),
    )
    assert "SA-ADV" not in running(row)
    planned(row, by)
    assert running(row) == {"SA-ENQ", "SA-END"}


def test_from_plan_to_the_end_with_the_adults_own_outcome(personas: Personas, adult: Person) -> None:
    by, manager = personas.adult_practitioner, personas.team_manager
    row = put_to_test(raised(adult, by), manager)
    services.hear_adult(enquiry=row, by=by, outcomes_asked="YES", desired_outcomes="I want to go home")
    planned(row, by)
    with pytest.raises(WrongState, match="what was found"):
        services.conclude(
            enquiry=row,
            by=manager,
            risk_after="REMOVED",
            outcomes_met="FULLY",
            children_affected="NO",
            reason="Safe",
        )
    with pytest.raises(DomainError, match="each kind"):
        services.record_findings(enquiry=row, by=by, findings={"PHYSICAL": "PARTLY"}, found="Rough handling")
    row = services.record_findings(
        enquiry=row,
        by=by,
        findings={"PHYSICAL": "PARTLY", "NEGLECT": "NOT"},
        found="Rough handling, seen by two",
    )
    assert running(row) == {"SA-END"} and row.findings.count() == 2
    for wrong in (
        {"children_affected": ""},
        {"outcomes_met": "NONE"},
        {"risk_after": "REDUCED", "safeguarding_plan": ""},
    ):
        values = {
            "risk_after": "REMOVED",
            "outcomes_met": "FULLY",
            "children_affected": "NO",
            "reason": "Safe",
        }
        with pytest.raises(DomainError):
            services.conclude(enquiry=row, by=manager, **(values | wrong))
    row = services.conclude(
        enquiry=row,
        by=manager,
        risk_after="REMOVED",
        outcomes_met="FULLY",
        children_affected="YES",
        reason="Safe",
    )
    assert row.status == "CONCLUDED" and not running(row)


def test_the_adult_may_end_it(personas: Personas, adult: Person) -> None:
    row = put_to_test(raised(adult, personas.adult_practitioner), personas.team_manager)
    row = services.cease(enquiry=row, by=personas.team_manager, reason="He has capacity and asks us to stop")
    assert row.status == "CEASED" and not running(row)


def test_the_pages_carry_it_and_ask_about_children(client: Client, personas: Personas, adult: Person) -> None:
    client.force_login(personas.team_manager)
    sent = client.post(
        f"/people/{adult.public_id}/adult-safeguarding/",
        {"known_at": "2026-06-01T09:00", "what": "Money gone", "kinds": ["FINANCIAL"]},
    )
    row = AdultEnquiry.objects.get()
    path = f"/adult-safeguarding/{row.public_id}/"
    assert sent.headers["Location"] == path
    client.post(f"{path}test/", {
        "has_needs": "YES", "at_risk": "YES", "cannot_protect": "YES", "reason": "All three", "kinds": ["FINANCIAL"],
        "version": row.version,
    })  # fmt: skip
    row.refresh_from_db()
    client.post(f"{path}plan/", {
        "planned_at": clock.to_local(clock.now()).strftime("%Y-%m-%dT%H:%M"), "risk_before": "LOW", "plan": "Card kept",
        "enquirer": "COUNCIL", "enquirer_name": "Demo Worker", "enquiry_question": "Who took it?", "version": row.version,
    })  # fmt: skip
    row.refresh_from_db()
    client.post(
        f"{path}found/", {"finding_FINANCIAL": "SUBSTANTIATED", "found": "The lodger", "version": row.version}
    )
    row.refresh_from_db()
    client.post(f"{path}conclude/", {
        "outcomes_met": "NONE", "risk_after": "REMOVED", "children_affected": "YES", "reason": "He left",
        "version": row.version,
    })  # fmt: skip
    page = client.get(path).content.decode()
    assert "Concluded" in page and "Think family" in page and "Substantiated" in page
    assert (
        f"/adult-safeguarding/{row.public_id}/"
        in client.get(f"/people/{adult.public_id}/assessments/").content.decode()
    )
