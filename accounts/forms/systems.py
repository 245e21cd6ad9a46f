"""The form of a token for an agency's system."""

from collections.abc import Iterable
from typing import Any

from accounts.enums import TokenScope
from accounts.models import Agency
from core.govuk.fields import CheckboxesField, DateField, SelectField, TextField
from core.govuk.forms import StandardForm


class TokenForm(StandardForm):
    agency = SelectField(label="Agency", choices=())
    name = TextField(label="What is the system called?", max_length=80, width="20")
    scopes = CheckboxesField(label="What may it do?", choices=TokenScope)
    expires_on = DateField(label="Until when does the token hold?", hint="A year at most")

    def __init__(self, *args: Any, agencies: Iterable[Agency] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].offer([(str(row.public_id), row.name) for row in agencies])  # type: ignore[attr-defined]
