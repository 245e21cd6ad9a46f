"""What the privacy journeys share: a walk with a clock of its own, and everything that an answer carried."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from accounts.models import User
from core import clock
from core.history import acting
from people import services as people
from people.enums import InvolvementKind
from people.models import Person
from tests.journeys.walk import Walk


@contextmanager
def arranged() -> Iterator[None]:
    with acting(by="SYSTEM", reason="arranged by a test"):
        yield


def recorded(
    walk: Walk, forename: str, surname: str, *workers: User, years: float = 8, **more: Any
) -> Person:
    """Somebody on record, with whoever works with them."""
    born = more.pop("born_on", clock.today() - timedelta(days=int(years * 365)))
    system = walk.personas.system
    person = people.create_person(by=system, forename=forename, surname=surname, born_on=born, **more)
    for user in workers:
        people.involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=system)
    return person


def page_of(person: Person, part: str = "") -> str:
    return f"/people/{person.public_id}/{part}"


class Everything:
    """Listens to every answer of the browser: address, headers and text, so that nothing escapes a look."""

    def __init__(self, page: Any) -> None:
        self.page, self.seen = page, list[tuple[str, str]]()
        page.on("response", self._keep)

    def _keep(self, response: Any) -> None:
        if any(kind in response.url for kind in ("/static/", ".woff", ".js", ".css")):
            return
        try:
            body = response.body().decode(errors="ignore")
        except Exception:  # noqa: BLE001 (a redirect carries no body)
            body = ""
        self.seen.append((response.url, f"{response.url} {response.headers} {body}"))

    def hears_nothing_of(self, *words: str) -> None:
        """None of these texts came back in any answer so far, whatever its letters' size."""
        for _ in range(100):
            # An answer's text reaches this listener a moment after the page stands.
            if self.seen:
                break
            self.page.wait_for_timeout(100)
        assert self.seen
        for url, text in self.seen:
            low = text.lower()
            found = [word for word in words if word.lower() in low]
            assert not found, f"{url} carries {found}"


def stored_on_the_device(page: Any) -> str:
    """What the browser keeps of the page."""
    kept: str = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    return kept


def cannot_open(walk: Walk, addresses: Iterable[str]) -> None:
    """Each answers like an address at which nothing ever stood, byte for byte."""
    absent = walk.page.request.get(walk.base + "/people/00000000-0000-4000-8000-000000000000/")
    for address in addresses:
        answer = walk.page.request.get(walk.base + address)
        assert answer.status == absent.status == 404, address
        assert answer.body() == absent.body(), address
