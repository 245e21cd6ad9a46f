"""Sessions end after idle and absolute limits; a leaver is out at the next request; pages need a sign-in."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.http import urlencode

Next = Callable[[HttpRequest], HttpResponse]

# Addresses that anyone may read, each with its reason in tests/access/public.csv.
PUBLIC_PREFIXES = ("/sign-in/", "/static/", "/health/", "/accounts/", "/help/")


class SessionLimitsMiddleware:
    """Sign out whoever left the partnership, sat idle too long, or signed in too long ago.

    Real time, not demo time: a session is a fact of the browser, not of the case.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._over(request):
            logout(request)
        return self.get_response(request)

    def _over(self, request: HttpRequest) -> bool:
        if not request.user.is_active:
            return True
        now = timezone.now()
        session = request.session
        began = session.get("began_at")
        seen = session.get("seen_at")
        if began is None:
            session["began_at"] = session["seen_at"] = now.isoformat()
            return False
        if now - datetime.fromisoformat(str(began)) > timedelta(hours=settings.SESSION_ABSOLUTE_HOURS):
            return True
        idle = now - datetime.fromisoformat(str(seen))
        if idle > timedelta(minutes=settings.SESSION_IDLE_MINUTES):
            return True
        if idle > timedelta(minutes=1):
            # Written once a minute, not once a request: a page should not cost a write.
            session["seen_at"] = now.isoformat()
        return False


class SignInRequiredMiddleware:
    """Every address asks for a sign-in unless it stands on the short public list; the API answers 401."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or request.path.startswith(PUBLIC_PREFIXES):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            if request.headers.get("Authorization"):
                # The address itself looks at the token.
                return self.get_response(request)
            return JsonResponse({"errors": [{"field": "", "reason": "Send a token."}]}, status=401)
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=401)
            response["HX-Redirect"] = (
                f"{settings.LOGIN_URL}?{urlencode({'next': request.headers.get('HX-Current-URL', '/')})}"
            )
            return response
        asked = {"next": request.get_full_path()}
        if request.method == "POST":
            # What was sent is not kept: the sign-in page says so, and where it still stands.
            asked["not_sent"] = "1"
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode(asked)}")
