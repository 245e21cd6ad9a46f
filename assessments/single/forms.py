"""What the pages of a single assessment ask."""

from collections.abc import Iterable
from typing import Any, ClassVar

from accounts.models import Agency, Team, User
from assessments.single.enums import Checkpoint, Marking, Outcome, Purpose, Tier
from assessments.single.models import AssessmentPart
from assessments.single.permissions import factor_choices
from assessments.single.services.contribute import Paragraph
from core.govuk.choices import Choice
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from people import codes
from people.models import Person


class OverviewForm(StandardForm):
    """Why, from what, and what the parents say."""

    purpose = RadiosField(label="What is this assessment for?", choices=Purpose)
    purpose_note = TextAreaField(label="Why now?", rows=3, required=False)
    sources = TextAreaField(
        label="What it rests on", hint="Whom you met, what you read", rows=3, required=False
    )
    parents_view = TextAreaField(
        label="The parents' and carers' view", hint="In their words; say whose words", required=False
    )
    parents_view_missing = TextField(label="If it could not be had, why?", required=False, max_length=1000)


class DimensionForm(StandardForm):
    """One side of the child's or the family's life."""

    strengths = TextAreaField(
        label="Strengths", hint="What goes well, what has worked before", required=False
    )
    needs = TextAreaField(label="Needs and worries", required=False)
    evidence = TextAreaField(
        label="How do you know?", hint="Seen, heard, told: by whom and when", rows=3, required=False
    )
    impact = TextAreaField(label="What it means for the child", rows=3, required=False)
    score = WholeNumberField(
        label="Score", hint="0 is the worst it could be, 10 is as good as it needs to be", required=False,
        min_value=0, max_value=10, width="2",
    )  # fmt: skip


class VoiceForm(StandardForm):
    """The child's own words, or how they showed what they want."""

    voice = TextAreaField(
        label="What the child says", hint="Their own words; for a baby, what you saw", required=False
    )
    voice_how = TextField(label="How was it obtained?", required=False, max_length=200)
    daily_life = TextAreaField(label="A day in the child's life", required=False)
    voice_missing = TextAreaField(label="If there are no words here, why?", rows=2, required=False)


class AnalysisForm(StandardForm):
    """What it all means for this child, and what is proposed."""

    sections = (
        Section("Analysis", "harm", "likelihood", "capacity_to_change"),
        Section("What you propose", "tier", "proposed_outcome", "primary_need", "proposed_factors"),
    )
    harm = TextAreaField(label="Harm: what has happened, what may happen", required=False)
    likelihood = TextAreaField(label="How likely, how soon, how grave", rows=3, required=False)
    capacity_to_change = TextAreaField(label="Capacity to change", rows=3, required=False)
    tier = RadiosField(label="Tier of need", choices=Tier, required=False)
    proposed_outcome = RadiosField(label="Outcome you propose", choices=Outcome, required=False)
    primary_need = SelectField(label="Primary need", choices=codes.choices("PRIMARY_NEED"), required=False)
    proposed_factors = CheckboxesField(
        label="Factors found",
        hint="All that apply. “No factors identified” stands alone.",
        choices=factor_choices(),
        small=True,
        required=False,
    )

    def clean_tier(self) -> int | None:
        typed = self.cleaned_data["tier"]
        return int(typed) if typed else None


class SeenForm(StandardForm):
    """Was the child seen?"""

    seen = RadiosField(
        label="Was the child seen?",
        choices=[
            Choice("YES", "Yes"),
            Choice("NO", "Not yet", hint="An attempt without access is not a sighting"),
        ],
    )
    seen_at = MomentField(label="When?", past=True, shown_if=("seen", "YES"))
    alone = YesNoField(label="Seen alone?", shown_if=("seen", "YES"))
    where = TextField(label="Where?", shown_if=("seen", "YES"), required=False, max_length=60)
    not_seen_reason = TextAreaField(label="Why not?", rows=2, shown_if=("seen", "NO"))


class AskForm(StandardForm):
    """Ask an agency for what it knows."""

    asked_of = SelectField(
        label="Whom do you ask?",
        hint="They are told, sign in, and see what they write, nothing else",
        empty="Nobody with an account",
        required=False,
    )
    agency = SelectField(
        label="Or the agency, if you write down what they tell you", empty="Choose", required=False
    )
    question = TextAreaField(label="What do you want to know?", rows=3)
    due_on = DateField(label="By when?", future=True)

    def __init__(
        self, *args: Any, colleagues: Iterable[User], agencies: Iterable[Agency], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        self.agencies = {str(row.public_id): row for row in agencies}
        offered = [
            (key, ", ".join(str(word) for word in (user.display_name, user.profession, user.agency) if word))
            for key, user in self.colleagues.items()
        ]
        self.fields["asked_of"].offer(offered)  # type: ignore[attr-defined]
        self.fields["agency"].offer([(key, str(row)) for key, row in self.agencies.items()])  # type: ignore[attr-defined]

    def clean_asked_of(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["asked_of"])

    def clean_agency(self) -> Agency | None:
        return self.agencies.get(self.cleaned_data["agency"])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not answers.get("asked_of") and not answers.get("agency"):
            self.add_error("asked_of", "Choose a colleague or an agency")
        return answers


class ContributionForm(StandardForm):
    """An agency's words, paragraph by paragraph, each with who may read it."""

    PARAGRAPHS: ClassVar[int] = 4

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, self.PARAGRAPHS + 1):
            self.fields[f"text_{number}"] = TextAreaField(
                label="What your agency knows" if number == 1 else f"Another paragraph ({number})",
                required=number == 1,
                missing="Write what your agency knows",
            )
            self.fields[f"marking_{number}"] = RadiosField(
                label=f"Who may read paragraph {number}?",
                choices=Marking,
                small=True,
                required=False,
                hide_optional=True,
                initial=Marking.PROFESSIONALS,
            )

    def paragraphs(self) -> list[Paragraph]:
        """What was written; a paragraph nobody marked is for professionals only."""
        answers = self.answers
        return [
            Paragraph(answers[f"text_{number}"], answers[f"marking_{number}"] or Marking.PROFESSIONALS)
            for number in range(1, self.PARAGRAPHS + 1)
            if answers[f"text_{number}"]
        ]


class DeclineForm(StandardForm):
    because = TextAreaField(
        label="Why can your agency add nothing?", hint="What was searched, by whom, when", rows=3
    )


class SubmitForm(StandardForm):
    """Send it to the manager; the reason is asked only where 45 working days have passed."""

    late_reason = TextAreaField(label="45 working days have passed. Why?", rows=3)

    def __init__(self, *args: Any, is_late: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_late:
            del self.fields["late_reason"]


class ReturnForm(StandardForm):
    reason = TextAreaField(label="What must change?", hint="The author reads this first")


class AuthoriseForm(StandardForm):
    """An outcome for each child; none is chosen beforehand (safety e)."""

    def __init__(self, *args: Any, parts: Iterable[AssessmentPart], is_late: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.parts = list(parts)
        blocks = []
        for part in self.parts:
            name = part.person.full_name
            proposed = f"Proposed: {part.get_proposed_outcome_display()}" if part.proposed_outcome else ""
            self.fields[f"outcome_{part.public_id}"] = RadiosField(
                label=f"Outcome for {name}",
                choices=Outcome,
                hint=proposed,
                missing=f"Choose an outcome for {name}",
            )
            self.fields[f"factors_{part.public_id}"] = CheckboxesField(
                label=f"Factors for {name}",
                choices=factor_choices(),
                small=True,
                initial=list(part.proposed_factors),
                missing=f"Choose at least one factor for {name}, or “no factors identified”",
            )
            blocks.append(Section(name, f"outcome_{part.public_id}", f"factors_{part.public_id}"))
        self.sections = tuple(blocks)  # type: ignore[misc]
        self.fields["decision"] = TextAreaField(label="Your decision and why")
        if is_late:
            self.fields["late_reason"] = TextAreaField(label="45 working days have passed. Why?", rows=3)

    def outcomes(self) -> dict[Person, str]:
        return {part.person: self.answers[f"outcome_{part.public_id}"] for part in self.parts}

    def factors(self) -> dict[Person, list[str]]:
        return {part.person: self.answers[f"factors_{part.public_id}"] for part in self.parts}


class OversightForm(StandardForm):
    checkpoint = RadiosField(
        label="Which checkpoint?",
        choices=[(item.value, item.label) for item in (
            Checkpoint.DAY_10, Checkpoint.DAY_20, Checkpoint.DAY_35, Checkpoint.OTHER
        )],
    )  # fmt: skip
    decision = TextAreaField(label="What did you decide?", rows=3)
    rationale = TextAreaField(label="Why?", rows=3, required=False)
    directive = TextAreaField(label="What must happen?", rows=3, required=False)
    due_on = DateField(label="By when?", future=True, required=False)


class MoreTimeForm(StandardForm):
    until = DateField(label="Until when?", hint="The limit in law stays as it is", future=True)
    reason = TextAreaField(label="Why is more time needed?", rows=3)


class AllocateForm(StandardForm):
    worker = SelectField(label="Who does this assessment?")

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        offered = [(key, f"{user.display_name}, {user.profession}") for key, user in self.colleagues.items()]
        self.fields["worker"].offer(offered)  # type: ignore[attr-defined]

    def clean_worker(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["worker"])


class FamilyCopyForm(StandardForm):
    """One addressee at a time, after a check that the contact is safe (safety h)."""

    told = RadiosField(label="Has the family its copy?", choices=[("YES", "Yes"), ("NO", "No, because ...")])
    given_on = DateField(label="When was it given?", past=True, shown_if=("told", "YES"))
    given_to = TextField(
        label="To whom?",
        hint="One person; check first that the address or hand is safe",
        shown_if=("told", "YES"),
        max_length=200,
    )
    not_told_because = TextAreaField(label="Why not?", rows=3, shown_if=("told", "NO"))


class StartForm(StandardForm):
    """Assess an open case again, brothers and sisters together."""

    people = CheckboxesField(label="Which children?")
    team = SelectField(label="Which team?")
    purpose = RadiosField(label="What is this assessment for?", choices=Purpose)
    purpose_note = TextAreaField(label="Why now?", rows=3)

    def __init__(self, *args: Any, children: Iterable[Person], teams: Iterable[Team], **more: Any) -> None:
        super().__init__(*args, **more)
        self.children = {str(person.public_id): person for person in children}
        self.teams = {str(team.public_id): team for team in teams}
        self.fields["people"].offer([(key, row.full_name) for key, row in self.children.items()])  # type: ignore[attr-defined]
        self.fields["team"].offer([(key, str(row)) for key, row in self.teams.items()])  # type: ignore[attr-defined]

    def clean_people(self) -> list[Person]:
        return [self.children[key] for key in self.cleaned_data["people"]]

    def clean_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["team"])
