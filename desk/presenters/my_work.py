"""My work in words: one family a group, every line leads to where the work is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from accounts.models import Draft, User
from assessments.single.enums import BY_CODE, FOR_FAMILY
from core import clock
from core.govuk import words
from deadlines.models import Clock
from deadlines.presenters import face
from desk.presenters.links import link
from desk.presenters.person import age_of, seen_words
from desk.selectors import my_work as selectors
from outbox.models import Notice
from outbox.wording import words_for
from people.models import Person
from referrals.triage.selectors import families as queue
from referrals.triage.selectors import strip_of, waiting_for

# Where a draft of each form is taken up again, by what it is about; a concern has one for each of its steps.
CONCERN = "concern-"
ABOUT = {
    "contribution": ("A contribution to an assessment", "assessment_contribution"),
    "assessment": ("An assessment: why and from what", "assessment_overview"),
    "analysisform": ("An assessment: analysis", "assessment_analysis"),
    "voiceform": ("An assessment: the child's words", "assessment_voice"),
    "return": ("An assessment sent back", "assessment_return"),
    "strategy": ("A strategy discussion", "strategy_record"),
    "section-47": ("A section 47 enquiry", "section_47_write"),
}
SECTION = "section"
EARLY_HELP = "early-help-"


@dataclass(slots=True)
class Group:
    """One family with what is due for it."""

    people: dict[int, str] = field(default_factory=dict)
    lines: list["Due"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return words.listing(self.people.values()) or "Not about one person"


@dataclass(frozen=True, slots=True)
class Due:
    """One clock."""

    name: str
    reference: str
    href: str
    words: str
    colour: str
    shape: str
    owner: str
    whom: str


@dataclass(frozen=True, slots=True)
class Line:
    """Anything else: what it is, where it is, a word more."""

    title: str
    href: str
    note: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """One of my people."""

    name: str
    age: str
    href: str
    kind: str
    seen: str
    due: str
    due_name: str
    colour: str
    shape: str


def named(person: Person) -> str:
    return f"{person.full_name}, {age_of(person)}"


def groups(rows: Iterable[Clock], families: dict[int, int], seen: set[int], *, me: User) -> list[Group]:
    """By family: the family whose nearest clock is first stands first; people I may not see leave no line."""
    now = clock.now()
    found: dict[str, Group] = {}
    for row in rows:
        if row.person_id is not None and row.person_id not in seen:
            continue
        key = _family(row, families)
        group = found.setdefault(key, Group())
        if row.person is not None:
            group.people[row.person.pk] = named(row.person)
        told = face(row, at=now)
        owner = told.owner if row.owner_id != me.pk else ""
        whom = row.person.full_name if row.person else ""
        group.lines.append(
            Due(told.name, told.reference, told.path, told.words, told.colour, told.shape, owner, whom)
        )
    return list(found.values())


def _family(row: Clock, families: dict[int, int]) -> str:
    if row.person_id is None:
        return f"record:{row.subject_public_id}"
    home = families.get(row.person_id)
    return f"home:{home}" if home else f"person:{row.person_id}"


def notices(rows: Iterable[Notice]) -> list[Line]:
    now = clock.now()
    return [
        Line(
            words_for(row.kind),
            "",
            f"{row.reference}, {words.ago(row.created_at, now=now)}",
            str(row.public_id),
        )
        for row in rows
    ]


def drafts(rows: Iterable[Draft]) -> list[Line]:
    """One line a piece of work, newest first; the steps of one concern are one line."""
    now = clock.now()
    lines: dict[str, Line] = {}
    for row in rows:
        is_concern = row.form.startswith(CONCERN)
        key = f"concern:{row.subject}" if is_concern else str(row.public_id)
        title, href = _resume(row)
        saved = f"saved {words.ago(row.saved_at, now=now)}"
        lines.setdefault(key, Line(row.label or title, href, saved, "" if is_concern else str(row.public_id)))
    return list(lines.values())


def _resume(row: Draft) -> tuple[str, str]:
    """What was being typed, and the page on which it is taken up again."""
    if row.form.startswith(CONCERN):
        return "A concern, not sent yet", link("contact_draft", row.subject)
    if row.form == SECTION:
        return _resume_section(row.subject)
    if row.form.startswith(EARLY_HELP):
        section = row.form.removeprefix(EARLY_HELP)
        return f"Early help: {section}", reverse("early_help_section", args=[row.subject, section])
    title, name = ABOUT.get(row.form, (row.form.replace("-", " ").capitalize(), ""))
    return title, link(name, row.subject) if name else ""


def _resume_section(subject: str) -> tuple[str, str]:
    """A section of an assessment: its draft is kept under the record's id and the section's code."""
    public_id, code = subject[:36], subject[37:].upper()
    dimension = BY_CODE.get(code)
    if dimension is None:
        return "An assessment: a section", ""
    name = "assessment_family_section" if dimension in FOR_FAMILY else "assessment_child_section"
    return f"An assessment: {dimension.title.lower()}", reverse(name, args=[public_id, code])


def conferences(user: User) -> list[Line]:
    """Conferences this person chairs: today's first, and those held whose decisions are not recorded."""
    today = clock.today()
    lines = []
    for row in selectors.conferences_chaired(user):
        on = clock.to_local(row.starts_at).date() if row.starts_at else None
        when = words.moment(row.starts_at)
        if on == today:
            note = f"today, {when}, {row.place}" if row.place else f"today, {when}"
        elif on is not None and on < today:
            note = f"{when}: record the decisions"
        else:
            note = when
        lines.append(
            Line(f"{row.get_kind_display()} {row.reference}", link("conference_detail", row.public_id), note)
        )
    return lines


def people(cases: Iterable[selectors.MyPerson]) -> list[Mine]:
    now = clock.now()
    return [_mine(case, now=now) for case in cases]


def _mine(case: selectors.MyPerson, *, now: datetime) -> Mine:
    due = face(case.next_due, at=now) if case.next_due else None
    seen = {"at": case.seen_at, "alone": case.seen_alone, "by": "", "profession": "", "where": ""}
    return Mine(
        name=case.person.full_name,
        age=age_of(case.person),
        href=link("person_detail", case.person.public_id),
        kind=case.kind,
        seen=seen_words(seen, now=now)[0] if case.seen_at else "not seen on record",
        due=due.words if due else "nothing due",
        due_name=due.name if due else "",
        colour=due.colour if due else "grey",
        shape=due.shape if due else "",
    )


def decide(user: User) -> list[Line]:
    """What waits for this person's own decision."""
    now = clock.now()
    lines = [
        Line(
            f"Authorise assessment {row.reference}", link("assessment_detail", row.public_id), _by(row.worker)
        )
        for row in selectors.to_authorise(user)
    ]
    lines += [
        Line(
            f"Allocate assessment {row.reference}",
            link("assessment_detail", row.public_id),
            f"{_hours(row.started_at, now)} waiting",
        )
        for row in selectors.assessments_to_allocate(user)
    ]
    lines += [
        Line(
            f"Allocate {named(row.person)}",
            link("case_detail", row.public_id),
            f"{row.reference}, {_hours(row.unallocated_since or row.opened_at, now)} waiting",
        )
        for row in selectors.to_allocate(user)
    ]
    lines += [
        Line(f"Accept {named(row.case.person)}", link("case_detail", row.case.public_id), row.reason[:80])
        for row in selectors.handed_to(user)
    ]
    lines += [
        Line("Look at a break-glass opening", link("access_review", row.public_id), _by(row.user))
        for row in selectors.to_review(user)
    ]
    return lines


def owed(user: User) -> list[Line]:
    """What others wait for from this person."""
    lines = [
        Line(
            f"Answer a check: {row.get_check_kind_display()}",
            link("information_answer", row.public_id),
            f"by {words.moment(row.due_at)}",
        )
        for row in selectors.put_to_me(user)
    ]
    lines += [
        Line(
            f"New concern on an open case: {row.contact.reference}",
            link("triage_route", row.public_id),
            f"sent to you {words.ago(row.routed_at, now=clock.now())}: accept it or say why not",
        )
        for row in waiting_for(user)[: selectors.SHOWN]
    ]
    lines += [
        Line(
            row.what,
            link("plan_detail", row.outcome.need.plan.public_id),
            f"promised by {words.day(row.due_on)}",
        )
        for row in selectors.actions_due(user)
    ]
    lines += [
        Line(
            f"Contribute to assessment {row.assessment.reference}",
            link("assessment_contribution", row.public_id),
            f"by {words.day(row.due_on)}",
        )
        for row in selectors.contributions_asked_of(user)
    ]
    lines += [
        Line(
            f"Change assessment {row.reference}", link("assessment_detail", row.public_id), "returned to you"
        )
        for row in selectors.returned(user)
    ]
    return lines


def awaited(user: User) -> list[Line]:
    """What this person waits for from others."""
    lines = [
        Line(
            f"{row.agency}: {row.get_check_kind_display()}",
            link("triage_contact", row.contact.public_id),
            f"{row.contact.reference}, due {words.moment(row.due_at)}",
        )
        for row in selectors.asked(user)
    ]
    lines += [
        Line(
            f"Manager's decision on {row.reference}",
            link("assessment_detail", row.public_id),
            f"submitted {words.day(row.submitted_at)}",
        )
        for row in selectors.with_manager(user)
    ]
    lines += [
        Line(
            f"{row.agency}: contribution to {row.assessment.reference}",
            link("assessment_detail", row.assessment.public_id),
            f"due {words.day(row.due_on)}",
        )
        for row in selectors.contributions_awaited(user)
    ]
    return lines


def concerns(user: User) -> list[Line]:
    """Concerns I logged: received, read, and what may be told, on the concern's own page."""
    return [
        Line(row.reference, link("contact_status", row.public_id), f"sent {words.moment(row.logged_at)}")
        for row in selectors.my_concerns(user)
    ]


def _by(user: User | None) -> str:
    return f"by {user.display_name}" if user else ""


def _hours(since: datetime, now: datetime) -> str:
    return words.count(int((now - since).total_seconds() // 3600), "hour")


def strip(user: User) -> list[tuple[str, str, bool]]:
    """The queue in four numbers, for the front door: (what, number, whether it is danger)."""
    now = clock.now()
    found = strip_of(queue(user, now=now))
    oldest = words.ago(found.oldest_unread, now=now) if found.oldest_unread else "none unread"
    return [
        ("Red open", str(found.red_open), bool(found.red_open)),
        ("Due within the hour", str(found.due_within_the_hour), False),
        ("New today", str(found.new_today), False),
        ("Oldest unread", oldest, False),
    ]
