"""Two records compared, read as one and parted; what the pages of the one then say."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from people import services
from people.enums import Level
from people.models import AccessLog, Merge, PersonName
from people.selectors import level
from tests.people.merging import WHY, Pair, merge, pair
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
KEY = "5a3f1d0e-8a51-4b1c-9d55-0d6f2f6f0c11"


@pytest.fixture
def two(personas: Personas) -> Pair:
    return pair(personas)


def _compare(two: Pair) -> str:
    return reverse("person_merge_with", args=[two.kept.public_id, two.double.public_id])


def _send(client: Client, two: Pair, **more: str) -> int:
    answers = {
        "survivor": str(two.kept.public_id),
        "reason": WHY,
        "sure": "on",
        "idempotency_key": KEY,
    } | more
    return client.post(_compare(two), answers).status_code


def test_the_other_record_is_found_and_compared_field_by_field(
    personas: Personas, two: Pair, as_user: As
) -> None:
    services.update_person(person=two.double, by=personas.system, version=1, nhs_number="9990000034")
    client = as_user(personas.front_door_manager)
    answer = client.post(reverse("person_merge", args=[two.kept.public_id]), {"find": "9990000034"})
    assert answer.status_code == 302 and answer["Location"] == _compare(two)
    page = client.get(_compare(two)).content.decode()
    assert "Adah" in page and "≠ Different" in page and "= Same" in page
    read = AccessLog.objects.filter(by=personas.front_door_manager, purpose="Compared with another record")
    assert set(read.values_list("person_id", flat=True)) == {two.kept.pk, two.double.pk}


def test_sent_twice_it_is_one_merge_and_the_old_address_leads_to_the_survivor(
    personas: Personas, two: Pair, as_user: As
) -> None:
    client = as_user(personas.front_door_manager)
    assert _send(client, two) == _send(client, two) == 302
    assert Merge.objects.count() == 1
    old = client.get(reverse("person_detail", args=[two.double.public_id]))
    assert old["Location"] == reverse("person_detail", args=[two.kept.public_id])
    stranger = as_user(personas.stranger)
    assert stranger.get(reverse("person_detail", args=[two.double.public_id])).status_code == 404
    page = client.get(old["Location"]).content.decode()
    assert "Read together with another record, Adah Demochild" in page


def test_nobody_merges_without_saying_how_they_know(personas: Personas, two: Pair, as_user: As) -> None:
    client = as_user(personas.front_door_manager)
    assert _send(client, two, reason="same") == 200
    assert _send(client, two, sure="") == 200
    assert not Merge.objects.exists()


def test_twins_are_warned_of(personas: Personas, two: Pair, as_user: As) -> None:
    services.update_person(person=two.double, by=personas.system, version=1, is_multiple_birth=True)
    page = as_user(personas.front_door_manager).get(_compare(two)).content.decode()
    assert "Twins: one of these is recorded as a twin" in page


def test_what_stands_against_it_is_said_before_anything_is_asked(
    personas: Personas, two: Pair, as_user: As
) -> None:
    for person, lead in ((two.kept, personas.social_worker), (two.double, personas.social_worker_other)):
        services.set_lead(person=person, lead=lead, by=personas.system, reason="allocated")
    page = as_user(personas.front_door_manager).get(_compare(two)).content.decode()
    assert "These two cannot be merged yet" in page and "Both records have a lead professional" in page
    assert "Read both as one</button>" not in page


def test_safety_r_a_confidential_place_of_either_hides_the_address_of_the_one(
    personas: Personas, two: Pair, as_user: As
) -> None:
    services.move_to(person=two.kept, by=personas.system, lines="1 Demo Street", postcode="M33 7ZZ")
    services.add_safe_address(person=two.double, by=personas.system, lines="Demo Refuge", reason="Violence")
    client = as_user(personas.social_worker)
    overview = reverse("person_detail", args=[two.kept.public_id])
    assert "1 Demo Street" in client.get(overview).content.decode()
    merge(personas, two.kept, two.double)
    for name in ("person_detail", "person_family", "person_timeline", "household_timeline"):
        page = client.get(reverse(name, args=[two.kept.public_id])).content.decode()
        assert "1 Demo Street" not in page and "Demo Refuge" not in page, name
    assert "Confidential address" in client.get(overview).content.decode()
    reading = {"reason": "Visit this afternoon with the police"}
    safe = reverse("person_safe_address", args=[two.kept.public_id])
    assert "Demo Refuge" not in client.post(safe, reading).content.decode()
    assert "Demo Refuge" in as_user(personas.social_worker_other).post(safe, reading).content.decode()


def test_parted_again_each_page_shows_its_own(personas: Personas, two: Pair, as_user: As) -> None:
    client = as_user(personas.front_door_manager)
    _send(client, two)
    services.add_name(person=two.double, by=personas.system, forename="Addie", surname="Demochild")
    row = Merge.objects.get()
    assert "Addie" in client.get(reverse("person_family", args=[two.kept.public_id])).content.decode()
    undo = reverse("merge_undo", args=[row.public_id])
    assert client.post(undo, {"reason": "Two birth certificates seen"}).status_code == 302
    assert "Addie" not in client.get(reverse("person_family", args=[two.kept.public_id])).content.decode()
    assert PersonName.objects.get().person_id == two.double.pk
    assert level(personas.social_worker, two.double) == Level.CARD
    review = reverse("merge_review", args=[row.public_id])
    assert client.post(review).status_code == 302
    row.refresh_from_db()
    assert row.reviewed_by == personas.front_door_manager


def test_whoever_came_to_a_record_by_the_merge_goes_on_with_their_own(
    personas: Personas, two: Pair, as_user: As
) -> None:
    row = merge(personas, two.kept, two.double)
    client = as_user(personas.team_manager_other)
    answer = client.post(
        reverse("merge_undo", args=[row.public_id]), {"reason": "Two birth certificates seen"}
    )
    assert answer["Location"] == reverse("person_detail", args=[two.double.public_id])
    assert client.get(answer["Location"]).status_code == 200


def test_whoever_was_never_merged_pays_no_question_more(personas: Personas, two: Pair, as_user: As) -> None:
    client = as_user(personas.social_worker)
    overview = reverse("person_detail", args=[two.kept.public_id])

    def asked() -> list[str]:
        client.get(overview)
        with CaptureQueriesContext(connection) as caught:
            client.get(overview)
        return [query["sql"] for query in caught.captured_queries]

    alone = asked()
    assert not any('FROM "people_person" WHERE "people_person"."survivor_id" =' in sql for sql in alone)
    merge(personas, two.kept, two.double)
    assert len(asked()) - len(alone) <= 8
