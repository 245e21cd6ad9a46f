"""The ways in, each as a stranger uses it: sent off as bytes, and the answer read as its sender reads it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote_plus
from uuid import uuid4

from django.forms import ChoiceField
from django.http import QueryDict
from django.test import Client

from accounts.models import User
from core.govuk.fields import StandardField
from core.govuk.forms import NEVER_KEPT, StandardForm
from referrals.contacts.forms import STEPS, PersonForm
from referrals.contacts.forms.phone import PhoneForm
from referrals.contacts.models import Contact
from referrals.public.forms import WorryForm, read_body
from referrals.public.models import PublicForm
from tests.fuzz.hostile import Sent
from tests.referrals.public.sending import opened

TYPE = "application/x-www-form-urlencoded"
PROFESSIONAL: dict[str, Sent] = {
    "danger": {"danger_now": "NO", "where_now": "At school until half past three"},
    "people": {"role": "CHILD", "forename": "Ada", "surname": "Demofuzz", "age_words": "about seven"},
    "concern": {"what": "Bruises on both arms, seen at the register today."},
    "voice": {"child_words": "I fell"},
    "consent": {"consent_asked": "NO", "consent_not_sought": "CRIME"},
    "help": {"agencies_involved": "The school nurse"},
    "you": {},
}
PHONE: Sent = {
    "where_now": "Outside the school, with a teacher", "what": "His stepfather hit him with a stick this morning",
    "role_1": "CHILD", "forename_1": "Ben", "surname_1": "Demofuzz", "referrer_name": "Demo Neighbour",
    "referrer_phone": "01632 960 555",
}  # fmt: skip
PUBLIC: Sent = {
    "what": "The boy next door cries every night and nobody comes to him.", "role_1": "CHILD", "forename_1": "Demo",
    "referrer_source": "1B", "referrer_name": "Demo Ashworth", "referrer_phone": "01632 960 777",
}  # fmt: skip
SYSTEM: dict[str, Any] = {
    "what": "A child was in the house when his father was arrested", "where_now": "With his aunt",
    "referrer_name": "Demo Constable", "referrer_phone": "01632 960 900",
    "people": [{"role": "CHILD", "forename": "Ben", "surname": "Demofuzz", "born_on": "2018-03-04"}],
}  # fmt: skip


@dataclass
class Fate:
    """What became of one contact: accepted with what it said, or refused with field and reason each."""

    contact: Contact | None = None
    held: PublicForm | None = None
    said: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)


def body(sent: Mapping[str, Any]) -> str:
    """As a browser (or worse) encodes it: half characters too, repeated names repeated, `None` left out."""
    pairs = [
        (name, one)
        for name, value in sent.items()
        if value is not None
        for one in (value if isinstance(value, list) else [value])
    ]
    return "&".join(
        f"{quote_plus(name)}={quote_plus(str(one), errors='surrogatepass')}" for name, one in pairs
    )


def beside(form: StandardForm, page: str) -> Iterator[tuple[str, str]]:
    """Each refusal of a page, seen beside its question; of what nobody types, at the top."""
    for name, messages in form.errors.items():
        for message in messages:
            shown = escape(str(message), quote=True)
            assert str(message).strip() and shown in page, (name, message)
            if name in form.fields and isinstance(form.fields[name], StandardField):
                _, _, after = page.partition(f'id="id_{name}_error"')
                assert after and shown in after[:2000], f"{name}: {message} does not stand beside it"
            else:
                hidden = name in form.fields and form.fields[name].widget.is_hidden
                assert hidden or "website" in name, f"{name}: {message} names no question"
            yield name, str(message)


def texts(form: StandardForm) -> list[str]:
    """Every text that a form took, as the service was given it (of a code, what it means is kept)."""
    assert form.is_valid(), form.errors
    free = [name for name, field in form.fields.items() if not isinstance(field, ChoiceField)]
    return [value for name in free if isinstance(value := form.cleaned_data[name], str) and value]


def by_steps(client: Client, user: User, parts: Mapping[str, Sent]) -> Fate:
    """A professional: seven steps in order, then "check your answers", then sent, whatever the steps said."""
    client.force_login(user, backend="accounts.backends.StaffBackend")
    base, fate, forms = f"/concerns/new/{uuid4()}/", Fate(), []
    extra = {"may_key": user.username in ("duty", "business_support"), "is_police": user.username == "police"}
    for step in STEPS:
        sent = parts[step.slug]
        path = f"{base}people/1/" if step.slug == "people" else f"{base}steps/{step.slug}/"
        answer = client.post(path, body(sent), content_type=TYPE)
        kind = step.form_class or PersonForm
        kept = {name: value for name, value in sent.items() if name not in NEVER_KEPT}
        typed: Any = kind(QueryDict(body(kept).replace("%00", "")), **(extra if step.slug == "you" else {}))
        forms.append(typed)
        # Whatever was typed is kept, and the page with it opens again.
        assert client.get(path).status_code == 200
        if answer.status_code == 200:
            fate.refusals += beside(answer.context["form"], answer.content.decode())
            assert fate.refusals
        else:
            assert answer.status_code == 302, answer.status_code
    assert client.get(base).status_code == client.get(f"{base}check/").status_code == 200
    answer = client.post(f"{base}check/", body({}), content_type=TYPE)
    if answer.status_code == 302:
        # A draft is kept without the page's hidden fields, and without the one character that no database holds.
        typed_wrong = [name for name, _ in fate.refusals if name not in NEVER_KEPT]
        assert not typed_wrong or "%00" in "".join(map(body, parts.values())), fate.refusals
        fate.refusals = []
        fate.contact = Contact.objects.get(public_id=answer.headers["Location"].split("/")[2])
        fate.said = [text for form in forms for text in texts(form)]
        return fate
    assert answer.status_code == 200, answer.status_code
    (said,) = answer.context["form"].non_field_errors()
    # The page of all answers says which step it is, and which question.
    assert any(said.startswith(step.title) for step in STEPS) or said.startswith("Still to say"), said
    if not fate.refusals:
        fate.refusals.append(("", said))
        return fate
    labels = [str(form.fields[name].label) for form in forms for name in form.errors if name in form.fields]
    assert any(label in said for label in labels), (said, labels)
    return fate


def by_phone(client: Client, user: User, sent: Sent) -> Fate:
    """A call taker's one page."""
    client.force_login(user, backend="accounts.backends.StaffBackend")
    answer = client.post(f"/front-door/call/{uuid4()}/", body(sent), content_type=TYPE)
    if answer.status_code == 302:
        found = Contact.objects.get(public_id=answer.headers["Location"].split("/")[2])
        return Fate(contact=found, said=texts(PhoneForm(QueryDict(body(sent)))))
    assert answer.status_code == 200, answer.status_code
    refusals = list(beside(answer.context["form"], answer.content.decode()))
    assert refusals
    return Fate(refusals=refusals)


def by_public_form(client: Client, sender: str, sent: Sent) -> Fate:
    """Somebody at home: no sign-in; a receipt, or the page again with what was typed."""
    client.logout()
    sent = {"opened": opened(), "website": ""} | sent
    answer = client.post("/help/write/", body(sent), content_type=TYPE, REMOTE_ADDR=sender)
    assert answer.status_code == 200, answer.status_code
    form = answer.context.get("form")
    if form is not None:
        refusals = list(beside(form, answer.content.decode()))
        assert refusals
        return Fate(refusals=refusals)
    reference = answer.context["reference"]
    assert reference in answer.content.decode()
    kept = PublicForm.objects.get(reference=reference)
    read = WorryForm(read_body(body(sent).encode()[: 64 * 1024], whole=True)[0])
    read.is_valid()
    traps = {
        read.cleaned_data.get("website"),
        read.cleaned_data.get("opened"),
        read.cleaned_data.get("referrer_source"),
    }
    return Fate(contact=kept.contact, held=kept if kept.contact is None else None,
                said=[text for text in texts(read) if text not in traps])  # fmt: skip


def by_api(client: Client, secret: str, sent: Any) -> Fate:
    """An agency's system, lone halves of characters and all."""
    client.logout()
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4())}
    answer = client.post(
        "/api/v1/concerns/", json.dumps(sent), content_type="application/json", headers=headers
    )
    if answer.status_code == 201:
        found = Contact.objects.get(public_id=answer.json()["id"])
        return Fate(contact=found, said=list(_strings(sent)))
    assert answer.status_code == 400, answer.content
    errors = answer.json()["errors"]
    assert errors and all(set(each) == {"field", "reason"} and each["reason"] for each in errors)
    # Only a body that is no object at all has no field to name.
    assert not isinstance(sent, dict) or all(each["field"] for each in errors), errors
    return Fate(refusals=[(each["field"], each["reason"]) for each in errors])


def _strings(sent: Any) -> Iterator[str]:
    """Every text of what a system sent, as its serializer trims it."""
    if isinstance(sent, str):
        yield sent.strip()
    elif isinstance(sent, Mapping):
        for value in sent.values():
            yield from _strings(value)
    elif isinstance(sent, Sequence):
        for value in sent:
            yield from _strings(value)
