"""How many people live here: one number an age and a day, whose it is, and the newer one from its day on."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from core.errors import DomainError, NotPermitted
from localities.models import Population
from localities.selectors import children
from localities.services import count_people
from tests.personas import Personas

pytestmark = pytest.mark.django_db
CENSUS = date(2021, 3, 21)
BANDS = ((0, 4, 13_000), (5, 17, 41_000), (18, None, 182_000))


def _take(path: Path, *, on: str) -> str:
    said = StringIO()
    call_command(
        "import_population", str(path), starts_on=date.fromisoformat(on), source="An estimate", stdout=said
    )
    return said.getvalue()


def test_children_are_counted_by_the_number_in_force() -> None:
    before, since = children(on=CENSUS - timedelta(days=1)), children(on=CENSUS)
    assert before and since
    assert (before.number, before.source) == (53_000, "The service's design, 2010")
    assert since.number == 54_798 and since.source.startswith("Census 2021")
    # The whole borough as the census counted it (Office for National Statistics, table of single years of age).
    assert sum(row.number for row in Population.objects.current(on=CENSUS)) == 235_040
    assert children(on=date(2009, 1, 1)) is None


def test_a_newer_estimate_holds_from_its_day_on(personas: Personas, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('age_from,age_to,number\n0,4,13000\n5,17,"41,000"\n18,,182000\n')
    assert "3 age bands, 236,000 people" in _take(path, on="2025-06-30")
    assert [found.number for day in ("2025-06-29", "2025-06-30") if (found := children(on=date.fromisoformat(day)))] \
        == [54_798, 54_000]  # fmt: skip
    with pytest.raises(CommandError, match="in already"):
        _take(path, on="2025-06-30")
    path.write_text("age_from,age_to,number\n0,four,13000\n")
    with pytest.raises(CommandError, match="line 2"):
        _take(path, on="2026-06-30")
    path.write_text("age,number\n0,13000\n")
    with pytest.raises(CommandError, match="no column age_from, age_to"):
        _take(path, on="2026-06-30")


@pytest.mark.parametrize(
    ("bands", "why"),
    [
        (BANDS[:2], "open at its end"),
        (BANDS[1:], "begin at 0"),
        ((BANDS[0], (6, 17, 40_000), BANDS[2]), "before age 6"),
        (((0, 17, 54_000), (17, None, 182_000)), "before age 17"),
        (((0, 20, 54_000), (21, None, 182_000)), "end at age 17"),
        (((0, 17, 0), (18, None, 182_000)), "empty"),
    ],
)
def test_an_estimate_that_leaves_anybody_out_is_refused(
    personas: Personas, bands: tuple[tuple[int, int | None, int], ...], why: str
) -> None:
    with pytest.raises(DomainError, match=why):
        count_people(by=personas.system, starts_on=date(2025, 6, 30), source="An estimate", bands=bands)
    assert children(on=date(2025, 7, 1)) == children(on=CENSUS)


def test_nobody_is_counted_twice_and_no_worker_writes_it(personas: Personas) -> None:
    with pytest.raises(NotPermitted):
        count_people(by=personas.social_worker, starts_on=date(2025, 6, 30), source="Mine", bands=BANDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(
            starts_on=date(2022, 1, 1), age_from=3, age_to=8, number=1, source="A second number"
        )
