"""The one pattern of a form page: shown, refused beside the field, kept, or somebody was quicker."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.core import kitchen
from tests.core.test_govuk_forms import FULL
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client, personas: Personas, settings: object) -> Client:
    settings.ROOT_URLCONF = "tests.core.kitchen"  # type: ignore[attr-defined]
    client.force_login(personas.social_worker)
    return client


@pytest.fixture(autouse=True)
def record() -> Iterator[None]:
    kept = dict(kitchen.RECORD)
    yield
    kitchen.RECORD.update(kept)


def test_a_get_carries_the_version_and_a_key(client: Client) -> None:
    page = client.get("/kitchen/").content.decode()
    assert '<input type="hidden" name="version" value="3"' in page
    assert 'name="idempotency_key"' in page


def test_what_is_wrong_comes_back_with_all_that_was_typed(client: Client) -> None:
    answer = client.post("/kitchen/", {**FULL, "born_on_month": "13"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: Everything a form can ask" in page
    assert "Demo Ashworth" in page
    assert "No food at home" in page


def test_a_refusal_stands_beside_its_field(client: Client) -> None:
    page = client.post("/kitchen/", {**FULL, "name": "refused"}).content.decode()
    assert page.count("This name is taken.") == 2


def test_what_is_right_is_kept_said_and_left(client: Client) -> None:
    key = "4a1c3b2e-0000-4000-8000-000000000001"
    answer = client.post("/kitchen/", {**FULL, "version": "3", "idempotency_key": key})
    assert answer["Location"] == f"/me/?{key}"
    assert "Kept." in client.get("/me/").content.decode()


def test_somebody_was_quicker_both_texts_stand_there_and_mine_can_be_sent_on_top(client: Client) -> None:
    kitchen.RECORD.update(version=4, name="Changed by a colleague")
    answer = client.post("/kitchen/", {**FULL, "version": "3"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Changed by a colleague" in page
    assert page.count("Demo Ashworth") >= 2
    assert "No food at home" in page
    assert '<input type="hidden" name="version" value="4"' in page
    assert client.post("/kitchen/", {**FULL, "version": "4"}).status_code == 302


def test_no_right_is_403_in_words(client: Client) -> None:
    answer = client.post("/kitchen/", {**FULL, "name": "forbidden"})
    assert answer.status_code == 403
    assert "Your role does not allow this step." in answer.content.decode()
    assert "999" in answer.content.decode()


def test_a_form_from_elsewhere_says_what_to_do(personas: Personas, settings: object) -> None:
    settings.ROOT_URLCONF = "tests.core.kitchen"  # type: ignore[attr-defined]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(personas.social_worker)
    answer = strict.post("/kitchen/", FULL)
    assert answer.status_code == 403
    assert "Back button" in answer.content.decode()
    assert "999" in answer.content.decode()


def test_the_hidden_page_is_the_same_bytes_for_everyone_and_carries_the_number(client: Client) -> None:
    mine = client.get("/nothing/here/")
    theirs = client.get("/nothing/there/?x=1")
    assert mine.status_code == theirs.status_code == 404
    assert mine.content == theirs.content
    page = mine.content.decode()
    assert "999" in page
    assert "01632 960 200" in page
    assert "<form" not in page
    assert "nonce" not in page


def test_a_fault_names_its_number_and_asks_the_database_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Demo Secret Name")

    monkeypatch.setattr(kitchen, "form_page", broken)
    client.raise_request_exception = False
    answer = client.get("/kitchen/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "If you report it, say:" in page
    assert "01632 960 200" in page
    assert "Demo Secret Name" not in page


def test_the_layout_costs_no_query_of_its_own(client: Client, django_assert_max_num_queries: object) -> None:
    client.get("/kitchen/")  # the first request of a session writes when it began
    # Session, person with employer and preference, roles, teams: whatever the page itself asks comes on top.
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        client.get("/kitchen/")
