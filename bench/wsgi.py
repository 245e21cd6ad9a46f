"""The product and the bare pages side by side in the same workers; a bare page passes two middlewares, no more."""

from collections.abc import Callable, Iterable
from time import thread_time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from trafford_cyps.wsgi import application as product

BARE = [
    "bench.count.CountQueries",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


class BareHandler(WSGIHandler):
    """Its own addresses, its own short list of middleware."""

    def get_response(self, request: Any) -> HttpResponse:
        request.urlconf = "bench.wsgi"
        response: HttpResponse = super().get_response(request)
        return response


def _bare_patterns() -> list[Any]:
    from bench.bare import page

    return [path("bare/<str:name>/", page)]


with override_settings(MIDDLEWARE=BARE):
    bare = BareHandler()
urlpatterns = _bare_patterns()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Says with each answer how much of a processor it took: that does not depend on who else is at work."""
    kept: list[tuple[Any, ...]] = []
    began = thread_time()
    chosen = bare if environ["PATH_INFO"].startswith("/bare/") else product
    body = chosen(environ, lambda *said: kept.append(said))
    status, headers, *rest = kept[-1]
    start_response(status, [*headers, ("X-Cpu-Ms", f"{(thread_time() - began) * 1000:.2f}")], *rest)
    return body


__all__ = ["application", "urlpatterns"]
