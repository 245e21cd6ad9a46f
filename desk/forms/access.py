"""Narrowing the access log."""

from core.govuk.fields import SelectField, TextField
from core.govuk.listing import FilterForm
from people.enums import AccessAct


class LogFilter(FilterForm):
    act = SelectField(label="What was done", choices=AccessAct, empty="Anything")
    who = TextField(label="By whom", hint="User name or part of a name", width="20")
    reference = TextField(label="About", hint="A reference, such as CS-27-00041", width="20")
