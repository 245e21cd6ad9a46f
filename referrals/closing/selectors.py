"""What stands for each undecided concern while the front door is closed, and what is left (safety a)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Value

from accounts.access import known_as
from accounts.enums import AbsenceKind, OnCallDuty
from accounts.models import Absence, OnCall, User
from core import clock
from core.asking import Place, asked
from core.errors import NotFound
from deadlines.models import Clock
from deadlines.selectors import running_by_subject
from referrals.closing.clocks import Closure, closure_at
from referrals.closing.enums import CoverKind
from referrals.closing.models import OutOfHoursOffer, SafeUntil
from referrals.contacts.enums import GRAVITY, UNDECIDED
from referrals.contacts.models import Contact, ContactAddition, ContactHolder, ContactPerson
from referrals.triage.clocks import is_held
from referrals.triage.selectors import PER_PAGE, QueueRows, families, rows_for

# Duties that a person answers for by day and by night.
_HOLDING = (OnCallDuty.RESTRICTED_HOLDER, OnCallDuty.DUTY_DIRECTOR, OnCallDuty.LADO, OnCallDuty.EDT)
MOST = 1000


@dataclass(slots=True)
class Cover:
    """What stands for one concern at a moment of a closure; `lapsed` says what ended a cover it had."""

    kind: CoverKind = CoverKind.NOTHING
    who: User | None = None
    until: datetime | None = None
    because: str = ""
    since: datetime | None = None
    lapsed: str = ""
    waiting: list[OutOfHoursOffer] = field(default_factory=list)
    last_offer: OutOfHoursOffer | None = None

    @property
    def stands(self) -> bool:
        return self.kind != CoverKind.NOTHING


@dataclass(slots=True)
class _Facts:
    """Everything about these concerns that their cover depends on, read at once."""

    offers: dict[int, list[OutOfHoursOffer]]
    signed: dict[int, SafeUntil]
    added: dict[int, int]
    named: dict[int, int]
    holders: dict[int, list[ContactHolder]]
    duties: dict[tuple[str, int], list[OnCall]]
    sick: set[int]


_PRINTED = (
    "public_id", "reference", "rag", "round", "is_unread", "is_restricted", "received_at", "logged_at", "due_at",
    "claimed_at", "claim_touched_at", "claim_until", "family_key", "status", "claimed_by__display_name",
)  # fmt: skip
_CLOSES, _OPENS, _FROM = (Place(name, models.DateTimeField()) for name in ("closes", "opens", "starting"))


def undecided(*, reader: User | None = None) -> list[Contact]:
    """Concerns that wait for a decision: those of the reader's queue; without a reader all, for the sweep."""
    ordered = _printed(Contact.objects.for_triage(reader) if reader else Contact.objects.all())
    # A page shows no more than the queue does; the sweep leaves nobody out.
    return list(ordered[:MOST] if reader else ordered)


def _printed(rows: Any) -> Any:
    found = rows.filter(status__in=UNDECIDED).select_related("claimed_by").only(*_PRINTED)
    return found.order_by("received_at", "pk")


def covers(contacts: Sequence[Contact], *, closure: Closure, at: datetime) -> dict[int, Cover]:
    """The cover of concerns that were themselves read through the policy; before closing, as it will be then."""
    facts = _facts(closure=closure, at=at)
    moment = max(at, closure.closes_at)
    return {row.pk: _cover(row, facts, closure=closure, at=at, moment=moment) for row in contacts}


def _facts(*, closure: Closure, at: datetime) -> _Facts:
    starting = max(at, closure.closes_at)
    on = clock.to_local(starting).date()
    offered, signatures, added, named, listed, shifts, sick = asked(
        ("cover", on),
        lambda: _tables(on),
        closes=closure.closes_at,
        opens=closure.opens_at,
        starting=starting,
    )
    offers: dict[int, list[OutOfHoursOffer]] = {}
    for offer in offered:
        offers.setdefault(offer.contact_id, []).append(offer)
    holders: dict[int, list[ContactHolder]] = {}
    for holder in listed:
        holders.setdefault(holder.contact_id, []).append(holder)
    duties: dict[tuple[str, int], list[OnCall]] = {}
    for row in shifts:
        duties.setdefault((row.duty, row.user_id), []).append(row)
    return _Facts(
        offers=offers,
        signed={row.contact_id: row for row in signatures},
        added=dict(added),
        named=dict(named),
        holders=holders,
        duties=duties,
        sick={user for (user,) in sick},
    )


def _tables(on: date) -> list[Any]:
    """What covers any undecided concern in a closure: offers, signatures, named lists, and who is on call until we open.

    No reader: only that of a concern which was itself read through the policy is ever looked at.
    """
    waiting = {"contact__status__in": UNDECIDED}
    signed = SafeUntil.objects.filter(closes_at=_CLOSES, **waiting)
    return [
        OutOfHoursOffer.objects.of_closure(_CLOSES)
        .filter(**waiting)
        .select_related("to", "accepted_by", "declined_by")
        .order_by("offered_at", "pk"),
        signed.select_related("recorded_by").order_by("pk"),
        _counted(ContactAddition.objects.filter(contact__in=signed.values("contact"))),
        _counted(ContactPerson.objects.filter(contact__in=signed.values("contact"))),
        ContactHolder.objects.current()
        .filter(contact__is_restricted=True, **waiting)
        .select_related("user")
        .order_by("position", "pk"),
        _shifts(_OPENS, _FROM),
        Absence.objects.current(on=on).filter(kind=AbsenceKind.SICKNESS).values_list("user_id"),
    ]


def _shifts(opens: Any, starting: Any) -> QuerySet[OnCall]:
    """Who is on call for what until the front door opens again."""
    rows: QuerySet[OnCall] = OnCall.objects.filter(
        duty__in=_HOLDING, starts_at__lt=opens, ends_at__gt=starting, user__is_active=True
    )
    return rows.order_by("starts_at", "pk")


def _counted(rows: Any) -> Any:
    return rows.order_by().values("contact").annotate(n=Count("pk")).values_list("contact", "n")


def _on_until(facts: _Facts, user: User | None, *, moment: datetime, duty: str) -> datetime | None:
    """Until when this person is on call without a break, if they are at that moment and not sick."""
    if user is None or user.pk in facts.sick:
        return None
    return _unbroken(facts.duties.get((duty, user.pk), []), moment=moment)


def _unbroken(rows: Sequence[OnCall], *, moment: datetime) -> datetime | None:
    end: datetime | None = None
    for row in rows:
        if end is None and row.starts_at <= moment < row.ends_at:
            end = row.ends_at
        elif end is not None and row.starts_at <= end:
            end = max(end, row.ends_at)
    return end


def accepted_until(worker: User, *, closure: Closure, at: datetime) -> datetime:
    """Until when this worker has what they accept: the end of their time on call, at the latest when we open."""
    starting = max(at, closure.closes_at)
    rows = _shifts(closure.opens_at, starting).filter(duty=OnCallDuty.EDT, user=worker)
    end = _unbroken(list(rows), moment=starting)
    return min(end, closure.opens_at) if end else closure.opens_at


def _cover(contact: Contact, facts: _Facts, *, closure: Closure, at: datetime, moment: datetime) -> Cover:
    mine = [row for row in facts.offers.get(contact.pk, []) if row.round == contact.round]
    cover = Cover(
        since=max(closure.closes_at, contact.logged_at),
        waiting=[row for row in mine if row.accepted_at is None and row.declined_at is None],
        last_offer=mine[-1] if mine else None,
    )
    for offer in (row for row in reversed(mine) if row.accepted_at):
        end = _on_until(facts, offer.accepted_by, moment=moment, duty=OnCallDuty.EDT)
        if end is not None:
            cover.kind, cover.who = CoverKind.ACCEPTED, offer.accepted_by
            cover.until = min(end, closure.opens_at)
            return cover
        cover.lapsed = f"the shift of {offer.accepted_by} is over"
    held = _held(contact, facts, moment=moment)
    if held is not None:
        cover.kind, cover.who = CoverKind.HELD, held
        return cover
    if closure.is_closed(at) and is_held(contact, at=at):
        end = _on_until(facts, contact.claimed_by, moment=moment, duty=OnCallDuty.EDT)
        if end is not None:
            cover.kind, cover.who = CoverKind.ON_IT, contact.claimed_by
            return cover
    signature = facts.signed.get(contact.pk)
    if signature is not None:
        _signed(cover, contact, signature, facts, moment=moment)
    return cover


def _held(contact: Contact, facts: _Facts, *, moment: datetime) -> User | None:
    """Somebody on the named list who has it and answers for it by night."""
    for holder in facts.holders.get(contact.pk, []):
        if holder.acknowledged_at is None:
            continue
        for duty in _HOLDING:
            if _on_until(facts, holder.user, moment=moment, duty=duty) is not None:
                return holder.user
    return None


def _signed(cover: Cover, contact: Contact, signature: SafeUntil, facts: _Facts, *, moment: datetime) -> None:
    if signature.round != contact.round:
        cover.lapsed = "it was opened again since it was signed"
    elif (
        facts.added.get(contact.pk, 0) > signature.additions
        or facts.named.get(contact.pk, 0) > signature.people
    ):
        cover.lapsed = "something was added since it was signed"
    elif GRAVITY[contact.rag] > GRAVITY[signature.rag]:  # type: ignore[index]
        cover.lapsed = "it is rated higher than when it was signed"
    elif signature.until <= moment:
        cover.lapsed = "the time it was signed for is over"
        cover.since = max(cover.since or signature.until, signature.until)
    else:
        cover.kind, cover.who = CoverKind.SIGNED, signature.recorded_by
        cover.until, cover.because = signature.until, signature.because


def left(*, closure: Closure, at: datetime) -> list[tuple[Contact, Cover]]:
    """Undecided concerns that nothing covers, whoever may read them."""
    rows = undecided()
    found = covers(rows, closure=closure, at=at)
    return [(row, found[row.pk]) for row in rows if not found[row.pk].stands]


@dataclass(slots=True)
class Page:
    """The closure check as one reader sees it: families in queue order, what each line prints, what is left."""

    keys: list[uuid.UUID]
    concerns: dict[uuid.UUID, list[Contact]]
    covers: dict[int, Cover]
    rows: QueueRows
    clocks: dict[object, list[Clock]]
    more: bool

    @property
    def how_many(self) -> int:
        return len(self.covers)

    @property
    def left(self) -> int:
        return sum(not cover.stands for cover in self.covers.values())


def page(*, reader: User, closure: Closure, at: datetime, only_left: bool = False, start: int = 0) -> Page:
    """Every undecided concern of the reader's queue with its cover; the families of one page in full."""
    concerns: dict[uuid.UUID, list[Contact]] = {}
    found = undecided(reader=reader)
    for row in found:
        concerns.setdefault(row.family_key, []).append(row)
    known = covers(found, closure=closure, at=at)
    ordered = [family.key for family in families(reader, now=at) if family.key in concerns]
    if only_left:
        ordered = [key for key in ordered if any(not known[row.pk].stands for row in concerns[key])]
    keys = ordered[start : start + PER_PAGE]
    shown: list[Model] = [row for key in keys for row in concerns[key]]
    return Page(
        keys=keys,
        concerns=concerns,
        covers=known,
        rows=rows_for(keys, reader=reader, now=at),
        clocks=running_by_subject(shown),
        more=len(ordered) > start + PER_PAGE,
    )


def out_of_hours_workers(*, closure: Closure, at: datetime) -> list[User]:
    """Who may be asked to take a concern: on call for the out-of-hours team at closing, or now while closed."""
    moment = max(at, closure.closes_at)
    rows = OnCall.objects.at(moment).filter(duty=OnCallDuty.EDT, user__is_active=True)
    sick = Absence.objects.current(on=clock.to_local(moment).date()).filter(kind=AbsenceKind.SICKNESS)
    found = (
        rows.exclude(user__in=sick.values("user"))
        .select_related("user")
        .order_by("position", "starts_at", "pk")
    )
    return list(dict.fromkeys(row.user for row in found))


def offer(public_id: uuid.UUID | str, *, reader: User) -> OutOfHoursOffer:
    """An offer, for whoever may answer it."""
    found: OutOfHoursOffer | None = (
        OutOfHoursOffer.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("contact", "to", "offered_by__agency", "accepted_by", "declined_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def offered_now(*, reader: User, at: datetime) -> list[OutOfHoursOffer]:
    """What waits for the out-of-hours team: undecided, and nobody has accepted it for this closure."""
    taken = OutOfHoursOffer.objects.filter(
        contact=OuterRef("contact"), closes_at=OuterRef("closes_at"), accepted_at__isnull=False
    )
    rows = OutOfHoursOffer.objects.visible_to(reader).waiting()  # type: ignore[attr-defined]
    found = rows.filter(~Exists(taken), opens_at__gt=at, contact__status__in=UNDECIDED)
    return list(found.select_related("contact", "to", "offered_by").order_by("offered_at", "pk")[:MOST])


def accepted_by(user: User, *, at: datetime) -> list[OutOfHoursOffer]:
    """What this worker has accepted for the closure that is running or next, and nobody has decided yet."""
    rows = OutOfHoursOffer.objects.visible_to(user).filter(
        accepted_by=user, opens_at__gt=at, contact__status__in=UNDECIDED
    )
    return list(rows.select_related("contact", "to", "offered_by").order_by("accepted_at", "pk"))


def left_in_queue(reader: User, at: datetime) -> int | None:
    """How many concerns of this queue nothing covers, in the last hour before closing and while closed; else none."""
    closure = closure_at(at)
    if not (closure.is_near(at) or closure.is_closed(at)):
        return None
    bare, touched = asked(("left", known_as(reader)), lambda: _split(reader), closes=closure.closes_at)
    found = covers(touched, closure=closure, at=at) if touched else {}
    return (bare[0][0] if bare else 0) + sum(not cover.stands for cover in found.values())


def _split(reader: User) -> list[Any]:
    """How many concerns of this queue have nothing that could cover them, and those that have something."""
    rows = Contact.objects.for_triage(reader).undecided()
    offered = OutOfHoursOffer.objects.of_closure(_CLOSES).filter(contact=OuterRef("pk"))
    signed = SafeUntil.objects.filter(contact=OuterRef("pk"), closes_at=_CLOSES)
    something = Exists(offered) | Exists(signed) | Q(is_restricted=True) | Q(claimed_by__isnull=False)
    bare = rows.filter(~something).order_by().annotate(all=Value(1)).values("all")
    return [bare.annotate(n=Count("pk")).values_list("n"), _printed(rows.filter(something))]
