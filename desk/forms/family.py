"""Which day of a family's life a page shows."""

from core.govuk.fields import CheckboxesField, DateField, SelectField, WholeNumberField
from core.govuk.listing import FilterForm


class PictureForm(FilterForm):
    """Where the slider stands, and how large the drawing is."""

    step = WholeNumberField(label="Day on which the family changed", required=False)
    zoom = WholeNumberField(label="Size in per cent", required=False)


class DayForm(FilterForm):
    """A day typed in."""

    on = DateField(label="Who was there on which day?", hint="For example, 3 3 2026", required=False)


class LanesForm(FilterForm):
    """What a household's timeline shows."""

    first = DateField(label="From", required=False)
    last = DateField(label="Until", required=False)
    who = SelectField(
        label="Whose lanes",
        choices=[("FAMILY", "The household and near family")],
        empty="The household",
        required=False,
    )
    kinds = CheckboxesField(
        label="Only these",
        choices=[
            ("CONTACT", "Concerns"), ("VISIT", "Visits"), ("MISSING", "Missing"), ("PLAN", "Assessments and plans"),
            ("MOVE", "Moves"), ("HEALTH", "Health"), ("OTHER", "Life and other events"),
        ],
        required=False,
        small=True,
    )  # fmt: skip
