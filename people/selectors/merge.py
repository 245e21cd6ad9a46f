"""What speaks for and against two records being one person, and what was recorded while they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core.errors import NotFound
from core.history import is_event
from people.clusters import identities
from people.enums import Level
from people.models import (
    Address,
    ContactPoint,
    LinkagePair,
    Merge,
    MergeProposal,
    Person,
    PersonName,
    Relationship,
)
from people.selectors.levels import levels
from people.selectors.read import current_lead, open_statuses


class Line(NamedTuple):
    """One field of both records side by side."""

    field: str
    survivor: str
    merged: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Later:
    """Rows of one kind recorded on the survivor while both were one."""

    what: str
    rows: tuple[tuple[datetime, str], ...]


# Lines of the evidence that an index card shows too.
ON_THE_CARD = frozenset({"First name", "Surname", "Date of birth", "Expected on", "Sex", "Died on"})
SAME, DIFFERENT, ONE_ONLY, NEITHER = "same", "different", "on one only", "on neither"


def evidence_for(survivor: Person, merged: Person, *, reader: User) -> list[Line]:
    """Field by field, what each record says, as far as the reader may read; confidential addresses never."""
    pairs = zip(_facts(survivor, reader), _facts(merged, reader), strict=True)
    return [Line(name, one, two, _verdict(one, two)) for (name, one), (_, two) in pairs]


def _verdict(one: str, two: str) -> str:
    if not one and not two:
        return NEITHER
    if not one or not two:
        return ONE_ONLY
    return SAME if one.casefold() == two.casefold() else DIFFERENT


def _facts(person: Person, reader: User) -> Iterator[tuple[str, str]]:
    whole = identities(person)

    def rows(model: Any) -> Any:
        return model.objects.visible_to(reader).filter(person__in=whole)

    yield "First name", person.forename
    yield "Surname", person.surname
    yield (
        "Other names",
        "; ".join(f"{row.forename} {row.surname}".strip() for row in rows(PersonName).order_by("pk")),
    )
    yield "Date of birth", f"{person.born_on:%-d %B %Y}" if person.born_on else ""
    yield "Expected on", f"{person.expected_on:%-d %B %Y}" if person.expected_on else ""
    yield "Twin or other multiple birth", "Yes" if person.is_multiple_birth else ""
    yield "Sex", str(person.get_sex_display()) if person.sex != "U" else ""
    yield "NHS number", person.nhs_number
    yield "Unique pupil number", person.upn
    yield "Local number", person.local_id
    places = rows(Address).order_by("-starts_on", "-pk")[:4]
    yield (
        "Addresses",
        "; ".join(", ".join(part for part in (row.lines, row.postcode) if part) for row in places),
    )
    points = rows(ContactPoint).in_use().order_by("pk")[:6]
    yield "Telephone and e-mail", "; ".join(row.value for row in points)
    yield "Family", "; ".join(sorted(_family(whole, reader)))
    yield "Status", "; ".join(str(row.get_kind_display()) for row in open_statuses(person, reader=reader))
    lead = current_lead(person, reader=reader)
    yield "Lead professional", lead.user.display_name if lead and lead.user else ""
    yield "Died on", f"{person.died_on:%-d %B %Y}" if person.died_on else ""


def _family(whole: list[int], reader: User) -> set[str]:
    seen = Person.objects.visible_to(reader).values("pk")
    rows = Relationship.objects.filter(
        Q(person__in=whole, other__in=seen) | Q(other__in=whole, person__in=seen), ends_on__isnull=True
    ).select_related("person", "other")
    return {(row.other if row.person_id in whole else row.person).full_name for row in rows}


def get_merge(public_id: UUID, *, reader: User) -> Merge:
    """A merge whose both records are open to the reader; else as though there were none."""
    row: Merge | None = (
        Merge.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("survivor", "merged", "recorded_by", "undone_by", "reviewed_by")
        .first()
    )
    if row is None or set(levels(reader, [row.survivor, row.merged]).values()) != {Level.RECORD}:
        raise NotFound("There is no such record.")
    return row


def get_proposal(public_id: UUID, *, reader: User) -> tuple[MergeProposal, bool]:
    """A proposal that this reader made or may decide, and whether both records are open to them.

    Where only the index card is, it says that these two may be one, and no more.
    """
    row: MergeProposal | None = (
        proposals(reader)
        .filter(public_id=public_id)
        .select_related("merge", "recorded_by", "answered_by")
        .first()
    )
    if row is None:
        raise NotFound("There is no such record.")
    return row, set(levels(reader, [row.one, row.other]).values()) == {Level.RECORD}


def proposals(reader: User) -> QuerySet[MergeProposal]:
    """Proposals about two people whom the reader may both know: all for whoever may merge, else those they made."""
    said = LinkagePair.objects.filter(proposal=OuterRef("pk"), answered_by=reader)
    mine = Q() if holds(reader, Permission.PERSON_MERGE) else Q(recorded_by=reader) | Q(Exists(said))
    found: QuerySet[MergeProposal] = (
        MergeProposal.objects.visible_to(reader)
        .filter(mine, other__in=Person.objects.visible_to(reader).values("pk"))
        .select_related("one", "other")
        .order_by("recorded_at", "pk")
    )
    return found


def pairs_of(proposal: MergeProposal) -> list[LinkagePair]:
    """What linkage of lists found, and who called it one person; for whoever has both records open."""
    return list(proposal.pairs.select_related("answered_by").order_by("answered_at", "pk"))


def merges_of(person: Person, *, reader: User) -> QuerySet[Merge]:
    """Merges that stand in this person's record, newest first."""
    found: QuerySet[Merge] = (
        Merge.objects.visible_to(reader)
        .standing()
        .filter(survivor__in=identities(person))
        .select_related("merged", "survivor", "recorded_by")
        .order_by("-recorded_at", "-pk")
    )
    return found


def recorded_meanwhile(merge: Merge, *, reader: User) -> list[Later]:
    """What was recorded on the survivor's record from the merge to its end: somebody looks whose each row is."""
    until = Q(recorded_at__lt=merge.undone_at) if merge.undone_at else Q()
    found = []
    for field in _rows_about_a_person():
        model: Any = field.model
        rows = (
            model.objects.visible_to(reader)
            .filter(until, **{field.name: merge.survivor_id}, recorded_at__gte=merge.recorded_at)
            .select_related("recorded_by")
            .order_by("recorded_at", "pk")[:100]
        )
        lines = tuple((row.recorded_at, row.recorded_by.display_name) for row in rows)
        if lines:
            found.append(Later(str(model._meta.verbose_name).capitalize(), lines))
    return found


def _rows_about_a_person() -> list["models.ForeignKey[Any, Any]"]:
    """Every column of every table, in whatever app, that names a person and says who recorded it when."""
    found = []
    for relation in Person._meta.related_objects:
        model, field = relation.related_model, relation.field
        if model in (Person, Merge) or is_event(model) or not isinstance(field, models.ForeignKey):
            continue
        names = {each.name for each in model._meta.get_fields()}
        if {"recorded_at", "recorded_by"} <= names and hasattr(model, "objects"):
            found.append(field)
    return sorted(found, key=lambda field: (field.model._meta.label, field.name))
