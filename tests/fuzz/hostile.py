"""What strangers and broken systems send: words, dates, codes, repeated and missing answers."""

from typing import Any

from django import forms
from hypothesis import strategies as st

from core.govuk.fields import DateField, MomentField, StandardField
from core.govuk.forms import StandardForm

# Each has broken some system somewhere: unfinished characters, other figures, orders of a terminal, of SQL, of a sheet.
KNOWN = (
    "\x00", "a\x00b", "\ud800", "\udfff x", "\ufeff", "\u202eevil\u202c", "\u200b", " \u00a0\u3000 ", "\u2028\u2029",
    "\x1b[2J",
    "\x7f", "²", "१२३४५६७८९०", "٢٠٢٦", "½", "Ⅷ", "ß" * 8, "ﬃ" * 40, "İ" * 40, "e\u0301" * 50,
    "👩\u200d👩\u200d👧\u200d👦" * 12, "𝒜𝒹𝒶",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d",
    "None", "null", "undefined", "NaN", "Infinity",
    "-1", "0", "1e309", "9" * 30, "9" * 5000, "0x1F", "true", "[]", "{}", "'; DROP TABLE referrals_contact; --",
    "\" OR 1=1 --",
    "%00", "%s%n",
    "{{ 7*7 }}", "{% load x %}", "=HYPERLINK(\"http://a.example\")", "@SUM(1)", "../../etc/passwd",
    "\r\n.\r\nRCPT TO:<x@example.com>", "\n\n\n", "\t",
    "<script>alert(1)</script>", "name@example", "a@b.c\nBcc: d@example.com", "http://a.example http://b.example http://c.example",
)  # fmt: skip
PLAIN = (
    "Demo words",
    "Seán O'Dwyer-Ní Bhriain",
    "Łukasz Żółć",
    "محمد",
    "中文名字",
    "about 3",
    "M33 7ZZ",
    "01632 960 111",
    "d@example.com",
)
# One less, as many as, and one more than fields take.
LENGTHS = (8, 9, 12, 40, 41, 80, 81, 120, 121, 160, 161, 200, 240, 241, 254, 255, 300, 301, 1000, 1001, 5000, 10_000, 10_001,
           20_000, 20_001, 70_000)  # fmt: skip
DAYS = ("", "0", "1", "29", "30", "31", "32", "-1", "1st", "²", "٣", "x", "\x00", "9" * 5000)
MONTHS = ("", "0", "1", "2", "12", "13", "June", "ju", "Sept", "²", "٦", "\ud800", "9" * 5000)
YEARS = (
    "",
    "0000",
    "0001",
    "1066",
    "1752",
    "1899",
    "1900",
    "2016",
    "2025",
    "2026",
    "2027",
    "9999",
    "10000",
    "26",
    "٢٠٢٠",
    "²²²²",
    "x",
)
TIMES = ("", "00:00", "24:00", "9:60", "14:05", "2.05pm", "0am", "noon", "²:²", "٩:٠٠", "99", "\x00")
# As a page sends it: percent-encoded bytes may hold anything, half a character too.
Sent = dict[str, Any]


def words() -> st.SearchStrategy[str]:
    """Any text at all, what is known to break things, and texts at the edge of what a field takes."""
    anything = st.text(st.characters(exclude_categories=[]), max_size=60)
    long = st.builds(
        lambda size, end: "x" * (size - 1) + end, st.sampled_from(LENGTHS), st.sampled_from("xé👧")
    )
    return st.sampled_from(PLAIN) | st.sampled_from(KNOWN) | anything | long


def _codes(field: forms.ChoiceField) -> list[str]:
    flat = []
    for key, label in field.choices:
        flat += [str(inner) for inner, _ in label] if isinstance(label, list | tuple) else [str(key)]
    return flat


def answer(name: str, field: forms.Field) -> st.SearchStrategy[Sent]:
    """One question's answer as boxes of a page: right, wrong, twice, or not there at all."""
    text = words()
    if isinstance(field, DateField | MomentField):
        boxes = {
            f"{name}_day": st.sampled_from(DAYS),
            f"{name}_month": st.sampled_from(MONTHS),
            f"{name}_year": st.sampled_from(YEARS),
        }
        if isinstance(field, MomentField):
            boxes[f"{name}_time"] = st.sampled_from(TIMES)
        real = st.dates().map(
            lambda day: {
                f"{name}_day": str(day.day),
                f"{name}_month": str(day.month),
                f"{name}_year": f"{day.year:04}",
                f"{name}_time": "14:05",
            }
        )
        return st.fixed_dictionaries({}, optional=boxes) | real | text.map(lambda typed: {name: typed})
    if isinstance(field, forms.ChoiceField):
        # Twice as often a right one: whatever stands under it is only asked then.
        one = st.sampled_from([*_codes(field), ""]) | st.sampled_from([*_codes(field), ""]) | text
    elif isinstance(field, forms.BooleanField):
        one = st.sampled_from(["on", "", "false", "YES"]) | text
    else:
        one = text
    several = st.lists(one, min_size=2, max_size=4)
    return (one | several).map(lambda typed: {name: typed}) | st.just({name: None})


def changes(form: StandardForm, *, most: int) -> st.SearchStrategy[Sent]:
    """Some of a form's questions answered anyhow; `None` means that the browser sent nothing of it."""
    asked = {
        name: field
        for name, field in form.fields.items()
        if isinstance(field, StandardField) or name in ("website", "opened")
    }
    hidden = {
        "version": forms.CharField(),
        "idempotency_key": forms.CharField(),
        "no_such_field": forms.CharField(),
    }
    offered = [answer(name, field) for name, field in (asked | hidden).items()]
    few = st.lists(st.one_of(offered), max_size=most)
    return few.map(lambda given: {name: value for each in given for name, value in each.items()})


def json_value() -> st.SearchStrategy[Any]:
    """What a system may send in the place of any value."""
    plain = st.none() | st.booleans() | st.integers() | st.floats() | words() | st.dates().map(str)
    lists, tables = (
        (lambda inner: st.lists(inner, max_size=3)),
        (lambda inner: st.dictionaries(words(), inner, max_size=2)),
    )
    return st.recursive(plain, lambda inner: lists(inner) | tables(inner), max_leaves=4)
