"""Who gets what at every address: each cell of the table is sent over HTTP and compared."""

import collections

import pytest

from tests.access import oracle
from tests.access.ask import Asker

pytestmark = pytest.mark.django_db
counted: collections.Counter[str] = collections.Counter()


def test_the_table_is_total() -> None:
    missing = oracle.unmapped()
    print(f"unmapped={len(missing)}")
    assert not missing, f"{len(missing)} cells unmapped, e.g. {missing[:8]}"


def test_every_row_about_an_address_names_one() -> None:
    names = {url.name for url in oracle.urls()}
    assert {row["url"] for row in oracle.rows("about")} <= names


@pytest.mark.parametrize("url", oracle.urls(), ids=lambda url: url.name)
def test_answers_are_as_the_table_says(url: oracle.Url, asker: Asker) -> None:
    cells = oracle.cells(url)
    wrong = [fault for cell in cells if (fault := asker.wrong(url, cell))]
    counted.update(cells=len(cells), mismatches=len(wrong))
    print(f"{url.name}: cells={len(cells)} mismatches={len(wrong)} (so far {dict(counted)})")
    assert not wrong, f"{len(wrong)} of {len(cells)} wrong:\n" + "\n".join(wrong[:12])


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_never_let_in(method: str, asker: Asker) -> None:
    """No view answers a method it was not made for (reading by HEAD is reading)."""
    wrong = []
    client = asker.clients["social_worker"]
    for url in oracle.urls():
        address = asker.address(url, "own" if oracle.relations_of(url) != ("-",) else "-")
        response = getattr(client, method)(address)
        if response.status_code < 400 and not (method == "options" and response.status_code in (200, 302)):
            wrong.append(f"{method} {url.name} {response.status_code}")
    assert not wrong, wrong
