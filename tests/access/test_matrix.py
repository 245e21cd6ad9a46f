"""Who gets what at every address: each cell of the table is sent over HTTP and compared.

`make test` asks, of every address, method and relation, two personas of each expected answer, by turns; `make test-long`
asks every cell.
"""

import pytest

from tests.access import oracle
from tests.access.ask import Asker
from tests.access.figures import FIGURES

pytestmark = pytest.mark.django_db
URLS = oracle.urls()
NAMES = [url.name for url in URLS]
# A draft is thrown away by the method that is named for it.
MADE_FOR = {("delete", "draft"), ("delete", "draft_about")}


def faults(url: oracle.Url, cells: list[oracle.Cell], asker: Asker) -> list[str]:
    wrong = [fault for cell in cells if (fault := asker.wrong(url, cell))]
    FIGURES.add(asked=len(cells), mismatches=len(wrong))
    return wrong


def test_the_table_is_total() -> None:
    missing = oracle.unmapped()
    FIGURES.add(cells=sum(len(oracle.cells(url)) for url in URLS), unmapped=len(missing))
    assert not missing, f"{len(missing)} cells unmapped, e.g. {missing[:8]}"


def test_every_row_has_its_reason_and_names_an_address() -> None:
    names = set(NAMES)
    assert {row["url"] for row in oracle.rows("about")} <= names
    assert not [row for row in oracle.rows("matrix") if len(row["why"]) < 5]


@pytest.mark.parametrize("url", URLS, ids=NAMES)
def test_answers_are_as_the_table_says(url: oracle.Url, asker: Asker) -> None:
    wrong = faults(url, oracle.by_turns(url, oracle.cells(url)), asker)
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:40])


@pytest.mark.long
@pytest.mark.parametrize("url", URLS, ids=NAMES)
def test_every_cell_is_as_the_table_says(url: oracle.Url, asker: Asker) -> None:
    asked = oracle.cells(url)
    wrong = faults(url, asked, asker)
    assert not wrong, f"{len(wrong)} of {len(asked)} wrong:\n" + "\n".join(wrong[:40])


@pytest.mark.long
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_never_let_in(method: str, asker: Asker) -> None:
    """No view answers a method it was not made for (reading by HEAD is reading)."""
    wrong = []
    for url in URLS:
        address = asker.address(url, "own" if oracle.relations_of(url) != ("-",) else "-", "social_worker")
        response = asker.ask("social_worker", method, address)
        code = response.status_code
        if (method, url.name) in MADE_FOR or (method == "options" and code in (200, 302)):
            continue
        if code < 400:
            wrong.append(f"{method} {url.name} {code}")
    assert not wrong, wrong
