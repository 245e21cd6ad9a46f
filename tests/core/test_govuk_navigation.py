"""Places: by right, in order, one letter each, the nearest one marked; lists page and keep their filter."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from accounts.models import Agency
from accounts.permissions import Permission
from core.govuk import listing, navigation

ALL = frozenset(permission.name for permission in Permission)


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/colleagues/")


def test_letters_and_labels_are_one_each() -> None:
    letters = [item.letter for item in navigation._items.values()]
    assert len(letters) == len(set(letters)), letters
    assert "g" not in letters


def test_the_order_is_the_one_of_the_house(rf: RequestFactory) -> None:
    wanted = [
        "My work", "Log a concern", "Front door", "Find a person", "Allegations", "Cases", "Locality", "Governance",
    ]  # fmt: skip
    labels = [place.label for place in navigation.places(rf.get("/"), ALL)]
    assert labels == [label for label in wanted if label in labels]


def test_a_place_is_shown_by_right(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = navigation.Item("Queue", "staff_directory", 1, "q", (Permission.CONTACT_QUEUE,))
    monkeypatch.setattr(navigation, "_items", {"Queue": queue})
    assert navigation.places(rf.get("/"), frozenset()) == []
    assert [place.label for place in navigation.places(rf.get("/"), frozenset({"CONTACT_QUEUE"}))] == [
        "Queue"
    ]


def test_the_nearest_place_is_marked_and_only_it(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    items = (
        navigation.Item("All", "staff_directory", 1, "a"),
        navigation.Item("Add", "staff_add", 2, "b"),
        navigation.Item("Gone", "no_such_address", 3, "c"),
    )
    monkeypatch.setattr(navigation, "_items", {item.label: item for item in items})
    current = [place.label for place in navigation.places(rf.get("/colleagues/add/"), ALL) if place.current]
    assert current == ["Add"]


@pytest.mark.django_db
def test_a_list_counts_exactly_to_the_cap_and_keeps_its_filter(
    rf: RequestFactory, as_system: None, django_assert_num_queries: object
) -> None:
    for number in range(205):
        Agency.objects.create(name=f"Counted {number:03}", kind="OTHER")
    found = Agency.objects.filter(name__startswith="Counted").order_by("name")
    with django_assert_num_queries(2):  # type: ignore[operator]
        page = listing.page_of(rf.get("/?q=a+b&page=2"), found)
    assert page.count_words == "200+"
    assert page.rows[0].name == "Counted 050"
    assert page.previous_href == "?q=a+b&page=1"
    assert page.next_href == "?q=a+b&page=3"
    few = listing.page_of(rf.get("/"), found[:7])
    assert (few.count_words, few.next_href) == ("7", "")
    assert listing.page_number(rf.get("/?page=-3")) == listing.page_number(rf.get("/?page=x")) == 1
