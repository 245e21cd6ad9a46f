"""The question to agencies, an agency's answer, and when agencies answer; nothing stands chosen (safety e, i)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from accounts.models import User
from core.govuk.choices import Choice
from core.govuk.fields import (
    CheckboxesField,
    ConfirmField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    TimeField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from referrals.contacts.models import ContactPerson
from referrals.information.enums import Basis, Marking, ReplyKind
from referrals.information.selectors import Asked
from referrals.information.services import Target

PARAGRAPHS = 4
DAYS = (
    ("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"), ("6", "Saturday"),
    ("7", "Sunday"),
)  # fmt: skip


class AskForm(StandardForm):
    """A check with other agencies: none is chosen beforehand; the referrer stays hidden (safety i)."""

    MOST: ClassVar[int] = 4

    about = CheckboxesField(label="About whom?", choices=(), small=True)
    question = TextAreaField(
        label="Question", hint="Each agency reads the question and the names. Do not say who told you.", rows=3,
        max_characters=2000,
    )  # fmt: skip
    basis = RadiosField(label="On what basis?", choices=Basis, small=True)
    override_reason = TextAreaField(
        label="Why without consent?", rows=2, shown_if=("basis", Basis.OVERRIDE), max_characters=2000
    )

    def __init__(
        self,
        *args: Any,
        offered: Sequence[tuple[Asked, str]] = (),
        people: Sequence[ContactPerson] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.offered = {row.value: row for row, _ in offered}
        choices = [(row.value, words) for row, words in offered]
        names = [f"to_{number}" for number in range(1, self.MOST + 1)]
        for number, name in enumerate(names, start=1):
            self.fields[name] = SelectField(
                label="Whose knowledge do you need?" if number == 1 else f"And whose ({number})?", choices=(),
                required=number == 1, hide_optional=True,
            )  # fmt: skip
            self.fields[name].offer(choices)  # type: ignore[attr-defined]
        self.fields["about"].offer([(str(row.public_id), row.full_name) for row in people])  # type: ignore[attr-defined]
        self.sections = (Section("", *names, "about", "question", "basis", "override_reason"),)  # type: ignore[misc]

    @property
    def targets(self) -> list[Target]:
        """Everybody who is asked, each once."""
        chosen = [self.cleaned_data.get(f"to_{number}") for number in range(1, self.MOST + 1)]
        rows = [self.offered[value] for value in dict.fromkeys(chosen) if value]
        return [Target(check=row.check, agency=row.agency, team=row.team) for row in rows]


class ReplyForm(StandardForm):
    kind = RadiosField(
        label="What do you know?",
        choices=[
            Choice(ReplyKind.NOTHING_KNOWN, "Nothing known", hint="Say what you searched."),
            Choice(ReplyKind.KNOWN, "Known", hint="Say what, a paragraph at a time."),
            Choice(ReplyKind.CALL_ME, "Call me", hint="The question stays open until you answer it."),
        ],
    )
    searched = TextAreaField(
        label="What did you search?", rows=2, shown_if=("kind", ReplyKind.NOTHING_KNOWN), max_characters=2000
    )
    call_on = TextField(label="Number, and when", shown_if=("kind", ReplyKind.CALL_ME), max_length=120)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, PARAGRAPHS + 1):
            first = number == 1
            shown: Any = {"shown_if": ("kind", ReplyKind.KNOWN)}
            self.fields[f"text_{number}"] = TextAreaField(
                label=f"Paragraph {number}", rows=3, required=first, max_characters=5000, **shown
            )
            self.fields[f"marking_{number}"] = SelectField(
                label=f"How far may paragraph {number} travel?", choices=Marking, required=False,
                initial=Marking.PROFESSIONALS, **shown,
            )  # fmt: skip
            self.fields[f"family_{number}"] = ConfirmField(
                label=f"Paragraph {number} may be told to the family", required=False, **shown
            )

    @property
    def paragraphs(self) -> list[tuple[str, str, bool]]:
        """Text, marking (professionals only where nothing else is said), and whether the family may be told."""
        given = self.cleaned_data
        return [
            (
                given.get(f"text_{number}") or "",
                given.get(f"marking_{number}") or Marking.PROFESSIONALS,
                bool(given.get(f"family_{number}")),
            )
            for number in range(1, PARAGRAPHS + 1)
        ]


class TelephoneForm(ReplyForm):
    """What an agency said on the telephone, written down by whoever rang."""

    told_by = TextField(label="Who told you? Name, role and number", max_length=160)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["call_on"]
        self.fields["kind"].label = "What do they know?"
        self.fields["kind"].offer(  # type: ignore[attr-defined]
            [
                Choice(ReplyKind.NOTHING_KNOWN, "Nothing known", hint="Say what they searched."),
                Choice(ReplyKind.KNOWN, "Known", hint="Say what, a paragraph at a time."),
            ]
        )
        self.fields["searched"].label = "What did they search?"
        self.order_fields(["told_by", *(name for name in self.fields if name != "told_by")])


class OpeningForm(StandardForm):
    """On which days and hours an agency answers."""

    always = YesNoField(label="Do they answer at every hour of every day?")
    days = CheckboxesField(label="Days", choices=DAYS, small=True, shown_if=("always", "NO"))
    opens = TimeField(label="From", shown_if=("always", "NO"))
    closes = TimeField(label="Until", shown_if=("always", "NO"))
    out_of_hours = TextField(label="Whom to ring outside these hours", required=False, max_length=160)


class ClosureForm(StandardForm):
    """Holidays of an agency, and who answers for it meanwhile."""

    first_on = DateField(label="First day closed")
    last_on = DateField(label="Last day closed")
    contact = TextField(label="Whom to ring meanwhile: name and number", required=False, max_length=160)
    stand_in = SelectField(
        label="Colleague who answers here meanwhile", choices=(), required=False, empty="Nobody"
    )

    def __init__(self, *args: Any, colleagues: Sequence[User] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        said = [(key, f"{user.display_name}, {user.agency}") for key, user in self.colleagues.items()]
        self.fields["stand_in"].offer(said)  # type: ignore[attr-defined]

    def clean_stand_in(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["stand_in"])
