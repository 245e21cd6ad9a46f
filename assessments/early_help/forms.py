"""What the pages of early help ask."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import User
from assessments.early_help.enums import ConsentScope
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    MomentField,
    SelectField,
    StandardField,
    TextAreaField,
    TextField,
    WholeNumberField,
)
from core.govuk.forms import Section, StandardForm


class DecimalField(StandardField, forms.DecimalField):
    """A number with one place after the point."""

    input_type, inputmode = "text", "decimal"

    def __init__(self, **more: Any) -> None:
        more.setdefault("width", "5")
        super().__init__(widget=forms.TextInput(), max_digits=4, decimal_places=1, **more)
        self.error_messages["invalid"] = "Enter a number, such as 38.5"


def _offered(colleagues: dict[str, User]) -> list[tuple[str, str]]:
    return [
        (key, ", ".join(str(word) for word in (user.display_name, user.profession, user.agency) if word))
        for key, user in colleagues.items()
    ]


class StartForm(StandardForm):
    """Without consent there is no early help. When not to ask stands before the question (safety h)."""

    consent_given_by = TextField(
        label="Who agreed?", hint="Name, and what they are to the child", max_length=120
    )
    consent_at = MomentField(label="When?", hint="The 20 working days count from here", past=True)
    consent_scope = CheckboxesField(label="To what did they agree?", choices=ConsentScope)


class SideForm(StandardForm):
    strengths = TextAreaField(label="Strengths", required=False)
    needs = TextAreaField(label="Needs", required=False)


class VoicesForm(StandardForm):
    """Who is here, what child and parents say, what would be better."""

    present = TextField(label="Who is present?", required=False)
    child_voice = TextAreaField(
        label="What the child says", hint="Their own words; for a baby, what you saw", required=False
    )
    parent_voice = TextAreaField(label="What the parents say", required=False)
    better = TextAreaField(label="What would be better?", required=False)


class HealthForm(StandardForm):
    """Feelings, growth, health, school."""

    sections = (
        Section("Feelings", "sdq_total"),
        Section("Growth", "height_cm", "weight_kg", "bmi_centile"),
        Section("Health and school", "immunisations", "dental", "attendance_percent"),
    )
    sdq_total = WholeNumberField(
        label="Strengths and Difficulties Questionnaire, total", required=False, min_value=0, max_value=40
    )
    height_cm = DecimalField(label="Height", suffix="cm", required=False, min_value=20, max_value=230)
    weight_kg = DecimalField(label="Weight", suffix="kg", required=False, min_value=0, max_value=300)
    bmi_centile = DecimalField(
        label="Body mass index, centile for age", required=False, min_value=0, max_value=100
    )
    immunisations = TextField(label="Immunisations", required=False, max_length=200)
    dental = TextField(label="Dentist", required=False, max_length=200)
    attendance_percent = WholeNumberField(
        label="School attendance", suffix="%", required=False, min_value=0, max_value=100
    )


class ConclusionsForm(StandardForm):
    conclusions = TextAreaField(label="Conclusions", required=False)
    step_up_trigger = TextAreaField(label="What would mean that more is needed?", rows=3, required=False)


class MemberForm(StandardForm):
    """A colleague, or somebody without an account."""

    user = SelectField(label="A colleague", empty="Nobody with an account", required=False)
    name = TextField(label="Or a name", required=False, max_length=120)
    organisation = TextField(label="Organisation", required=False, max_length=160)
    part = TextField(label="What they do for the family", required=False, max_length=160)

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        self.fields["user"].offer(_offered(self.colleagues))  # type: ignore[attr-defined]

    def clean_user(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["user"])


class CompleteForm(StandardForm):
    lead = SelectField(label="Who leads?", hint="Of any profession; they are told")
    review_on = DateField(label="When does the team review it?", hint="Within six weeks", future=True)

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        self.fields["lead"].offer(_offered(self.colleagues))  # type: ignore[attr-defined]

    def clean_lead(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["lead"])


class ReviewForm(StandardForm):
    held_on = DateField(label="When did the team meet?", past=True)
    note = TextAreaField(label="What has changed?")
    next_on = DateField(label="Next review", hint="Within twelve weeks", future=True, required=False)


class ReasonForm(StandardForm):
    reason = TextAreaField(label="Why?", rows=3)
