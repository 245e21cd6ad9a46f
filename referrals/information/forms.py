"""An agency's answer: nothing known, known in marked paragraphs, or call me."""

from typing import Any

from core.govuk.choices import Choice
from core.govuk.fields import ConfirmField, RadiosField, SelectField, TextAreaField, TextField
from core.govuk.forms import StandardForm
from referrals.information.enums import Marking, ReplyKind

PARAGRAPHS = 4


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
