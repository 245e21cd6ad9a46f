"""A new edition of the thresholds: drafted by one, agreed by another, never changing what was decided."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from referrals.decisions import selectors, services
from referrals.decisions.models import ThresholdIndicator, ThresholdVersion
from tests.personas import Personas

pytestmark = pytest.mark.django_db
Draft = Callable[..., ThresholdVersion]


@pytest.fixture
def draft(personas: Personas) -> ThresholdVersion:
    return services.draft_edition(
        by=personas.administrator, name="Threshold of need, next", source="Demo partnership",
        starts_on=clock.today() + timedelta(days=30),
    )  # fmt: skip


def test_a_draft_begins_with_the_edition_in_force_and_binds_nobody(
    personas: Personas, draft: ThresholdVersion
) -> None:
    now = selectors.threshold_in_force()
    assert now != draft
    assert [row.code for row in selectors.indicators(draft)] == [
        row.code for row in selectors.indicators(now)
    ]
    assert selectors.threshold_in_force(on=clock.today() + timedelta(days=400)) == now
    for name in ("duty", "team_manager", "referrer"):
        with pytest.raises(NotFound):
            selectors.threshold_edition(draft.public_id, reader=getattr(personas, name))
        assert draft not in selectors.threshold_editions(reader=getattr(personas, name))
    assert draft in selectors.threshold_editions(reader=personas.front_door_manager)


def test_the_right_roles_and_two_pairs_of_eyes(personas: Personas, draft: ThresholdVersion) -> None:
    with pytest.raises(NotPermitted):
        services.draft_edition(
            by=personas.front_door_manager, name="x", source="y", starts_on=date(2030, 1, 1)
        )
    with pytest.raises(NotPermitted):
        services.write_indicator(edition=draft, by=personas.front_door_manager, code="3Z", tier=3, text="x")
    with pytest.raises(NotPermitted):
        services.agree_edition(edition=draft, by=personas.administrator, starts_on=draft.starts_on)
    ThresholdVersion.objects.filter(pk=draft.pk).update(drafted_by=personas.front_door_manager)
    with pytest.raises(NotPermitted, match="Somebody else"):
        services.agree_edition(edition=draft, by=personas.front_door_manager, starts_on=draft.starts_on)


def test_an_agreed_edition_holds_from_a_day_to_come_and_its_words_never_change(
    personas: Personas, draft: ThresholdVersion
) -> None:
    before = selectors.threshold_in_force()
    old = list(ThresholdIndicator.objects.filter(version=before).order_by("pk").values_list("code", "text"))
    services.write_indicator(
        edition=draft, by=personas.administrator, code="3z", tier=3, text="Groomed online", concerns=["CSE"]
    )
    services.write_indicator(edition=draft, by=personas.administrator, code="1A", tier=1, text="Well")
    services.take_out_indicator(edition=draft, by=personas.administrator, code="1B")
    with pytest.raises(DomainError):
        services.take_out_indicator(edition=draft, by=personas.administrator, code="1B")
    with pytest.raises(DomainError, match="day to come"):
        services.agree_edition(edition=draft, by=personas.front_door_manager, starts_on=clock.today())
    begins = clock.today() + timedelta(days=10)
    services.agree_edition(edition=draft, by=personas.front_door_manager, starts_on=begins)
    assert selectors.threshold_in_force() == before
    assert selectors.threshold_in_force(on=begins - timedelta(days=1)) == before
    assert selectors.threshold_in_force(on=begins) == draft
    codes = {row.code: row.text for row in selectors.indicators(draft)}
    assert (codes["3Z"], codes["1A"], "1B" in codes) == ("Groomed online", "Well", False)
    assert (
        list(ThresholdIndicator.objects.filter(version=before).order_by("pk").values_list("code", "text"))
        == old
    )
    with pytest.raises(WrongState, match="do not change"):
        services.write_indicator(edition=draft, by=personas.administrator, code="1A", tier=1, text="Unwell")
    # The next one begins after it, and then only.
    third = services.draft_edition(
        by=personas.administrator, name="Third", source="Demo partnership", starts_on=begins
    )
    with pytest.raises(DomainError, match="after"):
        services.agree_edition(edition=third, by=personas.front_door_manager, starts_on=begins)


def test_a_tier_without_indicators_is_not_agreed(personas: Personas, draft: ThresholdVersion) -> None:
    for row in selectors.indicators(draft):
        if row.tier == 2:
            services.take_out_indicator(edition=draft, by=personas.administrator, code=row.code)
    with pytest.raises(WrongState, match="Tier 2"):
        services.agree_edition(edition=draft, by=personas.front_door_manager, starts_on=draft.starts_on)


def test_drafted_and_agreed_through_the_pages(client: Client, personas: Personas) -> None:
    begins = clock.today() + timedelta(days=5)
    day = {"starts_on_day": begins.day, "starts_on_month": begins.month, "starts_on_year": begins.year}
    client.force_login(personas.administrator)
    client.post("/thresholds/new/", {"name": "Spring edition", "source": "Demo partnership", **day})
    row = ThresholdVersion.objects.get(name="Spring edition")
    home = f"/thresholds/{row.public_id}/"
    client.post(f"{home}indicator/", {"code": "4Z", "take_out": "NO", "tier": "4", "text": "Trafficked"})
    assert "4Z. Trafficked" in client.get(home).content.decode()
    assert client.get(f"{home}agree/").status_code == 403
    client.force_login(personas.duty)
    assert client.get(home).status_code == 404
    assert "Spring edition" not in client.get("/thresholds/").content.decode()
    client.force_login(personas.front_door_manager)
    assert client.post(f"{home}agree/", day).status_code == 302
    client.force_login(personas.duty)
    shown = client.get("/thresholds/").content.decode()
    assert "Spring edition" in shown and "To come" in shown
    assert "Agreed by" in client.get(home).content.decode()
