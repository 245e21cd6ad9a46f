"""The access log narrowed, openings reviewed, conflicts declared, directors asked, records restricted."""

from core.govuk.choices import Choice
from core.govuk.fields import DateField, RadiosField, SelectField, TextAreaField, TextField
from core.govuk.forms import StandardForm
from core.govuk.listing import FilterForm
from people.enums import AccessAct, RequestAnswer, ReviewOutcome, StaffLinkKind


class LogFilter(FilterForm):
    act = SelectField(label="What was done", choices=AccessAct, empty="Anything")
    who = TextField(label="By whom", hint="User name or part of a name", width="20")
    reference = TextField(label="About", hint="A reference, such as CS-27-00041", width="20")


class ReviewForm(StandardForm):
    """Was it right to break the glass?"""

    outcome = RadiosField(label="What do you find?", choices=ReviewOutcome)
    note = TextAreaField(
        label="What was wrong, and what happens now?",
        shown_if=("outcome", ReviewOutcome.WRONG),
        rows=3,
        max_characters=400,
    )


class ConflictForm(StandardForm):
    """How a worker knows somebody in private life."""

    note = TextField(
        label="How do you know this person?",
        hint="A few words: a neighbour, my nephew, we go to one church. The officer and your manager are told of it.",
        max_length=200,
    )


class AskDirectorForm(StandardForm):
    """Asking to open a record that one may not even know of."""

    reference = TextField(
        label="Reference or NHS number", hint="As you were given it", width="20", max_length=40
    )
    born_on = DateField(label="Date of birth", required=False)
    reason = TextAreaField(
        label="What has happened, and what do you need?",
        hint="At least 20 characters. The director on duty reads it now.",
        rows=4,
        max_characters=1000,
    )


class AnswerForm(StandardForm):
    answer = RadiosField(label="Your decision", choices=RequestAnswer)
    reason = TextField(label="Why?", max_length=400)


class FindToRestrictForm(StandardForm):
    """One person by what is known of them outside, for whoever sees no index."""

    reference = TextField(label="Reference or NHS number", width="20", max_length=40)
    born_on = DateField(label="Date of birth", hint="For an unborn child, the date on which it is expected")


class RestrictForm(StandardForm):
    restriction = RadiosField(
        label="Who may know of this record?",
        choices=[
            Choice("RESTRICTED", "Only the people named on its list"),
            Choice(
                "SEALED",
                "Only the people named on its list, and it is closed",
                hint="Such as after an adoption",
            ),
            Choice("NONE", "Whoever works with the person", hint="Lifts the restriction"),
        ],
    )
    reason = TextField(label="Why?", max_length=400)
    review_on = DateField(
        label="When is this looked at again?", hint="Within six months", required=False, future=True
    )


class NameOnListForm(StandardForm):
    username = TextField(label="User name of the worker", width="20", max_length=80)
    reason = TextField(label="Why do they need it?", max_length=400)


class EndGrantForm(StandardForm):
    reason = TextField(label="Why does it end?", max_length=200)


class StaffLinkForm(StandardForm):
    """A worker and a record of their private life."""

    username = TextField(label="User name of the worker", width="20", max_length=80)
    reference = TextField(label="Reference or NHS number of the person", width="20", max_length=40)
    born_on = DateField(label="Date of birth of the person")
    kind = RadiosField(label="What links them?", choices=StaffLinkKind)
    note = TextField(label="How is it known?", required=False, max_length=200)
