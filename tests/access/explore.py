"""Prints what every address answers now, to be laid beside domain.md D when the table is written (no test)."""

import collections

import pytest

from tests.access import oracle
from tests.access.ask import Asker, described

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", oracle.urls(), ids=lambda url: url.name)
def test_explore(url: oracle.Url, asker: Asker) -> None:
    for method in oracle.METHODS:
        for relation in oracle.relations_of(url):
            found = collections.defaultdict(list)
            for persona in oracle.personas():
                cell = oracle.Cell(url.name, method, persona, relation, "")
                try:
                    found[described(asker.send(url, cell), method)].append(persona)
                except Exception as error:  # noqa: BLE001
                    found[f"CRASH {type(error).__name__} {error}"[:200]].append(persona)
            for answer, who in sorted(found.items(), key=lambda item: -len(item[1])):
                print(f"X {url.name} {method} {relation} {answer}: {' '.join(who) if len(who) < 16 else str(len(who)) + ' others'}")
