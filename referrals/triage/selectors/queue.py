"""The front-door queue: one line a family, in the order of safety b, in a set number of queries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
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

from accounts.access import known_as
from accounts.models import User
from core import clock, working_days
from core.asking import OneOf, Place, asked, moment
from people.enums import InvolvementKind
from people.models import Involvement
from referrals.contacts.enums import UNDECIDED, ContactStatus, MatchDecision, Rag
from referrals.contacts.models import Contact, ContactPerson
from referrals.information.models import InformationRequest

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
_MIDNIGHT, _WITHIN, _SINCE = (Place(name, models.DateTimeField()) for name in ("midnight", "within", "since"))


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


def _rank(now: Any) -> Case:
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
    [rows] = asked(
        ("families", known_as(reader)),
        lambda: [_families(reader)],
        now=now,
        midnight=clock.at_local(clock.to_local(now).date()),
        within=now + timedelta(hours=1),
    )
    return [Family(*(*row[:-1], frozenset(row[-1]))) for row in rows]


def _families(reader: User) -> Any:
    now = moment()
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
            new_today=Count("pk", filter=Q(received_at__gte=_MIDNIGHT)),
            soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=_WITHIN)),
            places=ArrayAgg("locality", distinct=True, default=Value([])),
        )
    )
    waits = Case(When(rank=UNREAD, then=F("unread_since")), default=F("due"))
    ordered = rows.annotate(waits=waits).order_by(
        "rank", F("waits").asc(nulls_last=True), "received", "family_key"
    )
    printed = ("family_key", "rank", "stage", "reds", "new_today", "soon", "unread_since", "places")
    return ordered.values_list(*printed)[:MOST]


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
    """Everything about these families' concerns: two reads, whatever their number."""
    rows = QueueRows(order=list(keys))
    if not keys and not decided:
        return rows
    found, settled, of_these, of_decided = asked(
        ("queue", known_as(reader)),
        lambda: _rows(reader),
        keys=list(keys),
        decided=[contact.pk for contact in decided],
        midnight=clock.at_local(clock.to_local(now).date()),
    )
    people = [*of_these, *of_decided]
    for contact in found:
        rows.contacts.setdefault(contact.family_key, []).append(contact)
    for contact in settled:
        rows.settled_today.setdefault(contact.family_key, []).append(contact)
    for person in people:
        rows.people.setdefault(person.contact_id, []).append(person)
    persons = {person.person_id for person in people if person.person_id}
    if persons:
        local = clock.to_local(now)
        repeated, involved = asked(
            ("queue people", known_as(reader)),
            lambda: [_repeats(reader), _open_to(reader)],
            now=now,
            people=list(persons),
            since=clock.at_local(working_days.add_months(local.date(), -12)),
        )
        rows.repeats = dict(repeated)
        for person, user, team in involved:
            name = user or team or ""
            if name and name not in rows.open_to.setdefault(person, []):
                rows.open_to[person].append(name)
    return rows


def _rows(reader: User) -> list[Any]:
    """Undecided concerns of these families, what of theirs was decided since midnight, and whom all of them name."""
    ours = Contact.objects.for_triage(reader).filter(OneOf("family_key", "keys"))
    people = ContactPerson.objects.visible_to(reader).only(*_NAMED).order_by("contact", "position")
    return [
        ours.undecided()
        .select_related("claimed_by", "locality")
        .only(*_PRINTED, "claimed_by__display_name", "locality__name")
        .annotate(outstanding=_outstanding())
        .order_by("received_at", "pk"),
        ours.filter(received_at__gte=_MIDNIGHT)
        .exclude(status__in=UNDECIDED)
        .only("public_id", "reference", "family_key", "received_at"),
        # Apart: with "or" between them every person of every concern would be looked at.
        people.filter(OneOf("contact__family_key", "keys"), contact__status__in=UNDECIDED),
        people.filter(OneOf("contact_id", "decided")),
    ]


def _repeats(reader: User) -> Any:
    """How many concerns of the last twelve months name each person, as far as the reader may know."""
    named = ContactPerson.objects.visible_to(reader).filter(
        OneOf("person_id", "people"), contact__received_at__gte=_SINCE
    )
    counted = named.order_by().values("person").annotate(n=Count("contact", distinct=True))
    return counted.values_list("person", "n")


def _open_to(reader: User) -> Any:
    """Who works with each person already: lead, allocated worker or responsible team."""
    kinds = (InvolvementKind.LEAD, InvolvementKind.ALLOCATED, InvolvementKind.TEAM_AROUND)
    found = Involvement.objects.visible_to(reader).current(at=moment()).filter(OneOf("person_id", "people"))
    return (
        found.filter(kind__in=kinds)
        .order_by("kind", "started_at")
        .values_list("person", "user__display_name", "team__name")
    )


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
