"""Signing in and out; in the demo, as anyone it offers."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms.sign_in import SignInForm
from accounts.personas import offered
from accounts.selectors import persona_account
from core.history import acting

WRONG = "The user name or password is not right. Check both; passwords know capital letters."


def _next(request: HttpRequest) -> str:
    """Where to go after signing in: only ever an address of this service."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else settings.LOGIN_REDIRECT_URL


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. What is wrong is never said more exactly than "one of the two"."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = SignInForm(request.POST) if request.method == "POST" else SignInForm()
    if request.method == "POST" and form.is_valid():
        # The history names nobody until somebody is known.
        with acting(by="ANONYMOUS", reason="sign-in"):
            known = LoginForm(data=form.answers, request=request)
            # A leaver's right password is answered like a wrong one.
            if known.is_valid() and known.user.is_active:
                answer: HttpResponse = known.login(request, redirect_url=_next(request))
                return answer
        form.add_error(None, WRONG)
    context = {
        "form": form,
        "next": _next(request),
        "personas": offered(),
        "signed_out": "out" in request.GET,
        "not_sent": "not_sent" in request.GET,
        "expired": "next" in request.GET and request.COOKIES.get(settings.SESSION_COOKIE_NAME),
    }
    return render(request, "account/sign_in.html", context)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click in the demo; elsewhere there is no such address."""
    wanted = request.POST.get("username", "")
    if not settings.DEMO or wanted not in {persona.username for persona in offered()}:
        raise Http404
    user = persona_account(wanted)
    if user is None:
        raise Http404
    with acting(by="ANONYMOUS", reason="demo sign-in"):
        login(request, user, backend="accounts.backends.StaffBackend")
    return HttpResponseRedirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    get_adapter().logout(request)
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?out")


@require_POST
def keep_session(request: HttpRequest) -> HttpResponse:
    """Stay signed in; pages open in other tabs get a fresh token for their forms."""
    return JsonResponse({"minutes": settings.SESSION_IDLE_MINUTES, "csrf": get_token(request)})


@require_GET
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Lands in a new tab; tells the tab whose session ended that it can go on."""
    return render(request, "account/signed_in_again.html")
