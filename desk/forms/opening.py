"""Opening a record without an involvement."""

from core.govuk.choices import Choice
from core.govuk.fields import DateField, RadiosField, TextAreaField, TextField
from core.govuk.forms import StandardForm
from people.enums import BreakGlassReason

_HINTS = {
    BreakGlassReason.IMMEDIATE_RISK: "Somebody may come to harm before the worker or duty can answer",
    BreakGlassReason.EDT: "Night, weekend or bank holiday",
    BreakGlassReason.COVER: "Your manager asked you to cover and the cover is not recorded yet",
}


class PurposeForm(StandardForm):
    """What the record is needed for."""

    reason = TextAreaField(
        label="What do you need the record for?",
        hint="Such as: triage of concern CN-27-00012. The worker, and in time the family, can see it.",
        rows=3,
        max_characters=400,
        missing="Say what you need the record for",
    )


class BreakGlassForm(StandardForm):
    """Why the record must be opened now."""

    reason_code = RadiosField(
        label="Why must you open it?",
        choices=[Choice(str(code), str(code.label), hint=_HINTS.get(code, "")) for code in BreakGlassReason],
    )
    reason = TextAreaField(
        label="What has happened, and what will you look for?",
        hint="At least 20 characters. The worker's manager reads this today.",
        rows=4,
        max_characters=1000,
        missing="Say what has happened",
    )


class BreakGlassByReferenceForm(BreakGlassForm):
    """The same, for roles that see no index."""

    reference = TextField(
        label="Reference or NHS number",
        hint="From the letter, the referral or the caller: such as CS-27-00041",
        width="20",
        missing="Enter the reference or NHS number",
    )
    born_on = DateField(label="Date of birth", hint="For an unborn child, the date on which it is expected")

    field_order = ("reference", "born_on", "reason_code", "reason")
