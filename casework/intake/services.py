"""From a decided concern into the next stage: one transaction decides, opens what follows and tells (issue 2.8)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.access import require
from accounts.enums import TeamKind
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from assessments.private_fostering.services import open_after_decision
from assessments.safeguarding_adults.services import enquire_after_decision
from assessments.single.services import open_assessment
from assessments.strategy.models import StrategyDiscussion
from assessments.strategy.services import convene
from casework.cases.enums import CaseKind
from casework.cases.models import Case
from casework.cases.services import open_case
from core import clock
from core.errors import DomainError
from core.history import acting
from deadlines.services import start_clock, stop_clock
from localities.selectors import team_covering
from outbox.services import once, tell
from people.clusters import identities
from people.models import Person
from referrals.allegations.services import from_decision
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.decisions.enums import ADULT, PROTECTION, Outcome, ParallelKind, Release
from referrals.decisions.models import Decision, Referral, ThresholdIndicator
from referrals.decisions.services import PersonOutcome, move_referral, record_decision

# Which team takes on what, where the decider names none.
TEAM_FOR = {
    Outcome.EARLY_HELP: TeamKind.EARLY_HELP,
    Outcome.ADULT_CARE: TeamKind.ADULTS,
    Outcome.CARER: TeamKind.ADULTS,
    Outcome.ADULT_SAFEGUARDING: TeamKind.ADULTS,
}
ASSESSED = frozenset({Outcome.FAMILY_HELP, Outcome.PRIVATE_FOSTERING}) | PROTECTION


@transaction.atomic
def decide_contact(
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
    team: Team | None = None,
) -> Decision:
    """The whole step: the decision, the assessment, strategy discussion or case it opens, and whoever must know."""

    # What goes to the designated officer stands in the officer's own store and nowhere in the decision (safety q).
    to_officer = [detail for kind, detail in parallel if kind == ParallelKind.LADO]
    open_ones = [(kind, detail) for kind, detail in parallel if kind != ParallelKind.LADO]

    def step() -> str:
        decision = record_decision(
            contact=contact, by=by, version=version, key="", decisions=decisions, rationale=rationale, tier=tier,
            indicators=indicators, adults_asked=adults_asked, children_asked=children_asked, release=release,
            release_reason=release_reason, release_words=release_words, parallel=open_ones, known=known,
            worried=worried, unknown=unknown, alone_because=alone_because, late_reason=late_reason,
        )  # fmt: skip
        with acting(by=by, reason="concern goes on"):
            _go_on(decision, by=by, team=team)
            for detail in to_officer:
                from_decision(contact=contact, detail=detail, by=by)
        return str(decision.public_id)

    found: Decision = Decision.objects.get(public_id=once(by=by, action="intake.decide", key=key, do=step))
    return found


def _go_on(decision: Decision, *, by: User, team: Team | None) -> None:
    now = decision.decided_at
    grouped: dict[str, list[Person]] = {}
    for row in decision.outcomes.select_related("contact_person__person"):
        if row.contact_person.person is not None:
            grouped.setdefault(row.outcome, []).append(row.contact_person.person)
    referral = Referral.objects.filter(decision=decision).first()
    assessed = [person for outcome, people in grouped.items() if outcome in ASSESSED for person in people]
    told: set[Team] = set()
    if referral is not None and assessed:
        host = team or _team(decision.contact, TeamKind.LOCALITY)
        open_assessment(
            referral=referral,
            people=assessed,
            by=by,
            team=host,
            started_at=now,
            received_at=referral.received_at,
        )
        move_referral(referral=referral, step="assess", by=by, at=now, reason="Assessment opened")
        told |= {host} if host else set()
    protected = [person for outcome, people in grouped.items() if outcome in PROTECTION for person in people]
    if protected and not _discussed(decision.contact, protected):
        convene(
            people=protected, by=by, threshold_seen_at=now, contact=decision.contact, referral=referral,
            team=team or _team(decision.contact, TeamKind.LOCALITY),
        )  # fmt: skip
    for outcome, people in grouped.items():
        kind = (
            CaseKind.EARLY_HELP
            if outcome == Outcome.EARLY_HELP
            else CaseKind.ADULT
            if outcome in ADULT
            else None
        )
        host = team or _team(decision.contact, TEAM_FOR.get(Outcome(outcome), TeamKind.LOCALITY))
        if outcome == Outcome.PRIVATE_FOSTERING:
            for person in people:
                open_after_decision(person=person, contact=decision.contact, by=by, team=host)
        if outcome == Outcome.ADULT_SAFEGUARDING:
            for person in people:
                enquire_after_decision(person=person, contact=decision.contact, by=by, at=now, team=host)
        for person in people if kind else ():
            if Case.objects.filter(person__in=identities(person), closed_at__isnull=True).exists():
                continue
            open_case(person=person, by=by, kind=str(kind), team=host, at=now)
            told |= {host} if host else set()
        if outcome == Outcome.EARLY_HELP:
            _start_matching(decision.contact, by=by, at=now, team=host)
    for host in told:
        for manager in managers_of(host):
            tell(
                to=manager,
                kind="intake.new_work",
                reference=decision.contact.reference,
                path="/caseload/",
                key=f"intake:{decision.public_id}:{host.pk}",
            )


def _discussed(contact: Contact, people: list[Person]) -> bool:
    """A strategy discussion about them was called from this concern already: protection did not wait."""
    called = StrategyDiscussion.objects.filter(contact=contact)
    return bool(called.filter(children__person__in=people).exists())


def _team(contact: Contact, kind: TeamKind) -> Team | None:
    """The team of a kind that covers the concern's locality, else any of that kind."""
    found = team_covering(contact.locality, kind=kind)
    return found or Team.objects.filter(kind=kind, is_active=True).order_by("pk").first()


def _start_matching(contact: Contact, *, by: User, at: datetime, team: Team | None) -> None:
    """Green with early help: matched within three working days (domain.md B, MASH-G)."""
    if contact.rag == "GREEN":
        start_clock(
            code="MASH-G-EH", subject=contact, triggered_at=at, by=by, team=team,
            reference=contact.reference, path=contact.path,
        )  # fmt: skip


def stop_matching(*, case: Case, worker: User, by: User) -> None:
    """Early help has found its worker: answers the port of a changed worker."""
    if case.kind == CaseKind.EARLY_HELP:
        for contact in Contact.objects.filter(people__person=case.person):
            stop_clock(code="MASH-G-EH", subject=contact, by=by, outcome="Matched")


@transaction.atomic
def convene_now(
    *,
    contact: Contact,
    by: User,
    people: Sequence[ContactPerson],
    invited: Sequence[User] = (),
    key: str = "",
) -> StrategyDiscussion:
    """Red: the strategy discussion is called from the triage page, before anything is decided."""
    require_triage(by, contact)
    require_undecided(contact)
    require(by, Permission.STRATEGY_CONVENE)
    children = [row.person for row in people if row.person is not None and row.contact_id == contact.pk]
    if not children or len(children) != len(people):
        raise DomainError("Say first who each child is in the index.", field="people")
    # Whoever calls it takes part: they read and write down what they called, though the record is not theirs.
    return convene(
        people=children, by=by, threshold_seen_at=clock.now(), contact=contact, team=_team(contact, TeamKind.LOCALITY),
        invited=[by, *invited], key=key,
    )  # fmt: skip
