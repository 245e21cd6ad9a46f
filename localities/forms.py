"""Where is this postcode? Which team covers which place, from when to when?"""

from collections.abc import Iterable
from typing import Any

from accounts.models import Team
from core.govuk.fields import DateField, SelectField, TextField
from core.govuk.forms import StandardForm
from core.govuk.listing import FilterForm
from localities.models import Locality, TeamCoverage

BOROUGH = "borough"


class FindPlaceForm(FilterForm):
    """A postcode, or as much of one as is known."""

    postcode = TextField(
        label="Which locality is a postcode in?",
        hint="A whole postcode, such as M32 0TH, or its first part and one digit, such as M32 0",
        width="10",
        max_length=12,
        autocomplete="off",
    )


class CoverForm(StandardForm):
    """A team begins to cover a locality or the whole borough."""

    team = SelectField(label="Which team?")
    locality = SelectField(label="Which place does it cover?")
    starts_on = DateField(label="From which day?")

    def __init__(
        self, *args: Any, teams: Iterable[Team], localities: Iterable[Locality], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._teams = {str(row.public_id): row for row in teams}
        self._places = {row.code: row for row in localities}
        self.fields["team"].offer([(key, row.name) for key, row in self._teams.items()])  # type: ignore[attr-defined]
        places = [(code, row.name) for code, row in self._places.items()]
        self.fields["locality"].offer([*places, (BOROUGH, "The whole borough")])  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        return {
            **found,
            "team": self._teams[found["team"]],
            "locality": self._places.get(found["locality"]),
        }


class EndCoverageForm(StandardForm):
    """A team stops covering a place after its last day."""

    coverage = SelectField(label="Which place does it stop covering?")
    ends_on = DateField(label="Its last day there")

    def __init__(self, *args: Any, rows: Iterable[TeamCoverage], **more: Any) -> None:
        super().__init__(*args, **more)
        self._rows = {row.locality.code if row.locality else BOROUGH: row for row in rows}
        offered = [
            (code, row.locality.name if row.locality else "The whole borough")
            for code, row in self._rows.items()
        ]
        self.fields["coverage"].offer(offered)  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        return {**found, "coverage": self._rows[found["coverage"]]}


class CommenceForm(StandardForm):
    """From which day a provision of law holds here, and what appoints it."""

    starts_on = DateField(label="From which day does it hold?")
    reason = TextField(label="Which regulations appoint the day?", max_length=200)
