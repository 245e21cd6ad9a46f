"""Hostile words in every field that a referrer can write, read in Chromium where staff read them: nothing runs.

`make test` sends a sample; `make test-long` all thirty through each way in.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models

from referrals.consultations.services import log_consultation
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.services import log_contact
from referrals.contacts.services import people as told
from referrals.contacts.services.log import TYPED
from referrals.public.models import PublicForm
from referrals.public.services import receive_form
from referrals.triage import services as triage
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RUN = "window.__ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"\"><script>{RUN}</script>",
    f"'><img src=x onerror={RUN}>", f"</textarea><script>{RUN}</script>", f"</title><script>{RUN}</script>",
    f"<body onload={RUN}>", f"<iframe srcdoc='<script>parent.{RUN[7:]}</script>'>", f"javascript:{RUN}",
    f"<a href=javascript:{RUN}>x</a>", f"<details open ontoggle={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}>", f"<marquee onstart={RUN}>", f"<math><mi xlink:href=javascript:{RUN}>",
    f"<form><button formaction=javascript:{RUN}>", f"<object data=javascript:{RUN}>", f"<embed src=javascript:{RUN}>",
    f"<style>@import 'javascript:{RUN}'</style>", f"<link rel=stylesheet href=javascript:{RUN}>",
    f"<meta http-equiv=refresh content='0;javascript:{RUN}'>", f"{{{{ constructor.constructor('{RUN}')() }}}}",
    "{% load static %}{{ settings.SECRET_KEY }}", f"<div hx-get=/ hx-trigger=load hx-on::load={RUN}>x</div>",
    f"<p data-autosave=javascript:{RUN} data-key=d>x</p>", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"%3Cscript%3E{RUN}%3C/script%3E", f"<scr\x00ipt>{RUN}</scr\x00ipt>".replace("\x00", "\u200b"),
    f"\u2028<script>{RUN}</script>",
)  # fmt: skip


def fields_of(model: type[models.Model], names: frozenset[str], text: str) -> dict[str, str]:
    """Every free text of a form, filled with these words as far as it takes them."""
    filled = {}
    for field in model._meta.get_fields():
        free = isinstance(field, models.CharField | models.TextField) and not isinstance(
            field, models.EmailField
        )
        if free and field.name in names and not field.choices and field.name not in SET_APART:
            filled[field.name] = text[: field.max_length] if field.max_length else text
    return filled


# Codes and numbers that are checked on their way in, and postcodes that place a concern.
SET_APART = {
    "nhs_number",
    "upn",
    "upn_unknown_reason",
    "referrer_source",
    "ethnicity",
    "postcode",
    "local_id",
}


def sent(payload: str, personas: Personas) -> tuple[Contact, PublicForm]:
    """One concern with these words in every field, one form of the public that is held."""
    person = {"role": "CHILD"} | fields_of(ContactPerson, told.TYPED, payload)
    contact = log_contact(
        by=personas.referrer, key="", what=payload, people=[person], **fields_of(Contact, TYPED, payload)
    )
    form = receive_form(
        answers={"what": payload, "where_now": payload, "referrer_name": payload[:120], "referrer_phone": payload[:40]},
        people=[{"role": "CHILD", "forename": payload[:80], "school": payload[:160]}], sender=payload[:20], trap=True,
    )  # fmt: skip
    return contact, form


def pages(contact: Contact, form: PublicForm) -> Iterator[str]:
    person = contact.people.get()
    yield from (
        "/front-door/", contact.path, f"{contact.path}people/{person.public_id}/match/", f"{contact.path}route/",
        f"{contact.path}ask/", f"{contact.path}family-question/", "/front-door/held/", form.path, "/front-door/advice/",
    )  # fmt: skip
    if person.person:
        yield f"/people/{person.person.public_id}/"


def read_everywhere(payload: str, as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    contact, form = sent(payload, personas)
    log_consultation(by=personas.duty, question=payload, advice=payload, asker_name=payload[:120])
    triage.match_person(contact_person=contact.people.get(), by=personas.duty, decision="NEW", reason=payload)
    page = as_user(personas.duty)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    for address in pages(contact, form):
        page.goto(f"{base}{address}")
        page.wait_for_load_state()
        assert page.evaluate("window.__ran") is None and not asked, (payload, address)
    page = as_user(personas.referrer)
    for address in ("/concerns/", f"/concerns/{contact.public_id}/", f"/concerns/{contact.public_id}/add/"):
        page.goto(f"{base}{address}")
        assert page.evaluate("window.__ran") is None, (payload, address)
    assert page.heard.errors == [], payload


@pytest.mark.parametrize("payload", PAYLOADS[2:25:22])
def test_hostile_words_never_run(
    payload: str, as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    read_everywhere(payload, as_user, base, personas)


@pytest.mark.long
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_none_of_thirty_ever_runs(
    payload: str, as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    read_everywhere(payload, as_user, base, personas)
