"""A concern being written: its steps and people as drafts on the server, put together when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from accounts.models import Draft
from core.errors import DomainError
from core.govuk.forms import StandardForm, in_words
from referrals.contacts.forms.person import PersonForm
from referrals.contacts.forms.steps import STEPS, AboutYouForm, Step

PREFIX = "concern-"
PERSON = "concern-person-"
SENT = "concern-sent"


def form_name(slug: str) -> str:
    return f"{PREFIX}{slug}"


def bound(form_class: type[StandardForm], content: Mapping[str, Any], **kwargs: Any) -> StandardForm:
    """What was typed, as though it had just been posted."""
    data: MultiValueDict[str, Any] = MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in content.items()}
    )
    return form_class(data, **kwargs)


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands on the task list."""

    step: Step
    begun: bool
    problems: tuple[str, ...]

    @property
    def words(self) -> str:
        if self.problems:
            return "Look again"
        return "Saved" if self.begun else "Not started"

    @property
    def colour(self) -> str:
        return "orange" if self.problems else "green" if self.begun else "grey"


@dataclass
class Writing:
    """Everything typed so far of one concern."""

    draft_id: UUID
    drafts: dict[str, Draft]
    may_key: bool = False
    is_police: bool = False
    forms: dict[str, StandardForm] = field(default_factory=dict)
    people: dict[int, PersonForm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for step in STEPS:
            kept = self.drafts.get(form_name(step.slug))
            if step.form_class is not None and kept is not None:
                self.forms[step.slug] = bound(step.form_class, kept.content, **self.knows(step))
        for name, kept in self.drafts.items():
            if name.startswith(PERSON) and name.removeprefix(PERSON).isdecimal():
                form = cast(PersonForm, bound(PersonForm, kept.content))
                self.people[int(name.removeprefix(PERSON))] = form
        self.people = dict(sorted(self.people.items()))

    def knows(self, step: Step) -> dict[str, Any]:
        """What a step's form must know of whoever fills it in."""
        if step.form_class is AboutYouForm:
            return {"may_key": self.may_key, "is_police": self.is_police}
        return {}

    @property
    def sent_id(self) -> str:
        """The concern this already is, where it was sent with five answers."""
        kept = self.drafts.get(SENT)
        return str(kept.content.get("contact", "")) if kept else ""

    @property
    def next_person(self) -> int:
        return max(self.people, default=0) + 1

    @property
    def states(self) -> list[StepState]:
        return [StepState(step, self._begun(step), self._problems(step)) for step in STEPS]

    def _begun(self, step: Step) -> bool:
        return bool(self.people) if step.slug == "people" else step.slug in self.forms

    def _problems(self, step: Step) -> tuple[str, ...]:
        forms = list(self.people.values()) if step.slug == "people" else [self.forms.get(step.slug)]
        return tuple(
            problem for form in forms if form is not None and not form.is_valid() for problem in form.named()
        )

    @property
    def problems(self) -> list[str]:
        return [f"{state.step.title}. {problem}" for state in self.states for problem in state.problems]

    def refusal(self, error: DomainError) -> str:
        """What the service would not take, with the step in which it is put right."""
        steps = [
            step for step in STEPS if error.field in getattr(step.form_class or PersonForm, "base_fields", ())
        ]
        return f"{steps[0].title}. {error.message}" if steps else error.message

    @property
    def missing(self) -> list[str]:
        """Which of the five answers are still to come (who tells and how to reach them are known of an account)."""
        if self.sent_id:
            return []
        return [step.needed for step in STEPS if step.needed and not self._begun(step)]

    @property
    def may_send(self) -> bool:
        return not self.missing and not self.problems

    def answers(self) -> dict[str, Any]:
        """The concern as the service takes it."""
        values: dict[str, Any] = {}
        not_asked: dict[str, str] = {}
        for form in self.forms.values():
            if not form.is_valid():
                continue
            for name, value in form.answers.items():
                if value in (None, "", []):
                    continue
                if name.endswith("_not_asked"):
                    not_asked[name.removesuffix("_not_asked")] = value
                else:
                    values[name] = value
        if not_asked:
            values["not_asked"] = not_asked
        if "requested_tier" in values:
            values["requested_tier"] = int(values["requested_tier"])
        return values

    def told_people(self) -> list[dict[str, Any]]:
        return [form.told for form in self.people.values() if form.is_valid()]

    def summary(self) -> list[tuple[Step, list[tuple[str, str]]]]:
        """Check answers: each step with what was said."""
        rows = []
        for step in STEPS:
            form = self.forms.get(step.slug)
            if form is not None:
                said = [(str(question.label), in_words(question)) for question in form.questions()]
                rows.append((step, [(label, words) for label, words in said if words]))
        return rows

    def people_in_words(self) -> list[tuple[int, str, str]]:
        """Number, name and place in the family of everyone so far."""
        rows = []
        for number, form in self.people.items():
            form.is_valid()
            told = form.cleaned_data
            name = f"{told.get('forename') or ''} {told.get('surname') or ''}".strip() or "Name not known"
            rows.append((number, name, in_words(form["role"])))  # type: ignore[arg-type]
        return rows
