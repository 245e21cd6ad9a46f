"""Whatever a page offers answers its reader: no link and no form of any page gives 403 or 404 to whom it is shown.

Begins at every address that the table opens to a persona and goes on from link to link, once an address.
"""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from tests.access import oracle
from tests.access.ask import Asker

pytestmark = [pytest.mark.django_db, pytest.mark.long]

REFUSED = (403, 404, 405, 500)
# Signing out ends the walk; a file of styles is no page; the machine's own watchers are nobody's page.
NOT_WALKED = frozenset({"account_logout", "sign_in_as", "static", "demo_mail"})
# A page holds at most this many addresses of the same kind (rows of a list are alike).
ALIKE = 3


class Offered(HTMLParser):
    """Links, fragments that the page fetches by itself, and forms with what they send unseen."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self._form: tuple[str, str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "hx-get" in given:
            self.links.append(given["hx-get"])
        if tag == "form":
            self._form = (given.get("method", "get").upper(), given.get("action", ""), {})
            self.forms.append(self._form)
        if tag == "input" and self._form is not None and given.get("type") == "hidden" and "name" in given:
            self._form[2][given["name"]] = given.get("value", "")
        if tag == "button" and "formaction" in given:
            self.forms.append(("POST", given["formaction"], {}))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def offered(response: HttpResponse) -> Offered:
    found = Offered()
    if "text/html" in response.headers.get("Content-Type", ""):
        found.feed(response.content.decode())
    return found


def within(href: str, page: str) -> str | None:
    """The address on this site that a link of a page leads to; None for telephones, mail and other sites."""
    address = urldefrag(urljoin(f"http://testserver{page}", href)).url
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.netloc != "testserver":
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def kind_of(address: str) -> str:
    """Addresses that one view answers alike: the same name, the same questions asked."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name or parts.path
    except Resolver404:
        name = parts.path
    return " ".join([name, *sorted(parse_qs(parts.query))])


def walk(asker: Asker, persona: str) -> list[str]:
    """Everything that refused on the way, with the page that showed it."""
    waiting: deque[tuple[str, str]] = deque()
    for url in oracle.urls():
        for relation in oracle.relations_of(url):
            if "open" in oracle.table().get((url.name, "GET", persona, relation), "").split("/"):
                waiting.append((asker.address(url, relation, persona), "the table"))
    asked: set[str] = set()
    shown: dict[str, int] = {}
    refused: dict[str, str] = {}
    while waiting:
        address, page = waiting.popleft()
        kind = kind_of(address)
        if address in asked or kind.split(" ")[0] in NOT_WALKED:
            continue
        if page != "the table" and shown.get(kind, 0) >= ALIKE * len(oracle.RELATIONS):
            continue
        asked.add(address)
        shown[kind] = shown.get(kind, 0) + 1
        response = asker.ask(persona, "GET", address)
        if response.status_code in REFUSED:
            refused.setdefault(f"GET {kind} {response.status_code}", f"{address} shown on {page}")
            continue
        found = offered(response)
        here = urlsplit(address).path
        for href in found.links:
            if (target := within(href, here)) is not None:
                waiting.append((target, here))
        for method, action, hidden in found.forms:
            target = within(action or address, here)
            if target is None or kind_of(target).split(" ")[0] in NOT_WALKED:
                continue
            if method == "GET":
                waiting.append((target, here))
            elif method == "POST" and f"POST {target}" not in asked:
                asked.add(f"POST {target}")
                answer = asker.ask(persona, "POST", target, hidden)
                if answer.status_code in REFUSED:
                    refused.setdefault(
                        f"POST {kind_of(target)} {answer.status_code}", f"{target} shown on {here}"
                    )
    return [f"{what}: {where}" for what, where in refused.items()]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("persona", [name for name in oracle.personas() if name != "anonymous"])
def test_every_link_and_form_answers_whom_it_is_shown_to(persona: str, asker: Asker) -> None:
    refused = walk(asker, persona)
    assert not refused, f"{persona}: {len(refused)} refused\n" + "\n".join(refused)
