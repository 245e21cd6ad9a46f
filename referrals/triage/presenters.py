"""The queue's lines, worded once: nothing here asks the database."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import clock, working_days
from core.govuk import words
from core.govuk.choices import Choice
from deadlines.presenters import LOOKS, SOON_WORKING_DAYS
from people.matching import Candidate
from referrals.contacts.enums import GRAVITY, Channel, Concern, ContactStatus, TypedAddressKind
from referrals.contacts.models import Contact, ContactPerson
from referrals.triage.clocks import is_held, lapses_at
from referrals.triage.selectors import QueueRows

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class DueWords:
    """A moment by which something is awaited: words, and a state that gives colour and shape."""

    words: str
    state: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Line:
    """One family in the queue."""

    href: str
    reference: str
    rag: str
    is_unread: bool
    due: DueWords
    who: str
    reason: str
    source: str
    repeats: int
    open_to: str
    outstanding: int
    on_it: str
    locality: str
    concerns: int
    others: tuple[tuple[str, str], ...]
    today: int


def due_words(due: datetime | None, *, now: datetime) -> DueWords:
    """`due today 16:40`, `2 working days left`, `3 hours over`."""
    if due is None:
        return DueWords("no clock", "none", "grey", "–")
    local, here = clock.to_local(due), clock.to_local(now)
    whole_day = (local.hour, local.minute) == (23, 59)
    if due < now:
        hours = int((now - due).total_seconds() // 3600)
        over = words.count(max(1, hours), "hour") if hours < 48 else words.count(hours // 24, "day")
        return DueWords(f"{over} over", "over", "orange", "▲")
    if local.date() == here.date():
        return DueWords(
            "due today, office target 17:00" if whole_day else f"due today {local:%H:%M}",
            "today",
            "yellow",
            "◆",
        )
    if not whole_day:
        return DueWords(f"due {words.short_day(local.date())} {local:%H:%M}", "soon", "yellow", "◆")
    left = working_days.working_days_between(here.date(), local.date())
    if left <= 0:
        return DueWords(f"due {words.short_day(local.date())}", "soon", "yellow", "◆")
    state = "soon" if left <= SOON_WORKING_DAYS else "running"
    return DueWords(f"{words.count(left, 'working day')} left", state, *LOOKS[state])


def person_words(person: ContactPerson, *, on: Any) -> str:
    """Name and age, as told."""
    if person.born_on or person.expected_on:
        told = words.age(
            born_on=person.born_on, expected_on=person.expected_on, on=on,
            estimated=person.birth_certainty == "ESTIMATED",
        )  # fmt: skip
    else:
        told = person.age_words or "age not known"
    return f"{person.full_name} ({told})"


def claim_words(contact: Contact, *, now: datetime) -> str:
    if contact.claimed_by is None:
        return "nobody"
    if is_held(contact, at=now):
        return str(contact.claimed_by)
    ended = lapses_at(contact)
    return f"nobody: {contact.claimed_by}'s claim lapsed {words.clock_time(ended)}"


def next_question(contact: Contact, people: Sequence[ContactPerson], *, now: datetime) -> str:
    """The id of what is asked next of whoever works on it: to take it, to rate it, who each is, the decision."""
    if not is_held(contact, at=now):
        return "take"
    if not contact.rag:
        return "rate_rag"
    for row in people:
        if not row.match:
            return f"match_{row.pk}_decision"
        if row.is_child and row.considered_at is None:
            return f"consider_{row.pk}_note"
    return "decide_tier"


def _source(contact: Contact) -> str:
    said = contact.referrer_agency or contact.referrer_role or ("anonymous" if contact.is_anonymous else "")
    via = "" if contact.channel == Channel.PORTAL else contact.get_channel_display()
    return ", ".join(part for part in (said, via) if part) or "not said"


def line(contacts: Sequence[Contact], rows: QueueRows, *, now: datetime) -> Line:
    """The family's worst rating, earliest clock and newest words."""
    on = clock.to_local(now).date()
    lead = max(contacts, key=lambda contact: (GRAVITY[contact.rag], contact.is_unread, contact.received_at))  # type: ignore[index]
    named: dict[str, str] = {}
    persons: set[int] = set()
    for contact in contacts:
        for person in rows.people.get(contact.pk, []):
            named.setdefault(str(person.person_id or person.full_name), person_words(person, on=on))
            persons |= {person.person_id} if person.person_id else set()
    who = list(named.values())
    more = f" and {len(who) - MOST_NAMES} more" if len(who) > MOST_NAMES else ""
    known = [name for person in sorted(persons) for name in rows.open_to.get(person, [])]
    dues = [contact.due_at for contact in contacts if contact.due_at]
    others = tuple((each.reference, each.path) for each in contacts if each.pk != lead.pk)
    settled = rows.settled_today.get(lead.family_key, [])
    return Line(
        href=lead.path,
        reference=lead.reference,
        rag=lead.rag,
        is_unread=any(contact.is_unread for contact in contacts),
        due=due_words(min(dues) if dues else None, now=now),
        who="; ".join(who[:MOST_NAMES]) + more,
        reason=lead.headline,
        source=_source(lead),
        repeats=max((rows.repeats.get(person, 0) for person in persons), default=0),
        open_to=", ".join(dict.fromkeys(known)),
        outstanding=sum(getattr(contact, "outstanding", 0) for contact in contacts),
        on_it=claim_words(lead, now=now),
        locality=str(lead.locality or ""),
        concerns=len(contacts),
        others=others + tuple((f"{each.reference} decided", each.path) for each in settled),
        today=sum(clock.to_local(each.received_at).date() == on for each in contacts) + len(settled),
    )


def lines(rows: QueueRows, keys: Sequence[uuid.UUID], *, now: datetime) -> list[Line]:
    return [line(rows.contacts[key], rows, now=now) for key in keys if rows.contacts.get(key)]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    href: str
    reference: str
    who: str
    reason: str
    decided: datetime | None
    by: str
    closed: bool


def decided_lines(contacts: Sequence[Contact], rows: QueueRows, *, now: datetime) -> list[DecidedLine]:
    on = clock.to_local(now).date()
    return [
        DecidedLine(
            href=contact.path,
            reference=contact.reference,
            who="; ".join(
                person_words(person, on=on) for person in rows.people.get(contact.pk, [])[:MOST_NAMES]
            ),
            reason=contact.headline,
            decided=contact.decided_at,
            by=str(contact.decided_by or ""),
            closed=contact.status == "CLOSED",
        )
        for contact in contacts
    ]


# What stands in the left column, in the order in which a worker asks.
_SAID = (
    ("In danger now", "danger_now"), ("The danger", "danger_detail"), ("Where they are", "where_now"),
    ("With whom", "with_whom"), ("Tonight", "tonight"), ("The concern", "what"), ("How known", "how_known"),
    ("When and where", "when_and_where"), ("Injuries", "injuries"), ("Can be shown", "evidence"),
    ("The child's words", "child_words"), ("How obtained", "words_obtained_how"), ("Seen alone", "seen_alone"),
    ("A day in their life", "daily_life"), ("Words not known because", "no_voice_because"),
    ("Adult's view", "adult_view"), ("Harm before", "past_harm"), ("Danger statement", "danger_statement"),
    ("What makes it harder", "complicating"), ("Strengths", "strengths"), ("Safety now", "existing_safety"),
    ("Help before", "earlier_help"), ("Scale, 0 to 10", "scale"), ("Consent asked", "consent_asked"),
    ("Consent given", "consent_given"), ("By", "consent_by"), ("Not sought because", "consent_not_sought"),
    ("Family knows", "family_knows"), ("Who works with them", "agencies_involved"),
    ("Who should", "agencies_missing"), ("For visiting staff", "staff_risks"),
    ("Tier in the referrer's view", "requested_tier"), ("Service in mind", "service_sought"),
)  # fmt: skip
_ALWAYS = {"danger_now", "where_now", "what", "child_words", "consent_asked", "family_knows"}


def said(contact: Contact) -> list[tuple[str, str]]:
    """What was told; of the questions that matter most it is said when they were not answered."""
    rows = []
    for label, name in _SAID:
        shown = getattr(contact, f"get_{name}_display", None)
        value = shown() if shown else getattr(contact, name)
        because = contact.not_asked.get(name, "")
        text = str(value) if value not in (None, "") else ""
        if because:
            text = f"{text or 'Not asked'}: {because}"
        if text or name in _ALWAYS:
            rows.append((label, text or "not said"))
    about = [Concern(code).label for code in contact.concerns if code in Concern.values]
    if about:
        rows.insert(6, ("About", ", ".join(str(label) for label in about)))
    return rows


def _placed(contact: Contact, people: Sequence[ContactPerson]) -> str:
    """Which locality's it is and, for somebody without a home, by which rule."""
    nowhere = any(row.address_kind == TypedAddressKind.NFA for row in people)
    if contact.locality and nowhere:
        return f"{contact.locality}: no fixed abode, by the last settled home"
    known = ", ".join(str(part) for part in (contact.locality, contact.ward) if part)
    return known or ("no fixed abode, no settled home known: duty" if nowhere else "not known: duty")


def who_tells(contact: Contact, people: Sequence[ContactPerson] = ()) -> list[tuple[str, str]]:
    told = "may be told" if contact.identity_may_be_told else "must not be told"
    close = [
        label
        for flag, label in (
            (contact.referrer_is_relative, "a relative"),
            (contact.referrer_in_household, "in the household"),
            (contact.referrer_is_alleged_source, "alleged source of harm"),
        )
        if flag
    ]
    rows = [
        ("Who tells", "Anonymous" if contact.is_anonymous else contact.referrer_name),
        ("Role and agency", ", ".join(filter(None, (contact.referrer_role, contact.referrer_agency)))),
        ("Reach them", ", ".join(filter(None, (contact.referrer_phone, contact.referrer_email)))),
        ("Close to the family", ", ".join(close)),
        ("The family", f"{told} who reported"),
        ("Received", words.moment(contact.received_at)),
        ("By way of", str(contact.get_channel_display())),
        ("Logged", f"{words.moment(contact.logged_at)} by {contact.logged_by}"),
        (
            "First read",
            f"{words.moment(contact.first_read_at)} by {contact.first_read_by}"
            if contact.first_read_at
            else "not yet",
        ),
        ("Locality", _placed(contact, people)),
    ]
    return [(label, text) for label, text in rows if text]


_DETAILS = (
    ("Also called", "aliases"), ("Sex", "sex"), ("Relation to the first person", "relation_to_first"),
    ("Same household", "in_household"), ("Address", "address_lines"), ("Postcode", "postcode"),
    ("Kind of address", "address_kind"), ("Telephone", "phone"), ("Safe to call", "safe_to_call"),
    ("Safe to text", "safe_to_text"), ("Safe to leave a message", "safe_to_leave_message"), ("School", "school"),
    ("GP", "gp"), ("Health visitor", "health_visitor"), ("Midwife", "midwife"),
    ("Parental responsibility", "holds_responsibility"), ("Orders", "legal_orders"),
    ("Parent, carer or in contact with children", "has_children"), ("Young carer", "is_young_carer"),
    ("Pregnant", "is_pregnant"), ("NHS number", "nhs_number"), ("UPN", "upn"), ("Language", "first_language"),
    ("Interpreter", "interpreter_needed"), ("Communication", "communication"), ("Works", "works_where"),
    ("Other children", "other_children"),
)  # fmt: skip


def details(person: ContactPerson) -> list[tuple[str, str]]:
    """What was told of a person, as far as it was."""
    rows = []
    for label, name in _DETAILS:
        shown = getattr(person, f"get_{name}_display", None)
        value = str(shown() if shown else getattr(person, name) or "")
        if value and value != "Not known or unborn":
            rows.append((label, value))
    return rows


def candidate_choice(candidate: Candidate) -> Choice:
    """What tells one person of the index from another, how like they are and why; nothing of the record."""
    person, like = candidate.person, candidate.likeness
    born = words.plain_date(person.born_on) if person.born_on else "date of birth not known"
    if person.expected_on:
        born = f"due {words.plain_date(person.expected_on)}"
    said = [f"{like.words}: {like.because}." if like.because else f"{like.words}."]
    said += [f"Look twice: {caution}." for caution in like.cautions]
    return Choice(str(person.public_id), f"{person.full_name}, {born}", hint=" ".join(said))


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """Another concern about the same people or their confirmed household."""

    href: str
    reference: str
    received: datetime
    reason: str
    decided: str
    on_it: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came about a household today, what came before, and how the year's concerns were decided."""

    today: list[EarlierLine]
    before: list[EarlierLine]
    counted: list[str]


def earlier(contacts: Sequence[Contact], outcomes: dict[int, list[str]], *, now: datetime) -> Earlier:
    """Concerns of today apart, so that nobody triages one child of a household alone."""
    on = clock.to_local(now).date()
    today: list[EarlierLine] = []
    before: list[EarlierLine] = []
    counts: dict[str, int] = {}
    for each in contacts:
        decided = outcomes.get(each.pk, []) if not each.is_undecided else []
        for label in decided or ["Not decided yet"]:
            counts[label] = counts.get(label, 0) + 1
        row = EarlierLine(
            each.path, each.reference, each.received_at, each.headline,
            "; ".join(decided) or str(each.get_status_display()), claim_words(each, now=now),
        )  # fmt: skip
        (today if clock.to_local(each.received_at).date() == on else before).append(row)
    most = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return Earlier(today, before, [f"{label}: {number}" for label, number in most])


STAGE_WORDS = {
    ContactStatus.RECEIVED: "not read yet",
    ContactStatus.LOGGED: "read",
    ContactStatus.TRIAGE: "rated",
    ContactStatus.INFO_GATHERING: "agencies asked",
}


@dataclass(frozen=True, slots=True)
class ComingLine:
    """A concern as a locality's manager sees it; `who` only of records that are open to them."""

    reference: str
    rag: str
    due: DueWords
    stage: str
    came: str
    children: int
    locality: str
    on_it: str
    who: tuple[tuple[str, str], ...]


def coming_lines(
    rows: Sequence[Contact], known: Mapping[int, list[ContactPerson]], *, now: datetime
) -> list[ComingLine]:
    on = clock.to_local(now).date()
    return [
        ComingLine(
            reference=row.reference,
            rag=row.rag,
            due=due_words(row.due_at, now=now),
            stage=STAGE_WORDS.get(ContactStatus(row.status), row.get_status_display().lower()),
            came=words.ago(row.received_at, now=now),
            children=row.children,  # type: ignore[attr-defined]
            locality=str(row.locality or ""),
            on_it=claim_words(row, now=now),
            who=tuple(
                (person_words(person, on=on), f"/people/{person.person.public_id}/" if person.person else "")
                for person in known.get(row.pk, ())
            ),
        )
        for row in rows
    ]
