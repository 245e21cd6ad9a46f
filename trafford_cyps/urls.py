"""Every address of the product; the apps' own `urls` say the rest."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from core import views as core_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", core_views.live, name="health_live"),
    path("health/ready", core_views.ready, name="health_ready"),
]

handler404 = "core.views.not_found"
handler403 = "core.views.forbidden"
handler500 = "core.views.server_error"


def _app(prefix: str, module: str) -> None:
    """Include an app's addresses once it has some."""
    from importlib.util import find_spec

    if find_spec(f"{module}.urls") is not None:
        urlpatterns.append(path(prefix, include(f"{module}.urls")))


for _prefix, _module in (
    ("", "accounts"),
    ("", "outbox"),
    ("", "localities"),
    ("", "people"),
    ("", "documents"),
    ("", "referrals"),
    ("", "assessments"),
    ("", "casework"),
    ("", "governance"),
    ("", "desk"),
):
    _app(_prefix, _module)
if settings.DEMO:
    _app("", "demo")
