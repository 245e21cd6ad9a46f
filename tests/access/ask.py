"""Sends a cell over HTTP and says what came back, and what leaked."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access import canary, oracle
from tests.access.world import World

# A write that is let in answers with its form's errors, a redirect, or that somebody was quicker.
TAKEN = {200, 204, 302, 303, 400, 409, 422}


class Browser(Client):
    """Django's test client without its copy of every template's context: four times as many questions a second."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))
        if response.cookies:
            self.cookies.update(response.cookies)
        return response


class Asker:
    """One signed-in client a persona; every cell in a savepoint of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {"anonymous": Browser(raise_request_exception=False)}
        for name, user in world.personas.everyone():
            client = Browser(raise_request_exception=False)
            client.force_login(user, backend="accounts.backends.StaffBackend")
            self.clients[name] = client
        self.about = {row["url"]: row["about"] for row in oracle.rows("about")}
        self.own_names = {name: canary.own(name) for name, _ in world.personas.everyone()}

    def address(self, url: oracle.Url, relation: str, persona: str = "") -> str:
        arguments = self.world.arguments(url.arguments, self.about.get(url.name, ""), relation, persona)
        return reverse(url.address, kwargs=arguments)

    def send(self, url: oracle.Url, cell: oracle.Cell, **headers: Any) -> HttpResponse:
        return self.ask(cell.persona, cell.method, self.address(url, cell.relation, cell.persona), **headers)

    def ask(self, persona: str, method: str, address: str, data: Any = None, **headers: Any) -> HttpResponse:
        client = self.clients[persona]
        cookies = client.cookies.copy()
        with transaction.atomic():
            response: Any = getattr(client, method.lower())(address, data or {}, **headers)
            if getattr(response, "streaming", False):
                response.content_kept = b"".join(response.streaming_content)
            transaction.set_rollback(True)
        # What the answer did to the session was taken back with the savepoint: so are its cookies.
        client.cookies = cookies
        result: HttpResponse = response
        return result

    def wrong(self, url: oracle.Url, cell: oracle.Cell) -> str:
        """Empty when the answer is as the table says and nothing leaked."""
        response = self.send(url, cell)
        came = described(response, cell.method)
        if came not in cell.answer.split("/"):
            return f"{cell} but came {came} ({response.status_code})"
        shown = canary.betrayed(cell, body_of(response), self.own_names)
        return f"{cell} shows {shown}" if shown else ""


def body_of(response: HttpResponse) -> str:
    raw = getattr(response, "content_kept", None) or getattr(response, "content", b"")
    return raw.decode(errors="ignore") + str(dict(response.headers))


def described(response: HttpResponse, method: str) -> str:
    """The answer in the table's words."""
    code = response.status_code
    if code in (301, 302) and "/sign-in/" in response.headers.get("Location", ""):
        return "sign-in"
    if code in (401, 403, 404, 405):
        return str(code)
    if method == "POST":
        return "taken" if code in TAKEN else str(code)
    if code in (302, 303):
        return "moved"
    return "open" if code == 200 else str(code)
