"""The decision on a concern: exactly one a round, an outcome for every person, the referrer's answer part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError
from core.history import acting
from outbox.services import once, tell
from people.enums import Stage
from people.models import Episode, Person
from people.selectors import households_of
from people.services import close_episode, enter_stage
from referrals.contacts import clocks
from referrals.contacts.enums import MatchDecision
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_managers
from referrals.contacts.workflow import CONTACT
from referrals.decisions.enums import (
    ADULT,
    NAMES_HELP,
    NAMES_WHERE,
    PROTECTION,
    REFERRALS,
    Outcome,
    ParallelKind,
    Release,
    ThinkFamily,
)
from referrals.decisions.models import (
    Decision,
    DecisionIndicator,
    ParallelReferral,
    PersonDecision,
    ThresholdIndicator,
)
from referrals.decisions.permissions import check_decider
from referrals.decisions.selectors import children_among, gatherers, threshold_in_force
from referrals.decisions.services.refer import refer
from referrals.decisions.services.tell import write_feedback
from referrals.information.services import no_longer_awaited

# Outcomes that go on in somebody's record: who they are in the index must be decided first.
NEEDS_PERSON = REFERRALS | ADULT | {Outcome.EARLY_HELP, Outcome.EHC, Outcome.EXISTING_CASE}
ENDS_HERE = frozenset(
    {Outcome.NFA_ADVICE, Outcome.SIGNPOST, Outcome.SINGLE_AGENCY, Outcome.DUPLICATE, Outcome.MALICIOUS,
     Outcome.CONSIDERED, Outcome.TRANSFER_OTHER}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """What is decided for one person of the concern."""

    contact_person: ContactPerson
    outcome: str
    help_named: str = ""
    note: str = ""


@transaction.atomic
def record_decision(
    *,
    contact: Contact,
    by: User,
    version: int | None,
    key: str,
    decisions: Sequence[PersonOutcome],
    rationale: str,
    tier: int,
    indicators: Sequence[ThresholdIndicator],
    adults_asked: str,
    children_asked: str,
    release: str = Release.ACTION_TAKEN,
    release_reason: str = "",
    release_words: str = "",
    parallel: Sequence[tuple[str, str]] = (),
    known: str = "",
    worried: str = "",
    unknown: str = "",
    alone_because: str = "",
    late_reason: str = "",
) -> Decision:
    """Decide: two people deciding at once make one decision, the other reads that it is taken."""

    def write() -> str:
        row = workflow.lock(contact, version=version)
        require_triage(by, row)
        require_undecided(row)
        outcomes = {entry.outcome for entry in decisions}
        reason_alone = check_decider(
            by, tier=tier, outcomes=outcomes, gathered=by.pk in gatherers(row), alone_because=alone_because
        )
        _check_basis(row, tier=tier, rationale=rationale, indicators=indicators, outcomes=outcomes)
        _check_think_family(adults_asked, children_asked)
        _check_people(row, decisions, by=by)
        now = clock.now()
        with acting(by=by, reason="concern decided"):
            decision = _write(
                row, by=by, at=now, tier=tier, rationale=rationale, decisions=decisions, indicators=indicators,
                parallel=parallel, adults_asked=adults_asked, children_asked=children_asked, known=known,
                worried=worried, unknown=unknown, alone_because=reason_alone,
            )  # fmt: skip
            _settle(row, decision, by=by, at=now, step="decide", late_reason=late_reason)
            if outcomes & REFERRALS:
                refer(decision=decision, by=by, at=now)
            write_feedback(decision, by=by, release=release, reason=release_reason, words=release_words)
            if reason_alone:
                _ask_to_ratify(decision)
        return str(decision.public_id)

    found: Decision = Decision.objects.get(public_id=once(by=by, action="contact.decide", key=key, do=write))
    return found


@transaction.atomic
def record_acceptance(*, contact: Contact, by: User, rationale: str, at: datetime) -> Decision:
    """The worker of an open case takes the concern on: that is its decision (safety d). The caller has checked who."""
    row = workflow.lock(contact)
    require_undecided(row)
    people = list(row.people.order_by("position"))
    with acting(by=by, reason="concern accepted on an open case"):
        decision = _write(
            row, by=by, at=at, tier=3, rationale=rationale, indicators=(), parallel=(),
            decisions=[PersonOutcome(person, Outcome.EXISTING_CASE) for person in people],
            adults_asked=ThinkFamily.UNKNOWN, children_asked=ThinkFamily.UNKNOWN, known="", worried="", unknown="",
            alone_because="",
        )  # fmt: skip
        _settle(row, decision, by=by, at=at, step="accept_on_case", late_reason="")
        write_feedback(
            decision,
            by=by,
            release=Release.NOTHING_YET,
            reason="The worker of the open case answers the referrer.",
        )
    return decision


def _check_basis(
    contact: Contact,
    *,
    tier: int,
    rationale: str,
    indicators: Sequence[ThresholdIndicator],
    outcomes: set[str],
) -> None:
    if tier not in (1, 2, 3, 4):
        raise DomainError("Choose a tier.", field="tier")
    if not contact.rag:
        raise DomainError("Rate the concern first.", field="tier")
    if not rationale.strip():
        raise DomainError("Say why this is decided.", field="rationale")
    if not indicators and not outcomes <= {Outcome.DUPLICATE, Outcome.MALICIOUS}:
        raise DomainError("Cite the indicators that this rests on.", field="indicators")
    if outcomes & PROTECTION and tier != 4:
        raise DomainError("A strategy discussion or immediate protection is tier 4.", field="tier")
    if outcomes & REFERRALS and tier < 3:
        raise DomainError("An assessment under section 17 or 47 is tier 3 or 4.", field="tier")
    if Outcome.EXISTING_CASE in outcomes:
        raise DomainError("Route it to the worker: it is decided when they accept it.", field="tier")


def _check_think_family(adults_asked: str, children_asked: str) -> None:
    for name, answer in (("adults_asked", adults_asked), ("children_asked", children_asked)):
        if answer not in ThinkFamily.values:
            raise DomainError("Say whether the other half of the family was asked about.", field=name)


def _check_people(contact: Contact, decisions: Sequence[PersonOutcome], *, by: User) -> None:
    """Everyone has one outcome, every child was considered, and whoever goes on is known in the index."""
    people = {row.pk: row for row in contact.people.select_related("person")}
    given = [entry.contact_person.pk for entry in decisions]
    if set(given) != set(people) or len(given) != len(people):
        raise DomainError("Decide an outcome for each person.", field="decisions")
    waiting = [row.full_name for row in people.values() if row.is_child and row.considered_at is None]
    if waiting:
        raise DomainError(f"Consider every child first: {', '.join(waiting)}.", field="decisions")
    for entry in decisions:
        person = people[entry.contact_person.pk]
        if entry.outcome not in Outcome.values:
            raise DomainError(f"Choose an outcome for {person.full_name}.", field="decisions")
        if entry.outcome in NAMES_HELP and not entry.help_named.strip():
            raise DomainError(f"Name the help offered to {person.full_name}.", field="decisions")
        if entry.outcome in NAMES_WHERE and not entry.help_named.strip():
            raise DomainError(
                f"{NAMES_WHERE[Outcome(entry.outcome)]} ({person.full_name}).", field="decisions"
            )
        if entry.outcome in NEEDS_PERSON and person.match not in (MatchDecision.SAME, MatchDecision.NEW):
            raise DomainError(f"Say first who {person.full_name} is in the index.", field="decisions")
    if children_at_home(contact, by=by):
        raise DomainError(
            "Another child of this household is recorded: bring them into the concern and consider them.",
            field="decisions",
        )


def children_at_home(contact: Contact, *, by: User) -> list[Person]:
    """Children of the confirmed or recorded households of its people whom the reader may see and nobody named."""
    rows = list(contact.people.filter(person__isnull=False).select_related("person"))
    return children_among(households_of([row.person for row in rows if row.person], reader=by), rows)


def _write(
    contact: Contact,
    *,
    by: User,
    at: datetime,
    tier: int,
    rationale: str,
    decisions: Sequence[PersonOutcome],
    indicators: Sequence[ThresholdIndicator],
    parallel: Sequence[tuple[str, str]],
    **details: str,
) -> Decision:
    decision: Decision = Decision.objects.create(
        contact=contact, round=contact.round, tier=tier, rationale=rationale.strip(), threshold=threshold_in_force(),
        decided_at=at, decided_by=by, recorded_at=at, recorded_by=by, **details,
    )  # fmt: skip
    for entry in decisions:
        PersonDecision.objects.create(
            decision=decision, contact_person=entry.contact_person, outcome=entry.outcome,
            help_named=entry.help_named.strip(), note=entry.note.strip(),
        )  # fmt: skip
    for indicator in indicators:
        DecisionIndicator.objects.create(decision=decision, indicator=indicator)
    for kind, detail in parallel:
        if kind not in ParallelKind.values:
            raise DomainError("Choose the parallel referral from the list.", field="parallel")
        ParallelReferral.objects.create(decision=decision, kind=kind, detail=detail)
    return decision


def _settle(
    contact: Contact, decision: Decision, *, by: User, at: datetime, step: str, late_reason: str
) -> None:
    """The concern is decided: state, clocks, and the stage of everyone whose passage began with it."""
    row = workflow.apply(contact, step, workflow=CONTACT, by=by, at=at, reason=decision.rationale)
    row.decided_at, row.decided_by = at, by
    row.is_unread, row.due_at = False, None
    if row.first_read_at is None:
        row.first_read_at, row.first_read_by = at, by
    row.claimed_at = row.claimed_by = row.claim_touched_at = row.claim_until = None
    row.save(
        update_fields=[
            "decided_at", "decided_by", "is_unread", "due_at", "first_read_at", "first_read_by",
            "claimed_at", "claimed_by", "claim_touched_at", "claim_until",
        ]
    )  # fmt: skip
    clocks.stop_on_decision(
        row, by=by, at=at, outcome=f"Decided, tier {decision.tier}", late_reason=late_reason
    )
    clocks.stop_acknowledgement(row, by=by, at=at, how="Answered with the decision")
    no_longer_awaited(contact=row, by=by)
    for outcome in decision.outcomes.select_related("contact_person__person"):
        person = outcome.contact_person.person
        if person is None:
            continue
        began_here = Episode.objects.filter(
            person=person, reference=row.reference, closed_at__isnull=True
        ).exists()
        if began_here and outcome.outcome in REFERRALS:
            enter_stage(person=person, stage=Stage.REFERRAL, by=by, at=at)
        elif began_here and outcome.outcome in ENDS_HERE:
            close_episode(person=person, by=by, reason=str(Outcome(outcome.outcome).label), at=at)


def _ask_to_ratify(decision: Decision) -> None:
    for manager in front_door_managers():
        if manager.pk != decision.decided_by_id:
            tell(
                to=manager,
                kind="referrals.to_ratify",
                reference=decision.contact.reference,
                path=decision.contact.path,
                key=f"ratify:{decision.public_id}",
            )
