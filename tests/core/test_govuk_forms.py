"""The forms kit: where an error link leads, what is asked, what is dropped; nothing typed is lost."""

import re
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from time import perf_counter

import pytest
from django.http import QueryDict
from django.template import Context, Template

from core.errors import DomainError
from core.govuk.fields import CheckboxesField, DateField, RadiosField, TextAreaField, TextField
from core.govuk.forms import StandardForm
from tests.core.kitchen import KitchenForm

FULL = {
    "name": "Demo Ashworth",
    "worry": "No food at home",
    "born_on_day": "2",
    "born_on_month": "6",
    "born_on_year": "2019",
    "danger": "NO",
    "sure": "on",
}


def shown(form: StandardForm) -> str:
    template = Template("{% load govuk %}{% include 'components/error_summary.html' %}{% render_form form %}")
    return template.render(Context({"form": form}))


def sent(**answers: object) -> KitchenForm:
    data = QueryDict(mutable=True)
    for name, value in {**FULL, **answers}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return KitchenForm(data)


def chosen(html: str) -> int:
    return len(re.findall(r"<(?:input|option)[^>]* (?:checked|selected)", html))


class Ids(HTMLParser):
    """Ids of a page with the element that carries each."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.twice: list[str] = []
        self.labels: set[str] = set()
        self.described: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if key := found.get("id"):
            if key in self.tags:
                self.twice.append(key)
            self.tags[key] = tag
        if tag == "label":
            self.labels.add(str(found.get("for")))
        self.described |= set((found.get("aria-describedby") or "").split())


def ids(html: str) -> Ids:
    found = Ids()
    found.feed(html)
    return found


def test_every_error_link_moves_to_something_one_can_type_or_choose_in() -> None:
    form = KitchenForm({})
    html = shown(form)
    found = ids(html)
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert len(targets) == len(form.errors) == 5
    for target in targets:
        assert found.tags[target] in {"input", "textarea", "select"}, target


def test_ids_are_unique_labels_point_somewhere_and_descriptions_exist() -> None:
    for form in (
        KitchenForm(),
        KitchenForm({}),
        sent(danger="YES", told="NOT_ASKED", help_offered=["OTHER"]),
    ):
        found = ids(shown(form))
        assert found.twice == []
        assert found.labels <= set(found.tags)
        assert found.described <= set(found.tags)


def test_the_link_of_a_date_moves_to_the_box_that_is_wrong() -> None:
    form = sent(born_on_month="13")
    assert ("Month must be between 1 and 12", "id_born_on_month") in form.problems()
    form = sent(born_on_year="")
    assert ("The date must include a year", "id_born_on_year") in form.problems()


@pytest.mark.parametrize(
    "typed", [("2", "6", "2026"), ("2", "June", "2026"), ("02", "jun", "2026"), ("2nd", "JUNE", "2026")]
)
def test_a_date_is_read_as_people_write_it(typed: tuple[str, str, str]) -> None:
    assert DateField(label="When?").clean(typed) == date(2026, 6, 2)


@pytest.mark.parametrize(
    "whole", ["2026-06-02", "2 6 2026", "2 June 2026", "Tue 2 June 2026", "2/6/2026", "2.6.2026"]
)
def test_a_whole_date_in_one_piece_is_read_too(whole: str) -> None:
    form = sent(born_on_day="", born_on_month="", born_on_year="", seen_at="", born_on=whole)
    assert form.is_valid() is False or form.cleaned_data["born_on"] == date(2026, 6, 2)
    assert form["born_on"].boxes[2].value == "2026"


def test_two_figures_of_a_year_are_never_guessed() -> None:
    assert sent(born_on_year="19").errors["born_on"] == ["Year must include 4 numbers"]


def test_a_moment_is_aware_and_local() -> None:
    form = sent(seen_at_day="2", seen_at_month="6", seen_at_year="2026", seen_at_time="2.05pm")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_at"] == datetime(2026, 6, 2, 13, 5, tzinfo=UTC)
    late = sent(seen_at_day="2", seen_at_month="6", seen_at_year="2026", seen_at_time="")
    assert late.problems() == [("Enter the time too, such as 14:05", "id_seen_at_time")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14:05", time(14, 5)), ("1405", time(14, 5)), ("9am", time(9)), ("12.30 AM", time(0, 30))],
)
def test_times(typed: str, meant: time) -> None:
    form = sent(starts=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts"] == meant


def test_what_is_not_asked_is_dropped_and_never_an_error() -> None:
    form = sent(danger="NO", danger_detail="typed before changing one's mind")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["danger_detail"] == ""


def test_what_is_asked_must_be_answered() -> None:
    assert "danger_detail" in sent(danger="YES").errors
    assert "why_not_alone" in sent(alone="NO").errors
    assert "why_not_alone" not in sent(alone="YES").errors
    assert "told_not_asked" in sent(told="NOT_ASKED").errors
    assert "other_help" in sent(help_offered=["FOOD", "OTHER"]).errors


def test_nothing_is_chosen_beforehand() -> None:
    assert chosen(shown(KitchenForm())) == 0


def test_what_was_typed_stands_there_again_escaped() -> None:
    form = sent(worry='<script>alert("x")</script>', born_on_month="13", name="")
    html = shown(form)
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert 'value="13"' in html


def test_a_refusal_of_the_service_stands_beside_its_field() -> None:
    form = sent()
    assert form.is_valid()
    form.add_domain_error(DomainError("This name is taken.", field="name"))
    form.add_domain_error(DomainError("Not today.", field="no such field"))
    assert ("This name is taken.", "id_name") in form.problems()
    assert form.problems()[0] == ("Not today.", "id_name")


def test_a_key_is_new_each_time_a_page_is_opened_and_kept_when_it_is_sent() -> None:
    assert KitchenForm()["idempotency_key"].value() != KitchenForm()["idempotency_key"].value()
    key = "4a1c3b2e-0000-4000-8000-000000000001"
    form = sent(idempotency_key=key, version="7")
    assert form.is_valid()
    assert (form.key, form.sent_version) == (key, 7)
    assert key in shown(form)


def test_a_draft_opens_as_it_was_typed() -> None:
    draft = {
        "name": "Demo",
        "born_on_day": "31",
        "born_on_month": "feb",
        "help_offered": ["FOOD", "OTHER"],
        "sure": "on",
    }
    form = KitchenForm(draft=draft)
    html = shown(form)
    assert 'value="31"' in html
    assert 'value="feb"' in html
    assert chosen(html) == 3


def test_hints_and_labels_are_escaped() -> None:
    class Form(StandardForm):
        one = TextField(label="<b>Who</b>", hint="<i>x</i>")

    assert "<b>" not in shown(Form())
    assert "<i>" not in shown(Form())


def test_a_prefix_keeps_two_forms_on_a_page_apart() -> None:
    both = shown(KitchenForm(prefix="a")) + shown(KitchenForm(prefix="b"))
    found = ids(both)
    assert found.twice == []


class Forty(StandardForm):
    """As long as a form may be."""


for number in range(40):
    kinds = (
        TextField(label=f"Text {number}", hint="A hint"),
        TextAreaField(label=f"Lines {number}", max_characters=500),
        DateField(label=f"Date {number}"),
        RadiosField(label=f"Radios {number}", choices=[("A", "One"), ("B", "Two"), ("C", "Three")]),
        CheckboxesField(label=f"Boxes {number}", choices=[("A", "One"), ("B", "Two")]),
    )
    Forty.base_fields[f"question_{number}"] = kinds[number % 5]


def test_forty_questions_are_quick() -> None:
    shown(Forty())
    times = []
    for _ in range(7):
        began = perf_counter()
        shown(Forty())
        times.append(perf_counter() - began)
    # 20 ms on a quiet machine; the limit leaves room for a busy one.
    assert min(times) < 0.1
