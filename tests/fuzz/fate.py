"""Nothing accepted is lost: each stands whole in the database, and where somebody will read it."""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.test import Client

from core import clock
from referrals.contacts.models import Contact, TypedSafeAddress
from referrals.contacts.selectors import holders_now
from referrals.public.models import PublicForm
from referrals.triage.selectors import families
from tests.fuzz.channels import Fate
from tests.personas import Personas


def _row(row: models.Model) -> str:
    values: dict[str, Any] = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)


def _bare(text: str) -> str:
    """Without what a field may rightly trim or turn into capitals."""
    return re.sub(r"\s+", "", json.dumps(text, ensure_ascii=False)[1:-1]).casefold()


def whole(fate: Fate) -> None:
    """Every text that was accepted is kept somewhere in the concern, or in the form that is held."""
    if fate.held is not None:
        kept = json.dumps(fate.held.answers, ensure_ascii=False)
    else:
        assert fate.contact is not None
        people = list(fate.contact.people.all())
        safe = TypedSafeAddress.objects.filter(contact_person__in=people)
        kept = "\n".join(_row(row) for row in (fate.contact, *people, *safe))
    # White space as JSON writes it, and as a pupil's number is grouped.
    bare = re.sub(r"\\[nrt]|\s", "", kept).casefold()
    for text in fate.said:
        wanted = re.sub(r"\\[nrt]|\s", "", _bare(text))
        assert wanted in bare or wanted.replace("-", "") in bare, f"lost: {text[:200]!r}"


def stands(fate: Fate, client: Client, personas: Personas) -> str:
    """Where it waits for a reader, who opens it: the queue, a named list, or the forms that are read first."""
    whole(fate)
    if fate.held is not None:
        assert PublicForm.objects.held().filter(pk=fate.held.pk).exists() and fate.held.due_at
        reader, path, where = personas.duty, fate.held.path, "held"
    else:
        contact = fate.contact
        assert contact is not None
        reader, path, where = personas.duty, contact.path, "queue"
        if contact.is_restricted:
            reader, where = holders_now(contact)[0].user, "named list"
        assert Contact.objects.for_triage(reader).undecided().filter(pk=contact.pk).exists()
        assert contact.due_at is not None
    client.force_login(reader, backend="accounts.backends.StaffBackend")
    assert client.get(path).status_code == 200
    return where


def listed(personas: Personas, client: Client) -> int:
    """All of the shared queue in one read, and its pages open."""
    families_now = {family.key for family in families(personas.duty, now=clock.now())}
    wanted = set(Contact.objects.filter(is_restricted=False).values_list("family_key", flat=True))
    assert wanted <= families_now or len(families_now) == 1000, "not in the queue"
    client.force_login(personas.duty, backend="accounts.backends.StaffBackend")
    for address in ("/front-door/", "/front-door/?page=2", "/front-door/held/"):
        assert client.get(address).status_code == 200, address
    return len(wanted)
