"""Which month to report."""

from core.govuk.fields import SelectField
from core.govuk.forms import StandardForm


class MonthForm(StandardForm):
    month = SelectField(label="Month", choices=())
