"""Forms of a plan."""

from collections.abc import Iterable
from typing import Any

from casework.cases.enums import ClosureReason, Rating
from casework.cases.forms import PickingForm
from casework.plans.enums import (
    ActionState,
    Agreement,
    ChallengeDecision,
    Domain,
    EndReason,
    GapWait,
    OutcomeState,
    PlanKind,
    ReviewDecision,
)
from casework.plans.models import Outcome
from core.govuk.fields import (
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm

SCORE_HINT = "From 0, nothing of it yet, to 10, fully reached."


def score_field(label: str, *, required: bool) -> WholeNumberField:
    return WholeNumberField(
        label=label, hint=SCORE_HINT, min_value=0, max_value=10, required=required, width="2"
    )


class ScoringForm(StandardForm):
    """A form that asks for a score of every outcome of a plan."""

    scores_required = False

    def __init__(self, *args: Any, outcomes: Iterable[Outcome] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self._outcomes = {f"score_{row.pk}": row for row in outcomes}
        for name, row in self._outcomes.items():
            self.fields[name] = score_field(f"Score today: {row.change}", required=self.scores_required)

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        scores = {row: found.pop(name) for name, row in self._outcomes.items()}
        return {**found, "scores": {row: score for row, score in scores.items() if score is not None}}


class StartPlanForm(StandardForm):
    kind = RadiosField(
        label="Which plan?", choices=[choice for choice in PlanKind.choices if choice[0] != PlanKind.CP]
    )
    purpose = TextAreaField(label="What is it for?", rows=3)
    assessed_on = DateField(
        label="When was the early help assessment completed?", shown_if=("kind", "EARLY_HELP")
    )


class ChallengeForm(StandardForm):
    held_on = DateField(label="When was it challenged?", past=True)
    decision = RadiosField(label="What comes of it?", choices=ChallengeDecision)
    reason = TextAreaField(label="Why is the child still on a plan?", rows=4)
    next_steps = TextAreaField(label="What will be done, by whom, by when?", rows=3, required=False)
    legal_gateway_on = DateField(
        label="When was the legal gateway meeting held?", hint="At fifteen months it has to have been held.",
        past=True, required=False,
    )  # fmt: skip


class EditPlanForm(StandardForm):
    sections = (
        Section("What it is for", "purpose", "danger", "bottom_lines", "exit_criteria"),
        Section("In words for the child", "child_words"),
        Section("If not", "contingency"),
        Section("Visits", "visit_every_days"),
    )

    purpose = TextAreaField(label="What is this plan for?", rows=3)
    danger = TextAreaField(
        label="What are we worried will happen if nothing changes?", rows=3, required=False
    )
    bottom_lines = TextAreaField(label="What must not happen meanwhile?", rows=3, required=False)
    exit_criteria = TextAreaField(label="When is the plan no longer needed?", rows=3, required=False)
    child_words = TextAreaField(
        label="The plan in words the child understands",
        hint="Read it with them. Printed first.",
        required=False,
    )
    contingency = TextAreaField(label="If things do not change, then what?", rows=3, required=False)
    visit_every_days = WholeNumberField(
        label="Visits at least every so many working days", hint="Where the plan asks for more than the limit does.",
        required=False, min_value=1, max_value=30,
    )  # fmt: skip


class NeedForm(StandardForm):
    domain = SelectField(label="Which part of life?", choices=Domain)
    text = TextAreaField(label="What has to change, in plain words?", rows=3)


class OutcomeForm(StandardForm):
    change_wanted = TextField(label="What will be different?", hint="One specific change.", max_length=300)
    measure = TextField(label="How will anybody know?", max_length=300)
    baseline = TextField(label="How is it now?", max_length=300, required=False)
    target = TextField(label="How should it be?", max_length=300, required=False)
    by_on = DateField(label="By when?")


class NewOutcomeForm(OutcomeForm):
    score = score_field("Score at the start", required=False)


class EditOutcomeForm(OutcomeForm):
    state = RadiosField(label="How does it stand?", choices=OutcomeState)


class ActionForm(PickingForm):
    what = TextField(label="What will be done?", max_length=300)
    worker = SelectField(
        label="By which worker?", required=False, hint="A worker, an agency or somebody of the family: one."
    )
    agency = SelectField(label="By which agency?", required=False)
    relative = TextField(label="By whom of the family?", required=False, max_length=120)
    due_on = DateField(label="By when?")


class ScoreForm(StandardForm):
    score = score_field("Score today", required=True)
    note = TextField(label="What makes you say so?", required=False, max_length=300)


class ProgressForm(StandardForm):
    text = TextAreaField(label="How does it go?", rows=3)
    state = RadiosField(label="How does the action stand?", choices=ActionState)
    rating = RadiosField(label="Rating", choices=Rating, required=False)


class ViewForm(StandardForm):
    name = TextField(label="Who?", max_length=120)
    agreement = RadiosField(label="Do they agree with the plan?", choices=Agreement)
    words = TextAreaField(label="In their words, or why they were not asked", rows=3, required=False)


class AgreeForm(PickingForm):
    starts_on = DateField(label="From when does it hold?")
    overseen_by = SelectField(
        label="Which social worker oversees it?", required=False,
        hint="Needed for a child in need plan whose lead is of another profession.",
    )  # fmt: skip


class ReviewForm(ScoringForm):
    sections = (Section("The meeting", "held_on", "present", "child_view", "family_view"),)

    held_on = DateField(label="When was the review held?", past=True)
    present = TextAreaField(label="Who was there?", rows=2)
    child_view = TextAreaField(label="What does the child say?", rows=3, required=False)
    family_view = TextAreaField(label="What does the family say?", rows=3, required=False)
    is_working = YesNoField(label="Does the plan work?")
    what_changed = TextAreaField(label="What has changed since last time?", rows=3, required=False)
    decision = RadiosField(label="What was decided?", choices=ReviewDecision)
    next_on = DateField(label="When is the next review?", required=False)


class EndForm(ScoringForm):
    scores_required = True

    reason = RadiosField(
        label="Why does the plan end?",
        choices=[choice for choice in EndReason.choices if choice[0] != EndReason.NO_LONGER_AT_RISK],
    )
    note = TextAreaField(label="What was reached, and what was not?", rows=3)
    ends_on = DateField(label="From which day is there no plan?")


class CloseCaseForm(ScoringForm):
    """Closing a case, with the last scores of the plan that is open."""

    scores_required = True

    reason_code = RadiosField(label="Why does the case close?", choices=ClosureReason)
    rationale = TextAreaField(label="What was reached, and what was not?", rows=4)


class CloseCaseWithPlanForm(CloseCaseForm):
    plan_reason = RadiosField(
        label="Why does the plan end?",
        choices=[choice for choice in EndReason.choices if choice[0] != EndReason.NO_LONGER_AT_RISK],
    )


class GapForm(StandardForm):
    what = TextField(
        label="What was needed and not to be had?",
        hint="No names: it is added up and read by others.",
        max_length=240,
    )
    domain = SelectField(label="Which part of life?", choices=Domain)
    wait = RadiosField(label="How long would it take?", choices=GapWait)
    workaround = TextField(label="What is done instead?", required=False, max_length=240)
