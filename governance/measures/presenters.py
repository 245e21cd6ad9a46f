"""Measures in words and bars; each number leads to the records behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.govuk import words
from governance.measures.enums import TargetKind
from governance.measures.selectors import UNSTATED, Definition, Seen, Span, Tally, first_of
from people.codes import label as code_label

# The picture: a bar a measure, a mark at its target.
WIDTH = 300
NO_LOCALITY = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the list behind it."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One bar of the picture and all that it says, in words too."""

    label: str
    words: str
    counted: str
    width: float
    mark: float | None
    state: str
    href: str
    missed: Cell | None


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a figure."""

    name: str
    href: str
    facts: list[str]
    tag: str
    colour: str


def months(today: date) -> list[tuple[str, str]]:
    """The last thirteen months, this one first."""
    found = []
    first = first_of(today)
    for _ in range(13):
        found.append((f"{first:%Y-%m}", f"{first:%B %Y}"))
        first = first_of(date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1))
    return found


def said(tally: Tally) -> str:
    if tally.denominator is None:
        return str(tally.numerator)
    return (
        f"{round(100 * tally.numerator / tally.denominator)}%" if tally.denominator else "none"
    )  # nothing was counted, so there is no share of it


def state(definition: Definition, tally: Tally) -> str:
    """Whether the target is met; no words where there is none or nothing was counted."""
    if definition.target is None or not tally.denominator:
        return ""
    exact = 100 * tally.numerator / tally.denominator
    good = (
        exact < definition.target
        if definition.target_kind == TargetKind.CEILING
        else exact >= definition.target
    )
    return "target met" if good else "target not met"


def target(definition: Definition) -> str:
    if definition.target is None:
        return ""
    ceiling = definition.target_kind == TargetKind.CEILING
    return f"target {'under ' if ceiling else ''}{definition.target}%"


def _href(query: Mapping[str, str], **more: str) -> str:
    return f"{reverse('front_door_measure_list')}?{urlencode({**query, **more})}"


def gauge(seen: Seen, query: Mapping[str, str]) -> Gauge:
    definition, whole = seen.definition, seen.whole
    share = whole.numerator / whole.denominator if whole.denominator else 0
    missed = None
    if definition.target is not None and whole.denominator and definition.target_kind == TargetKind.FLOOR:
        short = whole.denominator - whole.numerator
        if short:
            missed = Cell(f"{short} not", _href(query, measure=definition.code, met="no"), definition.label)
    return Gauge(
        label=definition.label,
        words=said(whole),
        counted="" if whole.denominator is None else f"{whole.numerator} of {whole.denominator}",
        width=round(WIDTH * min(share, 1), 1),
        mark=None if definition.target is None else round(WIDTH * definition.target / 100, 1),
        state=" ".join(part for part in (target(definition), state(definition, whole)) if part),
        href=_href(query, measure=definition.code),
        missed=missed,
    )


def table(
    found: Iterable[Seen], places: Mapping[str, str], query: Mapping[str, str]
) -> list[tuple[str, list[Cell]]]:
    """One line a measure, one number a locality."""
    return [
        (
            seen.definition.label,
            [
                Cell(
                    _counted(seen.by_place.get(code)),
                    _href(query, measure=seen.definition.code, place=code or NO_LOCALITY)
                    if code in seen.by_place
                    else "",
                    f"{seen.definition.label}, {name}",
                )
                for code, name in places.items()
            ],
        )
        for seen in found
    ]


def _counted(tally: Tally | None) -> str:
    if tally is None:
        return "0"
    return (
        said(tally)
        if tally.denominator is None
        else f"{said(tally)} ({tally.numerator} of {tally.denominator})"
    )


def parts(seen: Seen, query: Mapping[str, str]) -> list[Gauge]:
    """Sources or agencies, each with its bar."""
    found = []
    for tally in seen.parts:
        share = tally.numerator / tally.denominator if tally.denominator else 0
        found.append(
            Gauge(
                label=part_words(seen.definition.code, tally.part),
                words=said(tally),
                counted=f"{tally.numerator} of {tally.denominator}",
                width=round(WIDTH * share, 1),
                mark=None,
                state="",
                href=_href(query, measure=seen.definition.code, part=tally.part),
                missed=None,
            )
        )
    return found


def part_words(code: str, part: str) -> str:
    if part == UNSTATED:
        return "Not stated"
    return f"{part} {code_label('REFERRAL_SOURCE', part)}" if code == "K7" else part


def period(span: Span) -> str:
    last = span.until.replace(day=1)
    ended = date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, 1)
    if (span.until - span.first).days > 31:
        return f"Twelve months to the end of {ended:%B %Y}"
    return f"{ended:%B %Y}"


def lines(
    rows: Iterable[Mapping[str, Any]],
    *,
    definition: Definition,
    reader_id: int,
    has_queue: bool,
    people: Mapping[str, tuple[str, str]],
) -> list[Line]:
    """Where each leads: one's own concern, the front door, the record of the person it was about."""
    found = []
    for row in rows:
        name, person = people.get(row["code"], ("", ""))
        when = row["at"] if isinstance(row["at"], date) and not hasattr(row["at"], "hour") else None
        told = words.day(when) if when else words.moment(row["at"])
        facts = [*([name] if name else []), f"{definition.date_basis.split(' in the ')[0]} {told}"]
        shows = definition.denominator and definition.code != "K7"
        found.append(
            Line(
                row["code"],
                _record(row, definition.code, reader_id, has_queue=has_queue, person=person),
                facts,
                ("counts" if row["is_met"] else "does not count") if shows else "",
                "green" if row["is_met"] else "grey",
            )
        )
    return found


def _record(row: Mapping[str, Any], code: str, reader_id: int, *, has_queue: bool, person: str) -> str:
    if code == "K8":
        return reverse("early_help_detail", args=[row["public_id"]])
    if code.startswith("K8-"):
        return reverse("plan_detail", args=[row["public_id"]])
    if row.get("told_by") == reader_id:
        return reverse("contact_status", args=[row["record"]])
    if has_queue:
        return reverse("triage_contact", args=[row["record"]])
    return reverse("person_detail", args=[person]) if person else ""


def narrowed(
    span: Span, places: Mapping[str, str], *, place: str | None, part: str | None, met: str, code: str
) -> list[str]:
    """What a list is narrowed to, in words."""
    told = [period(span)]
    if place is not None:
        told.append(places.get(place, place))
    if part is not None:
        told.append(part_words(code, part))
    if met:
        told.append("those that count" if met == "yes" else "those that do not count")
    return told
