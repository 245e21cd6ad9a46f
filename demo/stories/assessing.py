"""What stories do in assessment: open, see, write, decide; a strategy discussion and its enquiries; early help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from assessments.early_help import services as early
from assessments.early_help.models import EarlyHelpAssessment
from assessments.single import services as single
from assessments.single.models import Assessment, AssessmentPart
from assessments.strategy import services as strategy
from assessments.strategy.models import Section47, StrategyDiscussion
from assessments.strategy.selectors import others_of
from core import clock
from demo.stories.engine import Family, moment, team, worker
from referrals.contacts.models import Contact
from referrals.decisions.models import Referral


@dataclass(frozen=True)
class Finding:
    """What an assessment says of one child."""

    number: str
    outcome: str
    factors: tuple[str, ...]
    words: str
    harm: str
    tier: int = 3
    need: str = "N1"


def give_assessment(assessment: Assessment, *, by: User, to: str) -> Assessment:
    return single.allocate(assessment=assessment, worker=worker(to), by=by)


def part_of(assessment: Assessment, family: Family, number: str) -> AssessmentPart:
    found: AssessmentPart = assessment.parts.select_related("assessment", "person").get(person=family[number])
    return found


def see(
    assessment: Assessment,
    family: Family,
    *numbers: str,
    by: User,
    alone: bool = True,
    where: str = "At home",
    late: str = "",
) -> None:
    """Children seen now."""
    for number in numbers:
        part = part_of(assessment, family, number)
        single.record_seen(part=part, by=by, seen_at=clock.now(), alone=alone, where=where, late_reason=late)


def write_up(
    assessment: Assessment,
    family: Family,
    findings: Sequence[Finding],
    *,
    by: User,
    parents_view: str,
    history: str,
) -> None:
    """The analysis: the family once, each child in a part of their own."""
    single.save_overview(
        assessment=assessment,
        by=by,
        sources="Home visits, school, health, police, the family's own account",
        parents_view=parents_view,
    )
    for dimension, text in (
        ("HISTORY", history),
        ("SAFETY", "Depends on who is at home; agreed with the family who helps"),
    ):
        single.save_family_dimension(
            assessment=assessment, dimension=dimension, by=by, strengths="Wants help and says so",
            needs=text, evidence="Own account, records of two agencies", impact="The children worry", score=4,
        )  # fmt: skip
    for found in findings:
        part = part_of(assessment, family, found.number)
        single.save_child_dimension(
            part=part, dimension="EMOTIONAL", by=by, strengths="Warm with people they trust",
            needs="A calm home and somebody to talk to", evidence="Seen alone, teacher's account",
            impact="Sleeps badly", score=5,
        )  # fmt: skip
        single.save_part(
            part=part,
            by=by,
            voice=found.words,
            voice_how="Spoken with alone, with drawings",
            harm=found.harm,
            likelihood="Likely to go on without help",
            capacity_to_change="The family accepts help and has begun",
            tier=found.tier,
            primary_need=found.need,
            proposed_outcome=found.outcome,
            proposed_factors=list(found.factors),
        )


def submit(assessment: Assessment, *, by: User, late: str = "") -> None:
    assessment.refresh_from_db()
    single.submit(assessment=assessment, by=by, late_reason=late)


def authorise(
    assessment: Assessment,
    family: Family,
    findings: Sequence[Finding],
    *,
    by: User,
    decision: str,
    late: str = "",
) -> Assessment:
    outcomes = {family[found.number]: found.outcome for found in findings}
    return single.authorise(
        assessment=assessment, by=by, outcomes=outcomes, decision=decision, late_reason=late
    )


def checkpoint(assessment: Assessment, number: str, *, by: User, decision: str) -> None:
    single.record_oversight(assessment=assessment, by=by, checkpoint=number, decision=decision)


def call_strategy(
    family: Family,
    numbers: Sequence[str],
    *,
    by: User,
    to: str,
    seen: str = "",
    contact: Contact | None = None,
    referral: Referral | None = None,
) -> StrategyDiscussion:
    """Police and health are called to a strategy discussion."""
    return strategy.convene(
        people=[family[number] for number in numbers],
        by=by,
        threshold_seen_at=moment(seen) if seen else clock.now(),
        contact=contact,
        referral=referral,
        invited=[worker("police.frontdoor"), worker("seat.health")],
        team=team(to),
    )


def hold_strategy(
    discussion: StrategyDiscussion,
    family: Family,
    met: Mapping[str, str],
    *,
    by: User,
    to: str,
    lead: str,
    categories: tuple[str, ...],
    not_met: Mapping[str, str] | None = None,
    late: str = "",
) -> dict[str, Section47]:
    """The discussion is held now: for whom the section 47 threshold is met, and why."""
    decisions = {
        family[number]: strategy.ChildDecision(met=True, reason=why, categories=categories)
        for number, why in met.items()
    }
    decisions |= {
        family[number]: strategy.ChildDecision(met=False, reason=why)
        for number, why in (not_met or {}).items()
    }
    # Brothers and sisters whom the story does not speak of are decided with the others.
    for person in others_of(discussion, reader=by):
        decisions.setdefault(person, strategy.ChildDecision(met=False, reason="Seen the same day, and well"))
    present = [
        strategy.Attendee("SOCIAL_CARE", user=by),
        strategy.Attendee("POLICE", user=worker("police.frontdoor")),
        strategy.Attendee("HEALTH", user=worker("seat.health")),
    ]
    strategy.record(
        discussion=discussion,
        by=by,
        held_at=clock.now(),
        attendees=present,
        decisions=decisions,
        information=[
            strategy.Information("HEALTH", "Appointments missed twice since the summer"),
            strategy.Information("POLICE", "Intelligence held by the police", marking="POLICE_RESTRICTED"),
        ],
        actions=[strategy.Action("See each child alone", "Lead social worker", clock.today())],
        lead=worker(lead),
        team=team(to),
        late_reason=late,
        kind="CALL",
        rationale="Shared by telephone, all three agencies agree",
        inquiry="JOINT",
        medical="NEEDED",
    )
    rows = Section47.objects.filter(discussion=discussion, person__in=[family[number] for number in met])
    return {number: rows.get(person=family[number]) for number in met}


def see_in_enquiry(
    enquiry: Section47, *, by: User, alone: bool = True, where: str = "At home", late: str = ""
) -> None:
    strategy.record_section_47_seen(
        section_47=enquiry, by=by, seen_at=clock.now(), alone=alone, where=where, late_reason=late
    )


def conclude(enquiry: Section47, *, by: User, outcome: str, conference: bool, reason: str) -> None:
    """A delegated post's outcome."""
    strategy.conclude_section_47(
        section_47=enquiry, by=by, outcome=outcome, icpc_required=conference, reason=reason
    )


def start_early_help(
    family: Family, number: str, *, by: User, agreed_by: str, contact: Contact | None = None
) -> EarlyHelpAssessment:
    return early.start_early_help(
        person=family[number],
        by=by,
        consent_at=clock.now(),
        consent_given_by=agreed_by,
        consent_scope=["SHARE", "ASSESS", "ATTEND"],
        contact=contact,
        lead=by,
    )


def complete_early_help(
    row: EarlyHelpAssessment, *, by: User, review_on: date, **said: Any
) -> EarlyHelpAssessment:
    """What the family and the worker say, then complete with whoever leads."""
    early.save_early_help(early_help=row, by=by, **said)
    early.save_side(
        early_help=row,
        side="CHILD",
        by=by,
        strengths="Kind, likes football",
        needs="Moves little, sleeps badly",
    )
    early.save_side(
        early_help=row, side="PARENTING", by=by, strengths="Close and caring", needs="Meals and bedtimes vary"
    )
    return early.complete_early_help(early_help=row, by=by, lead=by, review_on=review_on)
