"""Forms of the partnership: agencies and teams."""

from collections.abc import Iterable
from typing import Any

from accounts.enums import AgencyKind, TeamKind
from accounts.models import Agency
from core.govuk.fields import ConfirmField, SelectField, TextAreaField, TextField
from core.govuk.forms import StandardForm


class AgencyForm(StandardForm):
    name = TextField(label="Name", max_length=160)
    short_name = TextField(label="Short name", max_length=60, width="20", required=False)
    kind = SelectField(
        label="What is it?", choices=AgencyKind,
        hint="Pharmacies and care homes find nobody; domestic abuse and substance misuse services never show on an "
        "index card.",
    )  # fmt: skip
    phone = TextField(label="Telephone", input_type="tel", max_length=40, width="20", required=False)
    holiday_contact = TextField(
        label="Whom to ring in the holidays",
        hint="Schools and practices have one",
        max_length=160,
        required=False,
    )
    external_code = TextField(
        label="Reference",
        hint="URN of a school, ODS code of a practice",
        max_length=20,
        width="10",
        required=False,
    )
    sensitive = ConfirmField(label="Never show it on an index card", required=False)


class TeamForm(StandardForm):
    name = TextField(label="Name", max_length=120)
    kind = SelectField(label="What kind of team?", choices=TeamKind)
    agency = SelectField(label="Which agency answers for it?")
    phone = TextField(label="Telephone", input_type="tel", max_length=40, width="20", required=False)
    former_names = TextField(label="What it was called before", max_length=200, required=False)
    sensitive = ConfirmField(label="Never show it on an index card", required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        self._agencies = {str(row.public_id): row for row in agencies}
        self.fields["agency"].offer([(key, row.name) for key, row in self._agencies.items()])  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        return {**found, "agency": self._agencies[found["agency"]]}


class EndedForm(StandardForm):
    reason = TextAreaField(label="Why does it end?", rows=2)
