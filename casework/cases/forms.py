"""Forms of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases.enums import (
    CaseKind,
    ClosureReason,
    Marking,
    NoteKind,
    OversightOccasion,
    Rating,
    Significance,
)
from core.govuk.choices import Choice
from core.govuk.fields import (
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    TimeField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm

Offers = Mapping[str, Sequence[tuple[Any, str]]]


class PickingForm(StandardForm):
    """A form whose questions offer records: an answer is the record itself, never an id that was typed."""

    def __init__(self, *args: Any, offers: Offers | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offered: dict[str, dict[str, Any]] = {}
        for name, rows in (offers or {}).items():
            self._offered[name] = {str(row.public_id): row for row, _ in rows}
            self.fields[name].offer([(str(row.public_id), label) for row, label in rows])  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self._picked(name, value) for name, value in super().answers.items()}

    def _picked(self, name: str, value: Any) -> Any:
        if name not in self._offered:
            return value
        if isinstance(value, list):
            return [self._offered[name][one] for one in value]
        return self._offered[name][value] if value else None


class AllocateForm(PickingForm):
    worker = SelectField(label="Who will work on this case?")
    reason = TextField(label="Why this worker?", max_length=200)


class LeadForm(PickingForm):
    lead = SelectField(
        label="Who leads?",
        hint="For a child on a child protection plan, in care or in a section 47 enquiry: a qualified social worker "
        "in a post the council has delegated to.",
    )
    reason = TextField(label="Why this person?", max_length=200)


class JoinTeamForm(PickingForm):
    user = SelectField(label="Worker", required=False, hint="Choose a worker or an agency, one of the two.")
    agency = SelectField(
        label="Agency", required=False, hint="The record opens to the agency's safeguarding leads."
    )
    what = TextField(label="What they do for this person", max_length=120)


class LeaveTeamForm(StandardForm):
    reason = TextField(label="Why do they leave?", max_length=200)


class RateForm(StandardForm):
    rating = RadiosField(label="How worried is the team?", choices=Rating)
    reason = TextField(label="Why?", max_length=240)


class NoteForm(StandardForm):
    sections = (
        Section("What it is", "kind", "happened_on", "happened_time", "participants"),
        Section("What happened", "facts", "opinion"),
        Section("Chronology", "is_significant", "summary", "significance", "impact"),
    )

    kind = RadiosField(label="What is this a note of?", choices=NoteKind)
    happened_on = DateField(label="When did it happen?", past=True)
    happened_time = TimeField(label="At what time?", required=False)
    participants = TextField(label="Who took part?", required=False, max_length=300)
    facts = TextAreaField(
        label="What was seen, said and done", hint="Facts only: what anybody there would have seen."
    )
    opinion = TextAreaField(
        label="What you think it means", hint="Your opinion, kept apart from the facts.", required=False
    )
    is_significant = YesNoField(label="Is this significant for the child's story?")
    summary = TextField(
        label="Say it in one line, for the chronology", shown_if=("is_significant", "YES"), max_length=300
    )
    significance = RadiosField(
        label="What kind of event is it?", choices=Significance, shown_if=("is_significant", "YES")
    )
    impact = TextField(
        label="What did it mean for the child?",
        shown_if=("is_significant", "YES"),
        required=False,
        max_length=300,
    )


class EditNoteForm(StandardForm):
    participants = TextField(label="Who took part?", required=False, max_length=300)
    facts = TextAreaField(label="What was seen, said and done")
    opinion = TextAreaField(label="What you think it means", required=False)


class AddendumForm(StandardForm):
    text = TextAreaField(label="What do you add to this note?", hint="What stands is not changed.")


class MoveNoteForm(PickingForm):
    to = SelectField(label="Whom is the note about?")
    reason = TextField(label="How did it come about?", max_length=240)


class EventForm(StandardForm):
    on = DateField(label="When?", past=True)
    is_approximate = YesNoField(label="Is the date approximate?")
    event = TextField(label="What happened, in one line", max_length=300)
    significance = RadiosField(label="What kind of event is it?", choices=Significance)
    impact = TextField(label="What did it mean for the child?", required=False, max_length=300)
    marking = RadiosField(
        label="Who may be told?",
        choices=[choice for choice in Marking.choices if choice[0] != Marking.NOT_NAMED],
    )


class OversightForm(StandardForm):
    occasion = RadiosField(label="At what point?", choices=OversightOccasion)
    decision = TextAreaField(label="What do you decide?", rows=3)
    rationale = TextAreaField(label="Why?")
    directive = TextAreaField(label="What is to be done?", rows=3, required=False)
    due_on = DateField(label="By when?", required=False)


class TransferForm(PickingForm):
    to_team = SelectField(label="Which team do you ask?")
    reason = TextAreaField(
        label="Why?", hint="The team sees the record from now on. Nothing changes hands until it accepts."
    )


class AcceptTransferForm(PickingForm):
    lead = SelectField(label="Who will lead?")
    worker = SelectField(label="Who will be allocated?")


class DeclineForm(StandardForm):
    reason = TextAreaField(label="Why?", rows=3)


class StepForm(StandardForm):
    to_kind = RadiosField(
        label="To what?",
        choices=[
            Choice(CaseKind.EARLY_HELP, "Early help"),
            Choice(CaseKind.CIN, "Child in need"),
        ],
        hint="Child protection begins and ends with a conference's decision.",
    )
    reason = TextAreaField(label="Why?")


class DecideStepForm(PickingForm):
    rationale = TextAreaField(label="Why do you agree?")
    directive = TextAreaField(label="What is to be done?", rows=3, required=False)
    new_lead = SelectField(
        label="Who is asked to lead?",
        required=False,
        hint="The lead of today stays until the new one accepts.",
    )


class ReasonForm(StandardForm):
    reason = TextAreaField(label="Why?", rows=3)


class CloseForm(StandardForm):
    reason_code = RadiosField(label="Why does the case close?", choices=ClosureReason)
    rationale = TextAreaField(label="What was reached, and what was not?")
