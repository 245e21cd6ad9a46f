"""The public's own pages: no sign-in, no cookie, nothing kept in the browser; each says 999 and the numbers (safety n)."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.errors import DomainError
from referrals.public import services
from referrals.public.clocks import OLDEST_PAGE, QUICKEST
from referrals.public.forms import LONGEST_FORM, WorryForm, read_body

_OPENED = Signer(salt="public-form-opened")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "referrals/public/start.html")


# No token against forged requests: its cookie would stay on the device, and nobody's session acts here.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """One page; the answer to a sent form is the receipt itself, so that no address of it stays in the history."""
    if request.method == "GET":
        return _page(request, WorryForm(initial={"opened": _stamp()}))
    data, cut = _read(request)
    form = WorryForm(data)
    if not form.is_valid():
        return _page(request, form)
    try:
        made = services.receive_form(
            answers=form.told, people=form.people, sender=_sender(request), cut=cut,
            trap=bool(form.cleaned_data["website"]), quick=_is_quick(form.cleaned_data["opened"]),
        )  # fmt: skip
    except DomainError as error:
        form.add_domain_error(error)
        return _page(request, form)
    context = {"reference": made.reference, "cut": cut, "danger": form.cleaned_data["danger_now"] == "YES"}
    return render(request, "referrals/public/received.html", context)


def _page(request: HttpRequest, form: WorryForm) -> HttpResponse:
    return render(request, "referrals/public/write.html", {"form": form})


def _read(request: HttpRequest) -> tuple[object, bool]:
    """As much of the body as a form may have; what is longer is cut, not refused."""
    body = request.read(LONGEST_FORM + 1)
    return read_body(body[:LONGEST_FORM], whole=len(body) <= LONGEST_FORM)


def _sender(request: HttpRequest) -> str:
    """The connection that it came by, as our own first proxy saw it; what is said beyond is not believed."""
    proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", "")) or "unknown"


def _stamp() -> str:
    return _OPENED.sign(str(int(clock.now().timestamp())))


def _is_quick(opened: str) -> bool:
    """Sent within seconds of opening our page, or without it."""
    try:
        at = datetime.fromtimestamp(int(_OPENED.unsign(opened)), UTC)
    except (BadSignature, ValueError, OverflowError):
        return True
    return not QUICKEST <= clock.now() - at <= OLDEST_PAGE
