"""Counting: the whole of a measure for the report, and by locality, with the list behind it, for one reader."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from accounts.models import User
from core import clock
from governance.measures.selectors.definitions import Definition, front_door
from governance.measures.selectors.front_door import MEASURES, Measure
from governance.measures.selectors.later import TOTALS, children
from governance.measures.selectors.spans import Span, Tally, everybody, seen_by, share
from localities import selectors as localities
from localities.models import Locality
from people.models import Reference

# What the figure of one reader cannot stand for: a rate by the whole population.
NOT_ON_SCREEN = frozenset({"K4"})
COUNTS = frozenset({"K8"})
# A rate is by ten thousand children who live here.
A_RATE = 10_000
# A part that nobody stated, where an empty part means the whole.
UNSTATED = "-"


def totals(definition: Definition, span: Span) -> list[Tally]:
    """Every record counted, whoever may see it: for the printed report alone."""
    if definition.code in TOTALS:
        return [TOTALS[definition.code](span)]
    measure = MEASURES[definition.code]
    rows = measure.rows(everybody, span)
    if definition.code == "K4":
        return [Tally("", rows.count(), children(span))]
    if definition.code in COUNTS:
        return [Tally("", rows.count(), None)]
    whole = share(rows)
    if not measure.part:
        return [whole]
    return ([] if measure.parts_of_whole else [whole]) + _parts(measure, rows, whole)


def denominator_of(definition: Definition, span: Span) -> str:
    """Of what it is counted, with whose number of children a rate goes by."""
    if definition.per != A_RATE:
        return definition.denominator
    found = localities.children(on=span.last)
    return f"{definition.denominator}: {found.source}" if found else definition.denominator


def is_whole(definition: Definition) -> bool:
    """Whether its parts are parts of one whole."""
    return definition.code in MEASURES and MEASURES[definition.code].parts_of_whole


def _parts(measure: Measure, rows: Any, whole: Tally) -> list[Tally]:
    counted = (
        rows.order_by().values(measure.part).annotate(every=Count("pk"), met=_MET).order_by(measure.part)
    )
    return [
        Tally(row[measure.part] or UNSTATED, row["every"], whole.denominator)
        if measure.parts_of_whole
        else Tally(row[measure.part] or UNSTATED, row["met"], row["every"])
        for row in counted
    ]


_MET = Count("pk", filter=Q(is_met=True))


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure as one reader counts it: the whole, by locality and by part."""

    definition: Definition
    whole: Tally
    by_place: dict[str, Tally]
    parts: list[Tally]


def on_screen(on: date) -> tuple[Definition, ...]:
    return tuple(row for row in front_door(on) if row.code not in NOT_ON_SCREEN)


def counted(reader: User, span: Span) -> list[Seen]:
    """Each measure in one read, of what this reader may see."""
    return [_seen(row, reader, span) for row in on_screen(span.first)]


def _seen(definition: Definition, reader: User, span: Span) -> Seen:
    measure = MEASURES[definition.code]
    keys = ["place", measure.part] if measure.part else ["place"]
    rows = measure.rows(seen_by(reader), span).order_by()
    alone = definition.code in COUNTS
    places: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for row in rows.values(*keys).annotate(every=Count("pk"), met=_MET):
        for found, key in ((places, row["place"]), (parts, row.get(measure.part) or UNSTATED)):
            sums = found.setdefault(key, [0, 0])
            sums[0] += row["met"]
            sums[1] += row["every"]
    every = sum(sums[1] for sums in places.values())
    met = sum(sums[0] for sums in places.values())
    return Seen(
        definition,
        Tally("", met, None if alone else every),
        {key: Tally("", sums[0], None if alone else sums[1]) for key, sums in places.items()},
        [
            Tally(key, *((sums[1], every) if measure.parts_of_whole else sums))
            for key, sums in sorted(parts.items())
            if measure.part
        ],
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The list behind a figure, as the address says it."""

    measure: str
    place: str | None = None
    part: str | None = None
    met: str = ""


def listed(reader: User, span: Span, wanted: Wanted) -> Any:
    """The records behind a figure, by the same rows as the count, newest first."""
    measure = MEASURES[wanted.measure]
    rows = measure.rows(seen_by(reader), span)
    if wanted.place is not None:
        rows = rows.filter(place=wanted.place)
    if wanted.part is not None and measure.part:
        rows = rows.filter(**{measure.part: "" if wanted.part == UNSTATED else wanted.part})
    if wanted.met:
        rows = rows.filter(is_met=wanted.met == "yes")
    prefix = measure.concern or ""
    own = {} if measure.concern is None else {"told_by": F(f"{prefix}logged_by")}
    return rows.annotate(**own).order_by(f"-{measure.when}", "-pk").values(
        "public_id", "is_met", *own, **{
            "at": F(measure.when),
            "code": F(f"{prefix}reference"),
            "record": F(f"{prefix}public_id"),
        }
    )  # fmt: skip


def people_behind(references: list[str], *, reader: User) -> dict[str, tuple[str, str]]:
    """Whose concern it was, for those whose record the reader may see: name and public id by reference."""
    rows = (
        Reference.objects.visible_to(reader)
        .filter(reference__in=references, person__restriction="NONE")
        .select_related("person")
        .order_by("-pk")
    )
    return {row.reference: (row.person.full_name, str(row.person.public_id)) for row in rows}


def places() -> dict[str, str]:
    """Localities of today in their order, code to name."""
    rows = Locality.objects.current(on=clock.today()).order_by("position")
    return {**dict(rows.values_list("code", "name")), "": "Locality not known"}
