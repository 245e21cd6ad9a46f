"""Submit, return, authorise: what must be there, who may, what stands afterwards (domain.md C9)."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.models import Assessment, AssessmentFactor, AssessmentPart, ManagerOversight
from assessments.ports import assessment_authorised
from assessments.single import services
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion, WrongState
from core.history import acting
from deadlines.models import Clock
from outbox.models import Notice
from people import services as people
from tests.assessments.people import child, fill, north, started, submitted
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def factor(part: AssessmentPart, code: str, user: Any) -> None:
    with transaction.atomic(), acting(by="SYSTEM"):
        AssessmentFactor.objects.create(part=part, code=code, recorded_at=clock.now(), recorded_by=user)


def test_an_unfinished_part_is_not_submitted(personas: Personas) -> None:
    found = started(personas)
    with pytest.raises(WrongState, match="was not seen"):
        services.submit(assessment=found, by=personas.social_worker)
    fill(personas, found)
    services.submit(assessment=found, by=personas.social_worker)
    assert found.status == "SUBMITTED"
    assert Notice.objects.filter(to=personas.team_manager, kind="assessments.submitted").count() == 1


def test_returned_with_a_reason_and_submitted_again(personas: Personas) -> None:
    found = submitted(personas)
    with pytest.raises(WrongState, match="reason"):
        services.return_for_changes(assessment=found, by=personas.team_manager, reason=" ")
    services.return_for_changes(assessment=found, by=personas.team_manager, reason="Say who saw the bruise")
    found.refresh_from_db()
    assert found.status == "RETURNED"
    assert Notice.objects.filter(to=personas.social_worker, kind="assessments.returned").exists()
    services.submit(assessment=found, by=personas.social_worker)
    assert [change.transition for change in found.changes.order_by("pk")] == ["submit", "return", "submit"]


def test_each_child_gets_an_outcome_and_factors_stand_from_now_on(personas: Personas) -> None:
    ada, ben = child(personas), child(personas, "Ben")
    found = submitted(personas, ada, ben)
    with pytest.raises(DomainError, match="Ben"):
        services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "CIN_PLAN"})
    assert not AssessmentFactor.objects.exists()
    services.authorise(
        assessment=found,
        by=personas.team_manager,
        outcomes={ada: "CIN_PLAN", ben: "NFA"},
        factors={ben: ["21"]},
        decision="Help for Ada",
    )
    parts = {part.person: part for part in found.parts.all()}
    assert (parts[ada].outcome, parts[ben].outcome) == ("CIN_PLAN", "NFA")
    assert [row.code for row in parts[ada].factors.all()] == ["16A"]
    assert [row.code for row in parts[ben].factors.all()] == ["21"]
    assert found.authorised_by == personas.team_manager
    whole = Clock.objects.of_subject(found).get(code="CFA")
    assert whole.stopped_at == found.authorised_at
    assert not Clock.objects.of_subject(found).running().exists()
    assert ManagerOversight.objects.get(checkpoint="AUTHORISATION").decision == "Authorised"
    started(personas, ada)


def test_the_author_never_decides_on_their_own(personas: Personas) -> None:
    ada = child(personas)
    found = services.open_assessment(
        referral=None, people=[ada], by=personas.team_manager, team=north(), worker=personas.team_manager
    )
    for part in found.parts.all():
        services.save_part(
            part=part, by=personas.team_manager, voice="x", not_seen_reason="x", harm="x", likelihood="x",
            capacity_to_change="x", tier=2, proposed_outcome="NFA", proposed_factors=["21"],
        )  # fmt: skip
    services.submit(assessment=found, by=personas.team_manager)
    with pytest.raises(NotPermitted, match="Somebody else"):
        services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "NFA"})


def test_who_may_decide(personas: Personas) -> None:
    ada = child(personas)
    found = submitted(personas, ada)
    for name in (
        "social_worker_colleague",
        "team_manager_other",
        "chair",
        "duty",
        "health_visitor",
        "director",
    ):
        with pytest.raises((NotPermitted, NotFound)):
            services.authorise(assessment=found, by=getattr(personas, name), outcomes={ada: "NFA"})
    # The front-door manager reads it once the record is open to them, and decides it not (domain.md D).
    people.open_by_purpose(by=personas.front_door_manager, person=ada, reason="Reads the assessment")
    with pytest.raises(NotPermitted):
        services.authorise(assessment=found, by=personas.front_door_manager, outcomes={ada: "NFA"})


def test_a_manager_to_whom_a_child_is_closed_does_not_decide(personas: Personas) -> None:
    ada, ben = child(personas), child(personas, "Ben")
    found = submitted(personas, ada, ben)
    people.restrict(person=ben, by=personas.system, restriction="RESTRICTED", reason="staff family")
    with pytest.raises(NotPermitted) as refused:
        services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "NFA", ben: "NFA"})
    assert "Ben" not in refused.value.message


def test_the_database_itself_keeps_the_rules_of_factors(personas: Personas) -> None:
    ada = child(personas)
    found = submitted(personas, ada)
    part = found.parts.get()
    system = personas.system
    with pytest.raises(IntegrityError, match="authorised"):
        factor(part, "16A", system)
    services.authorise(
        assessment=found, by=personas.team_manager, outcomes={ada: "NFA"}, factors={ada: ["21"]}
    )
    for code, words in (("21", "once"), ("16A", "alone"), ("18A", "in_use"), ("19A", "in_use")):
        with pytest.raises(IntegrityError, match=words):
            factor(part, code, system)


def test_past_45_working_days_only_with_a_reason(personas: Personas) -> None:
    ada = child(personas)
    long_ago = clock.now() - timedelta(days=90)
    found = services.open_assessment(
        referral=None, people=[ada], by=personas.team_manager, team=north(), worker=personas.social_worker,
        received_at=long_ago, started_at=long_ago,
    )  # fmt: skip
    fill(personas, found)
    with pytest.raises(WrongState, match="45 working days"):
        services.submit(assessment=found, by=personas.social_worker)
    services.submit(
        assessment=found, by=personas.social_worker, late_reason="Interpreter not found for weeks"
    )
    services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "NFA"})
    stopped = Clock.objects.of_subject(found).get(code="CFA")
    assert (stopped.was_late, stopped.late_reason) == (True, "Interpreter not found for weeks")


def test_more_time_keeps_the_limit_in_law(personas: Personas) -> None:
    found = started(personas)
    before = Clock.objects.of_subject(found).get(code="CFA")
    until = before.due_on + timedelta(days=14)
    with pytest.raises(NotPermitted):
        services.agree_more_time(assessment=found, by=personas.social_worker, until=until, reason="Sick")
    services.agree_more_time(assessment=found, by=personas.team_manager, until=until, reason="Worker sick")
    after = Clock.objects.of_subject(found).get(code="CFA")
    assert after.due_at == before.due_at
    assert after.agreed_reason == "Worker sick"


def test_oversight_stops_its_checkpoint(personas: Personas) -> None:
    found = started(personas)
    services.record_oversight(
        assessment=found,
        by=personas.team_manager,
        checkpoint="10",
        decision="On course",
        directive="See the father",
    )
    assert Clock.objects.of_subject(found).get(code="CFA-CK10").stopped_at is not None
    assert Clock.objects.of_subject(found).get(code="CFA-CK20").is_running
    with pytest.raises(NotPermitted):
        services.record_oversight(assessment=found, by=personas.social_worker, checkpoint="20", decision="x")


def test_a_stale_page_does_not_decide(personas: Personas) -> None:
    ada = child(personas)
    found = submitted(personas, ada)
    with pytest.raises(StaleVersion):
        services.authorise(
            assessment=found, by=personas.team_manager, outcomes={ada: "NFA"}, version=found.version - 1
        )


def test_safety_h_the_family_not_told_because_completes_the_step(personas: Personas) -> None:
    found = started(personas)
    with pytest.raises(DomainError):
        services.record_family_copy(assessment=found, by=personas.social_worker)
    services.record_family_copy(
        assessment=found, by=personas.social_worker, not_told_because="Father would learn the address"
    )
    found.refresh_from_db()
    assert found.family_not_told_because and found.family_copy_on is None


def test_the_apps_above_are_told_in_the_same_transaction(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, assessment: Assessment, by: Any) -> None:
        raise WrongState("The case cannot take it.")

    monkeypatch.setattr(assessment_authorised, "answers", [refuse])
    ada = child(personas)
    found = submitted(personas, ada)
    with pytest.raises(WrongState, match="cannot take"):
        services.authorise(assessment=found, by=personas.team_manager, outcomes={ada: "NFA"})
    found.refresh_from_db()
    assert found.status == "SUBMITTED" and not AssessmentFactor.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_make_one_decision(personas: Personas) -> None:
    ada = child(personas)
    found = submitted(personas, ada)
    ready, said = threading.Barrier(2), []

    def decide(outcome: str) -> None:
        try:
            ready.wait(10)
            with acting(by=personas.team_manager):
                services.authorise(
                    assessment=Assessment.objects.get(pk=found.pk),
                    by=personas.team_manager,
                    outcomes={ada: outcome},
                )
            said.append("decided")
        except (WrongState, NotPermitted):
            said.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=decide, args=(outcome,)) for outcome in ("NFA", "CIN_PLAN")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert sorted(said) == ["decided", "refused"]
    assert AssessmentFactor.objects.filter(part__person=ada).count() == 1
    assert found.changes.filter(transition="authorise").count() == 1
