"""Given someone typing, when the network, the session or the tab goes, then what was typed is there."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import include, path, reverse

from accounts.models import Draft
from accounts.selectors import draft
from core.govuk.fields import TextAreaField
from core.govuk.forms import StandardForm
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class NoteForm(StandardForm):
    note = TextAreaField(label="Note")


def note(request: HttpRequest) -> HttpResponse:
    kept = draft(request.user, form="note", subject="new")
    form = NoteForm(draft=kept.content if kept else None)
    context = {"title": "A note", "form": form, "autosave": reverse("draft", args=["note"])}
    return render(request, "components/form_page.html", context)


urlpatterns = [
    path("note/", note),
    path("", include("accounts.urls")),
    path("", include("outbox.urls")),
    path("", include("localities.urls")),
]
handler404 = "core.views.not_found"
here = override_settings(ROOT_URLCONF="tests.journeys.test_typing_is_never_lost")


def quiet(page: Any) -> None:
    """The browser's own lines about refused or failed requests are no complaint here."""
    page.heard.errors[:] = [line for line in page.heard.errors if "Failed to load resource" not in line]


@here
def test_typing_is_kept_within_two_seconds_of_a_pause_and_opens_again(
    as_user: Any, base: str, personas: Personas
) -> None:
    page = as_user(personas.social_worker)
    page.goto(f"{base}/note/")
    page.focus("#id_note")
    page.keyboard.type("No food at home")
    page.wait_for_selector("text=/^Saved/", timeout=4000)
    assert Draft.objects.get().content == {"note": "No food at home"}
    page.goto(f"{base}/note/")
    assert page.input_value("#id_note") == "No food at home"


@here
def test_offline_it_waits_in_the_tab_and_goes_up_when_it_can(
    as_user: Any, base: str, personas: Personas
) -> None:
    page = as_user(personas.social_worker)
    page.goto(f"{base}/note/")
    page.context.set_offline(True)
    page.fill("#id_note", "Typed in a cellar")
    page.wait_for_selector("text=Not saved on the server yet")
    assert not Draft.objects.exists()
    page.context.set_offline(False)
    page.wait_for_selector("text=/^Saved/", timeout=12_000)
    assert Draft.objects.get().content == {"note": "Typed in a cellar"}
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length") == 0
    quiet(page)


@here
def test_a_session_that_ended_leaves_the_page_and_goes_on_after_signing_in_again(
    as_user: Any, base: str, personas: Personas
) -> None:
    from tests.browser import sign_in

    page = as_user(personas.social_worker)
    page.clock.install()
    page.goto(f"{base}/note/")
    page.fill("#id_note", "A long afternoon")
    page.clock.run_for(2000)
    page.wait_for_timeout(300)
    page.clock.fast_forward(56 * 60 * 1000)
    page.clock.run_for(20_000)
    page.wait_for_selector("#session-warning", state="visible")
    page.context.clear_cookies()
    page.click("text=Stay signed in")
    # The whole heading: "you are signed out after a time" stands in the warning before the answer has come.
    page.get_by_role("heading", name="You are signed out", exact=True).wait_for()
    assert page.input_value("#id_note") == "A long afternoon"
    sign_in(page, personas.social_worker, base)
    page.click("text=I have signed in again")
    page.wait_for_selector("#session-warning", state="hidden")
    page.fill("#id_note", "A long afternoon, and more")
    page.clock.run_for(3000)
    page.wait_for_timeout(500)
    assert Draft.objects.get().content == {"note": "A long afternoon, and more"}
    quiet(page)
