"""Forms of the store of allegations; nothing is chosen beforehand."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from core.govuk.fields import (
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
from referrals.allegations.enums import AllegationOutcome, EntryKind, HarmTest, MeetingKind, WorksWith
from referrals.contacts.enums import Answer


class OpenForm(StandardForm):
    """Somebody rings or writes to the designated officer."""

    sections = (
        Section("Who tells", "told_by", "received_at", "employer_aware_on", "late_reason"),
        Section("Against whom", "subject_name", "subject_born_on", "subject_role", "employer", "works_with"),
        Section("What is alleged", "what", "concerned"),
    )

    told_by = TextField(label="Who told you, and for which organisation?", max_length=240)
    received_at = MomentField(label="When were you told?", past=True, required=False, hint="Empty means now")
    employer_aware_on = DateField(
        label="When did the employer first know?",
        hint="They tell you within a working day of it",
        past=True,
        required=False,
    )
    late_reason = TextAreaField(label="If that was longer ago, why?", rows=2, required=False)
    subject_name = TextField(label="Name of the person accused", required=False, max_length=160)
    subject_born_on = DateField(label="Date of birth", past=True, required=False)
    subject_role = TextField(label="Post or role", required=False, max_length=160)
    employer = TextField(label="Employer or organisation", required=False, max_length=240)
    works_with = RadiosField(label="With whom do they work, paid or not?", choices=WorksWith)
    what = TextAreaField(label="What is alleged?", hint="What, when, where, who saw it", max_characters=20000)
    concerned = TextAreaField(label="Which children or adults does it concern?", rows=3, required=False)


class DetailsForm(StandardForm):
    """Who is accused, whom else they meet, what keeps those safe meanwhile."""

    sections = (
        Section("Against whom", "subject_name", "subject_born_on", "subject_role", "employer", "works_with"),
        Section(
            "Risk to others", "concerned", "own_children", "others_at_risk", "safeguards", "employer_steps"
        ),
    )

    subject_name = TextField(label="Name of the person accused", required=False, max_length=160)
    subject_born_on = DateField(label="Date of birth", past=True, required=False)
    subject_role = TextField(label="Post or role", required=False, max_length=160)
    employer = TextField(label="Employer or organisation", required=False, max_length=240)
    works_with = RadiosField(label="With whom do they work, paid or not?", choices=WorksWith)
    concerned = TextAreaField(label="Which children or adults does it concern?", rows=3, required=False)
    own_children = RadiosField(
        label="Have they children of their own, or live with any?", choices=Answer, required=False
    )
    others_at_risk = TextAreaField(
        label="Which other children or adults do they meet, at work and elsewhere?", rows=3, required=False
    )
    safeguards = TextAreaField(label="What keeps all of these safe meanwhile?", rows=3, required=False)
    employer_steps = TextAreaField(
        label="What does the employer do?",
        hint="Suspension is never automatic: what else was considered?",
        rows=3,
        required=False,
    )


class ConsiderForm(StandardForm):
    """Is the harm threshold met; the guidance's four tests, none ticked."""

    met = RadiosField(
        label="Is the harm threshold met?",
        choices=[("YES", "Yes: a strategy meeting follows"), ("NO", "No: the employer is advised")],
    )
    harm_tests = CheckboxesField(
        label="By which of the four tests?", choices=HarmTest, shown_if=("met", "YES")
    )
    advice = TextAreaField(
        label="What did you advise?",
        hint="A low-level concern, training, the employer's own procedure",
        shown_if=("met", "NO"),
    )
    reason = TextAreaField(label="Why?")


class MeetingForm(StandardForm):
    kind = RadiosField(label="Which meeting?", choices=MeetingKind)
    held_at = MomentField(label="When was it held?", past=True)
    present = TextAreaField(label="Who took part, for whom?", hint="One a line", rows=4)
    discussed = TextAreaField(label="What was discussed?")
    decided = TextAreaField(label="What was decided?")
    actions = TextAreaField(label="Actions: what, who, by when", rows=3, required=False)
    next_on = DateField(
        label="When is the next meeting?", hint="Within four weeks, until it is concluded", required=False
    )


class EntryForm(StandardForm):
    kind = RadiosField(label="What is this?", choices=EntryKind)
    who = TextField(
        label="Who was told?",
        hint="Name and body: Ofsted, Care Quality Commission, Teaching Regulation Agency, Social Work England ...",
        required=False,
        max_length=240,
    )
    happened_at = MomentField(label="When?", hint="Empty means now", past=True, required=False)
    text = TextAreaField(label="What was said or done?")


class ConcludeForm(StandardForm):
    outcome = RadiosField(label="Outcome", choices=AllegationOutcome)
    reason = TextAreaField(label="Why?")
    dbs_referral = RadiosField(
        label="Is a referral to the Disclosure and Barring Service made?",
        hint="Asked where it is substantiated: the employer must refer when the person is removed for harm or risk",
        choices=[("YES", "Yes"), ("NO", "No")],
        required=False,
    )


class ReopenForm(StandardForm):
    reason = TextAreaField(label="What is new?")


class NameForm(StandardForm):
    """One more colleague on the named list."""

    user = SelectField(label="Who may work on it", choices=())
    reason = TextAreaField(label="Why this person", rows=2, max_characters=500)
    unconflicted = ConfirmField(label="I have made sure that they know nobody in it")

    def __init__(self, *args: Any, colleagues: Sequence[User] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        said = [(str(user.public_id), f"{user.display_name}, {user.agency}") for user in colleagues]
        self.fields["user"].offer(said)  # type: ignore[attr-defined]


class UnnameForm(StandardForm):
    """Who leaves the named list; the last never does."""

    user = SelectField(label="Who leaves the list?", choices=())
    reason = TextAreaField(label="Why?", rows=2, max_characters=500)

    def __init__(self, *args: Any, holders: Sequence[User] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        said = [(str(user.public_id), f"{user.display_name}, {user.agency}") for user in holders]
        self.fields["user"].offer(said)  # type: ignore[attr-defined]
