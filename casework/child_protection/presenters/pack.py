"""The conference pack in its first form: the chair's copy, read by the chair and business support alone (safety u).

It is read in the chair's right, for children whose record is open to the maker too. Police-restricted and safe-address
text stands in stores that nothing here reads.
"""

from datetime import date
from uuid import UUID

from accounts.models import User
from accounts.permissions import Permission
from assessments.single import selectors as assessments
from assessments.single.enums import FOR_CHILD
from casework.cases.presenters import person_age
from casework.cases.selectors import chronology
from casework.child_protection import selectors
from casework.child_protection.enums import Attendance, ReportKind
from casework.child_protection.models import AgencyReport, Conference, ConferenceChild, Invitation, ReportPart
from casework.child_protection.papers import (
    MARKING,
    POLICE_NOTE,
    ConferencePackPaper,
    PackAttendee,
    PackChild,
    PackDecision,
    PackEvent,
    PackItem,
    PackMember,
    PackPlanLine,
    PackReport,
    PackSection,
    PackWorker,
)
from casework.child_protection.presenters.page import opinion_words, received_words
from casework.plans import selectors as plans
from casework.plans.presenters import who
from core.clock import to_local
from core.data_classes import DataClass
from core.errors import NotFound
from core.govuk.words import day, plain_date
from documents.registry import PaperKind, PaperSubject
from people.models import Person
from people.selectors import household_of, levels, related_to

YES_NO = {True: "Yes", False: "No", None: ""}


def find(public_id: UUID, by: User) -> PaperSubject:
    """The conference, if every child's record that it prints is open to whoever asks."""
    conference = selectors.conference(public_id, reader=by)
    children = selectors.children(conference, reader=by)
    if not children:
        raise NotFound("There is no such conference.")
    people = [child.case.person for child in children]
    title = f"{conference.get_kind_display()} {conference.reference}"
    return PaperSubject(conference.public_id, title, people, f"/conferences/{conference.public_id}/")


def build(public_id: UUID, by: User) -> ConferencePackPaper:
    """Everything the chair needs in the room."""
    conference = selectors.conference(public_id, reader=by)
    reader = conference.chair or by
    children = selectors.children(conference, reader=by)
    open_to_chair = levels(reader, [child.case.person for child in children])
    children = [child for child in children if open_to_chair[child.case.person.pk]]
    reports = selectors.reports(conference, reader=reader)
    parts = selectors.paragraphs_of_all(conference, reader=reader)
    social_work = [row for row in reports if row.kind == ReportKind.SOCIAL_WORK]
    invitations = selectors.invitations(conference, reader=reader)
    return ConferencePackPaper(
        kind=str(conference.get_kind_display()),
        held_at=conference.starts_at,
        chair=_chair(conference),
        children=tuple(PackChild(row.full_name, person_age(row), _born(row)) for row in _people(children)),
        index=_index(conference, reports, invitations),
        agenda=tuple(item.title for item in selectors.agenda(conference, reader=reader)),
        family=_family(children, reader),
        chronology=_chronology(children, reader),
        social_work_report=_written(social_work, parts) or _assessed(children, reader),
        agency_reports=tuple(_report(row, parts) for row in reports if row not in social_work),
        outline_plan=_outline(children, reader),
        attendance=tuple(_attendee(row) for row in invitations),
        decisions=tuple(_decision(child) for child in children),
        notes=(POLICE_NOTE,) if selectors.holds_police_information(conference) else (),
    )


def _people(children: list[ConferenceChild]) -> list[Person]:
    return [child.case.person for child in children]


def _born(person: Person) -> str:
    if person.born_on is not None:
        return plain_date(person.born_on)
    return f"due {plain_date(person.expected_on)}" if person.expected_on else "not known"


def _chair(conference: Conference) -> PackWorker | None:
    user = conference.chair
    if user is None:
        return None
    return PackWorker(
        user.display_name, str(user.profession or ""), str(user.agency or ""), user.phone, "Chair"
    )


def _index(
    conference: Conference, reports: list[AgencyReport], invitations: list[Invitation]
) -> tuple[PackItem, ...]:
    """Each item with author, agency, date, marking and whether it came in time; a report that is missing is said so."""
    items = [
        PackItem(title, "", "", None, "Chair's copy", "")
        for title in (
            "Agenda",
            "Family composition",
            "Chronology",
            "Outline plan",
            "Attendance",
            "Decision page",
        )
    ]
    for row in reports:
        on: date = to_local(row.received_at).date()
        items.append(
            PackItem(
                str(row.get_kind_display()),
                row.author,
                str(row.agency),
                on,
                "Professionals",
                received_words(row),
            )
        )
    sent = {row.invitation_id for row in reports}
    items += [
        PackItem("Report", row.name, str(row.agency or ""), None, "", "Not received")
        for row in invitations
        if row.wants_report and row.pk not in sent
    ]
    return tuple(items)


def _family(children: list[ConferenceChild], reader: User) -> tuple[PackMember, ...]:
    """Who is in the family and who holds parental responsibility; never where anybody lives."""
    found: dict[int, PackMember] = {}
    subjects = {child.case.person.pk for child in children}
    for child in children:
        person = child.case.person
        home = {row.pk for row in household_of(person, reader=reader)}
        for row, other, relation in related_to(person, reader=reader):
            if other.pk in subjects or other.pk in found:
                continue
            held = row.has_parental_responsibility if row.person_id == other.pk else None
            responsibility = {True: "Yes", False: "No", None: "Not known"}[held]
            lives = "With the children" if other.pk in home else "Elsewhere"
            found[other.pk] = PackMember(
                other.full_name, f"{relation} of {person.full_name}", _born(other), lives, responsibility
            )
    return tuple(found.values())


def _chronology(children: list[ConferenceChild], reader: User) -> tuple[PackEvent, ...]:
    lines = []
    for child in children:
        name = child.case.person.full_name
        for event in chronology(child.case.person, reader=reader):
            on = f"about {day(event.on)}" if event.is_approximate else day(event.on)
            what = f"{name}: {event.what}" if len(children) > 1 else event.what
            lines.append((event.on, PackEvent(on, what, event.source, event.significance)))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _sections(report: AgencyReport, parts: dict[int, list[ReportPart]]) -> tuple[PackSection, ...]:
    return tuple(
        PackSection(_marking_words(part), tuple(part.text.split("\n\n"))) for part in parts.get(report.pk, [])
    )


def _marking_words(part: ReportPart) -> str:
    words = str(part.get_marking_display())
    return f"{words}: {part.not_for.full_name}" if part.not_for is not None else words


def _written(reports: list[AgencyReport], parts: dict[int, list[ReportPart]]) -> tuple[PackSection, ...]:
    return tuple(section for report in reports for section in _sections(report, parts))


def _assessed(children: list[ConferenceChild], reader: User) -> tuple[PackSection, ...]:
    """Where no conference report was sent, the newest assessment stands for it."""
    sections = []
    for child in children:
        person = child.case.person
        newest = assessments.assessments_of(person, reader=reader).first()
        parts = assessments.parts_of(newest, reader=reader) if newest else []
        part = next((one for one in parts if one.person_id == person.pk), None)
        if part is None:
            continue
        dimensions = assessments.child_dimensions([part], reader=reader).get(part.pk, {})
        titles = {item.code: item.title for item in FOR_CHILD}
        for code, row in dimensions.items():
            texts = tuple(text for text in (row.strengths, row.needs, row.evidence, row.impact) if text)
            if texts:
                sections.append(PackSection(f"{person.full_name}: {titles.get(code, code)}", texts))
        analysis = tuple(text for text in (part.harm, part.likelihood, part.capacity_to_change) if text)
        if analysis:
            sections.append(PackSection(f"{person.full_name}: analysis", analysis))
        if part.voice:
            sections.append(PackSection(f"{person.full_name}: own words", (part.voice,)))
    return tuple(sections)


def _report(report: AgencyReport, parts: dict[int, list[ReportPart]]) -> PackReport:
    return PackReport(str(report.agency), report.author, received_words(report), _sections(report, parts))


def _outline(children: list[ConferenceChild], reader: User) -> tuple[PackPlanLine, ...]:
    lines = []
    for child in children:
        plan = child.plan or plans.current_plan(child.case.person, reader=reader)
        if plan is None:
            continue
        name = child.case.person.full_name
        for need in plans.needs(plan, reader=reader):
            text = f"{name}: {need.text}" if len(children) > 1 else need.text
            for outcome in need.outcomes.all():
                actions = list(outcome.actions.all())
                lines += [
                    PackPlanLine(text, outcome.change, row.what, who(row), row.due_on) for row in actions
                ] or [PackPlanLine(text, outcome.change, "", "", outcome.by_on)]
    return tuple(lines)


def _attendee(row: Invitation) -> PackAttendee:
    part = ", ".join(
        str(bit) for bit in (row.role, row.user.profession if row.user else "", row.agency) if bit
    )
    sent: AgencyReport | None = getattr(row, "report", None)
    report = received_words(sent) if sent else ("Not received" if row.wants_report else "Not asked for")
    came = (
        "" if row.attendance in (Attendance.INVITED, Attendance.COMING) else str(row.get_attendance_display())
    )
    return PackAttendee(row.name, part or str(row.get_kind_display()), "Yes", report, came)


def _decision(child: ConferenceChild) -> PackDecision:
    views = tuple(opinion_words(row) for row in child.opinions.all())
    dissent = "; ".join(f"{row.name}, {row.agency}: {row.reason}" for row in child.dissents.all())
    return PackDecision(
        child.case.person.full_name,
        YES_NO[child.harm_likely],
        YES_NO[child.needs_plan],
        str(child.get_category_display()),
        views,
        child.majority_view,
        child.chair_decision,
        dissent,
        child.parents_view,
        child.child_view,
    )


CONFERENCE_PACK = PaperKind(
    key="CONFERENCE_PACK",
    title="Conference pack",
    find=find,
    build=build,
    template="papers/conference_pack.html",
    may_make=(Permission.CONFERENCE_COMPILE,),
    may_read=(Permission.PACK_READ,),
    data_class=DataClass.CONFERENCE,
    marking=MARKING,
    for_whom="the chair and business support",
    withheld=selectors.withheld_texts,
)
