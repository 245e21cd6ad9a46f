"""One person of a concern, as far as the referrer knows; nothing but their place in the family is needed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from core.errors import DomainError
from core.govuk.choices import Choice
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from people.codes import choices as code_choices
from people.enums import RelationshipKind, Sex
from people.services.identity import clean_nhs_number, clean_upn
from referrals.contacts.enums import FamilyRole, TypedAddressKind

_ANSWERS = (("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "Don't know"), ("NOT_ASKED", "Not asked"))


def _asked(label: str, **more: Any) -> RadiosField:
    return RadiosField(label=label, choices=_ANSWERS, required=False, inline=True, small=True, **more)


def _text(label: str, length: int = 120, **more: Any) -> TextField:
    return TextField(label=label, required=False, max_length=length, **more)


def _checked(clean: Callable[[str], str], typed: str) -> str:
    """A number whose check digit is wrong is told of here, not when all is sent."""
    try:
        return clean(typed)
    except DomainError as error:
        raise ValidationError(error.message) from None


class PersonForm(StandardForm):
    sections = (
        Section("Who this is", "role", "forename", "surname", "preferred_name", "aliases", "born_on",
                "is_estimated", "expected_on", "age_words", "sex", "relation_to_first", "in_household"),
        Section("Is the harm said to come from this person?", "is_alleged_source", "works_with_vulnerable",
                "works_where", "other_children"),
        Section("Where they live and how to reach them", "address_kind", "address_lines", "postcode",
                "address_is_confidential", "phone", "safe_to_call", "safe_to_text", "safe_to_leave_message"),
        Section("Who is involved", "school", "gp", "health_visitor", "midwife", "holds_responsibility",
                "responsibility_basis", "legal_orders", "has_children", "is_young_carer", "is_pregnant", folded=True),
        Section("Numbers, language, needs", "nhs_number", "upn", "ethnicity", "religion", "first_language",
                "interpreter_needed", "communication", "disabilities", "gender_identity", "nationality",
                "immigration", folded=True),
    )  # fmt: skip
    role = RadiosField(label="Who are they in the family?", choices=FamilyRole)
    forename = _text("First name", 80)
    surname = _text("Last name", 80)
    preferred_name = _text("Name they like to be called", 80)
    aliases = _text("Other names, with commas between", 200)
    born_on = DateField(label="Date of birth", required=False, past=True)
    is_estimated = YesNoField(label="Is that date a guess?", required=False)
    expected_on = DateField(label="If unborn: when is the baby due?", required=False)
    age_words = _text("If you know no date: about how old?", 40, width="10")
    sex = RadiosField(label="Sex", choices=Sex, required=False, inline=True)
    relation_to_first = SelectField(
        label="What are they to the first person of this concern?", choices=RelationshipKind, required=False
    )
    in_household = _asked("Do they live in the same household?")
    is_alleged_source = YesNoField(
        label="Does anybody say that the harm comes from this person?", required=False
    )
    works_with_vulnerable = _asked(
        "Do they work, paid or not, with children or with adults who need care?",
        shown_if=("is_alleged_source", "YES"),
    )
    works_where = _text("Where?", 240, shown_if=("is_alleged_source", "YES"))
    other_children = _text("Which other children do they see?", 240, shown_if=("is_alleged_source", "YES"))
    address_kind = RadiosField(
        label="What kind of address is it?",
        required=False,
        small=True,
        choices=[
            Choice(value, label, hint="Kept apart, and shown to very few" if value == "REFUGE" else "")
            for value, label in TypedAddressKind.choices
        ],
    )
    address_lines = _text("Address", 240)
    postcode = _text(
        "Postcode", 8, width="10",
        hint="Without a fixed home: that of the last settled one. It says which locality works with them.",
    )  # fmt: skip
    address_is_confidential = YesNoField(
        label="Must this address be kept secret from anybody?", required=False
    )
    phone = _text("Telephone", 40, width="20", input_type="tel")
    safe_to_call = _asked("Is it safe to call?")
    safe_to_text = _asked("Is it safe to text?")
    safe_to_leave_message = _asked("Is it safe to leave a message?")
    school = _text("School, nursery or college", 160)
    gp = _text("GP practice", 160)
    health_visitor = _text("Health visitor or school nurse", 160)
    midwife = _text("Midwife", 160)
    holds_responsibility = _asked("Do they hold parental responsibility?")
    responsibility_basis = _text("How (birth certificate, order ...)?", 120)
    legal_orders = _text("Court orders", 240)
    has_children = _asked("If an adult: are they a parent or carer, or in contact with children?")
    is_young_carer = _asked("If a child: do they care for somebody?")
    is_pregnant = _asked("Are they pregnant?")
    nhs_number = _text("NHS number", 12, width="10", inputmode="numeric")
    upn = _text("Unique pupil number", 13, width="20")
    ethnicity = SelectField(label="Ethnicity", choices=(), required=False)
    religion = _text("Religion", 60)
    first_language = _text("First language", 60)
    interpreter_needed = _asked("Do they need an interpreter?")
    communication = _text("How they communicate best", 200)
    disabilities = CheckboxesField(label="Disability", choices=(), required=False, small=True)
    gender_identity = _text("Gender identity, if different", 80)
    nationality = _text("Nationality", 80)
    immigration = _text("Immigration status, recourse to public funds", 120)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ethnicity"].offer(code_choices("ETHNICITY"))  # type: ignore[attr-defined]
        self.fields["disabilities"].offer(code_choices("DISABILITY"))  # type: ignore[attr-defined]

    def clean_nhs_number(self) -> str:
        return _checked(clean_nhs_number, self.cleaned_data["nhs_number"])

    def clean_upn(self) -> str:
        return _checked(clean_upn, self.cleaned_data["upn"])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("born_on") and self.cleaned_data.get("expected_on"):
            self.add_error("expected_on", "Give a date of birth or an expected date, not both.")
        return self.cleaned_data

    @property
    def told(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        values = {name: value for name, value in self.answers.items() if value not in ("", None, [])}
        guessed = values.pop("is_estimated", None)
        if values.get("born_on"):
            values["birth_certainty"] = "ESTIMATED" if guessed else "EXACT"
        return values
