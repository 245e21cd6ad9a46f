"""Matching against restricted people, inside submission alone: the answer is shown to nobody (safety o)."""

from accounts.selectors import system_user
from people.enums import Restriction
from people.matching.likeness import LIKELY, compare
from people.matching.told import Told, known_of, told
from people.models import Person


def hidden_people(described: Told) -> list[Person]:
    """Restricted people more likely meant than not, the likeliest first; read past the policy on purpose.

    The caller gives the concern the strictest restriction and routes it to the named list; nobody else learns of it.
    """
    if described == told():
        # Of whom nothing is said, nobody is meant: most forged forms are of this kind.
        return []
    # Every identity of a merged record too: somebody may be told of under the name of either.
    hidden = list(Person.objects.exclude(restriction=Restriction.NONE))
    known = known_of(hidden, reader=system_user())
    rated = [(compare(described, known[person.pk]).probability, person) for person in hidden]
    likely = [pair for pair in rated if pair[0] >= LIKELY]
    return [person for _, person in sorted(likely, key=lambda pair: -pair[0])]
