"""Reads of decisions, thresholds and referrals."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from accounts.models import User
from core import clock, working_days
from core.errors import NotFound
from people.clusters import identities
from people.models import Person
from referrals.contacts.enums import Answer
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions.enums import SIGNED, Outcome
from referrals.decisions.models import (
    Decision,
    DipSample,
    Escalation,
    PersonDecision,
    Proposal,
    Referral,
    ReferralSubject,
    ThresholdIndicator,
    ThresholdVersion,
)
from referrals.information.models import InformationRequest


def threshold_in_force(*, on: date | None = None) -> ThresholdVersion:
    """The edition of the threshold of need that holds on a day."""
    day = on or clock.today()
    found: ThresholdVersion | None = (
        ThresholdVersion.objects.filter(is_draft=False)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)
        .order_by("-starts_on")
        .first()
    )
    if found is None:
        raise NotFound("No threshold of need is in force.")
    return found


def threshold_editions(*, reader: User) -> list[ThresholdVersion]:
    """Every edition this reader may know, the newest first; drafts stand before those that were agreed."""
    found = ThresholdVersion.objects.visible_to(reader).select_related("drafted_by", "agreed_by")
    return list(found.order_by("-is_draft", "-starts_on"))


def threshold_edition(public_id: uuid.UUID | str, *, reader: User) -> ThresholdVersion:
    found: ThresholdVersion | None = (
        ThresholdVersion.objects.visible_to(reader)
        .select_related("drafted_by", "agreed_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such edition.")
    return found


def thresholds_on(day: date) -> QuerySet[ThresholdIndicator]:
    """The indicators of the edition that holds on a day."""
    holds = ThresholdVersion.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), is_draft=False, starts_on__lte=day
    )
    found: QuerySet[ThresholdIndicator] = ThresholdIndicator.objects.filter(
        version=Subquery(holds.order_by("-starts_on").values("pk")[:1])
    )
    return found.order_by("tier", "code")


def indicators(version: ThresholdVersion) -> list[ThresholdIndicator]:
    return list(ThresholdIndicator.objects.filter(version=version).order_by("tier", "code"))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tier that the table of thresholds points to, and the indicators that make it do so; nobody is bound by it."""

    tier: int
    indicators: tuple[ThresholdIndicator, ...]


def suggestion(contact: Contact, rows: Iterable[ThresholdIndicator]) -> Suggestion | None:
    """The highest tier whose indicators fit what the concern is said to be about; danger now fits the highest."""
    about = set(contact.concerns)
    fitting = [row for row in rows if about & set(row.concerns)]
    tier = max((row.tier for row in fitting), default=0)
    if contact.danger_now == Answer.YES:
        tier = 4
    if not tier:
        return None
    return Suggestion(tier, tuple(row for row in fitting if row.tier == tier))


def decision_of(contact: Contact, *, reader: User) -> Decision | None:
    """The decision of the present round."""
    found: Decision | None = (
        Decision.objects.visible_to(reader)
        .filter(contact=contact, round=contact.round)
        .select_related("decided_by__agency", "ratified_by", "threshold")
        .prefetch_related("outcomes__contact_person", "cited__indicator", "parallel")
        .first()
    )
    return found


def decisions_of(contact: Contact, *, reader: User) -> list[Decision]:
    """Every round's decision, the last one first."""
    rows = Decision.objects.visible_to(reader).filter(contact=contact).order_by("-round")
    return list(
        rows.select_related("decided_by", "ratified_by").prefetch_related(
            "outcomes__contact_person", "cited__indicator", "parallel"
        )
    )


def gatherers(contact: Contact) -> set[int]:
    """Who gathered for this round: asked an agency, matched its people, or proposed the decision (safety f)."""
    asked = InformationRequest.objects.filter(contact=contact).values_list("asked_by", flat=True)
    matched = ContactPerson.objects.filter(contact=contact, matched_by__isnull=False).values_list(
        "matched_by", flat=True
    )
    proposed = Proposal.objects.filter(contact=contact, round=contact.round).values_list(
        "recorded_by", flat=True
    )
    return set(asked) | set(matched) | set(proposed)


def previous_referral(person: Person, *, before: datetime) -> Referral | None:
    """The latest referral of this person in the twelve months before; a contact is not one (story F11)."""
    local = clock.to_local(before)
    since = working_days.add_months(local.date(), -12)
    row = (
        ReferralSubject.objects.filter(person__in=identities(person), referral__received_at__lt=before)
        .filter(referral__received_at__gte=clock.at_local(since))
        .select_related("referral")
        .order_by("-referral__received_at")
        .first()
    )
    return row.referral if row else None


def referral(public_id: uuid.UUID | str, *, reader: User) -> Referral:
    found: Referral | None = Referral.objects.visible_to(reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such record.")
    return found


def referrals_of(person: Person, *, reader: User) -> QuerySet[Referral]:
    found: QuerySet[Referral] = (
        Referral.objects.visible_to(reader)
        .filter(pk__in=ReferralSubject.objects.filter(person__in=identities(person)).values("referral"))
        .order_by("-received_at")
    )
    return found


def to_ratify(*, reader: User) -> QuerySet[Decision]:
    """Decisions taken alone that no manager has ratified yet."""
    found: QuerySet[Decision] = (
        Decision.objects.visible_to(reader)
        .exclude(alone_because="")
        .filter(ratified_at__isnull=True)
        .select_related("contact", "decided_by")
        .order_by("decided_at")
    )
    return found


def unmatched(people: Iterable[ContactPerson]) -> list[ContactPerson]:
    return [row for row in people if row.person_id is None]


SAMPLED = timedelta(days=30)


def escalation(public_id: uuid.UUID | str, *, reader: User) -> Escalation:
    found: Escalation | None = (
        Escalation.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("to", "recorded_by__agency", "contact")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def to_sample(*, reader: User, at: datetime, only_closed: bool = False) -> QuerySet[Decision]:
    """Decisions that may be drawn: of the last thirty days, never drawn before, not the reader's own."""
    rows: QuerySet[Decision] = (
        Decision.objects.visible_to(reader)
        .filter(decided_at__gte=at - SAMPLED, sample__isnull=True, contact__is_restricted=False)
        .exclude(decided_by=reader)
        .exclude(ratified_by=reader)
    )
    closed = PersonDecision.objects.filter(outcome__in=SIGNED).values("decision")
    return rows.filter(pk__in=closed) if only_closed else rows


def samples(*, reader: User) -> QuerySet[DipSample]:
    """What was drawn: not judged yet first, then newest."""
    found: QuerySet[DipSample] = (
        DipSample.objects.visible_to(reader)
        .select_related("decision__contact", "decision__decided_by", "judged_by")
        .order_by(F("judged_at").asc(nulls_first=True), "-recorded_at", "pk")
    )
    return found


def sample(public_id: uuid.UUID | str, *, reader: User) -> DipSample:
    found: DipSample | None = samples(reader=reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such record.")
    return found


def outcomes_of(reader: User, contacts: QuerySet[Contact]) -> QuerySet[Any]:
    """What was decided of each of these concerns in its last round."""
    rows: QuerySet[Any] = PersonDecision.objects.visible_to(reader).filter(
        decision__contact__in=contacts.values("pk"), decision__round=F("decision__contact__round")
    )
    return rows.order_by("decision", "pk").values_list("decision__contact", "outcome")


def in_words(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """The same by concern, each outcome once."""
    found: dict[int, list[str]] = {}
    for contact, outcome in rows:
        label = str(Outcome(outcome).label)
        if label not in found.setdefault(contact, []):
            found[contact].append(label)
    return found


def children_among(homes: Iterable[Person], rows: Iterable[ContactPerson]) -> list[Person]:
    """The children of these homes whom a concern about these people does not name."""
    on = clock.today()
    named = {row.person_id for row in rows}
    return [
        other
        for other in homes
        if other.pk not in named
        and not (other.born_on and (on - other.born_on).days >= 18 * 365.25)
        and (other.born_on or other.expected_on)
    ]
