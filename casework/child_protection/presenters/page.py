"""How conferences are worded: agenda as a task list, attendance, a card for each child's decision."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.access import held
from accounts.models import User
from accounts.permissions import Permission as P
from casework.cases.models import Case
from casework.cases.presenters import person_age
from casework.child_protection import selectors
from casework.child_protection.enums import ConferenceStatus
from casework.child_protection.models import (
    AgencyOpinion,
    AgencyReport,
    AgendaItem,
    Conference,
    ConferenceChild,
    DelayAgreement,
    Invitation,
)
from casework.child_protection.workflow import CONFERENCE
from casework.plans.models import Plan
from casework.ports import Panel
from core import clock
from core.govuk.words import day, moment
from core.workflow import can
from deadlines import selectors as deadlines
from deadlines.presenters import faces, names_of

YES_NO = {True: "Yes", False: "No", None: "Not decided"}


@dataclass(frozen=True, slots=True)
class ChildCard:
    """One child: what was decided, or what still has to be."""

    name: str
    age: str
    case_href: str
    plan_href: str
    rows: list[tuple[str, str]]
    opinions: list[str]
    dissents: list[str]


def child_card(child: ConferenceChild) -> ChildCard:
    person = child.case.person
    rows = [("Has to be held by", day(child.due_on) or "No limit runs")]
    if child.needs_plan is not None:
        rows += [
            ("Significant harm likely", YES_NO[child.harm_likely]),
            ("Child protection plan", YES_NO[child.needs_plan]),
            ("Category", str(child.get_category_display())),
            ("Why", child.rationale),
            ("The child's view", child.child_view),
            ("The parents' view", child.parents_view),
            ("Majority view", child.majority_view),
            ("The chair's decision", child.chair_decision),
            ("Plan ended because", str(child.get_discontinued_because_display())),
        ]
    opinions = [opinion_words(row) for row in child.opinions.all()]
    dissents = [
        f"{row.name}, {row.agency}: {row.reason} Escalated to {row.escalated_to}."
        for row in child.dissents.all()
    ]
    plan_href = reverse("plan_detail", args=[child.plan.public_id]) if child.plan else ""
    return ChildCard(
        person.full_name,
        person_age(person),
        reverse("case_detail", args=[child.case.public_id]),
        plan_href,
        [row for row in rows if row[1]],
        opinions,
        dissents,
    )


def opinion_words(row: AgencyOpinion) -> str:
    """An agency's view of a child with its reason."""
    words = f"{row.agency}, {row.name}: {row.get_recommendation_display().lower()}"
    return f"{words}. {row.reason}" if row.reason else words


@dataclass(frozen=True, slots=True)
class InvitationLine:
    name: str
    part: str
    attendance: str
    attendance_href: str
    report: str
    report_href: str


def prepares(reader: User) -> bool:
    """Whether this reader keeps attendance and agenda: the chair and business support."""
    return bool(held(reader).permissions & {P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR})


def invitation_line(row: Invitation, *, reader: User) -> InvitationLine:
    part = ", ".join(
        str(bit) for bit in (row.role, row.user.profession if row.user else "", row.agency) if bit
    )
    sent: AgencyReport | None = getattr(row, "report", None)
    if sent is not None:
        words = received_words(sent)
        href = reverse("report_detail", args=[sent.public_id])
    elif row.wants_report:
        words = f"Awaited by {day(row.report_due_on)}" if row.report_due_on else "Awaited"
        may_send = row.user_id == reader.pk or prepares(reader)
        href = reverse("report_send", args=[row.public_id]) if may_send else ""
    else:
        words, href = "Not asked for", ""
    return InvitationLine(
        row.name,
        part or str(row.get_kind_display()),
        str(row.get_attendance_display()),
        reverse("invitation_attendance", args=[row.public_id]) if prepares(reader) else "",
        words,
        href,
    )


def received_words(report: AgencyReport) -> str:
    late = {True: "in time", False: "late", None: ""}[report.is_in_time]
    return f"Received {late} on {day(report.received_at)}".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item of the order of business: to do, done, or held without a word of it noted."""

    position: int
    title: str
    note: str
    state: str
    href: str


def agenda_lines(conference: Conference, items: list[AgendaItem], *, reader: User) -> list[AgendaLine]:
    waiting = conference.status in (ConferenceStatus.REQUESTED, ConferenceStatus.SCHEDULED)
    undone = "To do" if waiting else "Nothing noted"
    return [
        AgendaLine(
            item.position,
            item.title,
            item.note,
            "Done" if item.is_done else undone,
            reverse("agenda_item", args=[item.public_id]) if prepares(reader) else "",
        )
        for item in items
    ]


def delay_lines(rows: list[DelayAgreement], *, reader: User) -> list[tuple[DelayAgreement, str]]:
    """More time that was agreed or asked for; the chair, and no other, is offered to agree."""
    may = P.CONFERENCE_CHAIR in held(reader).permissions
    return [
        (
            row,
            reverse("delay_confirm", args=[row.public_id])
            if may and row.chair_agreed_at is None and row.manager_agreed_by_id != reader.pk
            else "",
        )
        for row in rows
    ]


def back_of(reader: User) -> tuple[str, str]:
    """Where a conference's page leads back to: the list, for whoever may open it."""
    if held(reader).permissions & {P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR, P.CONFERENCE_CONVENE}:
        return reverse("conference_list"), "Conferences"
    return reverse("my_work"), "My work"


def rows(conference: Conference) -> list[tuple[str, str]]:
    found = [
        ("Conference", f"{conference.reference}, {conference.get_status_display().lower()}"),
        (
            "When and where",
            f"{moment(conference.starts_at)}, {conference.place}"
            if conference.starts_at
            else "Not fixed yet",
        ),
        (
            "Chair",
            ", ".join(str(bit) for bit in (conference.chair, conference.chair.agency) if bit)
            if conference.chair
            else "Not named yet",
        ),
        ("Asked for", f"{day(conference.requested_at)}, {conference.requested_by.display_name}"),
        ("Why", conference.purpose),
    ]
    if conference.other_authority:
        found.append(
            ("Plan held by", f"{conference.other_authority}, written notice {day(conference.notified_on)}")
        )
    if conference.interim_plan:
        found.append(("Interim plan", conference.interim_plan))
    if conference.held_on is not None:
        quorate = "quorate" if conference.is_quorate else f"not quorate: {conference.not_quorate_reason}"
        found.append(("Held", f"{day(conference.held_on)}, {quorate}"))
        found.append(("Decision sent", moment(conference.decision_sent_at) or "Not yet"))
        found.append(("Record sent", moment(conference.record_sent_at) or "Not yet"))
    texts = (
        ("What worries us", conference.worries),
        ("What works well", conference.strengths),
        ("What needs to happen", conference.needs_to_happen),
    )
    return found + [(label, text) for label, text in texts if text]


def doings(conference: Conference, *, reader: User) -> list[tuple[str, str]]:
    mine = held(reader).permissions
    waiting = conference.status in (ConferenceStatus.REQUESTED, ConferenceStatus.SCHEDULED)
    found: list[tuple[str, str]] = []
    if can(conference, "schedule", workflow=CONFERENCE, by=reader):
        found.append(("Name the day and the chair", "conference_schedule"))
    if waiting and mine & {P.CONFERENCE_CONVENE, P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR}:
        found.append(("Invite somebody", "conference_invite"))
    if waiting and mine & {P.CONFERENCE_CONVENE, P.CONFERENCE_CHAIR}:
        found.append(("Give somebody the task of the pack", "conference_supporter"))
    if waiting and conference.kind != "REVIEW" and P.CLOCK_EXTEND in mine:
        found.append(("Agree more time", "conference_delay"))
    if can(conference, "hold", workflow=CONFERENCE, by=reader):
        found.append(("Record the decisions", "conference_decide"))
    if conference.status == ConferenceStatus.HELD and mine & {P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR}:
        if conference.decision_sent_at is None:
            found.append(("The decision has gone out", "conference_send_decision"))
        if can(conference, "send_record", workflow=CONFERENCE, by=reader):
            found.append(("The record has gone out", "conference_send_record"))
    if can(conference, "cancel", workflow=CONFERENCE, by=reader):
        found.append(("It will not be held", "conference_cancel"))
    links = [(label, reverse(name, args=[conference.public_id])) for label, name in found]
    links.append(("Files", reverse("attach_file", args=["conference", conference.public_id])))
    if P.CONFERENCE_COMPILE in mine:
        links.append(("Make the pack", reverse("new_paper", args=["conference_pack", conference.public_id])))
    return links


def clocks_of(conference: Conference, children: list[ConferenceChild], *, reader: User) -> list[Any]:
    found = deadlines.for_subject(conference)
    seen = {row.pk for row in found}
    for child in children:
        for row in deadlines.for_person(reader, child.case.person):
            if row.code in ("ICPC", "ICPC-T", "RCPC-1", "RCPC-N") and row.pk not in seen:
                found.append(row)
    names = names_of(child.case.person for child in children)
    return list(faces(found, at=clock.now(), names=names))


def case_panel(*, case: Case, reader: User) -> list[Panel]:
    """Conferences on the case's page."""
    may = case.closed_at is None and P.CONFERENCE_CONVENE in held(reader).permissions
    lines = [
        (
            reverse("conference_detail", args=[row.conference.public_id]),
            f"{row.conference.get_kind_display()} {row.conference.reference}",
            _standing(row),
        )
        for row in selectors.conferences_of(case.person, reader=reader)
    ]
    if not lines and not may:
        return []
    content = {"lines": lines, "convene": reverse("conference_convene", args=[case.public_id]) if may else ""}
    return [Panel(30, "Conferences", "casework/child_protection/case_panel.html", content)]


def _standing(row: ConferenceChild) -> str:
    conference = row.conference
    if row.needs_plan is not None:
        words = "a child protection plan" if row.needs_plan else "no child protection plan"
        return f"held {day(conference.held_on)}: {words}"
    when = f", {moment(conference.starts_at)}" if conference.starts_at else ""
    due = f", due by {day(row.due_on)}" if row.due_on else ""
    return f"{conference.get_status_display().lower()}{when}{due}"


def plan_panel(*, plan: Plan, reader: User) -> list[Panel]:
    """Core groups on the page of a child protection plan."""
    if plan.kind != "CP":
        return []
    may = plan.ends_on is None and bool(held(reader).permissions & {P.CORE_GROUP_WRITE, P.CONFERENCE_CHAIR})
    content = {
        "groups": selectors.core_groups(plan, reader=reader),
        "members": selectors.core_group_members(plan, reader=reader),
        "hold": reverse("core_group_hold", args=[plan.public_id]) if may else "",
    }
    return [Panel(10, "Core group", "casework/child_protection/plan_panel.html", content)]
