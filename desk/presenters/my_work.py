"""My work in words: one family a group, every line leads to where the work is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from accounts.models import Draft, User
from assessments.single.enums import BY_CODE, FOR_FAMILY
from core import clock
from core.govuk import words
from deadlines.presenters import face
from desk.presenters.links import link
from desk.presenters.person import age_of, seen_words
from desk.presenters.waiting import Line, named
from desk.selectors import my_work as selectors
from outbox.wording import words_for
from referrals.triage.selectors import families as queue
from referrals.triage.selectors import strip_of

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


def groups(rows: Iterable[selectors.DueWork], *, me: User) -> list[Group]:
    """By family: the family whose nearest clock is first stands first."""
    now = clock.now()
    found: dict[str, Group] = {}
    for work in rows:
        row = work.clock
        group = found.setdefault(_family(work), Group())
        if row.person is not None:
            group.people[row.person.pk] = named(row.person)
        told = face(row, at=now)
        owner = told.owner if row.owner_id != me.pk else ""
        whom = row.person.full_name if row.person else ""
        group.lines.append(
            Due(told.name, told.reference, told.path, told.words, told.colour, told.shape, owner, whom)
        )
    return list(found.values())


def _family(work: selectors.DueWork) -> str:
    if work.clock.person_id is None:
        return f"record:{work.clock.subject_public_id}"
    return f"home:{work.home}" if work.home else f"person:{work.clock.person_id}"


def notices(rows: Iterable[selectors.CameBack]) -> list[Line]:
    now = clock.now()
    lines = []
    for row in rows:
        title = words_for(row.notice.kind)
        if row.limit is not None:
            # Whose limit it is stays unsaid: the record may have been restricted since.
            title = f"{row.limit.rule.name}: {face(row.limit, at=now).words}"
        told = f"{row.notice.reference}, {words.ago(row.notice.created_at, now=now)}"
        lines.append(Line(title, "", told, str(row.notice.public_id)))
    return lines


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
