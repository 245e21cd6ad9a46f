"""A flood of forged forms with a few true ones among them, scaled down; `python -m bench forms` sends it all."""

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client, override_settings

from bench.forged import VICTIM, forms
from outbox import services as outbox
from referrals.contacts.models import Contact
from referrals.public.models import PublicForm
from tests.personas import Personas
from tests.referrals.public.sending import FORM, TYPE, opened

pytestmark = pytest.mark.django_db


@override_settings(AXES_IPWARE_PROXY_COUNT=1)
def test_of_a_flood_every_true_form_is_in_the_queue_and_none_is_refused(
    client: Client, personas: Personas
) -> None:
    stamp = opened()
    true: list[str] = []
    for form in forms(random.Random(7), forged=60, true=4):
        typed: dict[str, Any] = {"opened": stamp} | form.fields
        answer = client.post(
            FORM, urlencode(typed), content_type=TYPE, headers={"X-Forwarded-For": form.sender}
        )
        assert answer.status_code == 200 and "We have received this" in answer.content.decode(), form.kind
        if form.is_true:
            true.append(PublicForm.objects.latest("pk").reference)
    assert Contact.objects.filter(reference__in=true).count() == len(true) == 4
    held = PublicForm.objects.held()
    assert held.count() > 40 and held.count() + Contact.objects.count() == PublicForm.objects.count()
    assert max(len(str(form.answers)) for form in held) < 20_000
    while outbox.sweep():
        pass
    assert len([each for each in mail.outbox if each.to == [VICTIM]]) == 1
