"""Sends a cell over HTTP and says what came back, and what leaked."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access import oracle
from tests.access.world import DETAIL, SURNAME, World

# A write that is let in answers with its form's errors, a redirect, or that somebody was quicker.
TAKEN = {200, 204, 302, 303, 400, 409, 422}


class Asker:
    """One signed-in client a persona; every cell in a savepoint of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {"anonymous": Client(raise_request_exception=False)}
        for name, user in world.personas.everyone():
            client = Client(raise_request_exception=False)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self.clients[name] = client
        self.about = {row["url"]: row["about"] for row in oracle.rows("about")}

    def address(self, url: oracle.Url, relation: str) -> str:
        arguments = self.world.arguments(url.arguments, self.about.get(url.name, ""), relation)
        return reverse(url.name, kwargs=arguments)

    def send(self, url: oracle.Url, cell: oracle.Cell, **headers: Any) -> HttpResponse:
        client = self.clients[cell.persona]
        address = self.address(url, cell.relation)
        with transaction.atomic():
            response: Any = client.get(address, **headers) if cell.method == "GET" else client.post(address, {}, **headers)
            if getattr(response, "streaming", False):
                response.content_kept = b"".join(response.streaming_content)
            transaction.set_rollback(True)
        if cell.method == "POST" and "sign-out" in address:
            client.force_login(getattr(self.world.personas, cell.persona))
        result: HttpResponse = response
        return result

    def wrong(self, url: oracle.Url, cell: oracle.Cell) -> str:
        """Empty when the answer is as the table says and nothing leaked."""
        response = self.send(url, cell)
        came = described(response, cell.method)
        if came not in cell.answer.split("/"):
            return f"{cell} but came {came} ({response.status_code})"
        return self.leaked(cell, response)

    def leaked(self, cell: oracle.Cell, response: HttpResponse) -> str:
        """A name of someone this persona may not know of, or a detail of a record not open to them."""
        body = body_of(response)
        for relation in oracle.RELATIONS:
            level = oracle.levels().get((cell.persona, relation), "none")
            if level == "none" and SURNAME[relation] in body and cell.relation != relation:
                return f"{cell} shows the name of “{relation}”"
            if level == "none" and SURNAME[relation] in body:
                return f"{cell} shows the hidden name"
            if level != "record" and DETAIL[relation] in body:
                return f"{cell} shows a detail of “{relation}”"
        return ""


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
