"""To somebody who may not know, a hidden record is the same bytes as none.

`make test` compares two personas of each level at every address, by turns; `make test-long` all of them.
"""

import uuid

import pytest
from django.urls import reverse

from tests.access import oracle
from tests.access.ask import Asker
from tests.access.figures import FIGURES

pytestmark = pytest.mark.django_db
ABOUT_SOMEBODY = [url for url in oracle.urls() if oracle.relations_of(url) != ("-",)]
NAMES = [url.name for url in ABOUT_SOMEBODY]


def hidden(url: oracle.Url) -> list[oracle.Cell]:
    """Reading what this persona may not know of."""
    return [cell for cell in oracle.cells(url) if cell.method == "GET" and cell.answer == "404"]


def compare(url: oracle.Url, cells: list[oracle.Cell], asker: Asker) -> None:
    for cell in cells:
        kept = asker.world.arguments(url.arguments, asker.about[url.name], cell.relation, cell.persona)
        nowhere = {
            name: uuid.uuid4() if isinstance(value, uuid.UUID) else value for name, value in kept.items()
        }
        none = asker.ask(cell.persona, "GET", reverse(url.address, kwargs=nowhere))
        response = asker.send(url, cell)
        assert response.status_code == none.status_code == 404, str(cell)
        assert response.content == none.content, str(cell)
        assert {**response.headers} == {**none.headers}, str(cell)
        assert not response.cookies, str(cell)
    FIGURES.add(hidden_compared=len(cells))


@pytest.mark.parametrize("url", ABOUT_SOMEBODY, ids=NAMES)
def test_hidden_is_the_same_bytes_as_nonexistent(url: oracle.Url, asker: Asker) -> None:
    compare(url, oracle.by_turns(url, hidden(url)), asker)


@pytest.mark.long
@pytest.mark.parametrize("url", ABOUT_SOMEBODY, ids=NAMES)
def test_hidden_is_the_same_bytes_to_everybody(url: oracle.Url, asker: Asker) -> None:
    compare(url, hidden(url), asker)
