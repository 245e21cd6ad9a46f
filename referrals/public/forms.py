"""The public's form: plain words, nothing needed but what the worry is."""

from functools import cache
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.datastructures import MultiValueDict

from core.govuk.fields import (
    CheckboxesField,
    ConfirmField,
    DateField,
    RadiosField,
    SelectField,
    StandardField,
    TextAreaField,
    TextField,
)
from core.govuk.forms import Section, StandardForm
from referrals.contacts.enums import FamilyRole

PEOPLE = 4
# As much of a form as is read at all.
LONGEST_FORM = 64 * 1024
NOT_KNOWN = "Not known to whoever told us"
_YES_NO = (("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "I don't know"))
_WHO = (
    (FamilyRole.CHILD, "A child or young person I am worried about"),
    (FamilyRole.UNBORN, "A baby not born yet"),
    (FamilyRole.ADULT, "An adult I am worried about"),
    (FamilyRole.PARENT, "A parent"),
    (FamilyRole.CARER, "Somebody who looks after them"),
    (FamilyRole.HOUSEHOLD, "Somebody else who lives there"),
    (FamilyRole.ELSEWHERE, "Somebody who lives elsewhere"),
)
# Who tells, with the code of the national return.
_TELLERS = (
    ("1A", "I am family, or I look after them"),
    ("1B", "I am a friend or a neighbour"),
    ("1C", "It is about me"),
    ("1D", "Somebody else"),
)
_NAMED = ("role", "forename", "surname", "born_on", "age_words", "school")
_FIRST = (*_NAMED, "address_lines", "postcode")
_OTHER = (*_NAMED, "is_alleged_source", "works_with_vulnerable", "works_where")
_TRAPS = ("website", "opened")


def _text(label: str, length: int, **more: Any) -> TextField:
    return TextField(label=label, required=False, hide_optional=True, max_length=length, **more)


def _lines(label: str, length: int, rows: int = 2, **more: Any) -> TextAreaField:
    return TextAreaField(
        label=label, required=False, hide_optional=True, rows=rows, max_characters=length, **more
    )


def _one_of(label: str, choices: Any, **more: Any) -> RadiosField:
    return RadiosField(label=label, choices=choices, required=False, hide_optional=True, **more)


def _box(label: str, **more: Any) -> ConfirmField:
    return ConfirmField(label=label, required=False, hide_optional=True, **more)


def _person(number: int) -> dict[str, StandardField]:
    """What is asked of each person; of the first also where they live, of others whether they do the harm."""
    fields: dict[str, StandardField] = {
        "role": SelectField(label="Who is it?", choices=_WHO, required=False, hide_optional=True),
        "forename": _text("First name", 80, width="20"),
        "surname": _text("Last name", 80, width="20"),
        "born_on": DateField(
            label="Date of birth, if you know it", required=False, hide_optional=True, past=True
        ),
        "age_words": _text("Or about how old they are", 40, width="10"),
        "school": _text("School or nursery", 160),
    }
    if number == 1:
        return fields | {
            "address_lines": _text("Where they live", 240, hint="Not a refuge or another secret address."),
            "postcode": _text("Postcode", 8, width="10"),
        }
    return fields | {
        "is_alleged_source": _box("I think that this person does the harm"),
        "works_with_vulnerable": _one_of(
            "Do they work or help out with children, or with adults who need care?", _YES_NO, inline=True, small=True
        ),
        "works_where": _text("Where?", 240, shown_if=(f"works_with_vulnerable_{number}", "YES")),
    }  # fmt: skip


class WorryForm(StandardForm):
    """Danger first; then the worry, who it is about, who is writing, and how it is safe to reach them."""

    sections = (
        Section("Is anybody in danger now?", "danger_now", "danger_detail"),
        Section("What are you worried about?", "what", "when_and_where", "where_now", "tonight"),
        Section("Who is it about?", *(f"{name}_1" for name in _FIRST)),
        *(
            Section(title, *(f"{name}_{number}" for name in _OTHER), folded=True)
            for number, title in enumerate(("A second person", "A third person", "A fourth person"), start=2)
        ),
        Section("About you", "referrer_source", "referrer_in_household", "referrer_name", "referrer_phone",
                "referrer_reach", "referrer_email", "referrer_email_is_safe", "identity_may_be_told"),
    )  # fmt: skip

    danger_now = _one_of(
        "Is a child or an adult in danger at this moment?", _YES_NO, inline=True,
        hint="If so, ring 999 first. This page can wait.",
    )  # fmt: skip
    danger_detail = _lines("What is the danger?", 2000, shown_if=("danger_now", "YES"))
    what = TextAreaField(
        label="Tell us in your own words", rows=8, max_characters=10_000,
        hint="What have you seen, heard or been told? You need not be sure.",
        missing="Write what you are worried about",
    )  # fmt: skip
    when_and_where = _lines("When and where did it happen?", 2000)
    where_now = _lines(
        "Where are they now, if you know?", 1000, hint="Do not write a refuge or another secret address here."
    )
    tonight = _lines("What worries you about tonight and the next days?", 1000)
    referrer_source = _one_of("Who are you to them?", _TELLERS, small=True)
    referrer_in_household = _box("I live with them")
    referrer_name = _text(
        "Your name", 120, hint="You need not give it. If you do, we can ask you when something is not clear."
    )
    referrer_phone = _text("Your telephone number", 40, width="20", input_type="tel")
    referrer_reach = _text(
        "When and how is it safe to ring you?", 240, hint="For example: weekdays before 3pm, leave no message"
    )
    referrer_email = _text("Your e-mail address", 254, input_type="email")
    referrer_email_is_safe = _box(
        "It is safe to write to this address: nobody else reads it",
        hint="We write one mail. It says that we have received your contact, and nothing else.",
    )
    identity_may_be_told = _one_of(
        "May the family be told that it was you?", (("YES", "Yes"), ("NO", "No")), inline=True, small=True,
        hint="Unless you say yes, we do not tell them.",
    )  # fmt: skip

    # People do not see it; whatever fills in every field does. Not a question of the kit, so it is printed apart.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, PEOPLE + 1):
            for name, field in _person(number).items():
                self.fields[f"{name}_{number}"] = field

    def clean_referrer_email(self) -> str:
        typed = str(self.cleaned_data["referrer_email"] or "").strip()
        if typed:
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(
                    "Enter an e-mail address like name@example.com, or leave it empty"
                ) from None
        return typed

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody named, the first one always: a worry is about somebody, known or not."""
        given, rows = self.answers, []
        for number in range(1, PEOPLE + 1):
            names = _FIRST if number == 1 else _OTHER
            row = {name: given.get(f"{name}_{number}") for name in names}
            row = {name: value for name, value in row.items() if value not in (None, "", False)}
            if row or number == 1:
                row.setdefault("role", FamilyRole.CHILD if number == 1 else FamilyRole.ELSEWHERE)
                rows.append(row)
        return rows

    @property
    def told(self) -> dict[str, Any]:
        """What was said of the worry and of whoever writes."""
        persons = {f"{name}_{number}" for name in {*_FIRST, *_OTHER} for number in range(1, PEOPLE + 1)}
        given = {name: value for name, value in self.answers.items() if name not in persons | {*_TRAPS}}
        said = {name: value for name, value in given.items() if value not in (None, "", [])}
        source = said.get("referrer_source", "10")
        nameless = not any(said.get(name) for name in ("referrer_name", "referrer_phone", "referrer_email"))
        return said | {
            "where_now": said.get("where_now", NOT_KNOWN),
            "referrer_source": source,
            "referrer_is_relative": source == "1A",
            "identity_may_be_told": said.get("identity_may_be_told") == "YES",
            "is_anonymous": nameless,
        }


def read_body(body: bytes, *, whole: bool) -> tuple[MultiValueDict[str, str], bool]:
    """The answers in a form's body, each cut where it is longer than a form may be; and whether any was cut."""
    data: MultiValueDict[str, str] = MultiValueDict()
    longest = _longest()
    cut = not whole
    for name, value in parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True):
        most = longest.get(name, 200)
        said = value.replace("\x00", "").replace("\r\n", "\n")
        cut = cut or len(said) > most
        data.appendlist(name[:60], said[:most])
    return data, cut


@cache
def _longest() -> dict[str, int]:
    """How many characters each answer may have."""
    return {
        name: field.max_length
        for name, field in WorryForm().fields.items()
        if isinstance(field, forms.CharField) and field.max_length
    }


class SetAsideForm(StandardForm):
    """Forms that somebody has read and found to be no concern, ticked one by one or all of a page."""

    forms_read = CheckboxesField(label="Forms that you have read", choices=(), small=True)
    because = TextAreaField(label="Why are they no concern?", rows=2, max_characters=500)

    def __init__(self, *args: Any, offered: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["forms_read"].offer(offered)  # type: ignore[attr-defined]

    @property
    def ticked(self) -> list[UUID]:
        return [UUID(value) for value in self.answers["forms_read"]]


class AsideForm(StandardForm):
    because = TextAreaField(label="Why is it no concern?", rows=2, max_characters=500)
