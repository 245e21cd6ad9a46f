"""Reads of conferences, their children's decisions, reports and core groups."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Agency, RoleAssignment, User
from casework.child_protection.models import (
    AgencyReport,
    AgendaItem,
    Conference,
    ConferenceChild,
    CoreGroup,
    CoreGroupMember,
    DelayAgreement,
    Invitation,
    PolicePart,
    ReportPart,
    SafeAddressPart,
)
from casework.child_protection.querysets import ConferenceQuerySet
from casework.plans.models import Plan
from core import clock
from core.errors import NotFound
from people.clusters import identities
from people.models import Person
from people.selectors import related_to


def conferences(reader: User) -> ConferenceQuerySet:
    found: ConferenceQuerySet = Conference.objects.visible_to(reader)
    return found


def conference(public_id: UUID, *, reader: User) -> Conference:
    row: Conference = _one(
        conferences(reader).select_related("chair__agency", "chair__profession"), public_id
    )
    return row


def _one(found: Any, public_id: UUID) -> Any:
    row = found.filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return row


def waiting_conferences(reader: User) -> QuerySet[Conference]:
    """Asked for or with a date, soonest due first."""
    found: QuerySet[Conference] = (
        conferences(reader).waiting().select_related("chair").order_by("starts_at", "requested_at", "pk")
    )
    return found


def conferences_of(person: Person, *, reader: User) -> QuerySet[ConferenceChild]:
    found: QuerySet[ConferenceChild] = (
        ConferenceChild.objects.visible_to(reader)
        .filter(case__person__in=identities(person))
        .select_related("conference__chair", "plan")
        .order_by("-conference__requested_at", "-pk")
    )
    return found


def children(of: Conference, *, reader: User) -> list[ConferenceChild]:
    """Each child's part by that child's own record; the chair of the conference reads all."""
    rows = ConferenceChild.objects.visible_to(reader).filter(conference=of)
    return list(
        rows.select_related("case__person", "plan")
        .prefetch_related("opinions__agency", "dissents__agency")
        .order_by("case__person__born_on", "pk")
    )


def invitations(of: Conference, *, reader: User) -> list[Invitation]:
    rows = Invitation.objects.visible_to(reader).filter(conference=of)
    return list(
        rows.select_related("user__profession", "user__agency", "agency", "person", "report").order_by(
            "kind", "name"
        )
    )


def agencies_heard(of: Conference) -> list[tuple[Agency, str]]:
    """Agencies that have a view of each child: those that came, or may still have; with who speaks for them."""
    rows = (
        Invitation.objects.filter(conference=of, agency__isnull=False, kind__in=("LA", "AGENCY"))
        .exclude(attendance__in=("APOLOGIES", "ABSENT", "EXCLUDED"))
        .select_related("agency")
        .order_by("kind", "agency__name", "name")
    )
    found: dict[Agency, list[str]] = {}
    for row in rows:
        if row.agency is not None:
            found.setdefault(row.agency, []).append(row.name)
    return [(agency, ", ".join(names)) for agency, names in found.items()]


def invitation(public_id: UUID, *, reader: User) -> Invitation:
    found = Invitation.objects.visible_to(reader).select_related(
        "conference__chair", "agency", "user", "report"
    )
    row: Invitation = _one(found, public_id)
    return row


def agenda(of: Conference, *, reader: User) -> list[AgendaItem]:
    return list(AgendaItem.objects.visible_to(reader).filter(conference=of).order_by("position"))


def agenda_item(public_id: UUID, *, reader: User) -> AgendaItem:
    row: AgendaItem = _one(AgendaItem.objects.visible_to(reader).select_related("conference"), public_id)
    return row


def delays(of: Conference, *, reader: User) -> list[DelayAgreement]:
    rows = DelayAgreement.objects.visible_to(reader).filter(conference=of)
    return list(rows.select_related("manager_agreed_by", "chair_agreed_by").order_by("recorded_at", "pk"))


def delay(public_id: UUID, *, reader: User) -> DelayAgreement:
    row: DelayAgreement = _one(
        DelayAgreement.objects.visible_to(reader).select_related("conference"), public_id
    )
    return row


def reports(of: Conference, *, reader: User) -> list[AgencyReport]:
    rows = AgencyReport.objects.visible_to(reader).filter(conference=of)
    return list(rows.select_related("agency", "invitation__user").order_by("kind", "received_at", "pk"))


def report(public_id: UUID, *, reader: User) -> AgencyReport:
    found = AgencyReport.objects.visible_to(reader).select_related("conference", "agency", "invitation__user")
    row: AgencyReport = _one(found, public_id)
    return row


def paragraphs(of: AgencyReport, *, reader: User) -> list[ReportPart]:
    """What may be copied; police and safe-address text never stands among these."""
    rows = ReportPart.objects.visible_to(reader).filter(report=of)
    return list(rows.select_related("not_for").order_by("position"))


def paragraphs_of_all(of: Conference, *, reader: User) -> dict[int, list[ReportPart]]:
    found: dict[int, list[ReportPart]] = {}
    for row in (
        ReportPart.objects.visible_to(reader).filter(report__conference=of).order_by("report", "position")
    ):
        found.setdefault(row.report_id, []).append(row)
    return found


def police_paragraphs(of: AgencyReport, *, reader: User) -> list[PolicePart]:
    return list(PolicePart.objects.visible_to(reader).filter(report=of).order_by("position"))


def safe_address_paragraphs(of: AgencyReport, *, reader: User) -> list[SafeAddressPart]:
    return list(SafeAddressPart.objects.visible_to(reader).filter(report=of).order_by("position"))


def holds_police_information(of: Conference) -> bool:
    """Whether the minute "police information is shared: see the restricted record" is called for; no content."""
    return bool(PolicePart.objects.filter(report__conference=of).exists())


def withheld_texts(public_id: UUID) -> list[str]:
    """Texts that no pack of this conference may hold, for the check of the finished paper (no reader)."""
    rows = (PolicePart, SafeAddressPart)
    return [
        text
        for model in rows
        for text in model.objects.filter(report__conference__public_id=public_id).values_list(
            "text", flat=True
        )
    ]


def core_groups(of: Plan, *, reader: User) -> list[CoreGroup]:
    rows = CoreGroup.objects.visible_to(reader).filter(plan=of)
    return list(
        rows.select_related("recorded_by").prefetch_related("progress__outcome").order_by("-held_on", "-pk")
    )


def core_group_members(of: Plan, *, reader: User) -> list[CoreGroupMember]:
    rows = CoreGroupMember.objects.visible_to(reader).filter(plan=of, ended_at__isnull=True)
    return list(rows.select_related("user__profession", "agency").order_by("name"))


def conference_story(*, person: Person, reader: User) -> list[tuple[date, str, str]]:
    """When conferences were asked for; what they decided stands in the chronology by their own verb."""
    from core.clock import to_local

    return [
        (
            to_local(row.conference.requested_at).date(),
            f"{row.conference.get_kind_display()} asked for",
            row.conference.reference,
        )
        for row in conferences_of(person, reader=reader)
    ]


def core_group(public_id: UUID, *, reader: User) -> CoreGroup:
    found = CoreGroup.objects.visible_to(reader).select_related("plan__person", "recorded_by")
    row: CoreGroup = _one(found.prefetch_related("progress__outcome"), public_id)
    return row


def chairs() -> list[User]:
    """Who may chair today: the role, in a post the council has delegated to."""
    rows = RoleAssignment.objects.current(on=clock.today()).filter(
        role="R7", user__is_active=True, user__post_delegated=True
    )
    users = {row.user.pk: row.user for row in rows.select_related("user__profession", "user__agency")}
    return sorted(users.values(), key=lambda user: user.display_name)


def supporters() -> list[User]:
    """Colleagues of business support today, who put packs together."""
    rows = RoleAssignment.objects.current(on=clock.today()).filter(role="R11", user__is_active=True)
    users = {row.user.pk: row.user for row in rows.select_related("user__profession", "user__agency")}
    return sorted(users.values(), key=lambda user: user.display_name)


def family(of: list[ConferenceChild], *, reader: User) -> list[Person]:
    """The children of a conference and their relatives whom the reader may see."""
    found: dict[int, Person] = {}
    for child in of:
        found[child.case.person.pk] = child.case.person
        for _, other, _ in related_to(child.case.person, reader=reader):
            found.setdefault(other.pk, other)
    return list(found.values())


def children_of_invitation(invitation: Invitation) -> list[ConferenceChild]:
    """About whom an invitation is, for the one who was invited (the invitation itself was read through the policy)."""
    rows = ConferenceChild.objects.filter(conference=invitation.conference_id).select_related("case__person")
    return list(rows.order_by("case__person__born_on", "pk"))
