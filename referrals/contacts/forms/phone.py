"""The call taker's page: everything that a caller says on one page, in the order in which it is asked."""

from collections.abc import Mapping
from typing import Any

from core.govuk.fields import (
    AskedField,
    CheckboxesField,
    ConfirmField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)
from core.govuk.forms import Section, StandardForm
from people.codes import choices as code_choices
from referrals.contacts.enums import Concern, ContactKind, FamilyRole, TypedAddressKind

PEOPLE = 4
_PERSON = ("role", "forename", "surname", "born_on", "age_words", "is_alleged_source")
_HOME = ("address_lines", "postcode", "address_kind", "address_is_confidential")


class PhoneForm(StandardForm):
    """Danger first; then what, who, where they live, who rings."""

    # What is asked of every caller stands open; the rest opens with one key and by itself where it was answered.
    sections = (
        Section("Danger", "danger_now", "danger_detail", "where_now"),
        Section("What the caller says", "kind", "what"),
        Section("What it is about, does the family know", "concerns", "family_knows", folded=True),
        *(
            Section(f"Person {number}", *(f"{name}_{number}" for name in _PERSON), folded=number > 1)
            for number in range(1, PEOPLE + 1)
        ),
        Section("Where they live", *_HOME, folded=True),
        Section("Who rings", "is_anonymous", "referrer_name", "referrer_phone"),
        Section("More of whoever rings", "referrer_role", "referrer_agency", "referrer_source", "referrer_is_relative",
                "referrer_in_household", "referrer_is_alleged_source", folded=True),
        Section("They rang earlier", "received_at", folded=True),
    )  # fmt: skip

    danger_now = RadiosField(
        label="Is anybody in danger now?", hint="If so: has 999 been rung?", required=False, inline=True, small=True,
        choices=[("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "Don't know")],
    )  # fmt: skip
    danger_detail = TextAreaField(
        label="What is the danger, and what has been done?",
        rows=2,
        required=False,
        shown_if=("danger_now", "YES"),
    )
    where_now = TextAreaField(
        label="Where are they now?",
        hint="Never a refuge or other secret address here.",
        rows=2,
        max_characters=1000,
    )
    kind = RadiosField(label="What kind of call is it?", choices=ContactKind, required=False, small=True)
    what = TextAreaField(label="What is the worry, in the caller's words?", rows=5, max_characters=20000)
    concerns = CheckboxesField(label="What is it about?", choices=Concern, required=False, small=True)
    family_knows = AskedField(label="Does the family know of this call?", required=False)

    address_lines = TextField(label="Address", required=False, max_length=240)
    postcode = TextField(
        label="Postcode", hint="Without a fixed home: that of the last settled one.", required=False,
        max_length=8, width="10",
    )  # fmt: skip
    address_kind = SelectField(label="What kind of place is it?", choices=TypedAddressKind, required=False)
    address_is_confidential = ConfirmField(label="This address is secret", required=False)

    is_anonymous = ConfirmField(label="The caller gives no name", required=False)
    referrer_name = TextField(label="Name", required=False, max_length=120)
    referrer_phone = TextField(label="Telephone", required=False, max_length=40, width="20", input_type="tel")
    referrer_role = TextField(label="Job, or who they are to the family", required=False, max_length=120)
    referrer_agency = TextField(label="Agency", required=False, max_length=160)
    referrer_source = SelectField(label="Who is this, for the national return?", choices=(), required=False)
    referrer_is_relative = ConfirmField(label="A relative", required=False)
    referrer_in_household = ConfirmField(label="Lives in the household", required=False)
    referrer_is_alleged_source = ConfirmField(label="Said to be the source of the harm", required=False)
    received_at = MomentField(
        label="When did they ring?", hint="Leave it empty for now.", required=False, past=True
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, PEOPLE + 1):
            first = number == 1
            added: Mapping[str, Any] = {
                "role": SelectField(label="Who is it?", choices=FamilyRole, required=first),
                "forename": TextField(label="First name", required=False, max_length=80, width="20"),
                "surname": TextField(label="Surname", required=False, max_length=80, width="20"),
                "born_on": DateField(label="Date of birth", required=False, past=True),
                "age_words": TextField(
                    label="Age, if that is all they know", required=False, max_length=40, width="10"
                ),
                "is_alleged_source": ConfirmField(label="Said to be the source of the harm", required=False),
            }
            for name, field in added.items():
                self.fields[f"{name}_{number}"] = field
        self.fields["referrer_source"].offer(code_choices("REFERRAL_SOURCE"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever is spoken of stands somewhere in the family, or the caller does not know: nobody is left out."""
        for number, row in self._rows().items():
            if not row.get("role") and f"role_{number}" not in self.errors:
                self.add_error(f"role_{number}", "Choose who it is, as far as the caller knows")
        return self.cleaned_data

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody spoken of, the first with the address."""
        return [
            {**row, "is_alleged_source": bool(row.get("is_alleged_source"))} for row in self._rows().values()
        ]

    def _rows(self) -> dict[int, dict[str, Any]]:
        """What was said of each person, by number; an empty person is nobody."""
        given, rows = self.cleaned_data, {}
        for number in range(1, PEOPLE + 1):
            row = {name: given.get(f"{name}_{number}") for name in _PERSON}
            if number == 1:
                row |= {name: given.get(name) for name in _HOME}
            if row := {name: value for name, value in row.items() if value not in (None, "", False)}:
                rows[number] = row
        return rows

    @property
    def told(self) -> dict[str, Any]:
        """What was said of the concern and of the caller."""
        named = {f"{name}_{number}" for name in _PERSON for number in range(1, PEOPLE + 1)}
        apart = named | set(_HOME) | {"what", "received_at"}
        return {
            name: value
            for name, value in self.answers.items()
            if name not in apart and value not in (None, "")
        }
