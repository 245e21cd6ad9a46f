"""The questions a form can ask. They validate and turn into Python values; they never write."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.govuk.choices import NOT_ASKED, YES, YES_NO, YES_NO_NOT_ASKED, Choices, extras, pairs
from core.govuk.dates import NotADate, read, read_time
from core.govuk.question import Question
from core.govuk.widgets import DateBoxes, ManyFiles, MomentBoxes

# (the other question, the answer or answers to it that make this one apply)
Condition = tuple[str, str | tuple[str, ...]]


class StandardField(forms.Field):
    """What every question has.

    `shown_if`: asked only when another question has this answer (revealed under it; what was typed is dropped
    when it has not). `required_if`: always shown, must be answered when the other question has this answer.
    """

    kind = "text"
    ask = "Enter"

    def __init__(
        self,
        *,
        hint: str = "",
        width: str = "",
        size: str = "",
        shown_if: Condition | None = None,
        required_if: Condition | None = None,
        hide_optional: bool = False,
        missing: str = "",
        autocomplete: str = "",
        prefix: str = "",
        suffix: str = "",
        **more: Any,
    ) -> None:
        more.setdefault("help_text", hint)
        if required_if is not None:
            more["required"] = False
        super().__init__(**more)
        self.width, self.size, self.hide_optional = width, size, hide_optional
        self.shown_if, self.required_if = shown_if, required_if
        self.autocomplete, self.prefix, self.suffix = autocomplete, prefix, suffix
        self.missing = missing
        if missing:
            self.error_messages["required"] = missing

    @property
    def missing_message(self) -> str:
        """What to say when the answer is missing, in the words of the question."""
        if self.missing:
            return self.missing
        label = str(self.label or "")
        if not label:
            return f"{self.ask} an answer"
        if label.endswith("?"):
            return f"Answer the question: {label}"
        plain = label if label[:2].isupper() or label.startswith("I ") else label[:1].lower() + label[1:]
        return f"{self.ask} {plain}"

    def validate(self, value: Any) -> None:
        if self.required and not self.missing:
            self.error_messages["required"] = self.missing_message
        super().validate(value)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Question:
        return Question(form, self, field_name)


class TextField(StandardField, forms.CharField):
    """One line. `width`: 2, 3, 4, 5, 10, 20, 30 characters, or "one-half", "two-thirds"..."""

    def __init__(self, *, input_type: str = "text", inputmode: str = "", **more: Any) -> None:
        super().__init__(**more)
        self.input_type, self.inputmode = input_type, inputmode


class WholeNumberField(StandardField, forms.IntegerField):
    """A whole number."""

    input_type, inputmode = "text", "numeric"

    def __init__(self, **more: Any) -> None:
        more.setdefault("width", "4")
        super().__init__(widget=forms.TextInput(), **more)
        self.error_messages["invalid"] = "Enter a whole number, such as 3"


class PasswordField(TextField):
    """A secret: never printed back."""

    kind = "password"

    def __init__(self, **more: Any) -> None:
        super().__init__(input_type="password", strip=False, **more)


class TextAreaField(StandardField, forms.CharField):
    """Some lines; `max_characters` is counted as one types."""

    kind = "textarea"

    def __init__(self, *, rows: int = 5, max_characters: int | None = None, **more: Any) -> None:
        super().__init__(max_length=max_characters, **more)
        self.rows, self.max_characters = rows, max_characters


class DateField(StandardField):
    """A date in three boxes; months by name, and a whole date in one piece, are understood."""

    kind = "date"
    widget = DateBoxes

    def __init__(self, *, past: bool = False, future: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.past, self.future = past, future

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        try:
            found = read((*value, "", "", "")[:3])
        except NotADate as fault:
            raise ValidationError(fault.message, code="invalid", params={"part": fault.part}) from None
        if found and self.past and found > clock.today():
            raise ValidationError("The date must be today or in the past", code="future")
        if found and self.future and found < clock.today():
            raise ValidationError("The date must be today or in the future", code="past")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        boxes = DateBoxes().boxes
        return boxes(initial) != boxes(data)


class MomentField(StandardField):
    """A date and a time of day in England, as an aware moment."""

    kind = "moment"
    widget = MomentBoxes

    def __init__(self, *, past: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.past = past

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        boxes = (*value, "", "", "", "")[:4]
        try:
            day, of_day = read(boxes[:3]), read_time(boxes[3])
        except NotADate as fault:
            raise ValidationError(fault.message, code="invalid", params={"part": fault.part}) from None
        except ValueError as fault:
            raise ValidationError(str(fault), code="invalid", params={"part": "time"}) from None
        if day is None and of_day is None:
            return None
        if day is None:
            raise ValidationError("Enter the date too", code="invalid", params={"part": "day"})
        if of_day is None:
            raise ValidationError(
                "Enter the time too, such as 14:05", code="invalid", params={"part": "time"}
            )
        moment = clock.at_local(day, of_day.hour, of_day.minute)
        if self.past and moment > clock.now():
            raise ValidationError("This must not be in the future", code="future")
        return moment


class TimeField(StandardField):
    """A time of day: 14:05, 2.05pm."""

    input_type, inputmode = "text", ""

    def __init__(self, **more: Any) -> None:
        more.setdefault("width", "5")
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        try:
            return read_time(str(value))
        except ValueError as fault:
            raise ValidationError(str(fault), code="invalid") from None


class _Choosing(StandardField):
    """Shared by questions with a list of answers; none is chosen beforehand but by `initial`."""

    ask = "Choose"

    def __init__(self, *, choices: Any = (), small: bool = False, inline: bool = False, **more: Any) -> None:
        listed = choices if callable(choices) else list(getattr(choices, "choices", choices))
        self.extras = {} if callable(listed) else extras(listed)
        super().__init__(choices=listed if callable(listed) else pairs_or_groups(listed), **more)
        self.small, self.inline = small, inline
        self.error_messages["invalid_choice"] = "Choose one of the answers listed"

    def offer(self, choices: Choices) -> None:
        """Replace the answers (a form that learns them when it is made)."""
        listed = list(choices)
        self.extras = extras(listed)
        setattr(self, "choices", pairs_or_groups(listed))  # noqa: B010 (Django's property, typed otherwise)


def pairs_or_groups(choices: list[Any]) -> list[Any]:
    grouped = any(isinstance(item, tuple) and isinstance(item[1], list | tuple) for item in choices)
    return choices if grouped else pairs(choices)


class RadiosField(_Choosing, forms.ChoiceField):
    """One answer of a few."""

    kind = "radios"
    widget = forms.RadioSelect


class SelectField(_Choosing, forms.ChoiceField):
    """One answer of many; begins with an empty option."""

    kind = "select"
    widget = forms.Select

    def __init__(self, *, empty: str = "Choose", **more: Any) -> None:
        super().__init__(**more)
        self.empty = empty


class CheckboxesField(_Choosing, forms.MultipleChoiceField):
    """Any number of answers, as a list."""

    kind = "checkboxes"
    widget = forms.CheckboxSelectMultiple


class YesNoField(RadiosField):
    """Yes or no: True or False, None when an optional one is left open."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("inline", True)
        super().__init__(choices=YES_NO, **more)

    def clean(self, value: Any) -> Any:
        answer = super().clean(value)
        return None if answer == "" else answer == YES


class AskedField(RadiosField):
    """Yes, no, don't know, not asked: a code; pair it with `not_asked_because`."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=YES_NO_NOT_ASKED, **more)


def not_asked_because(question: str, **more: Any) -> TextField:
    """The reason that goes with "not asked", revealed under it."""
    more.setdefault("label", "Why was it not asked?")
    return TextField(shown_if=(question, NOT_ASKED), max_length=300, **more)


class ConfirmField(StandardField, forms.BooleanField):
    """One box to tick, such as "I have checked the address"."""

    kind = "checkbox"
    ask = "Confirm:"


class FileField(StandardField, forms.FileField):
    """One file."""

    kind = "file"

    def __init__(self, *, accept: str = "", **more: Any) -> None:
        super().__init__(**more)
        self.accept = accept
        self.error_messages["empty"] = "The file is empty"


class FilesField(FileField):
    """Several files, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data if isinstance(data, list) else [data] if data else []
        if not chosen and self.required:
            raise ValidationError(self.missing_message, code="required")
        return [forms.FileField.clean(self, item, initial) for item in chosen]
