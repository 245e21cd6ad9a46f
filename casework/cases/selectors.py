"""Reads of cases and of what is written in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Agency, Team, User
from casework.cases.models import (
    Allocation,
    Case,
    CaseNote,
    ChronologyEntry,
    FamilyGroup,
    Handover,
    ManagementOversight,
)
from casework.cases.querysets import CaseQuerySet
from casework.ports import story
from core.errors import NotFound
from core.govuk.words import count
from people.clusters import identities
from people.enums import InvolvementKind
from people.models import Involvement, Person


def cases(reader: User) -> CaseQuerySet:
    """Every case this person may see."""
    found: CaseQuerySet = Case.objects.visible_to(reader)
    return found


def case(public_id: UUID, *, reader: User) -> Case:
    found: Case | None = (
        cases(reader).select_related("person", "team", "family_group").filter(public_id=public_id).first()
    )
    if found is None:
        raise NotFound("There is no such case.")
    return found


def open_case_of(person: Person, *, reader: User) -> Case | None:
    """The one open case, if there is one and the reader may see it."""
    found: Case | None = (
        cases(reader).open().filter(person__in=identities(person)).select_related("person", "team").first()
    )
    return found


def open_case_fact(person: Person) -> Case | None:
    """The one open case as a fact of the work (no reader): for services that decide by it."""
    found: Case | None = (
        Case.objects.open().filter(person__in=identities(person)).select_related("person", "team").first()
    )
    return found


def my_cases(reader: User) -> QuerySet[Case]:
    """Open cases in which this person leads or is allocated, newest first."""
    mine = Involvement.objects.filter(
        person=OuterRef("person"),
        user=reader,
        ended_at__isnull=True,
        kind__in=(InvolvementKind.LEAD, InvolvementKind.ALLOCATED),
    )
    found: QuerySet[Case] = (
        cases(reader)
        .open()
        .filter(Exists(mine))
        .select_related("person", "team")
        .order_by("-opened_at", "pk")
    )
    return found


def open_cases(reader: User) -> QuerySet[Case]:
    found: QuerySet[Case] = cases(reader).open().select_related("person", "team").order_by("-opened_at", "pk")
    return found


def unallocated(reader: User) -> QuerySet[Case]:
    """Waiting for a worker, longest first."""
    found: QuerySet[Case] = (
        cases(reader).unallocated().select_related("person", "team").order_by("unallocated_since", "pk")
    )
    return found


def without_lead(reader: User) -> QuerySet[Case]:
    """The alarm: an open case in which nobody leads (seed ¶12)."""
    lead = Involvement.objects.filter(
        person=OuterRef("person"), kind=InvolvementKind.LEAD, ended_at__isnull=True
    )
    found: QuerySet[Case] = (
        cases(reader)
        .open()
        .filter(~Exists(lead))
        .select_related("person", "team")
        .order_by("opened_at", "pk")
    )
    return found


def current_worker(of: Case) -> User | None:
    row = (
        Allocation.objects.current()
        .filter(case=of)
        .select_related("worker__profession", "worker__agency")
        .first()
    )
    return row.worker if row else None


def lead_of(of: Case) -> User | None:
    """Who leads now, as a fact of the work."""
    row = (
        Involvement.objects.filter(person=of.person_id, kind=InvolvementKind.LEAD, ended_at__isnull=True)
        .select_related("user__profession", "user__agency")
        .first()
    )
    return row.user if row else None


def family_of(of: Case, *, reader: User) -> list[Case]:
    """Open cases of the same family that the reader may see."""
    if of.family_group_id is None:
        return []
    found = cases(reader).open().filter(family_group=of.family_group_id).exclude(pk=of.pk)
    return list(found.select_related("person").order_by("person__born_on", "pk"))


def family_groups(reader: User) -> QuerySet[FamilyGroup]:
    found: QuerySet[FamilyGroup] = FamilyGroup.objects.visible_to(reader)
    return found


def waiting_handover(of: Case, *, reader: User) -> Handover | None:
    found: Handover | None = (
        Handover.objects.visible_to(reader)
        .waiting()
        .filter(case=of)
        .select_related("to_team", "to_lead", "requested_by")
        .first()
    )
    return found


def handover(public_id: UUID, *, reader: User) -> Handover:
    found: Handover | None = (
        Handover.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("case__person", "case__team", "to_team", "to_lead", "requested_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such handover.")
    return found


def notes(of: Case, *, reader: User) -> QuerySet[CaseNote]:
    """Newest first, with what was added to each."""
    found: QuerySet[CaseNote] = (
        CaseNote.objects.visible_to(reader)
        .filter(case=of)
        .select_related("recorded_by__profession", "recorded_by__agency")
        .prefetch_related("addenda__recorded_by")
        .order_by("-happened_on", "-recorded_at", "-pk")
    )
    return found


def note(public_id: UUID, *, reader: User) -> CaseNote:
    found: CaseNote | None = (
        CaseNote.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("case__person", "recorded_by__profession", "recorded_by__agency")
        .prefetch_related("addenda__recorded_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such note.")
    return found


def oversight(of: Case, *, reader: User) -> QuerySet[ManagementOversight]:
    found: QuerySet[ManagementOversight] = (
        ManagementOversight.objects.visible_to(reader)
        .filter(case=of)
        .select_related("recorded_by")
        .order_by("-recorded_at", "-pk")
    )
    return found


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology."""

    on: date
    is_approximate: bool
    what: str
    impact: str
    significance: str
    marking: str
    source: str
    by: str


def chronology(person: Person, *, reader: User) -> list[Event]:
    """What people ticked as significant and what the system knows for itself, oldest first."""
    rows = (
        ChronologyEntry.objects.visible_to(reader)
        .filter(person__in=identities(person), withdrawn_at__isnull=True)
        .select_related("recorded_by")
    )
    events = [
        Event(
            row.on,
            row.is_approximate,
            row.event,
            row.impact,
            str(row.get_significance_display()),
            row.marking,
            row.source,
            row.recorded_by.display_name,
        )
        for row in rows
    ]
    for answer in story.ask(person=person, reader=reader):
        events += [Event(on, False, what, "", "", "PROFESSIONALS", source, "") for on, what, source in answer]
    return sorted(events, key=lambda event: (event.on, event.what))


def family_chronology(of: Case, *, reader: User) -> list[tuple[Person, Event]]:
    """One chronology of the family: each member's events as far as the reader may open that member's record."""
    members = [of, *family_of(of, reader=reader)]
    merged = [(row.person, event) for row in members for event in chronology(row.person, reader=reader)]
    return sorted(merged, key=lambda pair: (pair[1].on, pair[1].what))


def open_work_of_team(*, team: Team) -> list[str]:
    """A team does not end while a case is its own: answers the port of the directory."""
    waiting = Case.objects.open().filter(team=team).count()
    return [f"{count(waiting, 'open case')} would be left with nobody. Transfer first."] if waiting else []


def case_story(*, person: Person, reader: User) -> list[tuple[date, str, str]]:
    """When cases opened, changed their frame and closed: this sub-domain's part of the chronology."""
    from core.clock import to_local

    events: list[tuple[date, str, str]] = []
    for row in cases(reader).filter(person__in=identities(person)).prefetch_related("kind_periods"):
        for number, period in enumerate(sorted(row.kind_periods.all(), key=lambda one: one.started_at)):
            verb = "Case opened" if number == 0 else "Case moved"
            on = to_local(period.started_at).date()
            events.append((on, f"{verb}: {period.get_kind_display().lower()}", row.reference))
        if row.closed_at is not None:
            reason = str(row.get_closure_reason_display()).lower()
            events.append((to_local(row.closed_at).date(), f"Case closed: {reason}", row.reference))
    return events


def network_size(person: Person, *, reader: User) -> int:
    """How many agencies work with this person: above eight their work is to be brought together (seed ¶8)."""
    rows = Involvement.objects.visible_to(reader).filter(person__in=identities(person), ended_at__isnull=True)
    agencies = {
        row.agency_id
        or (row.team.agency_id if row.team else None)
        or (row.user.agency_id if row.user else None)
        for row in rows.select_related("team", "user")
    }
    return len(agencies - {None})


def agencies(*, reader: User) -> QuerySet[Agency]:
    found: QuerySet[Agency] = Agency.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def teams(*, reader: User) -> QuerySet[Team]:
    found: QuerySet[Team] = Team.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def member(of: Case, public_id: UUID, *, reader: User) -> Involvement:
    """Somebody of the team around the person, by the id that the page prints."""
    found: Involvement | None = (
        Involvement.objects.visible_to(reader)
        .filter(
            person=of.person_id, kind=InvolvementKind.TEAM_AROUND, ended_at__isnull=True, public_id=public_id
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such member of the team.")
    return found


def team_around(of: Case, *, reader: User) -> QuerySet[Involvement]:
    found: QuerySet[Involvement] = (
        Involvement.objects.visible_to(reader)
        .filter(person=of.person_id, kind=InvolvementKind.TEAM_AROUND, ended_at__isnull=True)
        .select_related("user__profession", "user__agency", "team", "agency")
        .order_by("started_at", "pk")
    )
    return found
