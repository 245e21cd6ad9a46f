"""A borough's year in a private database: 20,000 concerns, 2,000 people with open cases. All of it invented.

Run in the bench's environment as the owner of the tables; prints one line of JSON: who is signed in, what is opened.
"""

import json
import random
import sys
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.behind import long_decided  # noqa: E402
from bench.borough import Borough  # noqa: E402
from bench.bulk import copy_in, without_history  # noqa: E402
from bench.concerns import OPEN, Concerns  # noqa: E402
from core.history import SYSTEM_ACTOR, acting  # noqa: E402
from people.models import Person  # noqa: E402
from tests.personas import make_personas  # noqa: E402

CONCERNS, CASES = 20_000, 2_000


def session_of(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "accounts.backends.StaffBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def slip_of(borough: Borough) -> str:
    """The shown person's surname with two letters exchanged, and the birth date."""
    name = borough.shown_surname
    born = Person.objects.get(public_id=borough.shown_person).born_on
    return f"{name[:-3]}{name[-2]}{name[-3]}{name[-1]} {born:%d/%m/%Y}"


def seed(concerns: int, cases: int, undecided: int = OPEN, behind: int = 0) -> dict[str, Any]:
    """Everything in one transaction, then fresh statistics; `behind` so many more that were decided long since."""
    draw = random.Random(2)
    make_personas()
    users = {user.username: user for user in User.objects.all()}
    with without_history(), transaction.atomic(), acting(by=SYSTEM_ACTOR, reason="bench"):
        borough = Borough(draw, cases=cases, others=concerns // 2)
        written = {model.__name__: copy_in(model, rows) for model, rows in borough.tables()}
        year = Concerns(draw, borough, number=concerns, undecided=undecided)
        written |= {model.__name__: copy_in(model, rows) for model, rows in year.tables()}
        if behind:
            written["behind"] = long_decided(behind)
    connection.close()
    with connection.cursor() as cursor:
        # The triggers stood aside: the search index is written now.
        cursor.execute("SELECT people_search_rebuild()")
        cursor.execute("VACUUM ANALYZE")
    return {
        "sessions": {name: session_of(users[name]) for name in ("duty", "social_worker", "team_manager")},
        "users": {name: users[name].pk for name in ("duty", "social_worker", "team_manager")},
        "person": str(borough.shown_person),
        "surname": borough.shown_surname,
        "slip": slip_of(borough),
        "contact": str(year.shown_contact),
        "team": borough.north.pk,
        "rows": sum(written.values()),
        "written": written,
    }


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]] or [CONCERNS, CASES]
    sys.stdout.write(json.dumps(seed(*sizes)) + "\n")
