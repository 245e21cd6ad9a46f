"""Restricted people whom a search names: told to the owner of the access log, never to the searcher."""

from core import clock
from people.enums import Restriction
from people.models import Person
from people.search import lookup
from people.search.find import tidy
from people.search.parts import Parts, parse


def hidden_named(text: str) -> list[Person]:
    """Restricted people named in full, or by a number, a reference, or a name with the day of birth.

    Read past the policy on purpose: the caller shows the answer to nobody. Asked of the few restricted records alone.
    """
    parts = parse(tidy(text), today=clock.today())
    query = _naming(parts)
    if not query:
        return []
    hidden = Person.objects.exclude(restriction=Restriction.NONE)
    return list(hidden.filter(lookup.matches(query)).order_by("pk"))


def _naming(parts: Parts) -> str:
    names = [lookup.whole(each) for each in lookup.hear([parts.words])[0]]
    numbers = [("i", parts.nhs), ("u", parts.upn), ("r", parts.references), ("l", parts.numbers)]
    said = [lookup.term(kind, value) for kind, values in numbers for value in values]
    if len(names) > 1:
        said.append("(" + "&".join(names) + ")")
    days = [lookup.term("b", each.digits) for each in parts.born if each.is_day]
    if names and days:
        said.append(f"({lookup.either(names)}&{lookup.either(days)})")
    return "|".join(said)
