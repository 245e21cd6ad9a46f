"""Everything that the page of one concern prints of the concern itself, in one question; of a concern that was opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.access import known_as
from accounts.models import Team, User
from core import clock, working_days
from core.asking import Place, asked
from deadlines.models import Clock
from deadlines.selectors import clocks_of
from documents.models import Attachment
from documents.selectors import files_of_opened
from localities.selectors import covering, in_order
from people.clusters import everyone_of
from people.models import HouseholdMember, Person
from people.selectors.read import household_rows
from referrals.contacts.models import (
    Contact,
    ContactAddition,
    ContactHolder,
    ContactPerson,
    RagRating,
    TypedSafeAddress,
)
from referrals.contacts.papers import CONCERN
from referrals.decisions.models import (
    Decision,
    DecisionIndicator,
    Escalation,
    FamilyTold,
    Feedback,
    OversightNote,
    PersonDecision,
    Proposal,
    ThresholdIndicator,
)
from referrals.decisions.selectors import children_among, in_words, outcomes_of, thresholds_on
from referrals.information.models import InformationReply, InformationRequest, ReplyParagraph
from referrals.triage.models import FamilyPrompt, Route

_CONCERN = Place("concern", models.BigIntegerField())
_PUBLIC_ID = Place("public_id", models.UUIDField())
_PLACE = Place("place", models.BigIntegerField())
_ROUND = Place("round", models.IntegerField())
_FAMILY = Place("family", models.UUIDField())
_SINCE = Place("since", models.DateTimeField())


@dataclass(slots=True)
class Concern:
    """The rows of one concern that a reader may read."""

    people: list[ContactPerson]
    additions: list[ContactAddition]
    ratings: list[RagRating]
    clocks: list[Clock]
    files: list[Attachment]
    safe: list[TypedSafeAddress]
    requests: list[InformationRequest]
    routes: list[Route]
    prompts: list[FamilyPrompt]
    proposals: list[Proposal]
    oversight: list[OversightNote]
    escalations: list[Escalation]
    earlier: list[Contact]
    outcomes: dict[int, list[str]]
    holders: list[ContactHolder]
    decision: Decision | None = None
    feedback: Feedback | None = None
    family_told: list[FamilyTold] = field(default_factory=list)
    at_home: list[Person] = field(default_factory=list)
    indicators: list[ThresholdIndicator] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)


def concern_of(contact: Contact, *, reader: User, now: datetime, works: bool) -> Concern:
    """What the page prints; with `works` also what whoever decides chooses from."""
    since = clock.at_local(working_days.add_months(clock.to_local(now).date(), -12))
    key = (
        "concern", known_as(reader), works, contact.is_undecided, contact.is_restricted,
        contact.logged_by_id == reader.pk,
    )  # fmt: skip

    def build() -> Sequence[Any]:
        return list(_tables(contact, reader, works=works).values())

    names = _NAMES if works else _NAMES[: -len(_TO_CHOOSE_FROM)]
    found = dict(
        zip(
            names,
            asked(
                key, build, now=now, concern=contact.pk, public_id=contact.public_id, place=contact.locality_id,
                round=contact.round, family=contact.family_key, since=since,
            ),
            strict=True,
        )
    )  # fmt: skip
    decision = _with_its_rows(next(iter(found.pop("decision")), None))
    told = {
        "requests": _answered(found.pop("requests"), found.pop("replies"), found.pop("paragraphs")),
        "outcomes": in_words(found.pop("outcomes")),
        "feedback": next(iter(found.pop("feedback")), None),
        "at_home": children_among(found.pop("at_home", []), found["people"]),
        "teams": in_order(found.pop("teams", [])),
    }
    return Concern(**found, **told, decision=decision)  # type: ignore[arg-type]


_TO_CHOOSE_FROM = ("at_home", "indicators", "teams")
_NAMES = (
    "people", "additions", "ratings", "clocks", "files", "safe", "requests", "replies", "paragraphs", "routes",
    "prompts", "proposals", "oversight", "escalations", "earlier", "outcomes", "holders", "decision", "feedback",
    "family_told", *_TO_CHOOSE_FROM,
)  # fmt: skip


def _tables(contact: Contact, reader: User, *, works: bool) -> dict[str, Any]:
    """The querysets by name; nothing of this one concern is in them."""

    def of(rows: Any) -> Any:
        return rows.of_opened(contact, reader, at=_CONCERN)

    earlier = _earlier(reader, concern=_CONCERN, family=_FAMILY, since=_SINCE)
    round_of = {"decision__contact": _CONCERN, "decision__round": _ROUND}
    decided = of(Decision.objects).filter(round=_ROUND)
    holders = ContactHolder.objects.current().filter(contact=_CONCERN)
    tables: dict[str, Any] = {
        "people": of(ContactPerson.objects)
        .select_related("person", "matched_by", "considered_by")
        .order_by("position"),
        "additions": of(ContactAddition.objects).select_related("recorded_by").order_by("recorded_at", "pk"),
        "ratings": of(RagRating.objects).select_related("set_by").order_by("-set_at", "-pk"),
        "clocks": clocks_of(Contact._meta.label_lower, _PUBLIC_ID),
        "files": files_of_opened(kind=CONCERN, subject_id=_PUBLIC_ID, reader=reader),
        "safe": TypedSafeAddress.objects.visible_to(reader).filter(contact_person__contact=_CONCERN),
        "requests": of(InformationRequest.objects)
        .select_related("agency", "team", "asked_by")
        .order_by("asked_at", "pk"),
        "replies": of(InformationReply.objects)
        .select_related("recorded_by__profession")
        .order_by("recorded_at", "pk"),
        "paragraphs": of(ReplyParagraph.objects).order_by("position"),
        "routes": of(Route.objects).select_related("to", "accepted_by").order_by("-routed_at"),
        "prompts": of(FamilyPrompt.objects).select_related("about").order_by("recorded_at"),
        "proposals": of(Proposal.objects)
        .filter(round=_ROUND)
        .select_related("recorded_by")
        .order_by("-recorded_at"),
        "oversight": of(OversightNote.objects).select_related("recorded_by").order_by("-recorded_at", "-pk"),
        "escalations": of(Escalation.objects).select_related("to").order_by("round", "stage"),
        "earlier": earlier.select_related("claimed_by"),
        "outcomes": outcomes_of(reader, earlier),
        # Past the class on purpose: whoever opened a restricted concern stands on its named list.
        "holders": (holders if contact.is_restricted else holders.none())
        .select_related("user")
        .order_by("position", "pk"),
        "decision": decided.select_related("decided_by", "ratified_by", "threshold"),
        "feedback": of(Feedback.objects).filter(**round_of).order_by("-recorded_at", "-pk")[:1],
        "family_told": of(FamilyTold.objects)
        .filter(**round_of)
        .select_related("addressee", "recorded_by")
        .order_by("recorded_at", "pk"),
    }
    if works:
        named = ContactPerson.objects.filter(contact=_CONCERN, person__isnull=False).values("person")
        identities = Person.objects.filter(everyone_of(named)).values("pk")
        tables |= {
            "at_home": household_rows(identities, reader=reader, on=clock.today()),
            "indicators": thresholds_on(clock.today()),
            "teams": covering(_PLACE, on=clock.today()),
        }
    return tables


def _earlier(reader: User, *, concern: Any, family: Any, since: Any) -> QuerySet[Contact]:
    """Other concerns since a moment about the same people or the household somebody confirmed, newest first.

    An address alone makes nobody a household (safety l).
    """
    persons = ContactPerson.objects.filter(contact=concern, person__isnull=False).values("person")
    confirmed = HouseholdMember.objects.filter(is_confirmed=True, ends_on__isnull=True)
    homes = confirmed.filter(person__in=persons).values("household")
    together = confirmed.filter(household__in=homes).values("person")
    # Joined by union: with "or" between them every concern of the year would be looked at.
    named = ContactPerson.objects.filter(person__in=persons.union(together)).values("contact")
    ours = named.union(Contact.objects.filter(family_key=family).values("pk"))
    found: QuerySet[Contact] = (
        Contact.objects.for_triage(reader)
        .filter(~Q(pk=concern), pk__in=ours, received_at__gte=since)
        .order_by("-received_at")
    )
    return found[:20]


def _answered(
    requests: Sequence[InformationRequest],
    replies: Sequence[InformationReply],
    paragraphs: Sequence[ReplyParagraph],
) -> list[InformationRequest]:
    """Each check with its answers, each answer with the paragraphs that the reader may read."""
    said: dict[int, list[ReplyParagraph]] = {}
    answers: dict[int, list[InformationReply]] = {}
    for paragraph in paragraphs:
        said.setdefault(paragraph.reply_id, []).append(paragraph)
    for reply in replies:
        reply.readable = said.get(reply.pk, [])  # type: ignore[attr-defined]
        answers.setdefault(reply.request_id, []).append(reply)
    for request in requests:
        request.answers = answers.get(request.pk, [])  # type: ignore[attr-defined]
    return list(requests)


def _with_its_rows(decision: Decision | None) -> Decision | None:
    """What a decision rests on; asked only where there is one."""
    if decision is not None:
        prefetch_related_objects(
            [decision],
            Prefetch("outcomes", PersonDecision.objects.select_related("contact_person")),
            Prefetch("cited", DecisionIndicator.objects.select_related("indicator")),
            "parallel",
        )
    return decision
