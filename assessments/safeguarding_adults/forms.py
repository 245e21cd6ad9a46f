"""Forms of adult safeguarding; nothing is chosen beforehand (safety e)."""

from collections.abc import Sequence
from typing import Any

from assessments.safeguarding_adults.enums import (
    AbuseKind,
    Advocate,
    Capacity,
    Enquirer,
    Finding,
    OutcomesMet,
    Place,
    RiskAfter,
    RiskBefore,
    Source,
)
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    MomentField,
    RadiosField,
    TextAreaField,
    TextField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from referrals.contacts.enums import Answer


class RaiseForm(StandardForm):
    """A worker learns of abuse or neglect of an adult they know."""

    known_at = MomentField(label="When did you learn of it?", past=True)
    what = TextAreaField(label="What happened, or what is feared?", max_characters=20000)
    kinds = CheckboxesField(label="Which kinds of abuse or neglect?", choices=AbuseKind)


class HearForm(StandardForm):
    """The adult's own voice (making safeguarding personal)."""

    sections = (
        Section("What the adult wants", "outcomes_asked", "desired_outcomes", "not_asked_because"),
        Section("Consent and capacity", "consent", "without_consent_because", "capacity", "capacity_note"),
        Section(
            "Being heard", "substantial_difficulty", "advocate", "advocate_name", "advocate_appointed_on"
        ),
    )

    outcomes_asked = RadiosField(label="Was the adult asked what they want to come of this?", choices=Answer)
    desired_outcomes = TextAreaField(
        label="What do they want, in their words?", shown_if=("outcomes_asked", "YES"), rows=4
    )
    not_asked_because = TextAreaField(label="Why not?", shown_if=("outcomes_asked", "NOT_ASKED"), rows=2)
    consent = RadiosField(label="Do they agree to the enquiry?", choices=Answer)
    without_consent_because = TextAreaField(
        label="Why does it go on without consent?",
        hint="Others are at risk, a crime, coercion, vital interest",
        shown_if=("consent", "NO"),
        rows=3,
    )
    capacity = RadiosField(label="Capacity for the decisions of this enquiry", choices=Capacity)
    capacity_note = TextAreaField(
        label="How is that known?", hint="Which decision, assessed by whom, when", required=False, rows=3
    )
    substantial_difficulty = RadiosField(
        label="Would they have substantial difficulty in taking part?",
        hint="Understanding, remembering, weighing up, or saying what they want (Care Act s68)",
        choices=Answer,
    )
    advocate = RadiosField(label="Who speaks for them?", choices=Advocate, required=False)
    advocate_name = TextField(label="Name and organisation", required=False, max_length=160)
    advocate_appointed_on = DateField(label="Since when?", past=True, required=False)


class ApplyTestForm(StandardForm):
    """The three parts, each answered, none beforehand."""

    sections = (
        Section("The three-part test", "has_needs", "at_risk", "cannot_protect", "reason", "other_help"),
        Section("What it is about", "kinds", "place", "source", "position_of_trust"),
    )

    has_needs = YesNoField(
        label="Has the adult needs for care and support?", hint="Whether or not the council meets any of them"
    )
    at_risk = YesNoField(label="Are they experiencing, or at risk of, abuse or neglect?")
    cannot_protect = YesNoField(label="Are they unable to protect themselves because of those needs?")
    reason = TextAreaField(label="Why?")
    other_help = TextAreaField(
        label="If one of them is no: which help is offered instead?",
        hint="An enquiry that the law does not demand, an assessment, advice, another service",
        rows=3,
        required=False,
    )
    kinds = CheckboxesField(label="Which kinds of abuse or neglect?", choices=AbuseKind)
    place = RadiosField(label="Where is the risk?", choices=Place, required=False)
    source = RadiosField(label="From whom?", choices=Source, required=False)
    position_of_trust = RadiosField(
        label="Does the source of risk hold a position of trust?",
        hint="Works, paid or not, with adults at risk or children: tell the designated officer, not this record",
        choices=Answer,
        required=False,
    )
    late_reason = TextAreaField(label="If it is later than 24 hours, why?", rows=2, required=False)


class PlanForm(StandardForm):
    sections = (
        Section("When, and how great the risk is", "planned_at", "risk_before", "plan"),
        Section("Who enquires", "enquirer", "enquirer_name", "enquiry_question", "enquiry_due_on"),
        Section("Told", "police_told", "regulator_told", "without_advocate_because"),
    )

    planned_at = MomentField(label="When was it planned?", past=True)
    risk_before = RadiosField(label="How great is the risk now?", choices=RiskBefore)
    plan = TextAreaField(label="What keeps the adult safe meanwhile?")
    enquirer = RadiosField(label="Who makes the enquiries?", choices=Enquirer)
    enquirer_name = TextField(label="Name, role and organisation of the enquirer", max_length=240)
    enquiry_question = TextAreaField(label="What is to be found out?")
    enquiry_due_on = DateField(label="By when?", required=False)
    police_told = RadiosField(label="Are the police told?", choices=Answer, required=False)
    regulator_told = RadiosField(label="Is the Care Quality Commission told?", choices=Answer, required=False)
    without_advocate_because = TextAreaField(
        label="If nobody speaks for an adult who cannot take part: why could planning not wait?",
        rows=2,
        required=False,
    )


class FindingsForm(StandardForm):
    """A finding for each kind of abuse that was feared."""

    found = TextAreaField(label="What was found, and from whom is it known?")

    def __init__(self, *args: Any, kinds: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.kinds = list(kinds)
        for kind in self.kinds:
            label = f"{AbuseKind(kind).label}: what was found?"
            self.fields[f"finding_{kind}"] = RadiosField(label=label, choices=Finding)
        self.order_fields([*(f"finding_{kind}" for kind in self.kinds), "found"])

    def findings(self) -> dict[str, str]:
        return {kind: self.answers[f"finding_{kind}"] for kind in self.kinds}


class ConcludeForm(StandardForm):
    sections = (
        Section("The adult", "outcomes_met", "adult_view"),
        Section("Risk", "risk_after", "safeguarding_plan"),
        Section("Think family", "children_affected", "children_note"),
    )

    outcomes_met = RadiosField(label="Did the adult get what they wanted?", choices=OutcomesMet)
    adult_view = TextAreaField(label="What do they say of it?", rows=3, required=False)
    risk_after = RadiosField(label="What became of the risk?", choices=RiskAfter)
    safeguarding_plan = TextAreaField(
        label="Safeguarding plan", hint="Who does what, from when, reviewed when", rows=4, required=False
    )
    children_affected = RadiosField(
        label="Are there children whom this adult, or the source of risk, lives with, cares for or sees?",
        choices=[("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "Don't know")],
    )
    children_note = TextAreaField(
        label="What was done about it?",
        hint="Nothing crosses to a child's record by itself: log a concern, and write there what may cross",
        rows=2,
        required=False,
    )
    reason = TextAreaField(label="Why does it end so?")


class CeaseForm(StandardForm):
    reason = TextAreaField(
        label="Why does it end?",
        hint="The adult has capacity, knows what it means, is under no duress, and nobody else is at risk",
    )
