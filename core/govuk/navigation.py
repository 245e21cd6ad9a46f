"""The places of the primary navigation: apps register theirs in `ready()`, each sees what is theirs."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Item:
    """A place by name of its address; `permissions`: any of these opens it, none means everyone signed in.

    `letter` is its shortcut after `g`; `under`: other beginnings of addresses that belong to this place.
    """

    label: str
    url_name: str
    order: int
    letter: str
    permissions: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the layout prints it."""

    label: str
    href: str
    letter: str
    current: bool


_items: dict[str, Item] = {}
# By table of addresses too: tests bring their own.
_addresses: dict[tuple[str, str], str | None] = {}
_bell: dict[str, str] = {}


def register(item: Item) -> None:
    """My work 10, Log a concern 20, Front door 30, Find a person 40, Cases 50, Locality 60, Governance 70."""
    _items[item.label] = item


def register_bell(*, list_url_name: str, count_url_name: str) -> None:
    """Where notices are listed and counted (outbox says so)."""
    _bell.update(list=list_url_name, count=count_url_name)


def _address(url_name: str) -> str | None:
    key = (settings.ROOT_URLCONF, url_name)
    if key not in _addresses:
        try:
            _addresses[key] = reverse(url_name)
        except NoReverseMatch:
            _addresses[key] = None
    return _addresses[key]


def _names(permissions: tuple[str, ...]) -> set[str]:
    """Templates know permissions by name (CONTACT_QUEUE), registrations give their value (contact.queue)."""
    return {str(permission).replace(".", "_").upper() for permission in permissions}


def places(request: HttpRequest | None, may: frozenset[str]) -> list[Place]:
    """What this person may go to, in order; asks the database nothing."""
    open_to_me = [
        (item, href)
        for item in sorted(_items.values(), key=lambda item: item.order)
        if (href := _address(item.url_name)) and (not item.permissions or _names(item.permissions) & may)
    ]
    here = _nearest(request.path if request else "", open_to_me)
    return [Place(item.label, href, item.letter, item is here) for item, href in open_to_me]


def _nearest(path: str, among: list[tuple[Item, str]]) -> Item | None:
    """The place whose address the path begins with, the longest address first; home is only home."""
    best: Item | None = None
    length = 0
    for item, href in among:
        for beginning in (href, *item.under):
            matches = path == beginning if beginning == "/" else path.startswith(beginning)
            if matches and len(beginning) > length:
                best, length = item, len(beginning)
    return best


def bell() -> dict[str, str]:
    found = {key: _address(name) for key, name in _bell.items()}
    return {key: value for key, value in found.items() if value}
