"""The questions of `python -m bench search`, asked of a borough that stands; prints one line of JSON."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Q  # noqa: E402

from accounts.models import User  # noqa: E402
from core import clock  # noqa: E402
from demo.borough.faults import FAULTS, Typed, spoil  # noqa: E402
from people.models import Address, ContactPoint, Person  # noqa: E402
from people.search import lookup, search  # noqa: E402
from people.search.parts import parse  # noqa: E402

TEN = 10


def questions(number: int, seed: int) -> list[tuple[int, Typed, list[str]]]:
    """Somebody at random, and what a caller with two slips types of them."""
    draw = random.Random(seed)
    keys = list(Person.objects.exclude(nhs_number="").order_by("pk").values_list("pk", flat=True))
    phones = dict(ContactPoint.objects.order_by("pk").values_list("person_id", "value"))
    homes = dict(Address.objects.order_by("pk").values_list("person_id", "postcode"))
    asked = []
    for person in (Person.objects.get(pk=draw.choice(keys)) for _ in range(number)):
        more = {"born": person.born_on.strftime("%d/%m/%Y"), "postcode": homes.get(person.pk, ""),
                "phone": phones.get(person.pk, "").replace(" ", "")}  # fmt: skip
        kind = draw.choice([name for name, value in more.items() if value])
        typed, faults = spoil(draw, Typed(person.forename, person.surname, **{kind: more[kind]}), times=2)
        asked.append((person.pk, typed, faults))
    return asked


def by_search(typed: Typed, reader: User) -> list[int]:
    return [hit.person.pk for hit in search(typed.text(), reader=reader, limit=TEN)]


def _exactly(typed: Typed) -> Q:
    """What is typed beside the name, taken at its word."""
    if typed.born:
        return (
            Q(born_on=datetime.strptime(typed.born, "%d/%m/%Y").date()) if _is_date(typed.born) else Q(pk=0)
        )
    if typed.postcode:
        return Q(addresses__postcode=typed.postcode)
    digits = f"{typed.phone[:5]} {typed.phone[5:8]} {typed.phone[8:]}"
    return Q(contact_points__value=digits)


def _is_date(text: str) -> bool:
    try:
        datetime.strptime(text, "%d/%m/%Y")
    except ValueError:
        return False
    return True


def by_icontains(typed: Typed, reader: User) -> list[int]:
    """Each word somewhere in the name, and the rest exactly."""
    rows = Person.objects.visible_to(reader).filter(_exactly(typed))
    for word in f"{typed.forename} {typed.surname}".split():
        rows = rows.filter(Q(forename__icontains=word) | Q(surname__icontains=word))
    return list(rows.order_by("surname", "forename").values_list("pk", flat=True)[:TEN])


def by_trigrams(typed: Typed, reader: User) -> list[int]:
    """The likest full name by pg_trgm, whatever else is typed; the surname's index narrows it."""
    name = f"{typed.forename} {typed.surname}".strip()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE restriction = 'NONE' AND upper(surname) %% upper(%s)"
            " ORDER BY similarity(forename || ' ' || surname, %s) DESC, id LIMIT 10",
            [typed.surname, name],
        )
        return [row[0] for row in cursor.fetchall()]


WAYS: dict[str, Callable[[Typed, User], list[int]]] = {
    "search": by_search,
    "plain icontains": by_icontains,
    "pg_trgm alone": by_trigrams,
}


def plans(reader: User, texts: list[str]) -> list[str]:
    """How PostgreSQL answers the first question of each search, without the parts about who may see."""
    told = (
        "Limit",
        "Sort",
        "Bitmap",
        "Seq Scan on people_searchentry",
        "Heap Blocks",
        "Planning Time",
        "Execution",
    )
    lines = []
    for text in texts:
        parts = parse(text, today=clock.today())
        heard = lookup.hear([parts.words])[0]
        said = Person.objects.visible_to(reader).filter(merged_into__isnull=True)
        if parts.has_more_than_names:
            said = said.filter(lookup.matches(lookup.query_of(parts, heard)))
        else:
            exact, whole = ("&".join(how(each) for each in heard) for how in (lookup.exact, lookup.whole))
            said = said.filter(lookup.matches(exact)).order_by(
                lookup.matches(whole).desc(), "search_entry__name", "pk"
            )
        plan = said.values("pk")[: lookup.MOST].explain(analyze=True, buffers=True).splitlines()
        lines += ["", text, *(line[:150] for line in plan if line.strip(" ->").startswith(told))]
    return lines


def main(number: int, seed: int, explain: str) -> None:
    reader = User.objects.get(username="duty")
    asked = questions(number, seed)
    for typed in [each[1] for each in asked[:20]]:
        for way in WAYS.values():
            way(typed, reader)
    hits: dict[str, int] = dict.fromkeys(WAYS, 0)
    spent: dict[str, list[float]] = {name: [] for name in WAYS}
    missed: list[str] = []
    for person, typed, faults in asked:
        # In turn, so that whatever else the machine does weighs on all.
        for name, way in WAYS.items():
            began = time.perf_counter()
            found = way(typed, reader)
            spent[name].append((time.perf_counter() - began) * 1000)
            hits[name] += person in found
            if name == "search" and person not in found:
                missed += faults
                sys.stderr.write(f"missed: {typed.text()} ({', '.join(faults)})\n")
    result = {
        "ways": {
            name: {
                "recall": hits[name] / number,
                "p50": sorted(spent[name])[number // 2],
                "p95": sorted(spent[name])[int(number * 0.95)],
            }
            for name in WAYS
        },
        "drawn": {name: sum(name in faults for _, _, faults in asked) for name in FAULTS},
        "missed": {name: missed.count(name) for name in FAULTS},
        "plans": plans(reader, ["Aisha Khan 3/4/16", "smith", "jon smyth M33 2AB"]) if explain else [],
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
