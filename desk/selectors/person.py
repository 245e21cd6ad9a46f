"""One person as the page shows them: one query for the top, whatever the size of the record."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import BigIntegerField, BooleanField, UUIDField
from django.db.models.functions import JSONObject

from accounts.access import known_as
from accounts.models import User
from core import clock
from core.asking import Place, Several, asked, is_one_of, moment
from core.errors import NotFound
from deadlines.models import Clock
from desk.selectors.opened import opened
from people.clusters import identities
from people.compiled import person_at
from people.models import (
    Address,
    ContactPoint,
    Episode,
    Involvement,
    Person,
    PersonStatus,
    Relationship,
    SafeAddress,
    SafetyWarning,
    Sighting,
)
from people.visibility import record_clause

_PUBLIC_ID, _SURVIVOR = Place("public_id", UUIDField()), Place("survivor", BigIntegerField())
_PEOPLE = Several("people")


@dataclass(slots=True)
class Facts:
    """What stands at the top of every page of a record, already read."""

    person: Person
    is_open: bool
    statuses: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    contact_points: list[dict[str, Any]] = field(default_factory=list)
    address: dict[str, Any] | None = None
    seen: dict[str, Any] | None = None
    episode: dict[str, Any] | None = None
    has_safe_address: bool = False
    has_no_contact: bool = False


def facts_of(public_id: UUID, *, reader: User) -> Facts:
    """The person at this address and the facts of their header, as far as this reader may read each class.

    The address of a record that was merged leads to the record that survived it, which is then read whole.
    """
    row = _first(
        ("facts", known_as(reader)),
        lambda: _read(Q(public_id=_PUBLIC_ID), OuterRef("pk"), reader=reader),
        public_id=public_id,
    )
    if row is not None and row.survivor_id is not None:
        row = _first(
            ("facts of the merged", known_as(reader)),
            lambda: _read(Q(pk=_SURVIVOR), _PEOPLE, reader=reader),
            survivor=row.survivor_id,
            people=identities(row),
        )
    if row is None:
        raise NotFound("There is no such record.")
    return _facts(row)


def _first(key: Hashable, build: Callable[[], Any], **values: Any) -> Any:
    [found] = asked(key, lambda: [build()], **values)
    return found[0] if found else None


def _read(who: Q, of: Any, *, reader: User) -> Any:
    """One person with what stands at their top, from the rows of everyone whom `of` names."""
    now, today = moment(), clock.today()

    def own(rows: Any) -> Any:
        return opened(rows, reader=reader, people=of)

    several = isinstance(of, Several)
    about, kin = (is_one_of(name, of) if several else Q(**{name: of}) for name in ("person", "other"))
    return (
        Person.objects.visible_to(reader)
        .filter(who)
        .annotate(
            open_now=Case(
                When(person_at("pk", record_clause, reader, now), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
            # The index card shows statuses too; whatever else stands here is dropped below unless the record is open.
            statuses_now=_many(
                own(PersonStatus.objects.current(on=today)).order_by("started_on", "pk"),
                kind="kind",
                category="category",
                since="started_on",
            ),
            warnings_now=_many(
                own(SafetyWarning.objects.current(on=today)).order_by("starts_on", "pk"),
                what="what",
                duty="ring_duty_first",
                review="review_on",
            ),
            points_now=_many(
                own(ContactPoint.objects.in_use()).order_by("pk"),
                id="public_id",
                kind="kind",
                value="value",
                call="safe_to_call",
                text="safe_to_text",
                message="safe_to_leave_message",
                note="note",
            ),
            address_now=_one(
                own(Address.objects.filter(ends_on__isnull=True)).order_by("-starts_on", "-pk"),
                lines="lines",
                postcode="postcode",
                kind="kind",
                locality=F("locality__name"),
                since="starts_on",
            ),
            seen_now=_one(
                own(Sighting.objects).order_by("-seen_at", "-pk"),
                at="seen_at",
                alone="alone",
                where="where",
                by=F("seen_by__display_name"),
                profession=F("seen_by__profession__name"),
            ),
            episode_now=_one(
                own(Episode.objects.filter(closed_at__isnull=True)).order_by("pk"),
                stage="stage",
                reference="reference",
                since="opened_at",
            ),
            # Past the class on purpose, as bare facts: that a place is confidential, or contact barred,
            # is told to every reader of the record before an address or a print; what and whom is not.
            safe_now=Exists(
                SafeAddress.objects.filter(about, Q(ends_on__isnull=True) | Q(ends_on__gte=today))
            ),
            barred_now=Exists(
                Relationship.objects.filter(about | kin, no_contact=True, ends_on__isnull=True)
            ),
        )
        .order_by("pk")[:1]
    )


def _facts(row: Any) -> Facts:
    statuses = [_dated(item, "since") for item in row.statuses_now or []]
    if not row.open_now:
        return Facts(person=row, is_open=False, statuses=statuses)
    return Facts(
        person=row,
        is_open=True,
        statuses=statuses,
        warnings=[_dated(item, "review") for item in row.warnings_now or []],
        contact_points=row.points_now or [],
        address=_dated(row.address_now, "since"),
        seen=_timed(row.seen_now, "at"),
        episode=_timed(row.episode_now, "since"),
        has_safe_address=bool(row.safe_now),
        has_no_contact=bool(row.barred_now),
    )


def _many(rows: "QuerySet[Any]", **names: Any) -> ArraySubquery:
    return ArraySubquery(rows.values(found=JSONObject(**names)))


def _one(rows: "QuerySet[Any]", **names: Any) -> Subquery:
    return Subquery(rows.values(found=JSONObject(**names))[:1], output_field=JSONField())


def _dated(item: Any, name: str) -> Any:
    if item and item[name]:
        item[name] = date.fromisoformat(item[name])
    return item


def _timed(item: Any, name: str) -> Any:
    if item:
        item[name] = datetime.fromisoformat(item[name])
    return item


def running_clocks(person: Person, *, reader: User) -> list[Clock]:
    """What is due for a person whose record this request has opened, nearest first."""

    def build() -> list[Any]:
        rows = opened(Clock.objects.running(), reader=reader, people=_PEOPLE)
        return [rows.select_related("rule", "owner", "team", "agreed_by").order_by("due_at", "pk")[:8]]

    return asked(("running clocks", known_as(reader)), build, people=identities(person))[0]


def workers(person: Person, *, reader: User) -> list[Involvement]:
    """Who works with a person whose record this request has opened."""

    def build() -> list[Any]:
        rows = opened(Involvement.objects.current(at=moment()), reader=reader, people=_PEOPLE)
        whole = rows.select_related("user__agency", "user__profession", "team", "agency")
        return [whole.order_by("kind", "started_at")]

    return asked(("workers", known_as(reader)), build, people=identities(person))[0]
