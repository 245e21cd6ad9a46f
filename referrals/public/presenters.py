"""A held form in words: what was said, why it waits, by when it is read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.govuk import words
from core.govuk.choices import Choice
from people.codes import choices as code_choices
from referrals.contacts.enums import Answer, FamilyRole
from referrals.ports import QueueNotice
from referrals.public.enums import HeldBecause
from referrals.public.models import PublicForm
from referrals.public.selectors import waiting

_SAID = (
    ("Danger now", "danger_now"), ("The danger", "danger_detail"), ("The worry", "what"),
    ("When and where", "when_and_where"), ("Where they are", "where_now"), ("Tonight", "tonight"),
    ("Who writes", "referrer_source"), ("Name", "referrer_name"), ("Telephone", "referrer_phone"),
    ("Safe to reach", "referrer_reach"), ("E-mail", "referrer_email"),
)  # fmt: skip
_OF_PERSON = (
    ("", "forename"), ("", "surname"), ("born", "born_on"), ("about", "age_words"), ("school", "school"),
    ("lives", "address_lines"), ("", "postcode"), ("works at", "works_where"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One held form in the list."""

    href: str
    reference: str
    received: datetime
    because: str
    says_danger: bool
    due: str
    is_overdue: bool
    text: str
    times: int


def because_words(form: PublicForm) -> str:
    return "; ".join(str(HeldBecause(code).label) for code in form.held_because)


def held_line(form: PublicForm, *, now: datetime) -> HeldLine:
    overdue = form.set_aside_at is None and form.due_at is not None and form.due_at < now
    due = f"Set aside by {form.set_aside_by}: {form.set_aside_because}" if form.set_aside_at else ""
    return HeldLine(
        href=form.path,
        reference=form.reference,
        received=form.received_at,
        because=because_words(form),
        says_danger=form.says_danger,
        due=due or (f"to be read by {words.clock_time(form.due_at)}" if form.due_at else ""),
        is_overdue=overdue,
        text=str(form.answers.get("what", ""))[:400],
        times=form.times,
    )


def choices(lines: list[tuple[PublicForm, HeldLine]]) -> list[Choice]:
    """Each form of the page as a box to tick, its words beside it."""
    return [
        Choice(str(form.public_id), f"{line.reference}: {line.text}", hint=line.because)
        for form, line in lines
    ]


def said(form: PublicForm) -> list[tuple[str, str]]:
    """Everything that the form says, in the order in which it asks."""
    sources = dict(code_choices("REFERRAL_SOURCE"))
    given: dict[str, Any] = form.answers
    shown = {
        "danger_now": dict(Answer.choices).get(given.get("danger_now", ""), ""),
        "referrer_source": sources.get(given.get("referrer_source", ""), ""),
    }
    rows = [(label, str(shown.get(name, given.get(name, "")))) for label, name in _SAID]
    for number, person in enumerate(given.get("people", []), start=1):
        told = [f"{label} {person[name]}".strip() for label, name in _OF_PERSON if person.get(name)]
        if person.get("is_alleged_source"):
            told.append("said to do the harm")
        role = FamilyRole(person["role"]).label if person.get("role") in FamilyRole.values else ""
        rows.append((f"Person {number}", ", ".join([str(role), *told])))
    return [(label, text) for label, text in rows if text]


def above_the_queue(reader: Any, at: datetime) -> QueueNotice | None:
    """Forms of the public that wait to be read, with those that speak of danger named first (safety n)."""
    found = waiting(reader, at=at)
    if not found.held:
        return None
    parts = [
        words.count(found.held, "form from the public waits", "forms from the public wait") + " to be read"
    ]
    if found.danger:
        parts.append(words.count(found.danger, "says", "say") + " that somebody is in danger now")
    if found.overdue:
        parts.append(words.count(found.overdue, "is", "are") + " past the time")
    return QueueNotice("Held, not refused", "; ".join(parts), "/front-door/held/", "Read them")
