"""The form of every page: a version and a key travel with it, errors stand beside their field."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID, uuid4

from crispy_forms.utils import TEMPLATE_PACK
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Fieldset, Layout, Size
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from core.errors import DomainError
from core.govuk.fields import Condition, StandardField
from core.govuk.question import Question

_EMPTY: tuple[Any, ...] = (None, "", [], ["", "", ""], ("", "", ""), ("", "", "", ""))
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "idempotency_key", "version"})


class Section:
    """A heading with the questions under it: `Section("The child", "name", "born_on")`.

    `folded=True` puts questions that most people leave empty behind a line that opens.
    """

    def __init__(self, title: str, *names: str, folded: bool = False) -> None:
        self.title, self.names, self.folded = title, names, folded


class Folded(Fieldset):
    """A folded section: open by itself where something in it is answered or wrong."""

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **more: Any) -> str:
        names = [
            name for name, field in form.fields.items() if name in self.fields or _under(field, self.fields)
        ]
        inside = {
            "title": self.context["legend"],
            "is_open": any(form[name].errors or form[name].value() not in _EMPTY for name in names),
            "questions": self.get_rendered_fields(form, context, template_pack, **more),
        }
        return render_to_string("components/folded.html", inside)


def _under(field: Any, names: Any) -> bool:
    """Whether a question stands under the answer to one of these."""
    condition = getattr(field, "shown_if", None)
    return bool(condition and condition[0] in names)


class StandardForm(forms.Form):
    """A form of the house: plain questions in, `cleaned_data` out, no writing.

    `version` is the record's when the form opened; `key` stays the same when the same page is sent twice.
    """

    # Headings, if the form has any; questions named in none follow without one.
    sections: ClassVar[tuple[Section, ...]] = ()

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    idempotency_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        record_version: int | None = None,
        draft: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.use_required_attribute = False
        self.record_version = record_version
        self._draft = draft
        self.initial.setdefault("version", record_version)
        self.initial.setdefault("idempotency_key", str(uuid4()))
        if draft and not self.is_bound:
            self._restore(draft)

    # What views read.

    @property
    def sent_version(self) -> int | None:
        """The version of the record that this person was looking at."""
        found: int | None = self.cleaned_data.get("version")
        return found

    @property
    def key(self) -> str:
        """The same for the same page sent twice."""
        found: UUID | None = self.cleaned_data.get("idempotency_key")
        return str(found) if found else str(uuid4())

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, without the version and the key."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NEVER_KEPT}

    def add_domain_error(self, error: DomainError) -> None:
        """Put a service's refusal beside the field it names, else at the top."""
        self.add_error(error.field if error.field in self.fields else None, error.message)

    def typed(self) -> dict[str, str]:
        """Every question with what was typed, in words (for the page that shows two versions)."""
        return {question.name: in_words(question) for question in self.questions()}

    # Conditions.

    def applies(self, name: str) -> bool:
        """Whether a question is asked at all, given the other answers."""
        condition = getattr(self.fields[name], "shown_if", None)
        return condition is None or self._holds(condition)

    def _holds(self, condition: Condition) -> bool:
        other, wanted = condition
        if other not in self.fields or not self.applies(other):
            return False
        typed = self[other].value()
        given = {str(value) for value in typed} if isinstance(typed, list | tuple) else {str(typed)}
        if isinstance(typed, bool):
            given = {"YES" if typed else "NO"}
        return bool(given & ({wanted} if isinstance(wanted, str) else set(wanted)))

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            if not self.applies(name):
                # Not asked: what stood there is dropped, whatever it was.
                self.errors.pop(name, None)
                self.cleaned_data[name] = [] if isinstance(field, forms.MultipleChoiceField) else None
                if isinstance(field, forms.CharField | forms.ChoiceField):
                    self.cleaned_data[name] = ""
                continue
            needed = getattr(field, "required_if", None)
            empty = self.cleaned_data.get(name) in (None, "", [], False)
            if needed and empty and name not in self.errors and self._holds(needed):
                self.add_error(name, getattr(field, "missing_message", "Enter an answer"))

    # What templates read.

    def questions(self) -> list[Question]:
        return [self[name] for name, field in self.fields.items() if isinstance(field, StandardField)]  # type: ignore[misc]

    def revealed_by(self, name: str) -> dict[str, list[Question]]:
        """Questions that stand under an answer to this one."""
        under: dict[str, list[Question]] = {}
        for question in self.questions():
            condition = getattr(question.field, "shown_if", None)
            if condition and condition[0] == name and isinstance(condition[1], str):
                under.setdefault(condition[1], []).append(question)
        return under

    def on_top(self) -> list[str]:
        """Questions that stand by themselves, not under another's answer."""
        nested = {"radios", "checkboxes"}
        names = []
        for name, field in self.fields.items():
            condition = getattr(field, "shown_if", None)
            # One that belongs to several answers cannot stand under each of them: it stays in sight.
            under = (
                condition
                and isinstance(condition[1], str)
                and getattr(self.fields.get(condition[0]), "kind", "") in nested
            )
            if isinstance(field, StandardField) and not under:
                names.append(name)
        return names

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.field_template = "components/field.html"
        top = self.on_top()
        named = {name for section in self.sections for name in section.names}
        blocks: list[Any] = [
            (Folded if section.folded else Fieldset)(
                *(name for name in section.names if name in top),
                legend=section.title,
                legend_size=Size.MEDIUM,
                legend_tag="h2",
            )
            for section in self.sections
        ]
        helper.layout = Layout(*blocks, *(name for name in top if name not in named))
        return helper

    def problems(self) -> list[tuple[str, str]]:
        """Every error with the id of the element its link moves to."""
        top = self.on_top()
        first = self[top[0]].first_id if top else ""  # type: ignore[attr-defined]
        rows = [(str(message), first) for message in self.non_field_errors()]
        for name, field in self.fields.items():
            bound = self[name]
            target = bound.first_id if isinstance(bound, Question) else first
            if isinstance(field, StandardField) or name in self.errors:
                rows += [(str(message), target) for message in bound.errors]
        return rows

    def named(self) -> list[str]:
        """Every error with its question before it, for a page on which the question does not stand."""
        rows = [str(message) for message in self.non_field_errors()]
        for name in self.fields:
            label = str(self.fields[name].label)
            said = [str(message) for message in self[name].errors]
            rows += [message if label in message else f"{label} - {message}" for message in said]
        return rows

    def _restore(self, draft: Mapping[str, Any]) -> None:
        """Open with what was typed earlier, exactly as it was typed."""
        kept: MultiValueDict[str, Any] = MultiValueDict(
            {name: value if isinstance(value, list) else [value] for name, value in draft.items()}
        )
        for name, field in self.fields.items():
            prefixed = self.add_prefix(name)
            if name in NEVER_KEPT or field.widget.value_omitted_from_data(kept, {}, prefixed):
                continue
            if not isinstance(field, forms.FileField):
                self.initial[name] = field.widget.value_from_datadict(kept, MultiValueDict(), prefixed)


def in_words(question: Question) -> str:
    """An answer as a person reads it."""
    if question.kind in {"radios", "checkboxes"}:
        return ", ".join(item.label for item in question.items if item.checked)
    if question.kind == "select":
        return ", ".join(item.label for _, group in question.options for item in group if item.checked)
    if question.kind == "checkbox":
        return "Yes" if question.typed else ""
    if question.kind in {"date", "moment"}:
        return " ".join(box.value for box in question.boxes if box.value)
    if question.kind in {"password", "file"}:
        return ""
    return question.shown
