"""Thirty ways to make words run, put into every free text of every way in, and the ear that hears whether one did."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.test import Client
from rest_framework import serializers

from core.govuk.fields import DateField, MomentField, StandardField, WholeNumberField
from core.govuk.forms import StandardForm
from referrals.contacts.forms import STEPS, PersonForm
from referrals.contacts.forms.phone import PhoneForm
from referrals.contacts.models import Contact
from referrals.contacts.serializers import ConcernSerializer, PersonSerializer
from referrals.public.forms import WorryForm
from referrals.public.models import PublicForm
from tests.fuzz import channels
from tests.personas import Personas

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
    f"%3Cscript%3E{RUN}%3C/script%3E", f"<scr\u200bipt>{RUN}</scr\u200bipt>",
    f"\u2028<script>{RUN}</script>",
)  # fmt: skip
# Set before any of our own words: a rule of the policy that stopped something counts as a failure too.
EAR = """window.__broke = []; document.addEventListener('securitypolicyviolation',
    e => window.__broke.push(e.violatedDirective + ' ' + e.blockedURI));"""
# What would only run when somebody touches it stands nowhere either.
PLANTED = """() => [...document.querySelectorAll(`[onerror],[onload],[onfocus],[ontoggle],[onstart],[srcdoc],
    [href^="javascript:" i],[src^="javascript:" i],[formaction],[action^="javascript:" i],
    main object,main embed,main marquee,main math,main video,main style,main link,
    main meta,[data-autosave^="javascript:" i],[hx-trigger="load"][hx-get="/"]`)].map(e => e.outerHTML)"""
# Codes and numbers that are checked on their way in, and addresses that a mail goes to.
APART = {"nhs_number", "upn", "referrer_email", "website", "opened", "version", "idempotency_key"}


@dataclass
class Turn:
    """Hands each next field the next payload: over thirty turns every field carries each of them."""

    turn: int
    place: int = 0
    pairs: set[tuple[str, int]] = field(default_factory=set)

    def words(self, name: str, longest: int | None) -> str:
        number = (self.turn + self.place) % len(PAYLOADS)
        self.place += 1
        self.pairs.add((name, number))
        return PAYLOADS[number][:longest] if longest else PAYLOADS[number]


def filled(form: StandardForm, turn: Turn, way: str) -> dict[str, Any]:
    """Every free text of a form; a question on whose answer others stand is answered so that they are asked."""
    given: dict[str, Any] = {}
    for name, asked in form.fields.items():
        if (
            name in APART
            or not isinstance(asked, StandardField)
            or isinstance(asked, DateField | MomentField | WholeNumberField)
        ):
            continue
        if isinstance(asked, forms.CharField):
            given[name] = turn.words(f"{way}.{name}", asked.max_length)
    for asked in form.fields.values():
        condition = getattr(asked, "shown_if", None)
        if condition:
            given[condition[0]] = condition[1] if isinstance(condition[1], str) else condition[1][0]
    return given


# Of these two one is asked: who answered the question about consent, or why it was not put.
CONSENT = {"YES": "steps.consent.consent_by", "NOT_ASKED": "steps.consent.consent_asked_not_asked"}


def steps(turn: Turn, *, consent: str) -> dict[str, Any]:
    """The professional's seven."""
    parts: dict[str, Any] = {}
    for step in STEPS:
        form = (step.form_class or PersonForm)()
        parts[step.slug] = filled(form, turn, f"steps.{step.slug}")
    # Whoever is accused does not work with children: that would be kept from the shared queue.
    parts["people"] |= {"role": "CHILD", "is_alleged_source": "YES", "works_with_vulnerable": "NO"}
    for name in ("for_another", "channel", "received_at", "police_grade"):
        parts["you"].pop(name, None)
    parts["consent"] |= {"consent_asked": consent, "family_knows": "NOT_ASKED"}
    unasked = next(name for answer, name in CONSENT.items() if answer != consent)
    turn.pairs = {pair for pair in turn.pairs if pair[0] != unasked}
    parts["you"] |= {"referrer_email": "demo.referrer@example.com", "referrer_email_is_safe": "YES"}
    return parts


def system(turn: Turn) -> dict[str, Any]:
    """A body of an agency's system."""

    def texts(serializer: serializers.Serializer, way: str) -> dict[str, Any]:  # type: ignore[type-arg]
        return {
            name: turn.words(f"{way}.{name}", min(kind.max_length or 20_000, 20_000))
            for name, kind in serializer.fields.items()
            if type(kind) is serializers.CharField and name not in APART
        }

    person = {"role": "CHILD"} | texts(PersonSerializer(), "api.person")
    return texts(ConcernSerializer(), "api") | {"people": [person]}


@dataclass
class Sent:
    """What one turn left behind, by the way it came; and a second of the steps, with the other answer on consent."""

    contacts: dict[str, Contact]
    other_consent: Contact
    held: PublicForm
    pairs: set[tuple[str, int]]


def send(number: int, client: Client, personas: Personas, secret: str) -> Sent:
    """One concern by each of the four ways, and one form that waits to be read first."""
    turn, again = Turn(number), Turn(number)
    accepted = {
        "steps": channels.by_steps(client, personas.referrer, steps(turn, consent="YES")),
        "other consent": channels.by_steps(client, personas.referrer, steps(again, consent="NOT_ASKED")),
    }
    call = filled(PhoneForm(), turn, "phone") | {f"role_{person}": "CHILD" for person in range(1, 5)}
    accepted["phone"] = channels.by_phone(client, personas.duty, call)
    worry = filled(WorryForm(), turn, "public") | {
        "referrer_email": "demo.public@example.com",
        "referrer_email_is_safe": "on",
    }
    # The same letters a third time in a day are read first: each turn begins with letters of its own.
    worry["what"] = f"{chr(97 + number % 26) * (1 + number // 26)} {worry['what']}"
    worry |= {f"works_with_vulnerable_{person}": "YES" for person in range(2, 5)}
    accepted["public"] = channels.by_public_form(client, f"198.51.100.{number}", worry)
    trapped = worry | {"website": PAYLOADS[number], "what": f"Once more. {worry['what']}"}
    held = channels.by_public_form(client, f"198.51.100.{number}", trapped)
    accepted["api"] = channels.by_api(client, secret, system(turn))
    refused = {way: fate.refusals for way, fate in accepted.items() if fate.contact is None}
    assert not refused, refused
    assert held.held is not None, held
    contacts = {way: fate.contact for way, fate in accepted.items() if fate.contact}
    return Sent(contacts, contacts.pop("other consent"), held.held, turn.pairs | again.pairs)


def opened(contact: Contact) -> Iterator[str]:
    """The pages on which staff read one concern."""
    yield contact.path
    for act in ("route", "ask", "family-question"):
        yield f"{contact.path}{act}/"
    for person in contact.people.all():
        yield f"{contact.path}people/{person.public_id}/match/"
        if person.person:
            yield f"/people/{person.person.public_id}/"
