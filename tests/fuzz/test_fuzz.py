"""Random contacts by each of four ways in; `make test` sends sixty, `make test-long` a thousand."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts import tokens
from accounts.models import Agency
from core import clock
from referrals.contacts.forms import STEPS, PersonForm
from referrals.contacts.forms.phone import PhoneForm
from referrals.contacts.forms.steps import AboutYouForm
from referrals.contacts.serializers import ConcernSerializer, PersonSerializer
from referrals.public.forms import WorryForm
from tests.fuzz import channels, fate, hostile
from tests.personas import POLICE, SCHOOL, Personas

pytestmark = pytest.mark.django_db
SHORT, LONG = 15, 250
SENDERS = [f"198.51.100.{number}" for number in range(200)]


class Tally:
    """How many were accepted, where they stand, what was refused: printed, and never all of one kind."""

    def __init__(self) -> None:
        self.where: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()

    def note(self, found: channels.Fate, client: Client, personas: Personas) -> None:
        if found.refusals:
            self.where["refused"] += 1
            self.fields.update({name for name, _ in found.refusals})
        else:
            self.where[fate.stands(found, client, personas)] += 1


@pytest.fixture
def tally(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Tally]:
    counted = Tally()
    yield counted
    with capsys.disabled():
        sys.stdout.write(
            f"\n{request.node.name}: {dict(counted.where)}; {len(counted.fields)} fields refused\n"
        )
    assert len(counted.where) > 1, "nothing accepted, or nothing refused: the test sees nothing"


def many(number: int) -> Any:
    """So many examples; not shrunk: one is ten pages, and the first that fails is printed whole."""
    return settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@st.composite
def steps(draw: st.DrawFn) -> dict[str, hostile.Sent]:
    """Most steps as anybody fills them in, a few anyhow."""
    parts = {slug: dict(sent) for slug, sent in channels.PROFESSIONAL.items()}
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=2, unique_by=lambda each: each.slug)):
        if step.form_class is None:
            form: Any = PersonForm()
        elif step.form_class is AboutYouForm:
            form = AboutYouForm(may_key=True, is_police=True)
        else:
            form = step.form_class()
        parts[step.slug] |= draw(hostile.changes(form, most=3))
    return parts


@st.composite
def objects(draw: st.DrawFn) -> Any:
    """A body of a system: some fields of the concern and of its people in other words, some that there are not."""
    if draw(st.integers(0, 30)) == 0:
        return draw(hostile.json_value())
    sent: dict[str, Any] = {**channels.SYSTEM, "people": [dict(row) for row in channels.SYSTEM["people"]]}
    for table, serializer in ((sent, ConcernSerializer), (sent["people"][0], PersonSerializer)):
        plain = {name: kind for name, kind in serializer().fields.items() if name != "people"}
        for name in draw(st.lists(st.sampled_from(sorted(plain)), max_size=2, unique=True)):
            codes = list(
                getattr(plain[name], "choices", None)
                or getattr(getattr(plain[name], "child", None), "choices", [])
            )
            right = st.sampled_from(codes) if codes else hostile.words() | st.dates().map(str) | st.booleans()
            table[name] = draw(right | right | right | hostile.json_value())
    if draw(st.integers(0, 9)) == 0:
        sent[draw(hostile.words())] = draw(hostile.json_value())
    if draw(st.integers(0, 9)) == 0:
        sent["people"] = draw(st.lists(hostile.json_value() | st.just(sent["people"][0]), max_size=32))
    return sent


def professional(number: int, client: Client, personas: Personas, tally: Tally) -> None:
    @many(number)
    @given(parts=steps(), who=st.sampled_from(["referrer", "police", "business_support", "duty"]))
    def run(parts: dict[str, hostile.Sent], who: str) -> None:
        tally.note(channels.by_steps(client, getattr(personas, who), parts), client, personas)

    run()


def phone(number: int, client: Client, personas: Personas, tally: Tally) -> None:
    @many(number)
    @given(sent=hostile.changes(PhoneForm(), most=4), who=st.sampled_from(["duty", "business_support"]))
    def run(sent: hostile.Sent, who: str) -> None:
        tally.note(channels.by_phone(client, getattr(personas, who), channels.PHONE | sent), client, personas)

    run()


def public(number: int, client: Client, personas: Personas, tally: Tally) -> None:
    @many(number)
    @given(sent=hostile.changes(WorryForm(), most=4), sender=st.sampled_from(SENDERS))
    def run(sent: hostile.Sent, sender: str) -> None:
        tally.note(channels.by_public_form(client, sender, channels.PUBLIC | sent), client, personas)

    run()


def api(number: int, client: Client, personas: Personas, tally: Tally) -> None:
    secrets = [
        tokens.make_token(agency=Agency.objects.get(name=name), name="Notifications", scopes=("LOG",),
                          by=personas.administrator, expires_on=clock.today() + timedelta(days=90))[1]
        for name in (POLICE, SCHOOL)
    ]  # fmt: skip

    @many(number)
    @given(sent=objects(), secret=st.sampled_from(secrets))
    def run(sent: Any, secret: str) -> None:
        tally.note(channels.by_api(client, secret, sent), client, personas)

    run()


WAYS = [professional, phone, public, api]


@pytest.mark.parametrize("way", WAYS)
def test_a_random_contact_is_refused_with_its_field_or_stands_where_it_is_read(
    way: Any, client: Client, personas: Personas, tally: Tally
) -> None:
    way(SHORT, client, personas, tally)
    fate.listed(personas, client)


@pytest.mark.long
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("way", WAYS)
def test_of_a_thousand_random_contacts_none_is_lost_and_none_breaks_anything(
    way: Any, client: Client, personas: Personas, tally: Tally
) -> None:
    way(LONG, client, personas, tally)
    fate.listed(personas, client)
