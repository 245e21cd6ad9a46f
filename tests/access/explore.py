"""Writes down what every address answers now, to be laid beside domain.md D when the table is written (no test).

Copy to test_explore.py, run with EXPLORE=<file> and, for some addresses only, ONLY=<beginning of name>, then delete.
"""

import collections
import json
import os
from pathlib import Path

import pytest

from tests.access import canary, oracle
from tests.access.ask import Asker, body_of, described

pytestmark = pytest.mark.django_db


def test_explore(asker: Asker) -> None:
    found: dict[str, list[str]] = collections.defaultdict(list)
    leaks = []
    for url in oracle.urls():
        if not url.name.startswith(tuple(os.environ.get("ONLY", "").split(","))):
            continue
        for method in oracle.METHODS:
            for relation in oracle.relations_of(url):
                for persona in os.environ.get("AS", "").split() or oracle.personas():
                    cell = oracle.Cell(url.name, method, persona, relation, "")
                    response = asker.send(url, cell)
                    found[f"{url.name} {method} {relation} {described(response, method)}"].append(persona)
                    if shown := canary.betrayed(cell, body_of(response), asker.own_names):
                        leaks.append(f"{cell} shows {shown}")
        Path(os.environ["EXPLORE"]).write_text(json.dumps({"found": found, "leaks": leaks}, indent=0))
