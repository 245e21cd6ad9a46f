"""The front-door queue: one line a family, in the order of safety b, in a set number of queries."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from core import clock, working_days
from core.errors import NotFound
from people.enums import InvolvementKind
from people.matching import Candidate, candidates_for_each
from people.models import HouseholdMember, Involvement
from referrals.contacts.enums import UNDECIDED, ContactStatus, MatchDecision, Rag
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.selectors import described
from referrals.information.models import InformationRequest
from referrals.triage.models import FamilyPrompt, Route

# Ranks of safety b; what was read and not yet rated comes before amber, for nobody knows that it is less.
RED, UNREAD, OVERDUE, UNRATED, AMBER, GREEN = range(6)
NEW, GATHERING, READY = range(3)
# What a line prints: a concern has many long answers that the queue does not read.
_PRINTED = (
    "public_id", "reference", "family_key", "status", "rag", "is_unread", "due_at", "received_at", "what", "channel",
    "referrer_agency", "referrer_role", "is_anonymous", "claimed_by", "claimed_at", "claim_touched_at", "claim_until",
    "locality",
)  # fmt: skip
_NAMED = (
    "contact", "person", "role", "forename", "surname", "preferred_name", "born_on", "expected_on", "age_words",
    "birth_certainty",
)  # fmt: skip
PER_PAGE = 25
MOST = 1000
CAP = 200


@dataclass(frozen=True, slots=True)
class Family:
    """Where a family's line stands: its worst rating, its earliest clock, its least advanced concern."""

    key: uuid.UUID
    rank: int
    stage: int
    reds: int
    new_today: int
    within_the_hour: int
    unread_since: datetime | None
    localities: frozenset[int]


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands above the queue."""

    new_today: int
    oldest_unread: datetime | None
    due_within_the_hour: int
    red_open: int
    stages: dict[int, int]


@dataclass(slots=True)
class QueueRows:
    """Everything that the lines of one page print, read at once."""

    order: list[uuid.UUID]
    contacts: dict[uuid.UUID, list[Contact]] = field(default_factory=dict)
    people: dict[int, list[ContactPerson]] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)
    open_to: dict[int, list[str]] = field(default_factory=dict)
    # Decided since midnight, by family: what came today stands together with what waits.
    settled_today: dict[uuid.UUID, list[Contact]] = field(default_factory=dict)


def _rank(now: datetime) -> Case:
    return Case(
        When(rag=Rag.RED, then=Value(RED)),
        When(is_unread=True, then=Value(UNREAD)),
        When(due_at__lt=now, then=Value(OVERDUE)),
        When(rag="", then=Value(UNRATED)),
        When(rag=Rag.AMBER, then=Value(AMBER)),
        default=Value(GREEN),
        output_field=IntegerField(),
    )


def _outstanding() -> Coalesce:
    """How many agencies have not answered: counted, never taken for "nothing known"."""
    waiting = InformationRequest.objects.filter(
        contact=OuterRef("pk"), replied_at__isnull=True, withdrawn_at__isnull=True
    )
    counted = waiting.order_by().values("contact").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())


def _stage() -> Case:
    waiting = InformationRequest.objects.filter(
        contact=OuterRef("pk"), replied_at__isnull=True, withdrawn_at__isnull=True
    )
    return Case(
        When(status__in=(ContactStatus.RECEIVED, ContactStatus.LOGGED), then=Value(NEW)),
        When(Exists(waiting), then=Value(GATHERING)),
        default=Value(READY),
        output_field=IntegerField(),
    )


def families(reader: User, *, now: datetime) -> list[Family]:
    """Undecided concerns gathered by family in the order of safety b, the first thousand families; one read.

    Unread ones stand oldest first, all others by the clock that runs out first.
    """
    midnight, within = clock.at_local(clock.to_local(now).date()), now + timedelta(hours=1)
    rows = (
        Contact.objects.for_triage(reader)
        .undecided()
        .annotate(a_rank=_rank(now), a_stage=_stage())
        .order_by()
        .values("family_key")
        .annotate(
            rank=Min("a_rank"),
            stage=Min("a_stage"),
            due=Min("due_at"),
            received=Min("received_at"),
            unread_since=Min("received_at", filter=Q(is_unread=True)),
            reds=Count("pk", filter=Q(rag=Rag.RED)),
            new_today=Count("pk", filter=Q(received_at__gte=midnight)),
            soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=within)),
            places=ArrayAgg("locality", distinct=True, default=Value([])),
        )
    )
    waits = Case(When(rank=UNREAD, then=F("unread_since")), default=F("due"))
    ordered = rows.annotate(waits=waits).order_by(
        "rank", F("waits").asc(nulls_last=True), "received", "family_key"
    )
    return [
        Family(
            row["family_key"], row["rank"], row["stage"], row["reds"], row["new_today"], row["soon"],
            row["unread_since"], frozenset(row["places"]),
        )
        for row in ordered[:MOST]
    ]  # fmt: skip


def strip_of(found: Sequence[Family]) -> Strip:
    """The strip, from the families already read."""
    unread = [family.unread_since for family in found if family.unread_since]
    stages = dict.fromkeys((NEW, GATHERING, READY), 0)
    for family in found:
        stages[family.stage] += 1
    return Strip(
        new_today=sum(family.new_today for family in found),
        oldest_unread=min(unread, default=None),
        due_within_the_hour=sum(family.within_the_hour for family in found),
        red_open=sum(family.reds for family in found),
        stages=stages,
    )


def decided_today(reader: User, *, now: datetime, start: int = 0) -> list[Contact]:
    """What was decided since midnight, newest first."""
    midnight = clock.at_local(clock.to_local(now).date())
    rows = (
        Contact.objects.for_triage(reader)
        .filter(decided_at__gte=midnight)
        .exclude(status__in=UNDECIDED)
        .select_related("decided_by", "claimed_by", "locality")
        .order_by("-decided_at", "-pk")
    )
    return list(rows[start : start + PER_PAGE + 1])


def rows_for(
    keys: Sequence[uuid.UUID], *, reader: User, now: datetime, decided: Sequence[Contact] = ()
) -> QueueRows:
    """Everything about these families' concerns: five reads, whatever their number."""
    rows = QueueRows(order=list(keys))
    found: list[Contact] = list(decided)
    if keys:
        open_ones = (
            Contact.objects.for_triage(reader)
            .undecided()
            .filter(family_key__in=keys)
            .select_related("claimed_by", "locality")
            .only(*_PRINTED, "claimed_by__display_name", "locality__name")
            .annotate(outstanding=_outstanding())
            .order_by("received_at", "pk")
        )
        found += list(open_ones)
        for contact in found[len(decided) :]:
            rows.contacts.setdefault(contact.family_key, []).append(contact)
        midnight = clock.at_local(clock.to_local(now).date())
        settled = Contact.objects.for_triage(reader).filter(family_key__in=keys, received_at__gte=midnight)
        for contact in settled.exclude(status__in=UNDECIDED).only("public_id", "reference", "family_key"):
            rows.settled_today.setdefault(contact.family_key, []).append(contact)
    ids = [contact.pk for contact in found]
    for person in (
        ContactPerson.objects.visible_to(reader).filter(contact__in=ids).order_by("contact", "position")
    ):
        rows.people.setdefault(person.contact_id, []).append(person)
    persons = {person.person_id for each in rows.people.values() for person in each if person.person_id}
    if persons:
        rows.repeats = repeats(persons, reader=reader, now=now)
        rows.open_to = open_to(persons, reader=reader, now=now)
    return rows


def repeats(persons: Iterable[int], *, reader: User, now: datetime) -> dict[int, int]:
    """How many concerns of the last twelve months name each person, as far as the reader may know."""
    local = clock.to_local(now)
    since = clock.at_local(working_days.add_months(local.date(), -12))
    named = ContactPerson.objects.visible_to(reader).filter(
        person__in=list(persons), contact__received_at__gte=since
    )
    return dict(named.order_by().values_list("person").annotate(n=Count("contact", distinct=True)))


def open_to(persons: Iterable[int], *, reader: User, now: datetime) -> dict[int, list[str]]:
    """Who works with each person already: lead, allocated worker or responsible team."""
    kinds = (InvolvementKind.LEAD, InvolvementKind.ALLOCATED, InvolvementKind.TEAM_AROUND)
    found = (
        Involvement.objects.visible_to(reader)
        .current(at=now)
        .filter(person__in=list(persons), kind__in=kinds)
        .select_related("user", "team")
        .order_by("kind", "started_at")
    )
    by_person: dict[int, list[str]] = {}
    for row in found:
        name = row.user.display_name if row.user else str(row.team) if row.team else ""
        if name and name not in by_person.setdefault(row.person_id, []):
            by_person[row.person_id].append(name)
    return by_person


def newest_red(reader: User) -> Contact | None:
    """The last concern to turn red, for the banner that announces it."""
    found: Contact | None = (
        Contact.objects.for_triage(reader)
        .undecided()
        .filter(rag=Rag.RED)
        .order_by("-received_at", "-pk")
        .first()
    )
    return found


def red_count(reader: User) -> int:
    """How many reds are open, exact to 200."""
    return int(Contact.objects.for_triage(reader).undecided().filter(rag=Rag.RED)[: CAP + 1].count())


def earlier_concerns(contact: Contact, *, reader: User, now: datetime) -> list[Contact]:
    """Other concerns of twelve months about the same people or the household somebody confirmed, newest first.

    An address alone makes nobody a household (safety l).
    """
    local = clock.to_local(now)
    since = clock.at_local(working_days.add_months(local.date(), -12))
    persons = contact.people.filter(person__isnull=False).values("person")
    confirmed = HouseholdMember.objects.filter(is_confirmed=True, ends_on__isnull=True)
    homes = confirmed.filter(person__in=persons).values("household")
    together = confirmed.filter(household__in=homes).values("person")
    named = ContactPerson.objects.filter(Q(person__in=persons) | Q(person__in=together)).values("contact")
    rows = Contact.objects.for_triage(reader).filter(
        Q(pk__in=named) | Q(family_key=contact.family_key), received_at__gte=since
    )
    return list(rows.exclude(pk=contact.pk).select_related("claimed_by").order_by("-received_at")[:20])


def candidates(people: Sequence[ContactPerson], *, reader: User) -> dict[int, list[Candidate]]:
    """Whom each of these might be, among those the reader may see, with the evidence; a person decides."""
    found = candidates_for_each([described(person) for person in people], reader=reader)
    return {person.pk: each for person, each in zip(people, found, strict=True)}


def unsettled(reader: User) -> QuerySet[ContactPerson]:
    """People of concerns of whom somebody said "not sure", the longest waiting first."""
    found: QuerySet[ContactPerson] = (
        ContactPerson.objects.visible_to(reader)
        .filter(
            match=MatchDecision.UNSURE, person__isnull=True, contact__in=Contact.objects.for_triage(reader)
        )
        .select_related("contact", "matched_by")
        .order_by("matched_at", "pk")
    )
    return found


def route(public_id: uuid.UUID | str, *, reader: User) -> Route:
    found: Route | None = (
        Route.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("contact", "person", "to", "meant_for", "routed_by__agency")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def routes_of(contact: Contact, *, reader: User) -> list[Route]:
    rows = Route.objects.visible_to(reader).filter(contact=contact).order_by("-routed_at")
    return list(rows.select_related("to", "accepted_by", "returned_by"))


def waiting_for(reader: User) -> QuerySet[Route]:
    """Concerns on open cases that wait for this person."""
    found: QuerySet[Route] = (
        Route.objects.visible_to(reader)
        .waiting()
        .filter(Q(to=reader) | Q(meant_for=reader), contact__status__in=UNDECIDED)
        .select_related("contact")
        .order_by("routed_at")
    )
    return found


def prompt(public_id: uuid.UUID | str, *, reader: User) -> FamilyPrompt:
    found: FamilyPrompt | None = (
        FamilyPrompt.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("about", "asked_of")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def prompts_of(contact: Contact, *, reader: User) -> list[FamilyPrompt]:
    rows = FamilyPrompt.objects.visible_to(reader).filter(contact=contact).order_by("recorded_at")
    return list(rows.select_related("about", "asked_of", "answered_by"))
