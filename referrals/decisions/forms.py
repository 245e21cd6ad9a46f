"""Oversight, escalation and the dip sample; nothing stands chosen (safety e)."""

from core.govuk.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.forms import StandardForm
from referrals.contacts.enums import Concern
from referrals.decisions.enums import Grade, Judgement, OversightKind


class OversightForm(StandardForm):
    kind = RadiosField(label="What did you do?", choices=OversightKind, small=True)
    text = TextAreaField(
        label="What do you direct or challenge?", rows=3, required_if=("kind", OversightKind.CHALLENGE),
        required=False, max_characters=4000,
    )  # fmt: skip


class EscalateForm(StandardForm):
    text = TextAreaField(
        label="Who disagrees with what, and what do they ask for?",
        hint="Whoever it goes to reads these words and not the concern: write what they need, with the reference.",
        rows=5, max_characters=4000,
    )  # fmt: skip


class AnswerEscalationForm(StandardForm):
    answer = TextAreaField(label="Your answer, and what is to be done", rows=5, max_characters=4000)


class DrawForm(StandardForm):
    how_many = WholeNumberField(label="How many decisions?", hint="Between 1 and 20, by lot")
    only_closed = YesNoField(label="Only concerns closed without action, as duplicate or malicious?")


class JudgeForm(StandardForm):
    threshold_right = RadiosField(
        label="Was the tier right, by the indicators cited?", choices=Judgement, inline=True
    )
    in_time = RadiosField(
        label="Was it decided in time, and logged the day it came?", choices=Judgement, inline=True
    )
    voice_heard = RadiosField(
        label="Is the child's or adult's own voice in it?", choices=Judgement, inline=True
    )
    help_named = RadiosField(label="Does every “no” name help that exists?", choices=Judgement, inline=True)
    family_thought_of = RadiosField(
        label="Was the rest of the family thought of?", choices=Judgement, inline=True
    )
    grade = RadiosField(label="Altogether", choices=Grade, small=True)
    finding = TextAreaField(label="What did you find?", rows=4, max_characters=4000)
    action = TextAreaField(
        label="What is done about it, by whom, by when?", rows=2, required=False,
        required_if=("grade", Grade.INADEQUATE), max_characters=2000,
    )  # fmt: skip


class EditionForm(StandardForm):
    name = TextField(
        label="Name of the edition", hint="For example: Threshold of need, April 2027", max_length=80
    )
    source = TextField(label="Who published it?", max_length=160)
    starts_on = DateField(label="From when is it meant to hold?", future=True)


class IndicatorForm(StandardForm):
    code = TextField(
        label="Code", hint="For example 3G; a code that stands in the draft already is replaced", max_length=8
    )
    take_out = YesNoField(label="Take the indicator with this code out?")
    tier = RadiosField(
        label="Tier", choices=[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")], inline=True,
        required=False, required_if=("take_out", "NO"), hide_optional=True,
    )  # fmt: skip
    text = TextAreaField(
        label="Indicator, as practitioners word it", rows=2, required=False, required_if=("take_out", "NO"),
        hide_optional=True, max_characters=200,
    )  # fmt: skip
    concerns = CheckboxesField(
        label="What kinds of concern does it fit?", hint="Where they fit, the table points here; nobody is bound",
        choices=Concern, small=True, required=False,
    )  # fmt: skip


class AgreeEditionForm(StandardForm):
    starts_on = DateField(
        label="From when does it hold?", hint="A day to come; the edition before ends that day", future=True
    )
