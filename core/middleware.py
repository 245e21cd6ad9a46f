"""Request plumbing: an id for the log, the actor for the history, the one static page for what may not be seen."""

import logging
import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader

from core.errors import NotFound
from core.history import acting

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("trafford")


class RequestIdMiddleware:
    """Give each request an id that an error page shows and the log repeats; no names, no addresses."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, Http404 | NotFound):
            # The kind and place of the fault, never its text, which may carry what a person typed.
            log.error("error %s %s", getattr(request, "request_id", "-"), type(exception).__name__)


class ActorMiddleware:
    """Whatever a signed-in request writes is written in that person's name."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return self.get_response(request)
        with acting(by=user, reason=f"{request.method} {request.path}"[:200]):
            return self.get_response(request)


class HiddenRecordMiddleware:
    """A record that is not there for this person answers with the same bytes as one that does not exist."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        # No cookie either: when somebody was last seen is written at their next page.
        if hasattr(request, "session"):
            request.session.modified = False
        return hidden()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return hidden() if isinstance(exception, Http404 | NotFound) else None


_page: bytes | None = None


def hidden() -> HttpResponse:
    """One static page: no form, nonce, path, user or cookie."""
    global _page
    if _page is None:
        _page = loader.render_to_string("404_static.html").encode()
    response = HttpResponse(_page, status=404, headers={"Cache-Control": "no-store"})
    response.is_hidden_record = True  # type: ignore[attr-defined]
    return response


class NoStoreMiddleware:
    """Nothing about a person is kept by a browser or a proxy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response
