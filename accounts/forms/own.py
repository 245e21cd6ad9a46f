"""Forms about oneself: leave and cover."""

from collections.abc import Iterable
from typing import Any

from accounts.enums import AbsenceKind
from accounts.models import User
from core.govuk.fields import DateField, RadiosField, SelectField
from core.govuk.forms import StandardForm


def colleague_choices(colleagues: Iterable[User]) -> list[tuple[str, str]]:
    """Colleagues as a list to choose from: never a bare name."""
    return [
        (
            str(user.public_id),
            ", ".join(str(word) for word in (user.display_name, user.profession, user.agency) if word),
        )
        for user in colleagues
    ]


class AbsenceForm(StandardForm):
    """Away from a day until a day, covered by someone."""

    kind = RadiosField(label="Why are you away?", choices=AbsenceKind.choices, inline=True)
    starts_on = DateField(label="First day away")
    ends_on = DateField(label="Last day away", hint="Leave empty if you do not know yet", required=False)
    cover = SelectField(
        label="Who covers for you?",
        hint="Your notices and clocks go to them; without cover, to your line manager",
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        self.fields["cover"].offer(colleague_choices(self.colleagues.values()))  # type: ignore[attr-defined]

    def clean_cover(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["cover"])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must not be before the first")
        return answers
