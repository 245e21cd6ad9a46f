"""One small form for each act of triage; nothing is chosen beforehand (safety e)."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.models import User
from core.govuk.choices import Choice
from core.govuk.fields import (
    CheckboxesField,
    ConfirmField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)
from core.govuk.forms import StandardForm
from people.models import Person
from referrals.contacts.enums import FamilyRole, MatchDecision, Rag
from referrals.contacts.models import ContactPerson
from referrals.decisions.enums import Release
from referrals.triage.enums import FamilyAnswer, FamilyQuestion


def _why(label: str = "Why?", rows: int = 2) -> TextAreaField:
    return TextAreaField(label=label, rows=rows, max_characters=2000)


class RateForm(StandardForm):
    rag = RadiosField(label="Rating", choices=Rag, inline=True, small=True)
    reason = _why("Reason for the rating")


class TakeOverForm(StandardForm):
    reason = _why("Why do you take it over?")


class MatchForm(StandardForm):
    """The same as somebody in the index, somebody new, or not sure."""

    decision = RadiosField(
        label="Is this somebody in the index?",
        choices=[
            Choice(MatchDecision.SAME, "The same person as"),
            Choice(MatchDecision.NEW, "Somebody not yet recorded"),
            Choice(MatchDecision.UNSURE, "Not sure yet"),
        ],
        small=True,
    )
    person = RadiosField(label="Who", choices=(), small=True, shown_if=("decision", MatchDecision.SAME))
    reason = _why("What makes you think so?")

    def __init__(self, *args: Any, found: Iterable[Choice] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        offered = list(found)
        self.fields["person"].offer(offered)  # type: ignore[attr-defined]
        # Whom it may be is read before an answer is given, not behind one.
        names = "; ".join(each.label for each in offered)
        self.fields["decision"].help_text = f"It may be: {names}." if names else "Nobody like this was found."


class ConsiderForm(StandardForm):
    note = _why("What was considered for this child?")


class BringInForm(StandardForm):
    person = RadiosField(label="Who joins the concern?", choices=())
    role = SelectField(label="Who are they in the family?", choices=FamilyRole)

    def __init__(self, *args: Any, people: Sequence[Person] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].offer([(str(person.public_id), person.full_name) for person in people])  # type: ignore[attr-defined]


class HouseholdForm(StandardForm):
    members = CheckboxesField(label="Who lives together?", choices=(), required=False, small=True)

    def __init__(self, *args: Any, people: Sequence[ContactPerson] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["members"].offer([(str(row.public_id), row.full_name) for row in people if row.person_id])  # type: ignore[attr-defined]


class RouteForm(StandardForm):
    person = RadiosField(label="Whose open case?", choices=(), small=True)
    reason = _why("Why does it go to the open case?")

    def __init__(self, *args: Any, people: Sequence[ContactPerson] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(str(row.person.public_id), row.full_name) for row in people if row.person]
        self.fields["person"].offer(known)  # type: ignore[attr-defined]


def routing_of(people: Sequence[ContactPerson]) -> dict[str, str]:
    """Whom it can only be about, where one person of the concern is known; the reason as it nearly always is."""
    known = [str(row.person.public_id) for row in people if row.person]
    return {"reason": "Their case is open: for its worker"} | (
        {"person": known[0]} if len(known) == 1 else {}
    )


class AcceptForm(StandardForm):
    note = _why("What will you do, and when?")


class ReturnForm(StandardForm):
    reason = _why("Why does it go back to the front door?")


class FamilyQuestionForm(StandardForm):
    """Think family: a question about somebody, never a fact (safety j)."""

    about = SelectField(label="About whom?", choices=())
    question = RadiosField(label="Question", choices=FamilyQuestion, small=True)
    asked_of = SelectField(label="Put it to a colleague who works with them", choices=(), required=False)

    def __init__(
        self, *args: Any, people: Sequence[ContactPerson] = (), workers: Sequence[User] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["about"].offer([(str(row.public_id), row.full_name) for row in people])  # type: ignore[attr-defined]
        self.fields["asked_of"].offer([(str(row.public_id), row.display_name) for row in workers])  # type: ignore[attr-defined]


class AnswerForm(StandardForm):
    answer = RadiosField(label="Answer", choices=FamilyAnswer, small=True)
    may_cross = TextAreaField(
        label="What may the other service be told?",
        hint="Nothing crosses but what you write here: no diagnosis, no service, no notes.",
        required=False,
        rows=3,
        max_characters=2000,
    )


class ProposeForm(StandardForm):
    tier = RadiosField(label="Tier", choices=[(str(n), str(n)) for n in range(1, 5)], inline=True, small=True)
    text = TextAreaField(label="What do you propose, for whom, and why?", rows=4, max_characters=10_000)


class AcknowledgeForm(StandardForm):
    how = TextField(label="How was the referrer told that we have it?", max_length=120)


class ReleaseForm(StandardForm):
    """What the referrer may read from now on (safety g)."""

    release = RadiosField(label="What may the referrer be told?", choices=Release, small=True)
    words = TextAreaField(
        label="Words for the referrer", rows=3, shown_if=("release", Release.OUTCOME), max_characters=2000
    )
    reason = _why()


class TellFamilyForm(StandardForm):
    """One addressee at a time, after a safe-contact check; or why not (safety h)."""

    told = RadiosField(
        label="Is the family told?",
        choices=[("NO", "Not told, because"), ("YES", "One person was told")],
        small=True,
    )
    not_told_because = TextAreaField(label="Why not?", rows=2, shown_if=("told", "NO"), max_characters=2000)
    addressee = SelectField(label="Who was told?", choices=(), shown_if=("told", "YES"))
    how = TextField(label="How?", shown_if=("told", "YES"), max_length=120)
    safe_contact_checked = ConfirmField(
        label="I have made sure that it is safe to reach this person so",
        shown_if=("told", "YES"),
        required=False,
    )
    agreed_by_manager = ConfirmField(
        label="As manager I agree (at tier 4 with the police)", shown_if=("told", "YES"), required=False
    )

    def __init__(self, *args: Any, people: Sequence[ContactPerson] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["addressee"].offer([(str(row.public_id), row.full_name) for row in people])  # type: ignore[attr-defined]
