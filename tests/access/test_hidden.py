"""To somebody who may not know, a hidden record is the same bytes as none."""

import uuid

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access import oracle
from tests.access.ask import Asker, described
from tests.access.figures import FIGURES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url", [url for url in oracle.urls() if oracle.relations_of(url) != ("-",)], ids=lambda url: url.name
)
def test_hidden_is_the_same_bytes_as_nonexistent(url: oracle.Url, asker: Asker) -> None:
    compared = 0
    for persona in oracle.personas():
        if persona == "anonymous":
            continue
        nowhere = {name: uuid.uuid4() for name in url.arguments}
        for name in url.arguments:
            kept = asker.world.things.get((f"{asker.about.get(url.name, '')}.{name}", "-"))
            if kept is not None:
                nowhere[name] = kept
        if not any(isinstance(value, uuid.UUID) for value in nowhere.values()):
            continue
        with transaction.atomic():
            none = asker.clients[persona].get(reverse(url.address, kwargs=nowhere))
            transaction.set_rollback(True)
        for relation in oracle.RELATIONS:
            cell = oracle.Cell(url.name, "GET", persona, relation, "404")
            response = asker.send(url, cell)
            if described(response, "GET") != "404":
                continue
            assert response.content == none.content and none.status_code == 404, str(cell)
            assert {**response.headers} == {**none.headers}, str(cell)
            assert not response.cookies, str(cell)
            compared += 1
    FIGURES.add(hidden_compared=compared)
