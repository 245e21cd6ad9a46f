"""Planted holes: each must change an answer that the table, or the second writing of the rule, knows."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts import tokens
from accounts.models import ApiToken, User
from core import asking, clock
from core.errors import NotPermitted
from desk.selectors import near
from outbox.models import Notice
from outbox.selectors import unread_count
from people import compiled
from people import services as people
from people.models import Involvement
from people.services.export import export_people
from people.visibility import record_visible
from referrals.contacts.enums import UNDECIDED
from referrals.contacts.models import Contact
from referrals.information.models import InformationRequest
from referrals.triage.selectors import families
from tests.access import crowd as crowds
from tests.access import independent, oracle
from tests.access.ask import Asker
from tests.access.figures import FIGURES
from tests.access.holes import HOLES, Hole
from tests.access.sets import Sets

pytestmark = pytest.mark.django_db
URLS = {url.name: url for url in oracle.urls()}


@pytest.fixture(scope="module")
def sets(asker: Asker) -> Iterator[Sets]:
    with transaction.atomic():
        yield Sets(asker, crowds.gather(asker.world))
        transaction.set_rollback(True)


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _searched(sets: Sets, name: str) -> bool:
    crowd = {person.pk for person in sets.crowd.people.values()}
    return sets.search(name) == sets.expected_cards(_user(name)) & crowd


def _queue_counted(sets: Sets, name: str) -> bool:
    user = _user(name)
    told = Contact.objects.filter(
        pk__in=independent.concerns(user.pk), is_restricted=False, status__in=UNDECIDED
    )
    return len(families(user, now=clock.now())) == told.values("family_key").distinct().count()


def _bell(sets: Sets, name: str) -> bool:
    user = _user(name)
    return unread_count(user) == Notice.objects.filter(to=user, read_at__isnull=True).count()


def _records(sets: Sets, name: str) -> bool:
    user = _user(name)
    opened = record_visible(user).filter(pk__in=sets.children.values()).values_list("pk", flat=True)
    return set(opened) == sets.expected_records(user)


def _sensitive(sets: Sets, name: str) -> bool:
    rows = Involvement.objects.visible_to(_user(name)).filter(is_sensitive=True)
    return not rows.filter(person=sets.crowd.people["Sensitive"]).exists()


def _my_people(sets: Sets, name: str) -> bool:
    user = _user(name)
    return set(near.my_people(user).values_list("pk", flat=True)) == sets.expected_records(user)


def _concerns(sets: Sets, name: str) -> bool:
    user = _user(name)
    return set(Contact.objects.visible_to(user).values_list("pk", flat=True)) == independent.concerns(user.pk)


def _system(name: str) -> tuple[ApiToken, str]:
    """A token of the agency of this persona."""
    user = _user(name)
    assert user.agency is not None
    return tokens.make_token(
        agency=user.agency, name="Notifications", scopes=("LOG", "ANSWER"), by=_user("administrator"),
        expires_on=clock.today() + timedelta(days=90),
    )  # fmt: skip


def _get(secret: str, path: str) -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {secret}"})


def _api_concern(sets: Sets, name: str) -> bool:
    """A system reads what it logged itself, and nothing of what a person of its agency did."""
    _, secret = _system(name)
    told = Contact.objects.filter(is_restricted=False).first()
    assert told is not None
    return bool(_get(secret, f"/api/v1/concerns/{told.public_id}/").status_code == 404)


def _api_questions(sets: Sets, name: str) -> bool:
    _, secret = _system(name)
    waiting = InformationRequest.objects.filter(replied_at__isnull=True, withdrawn_at__isnull=True)
    own = waiting.filter(agency=_user(name).agency)
    assert waiting.count() > own.count()
    return {row["id"] for row in _get(secret, "/api/v1/questions/").json()} == {
        str(row.public_id) for row in own
    }


def _api_revoked(sets: Sets, name: str) -> bool:
    token, secret = _system(name)
    tokens.revoke_token(token=token, by=_user("administrator"))
    return bool(_get(secret, "/api/v1/questions/").status_code == 401)


def _exported(sets: Sets, name: str) -> bool:
    told = export_people(by=_user(name), purpose="Compared by a test")
    return {sets.children[row[0]] for row in told if row[0] in sets.children} == sets.expected_records(
        _user(name)
    )


def _exported_safe(sets: Sets, name: str) -> bool:
    """Whoever has a confidential address is in the file without any."""
    child = sets.asker.world.people["own"]
    people.move_to(person=child, by=_user("system"), lines="1 Demo Street", postcode="M33 2AA")
    told = {row[0]: row[-2:] for row in export_people(by=_user(name), purpose="Compared by a test")}
    return told[str(child.public_id)] == ("", "")


def _export_refused(sets: Sets, name: str) -> bool:
    try:
        export_people(by=_user(name), purpose="Compared by a test")
    except NotPermitted:
        return True
    return False


# Each says whether the answer is as the second writing of the rule has it.
COMPARE: dict[str, Callable[[Sets, str], bool]] = {
    "own": lambda sets, name: (
        sets.own(name) == set(Contact.objects.filter(logged_by=_user(name)).values_list("pk", flat=True))
    ),
    "queued": lambda sets, name: (sets.queue(name) or set()) <= independent.concerns(_user(name).pk),
    "board": lambda sets, name: sets.board(name) == sets.expected_records(_user(name)),
    "search": _searched,
    "safe": lambda sets, name: not sets.search(name, crowds.SAFE_POSTCODE),
    "queue count": _queue_counted,
    "bell": _bell,
    "my people": _my_people,
    "policy": lambda sets, name: sets.policy(_user(name)) == sets.expected_cards(_user(name)),
    "records": _records,
    "sensitive": _sensitive,
    "team record": lambda sets, name: (
        not record_visible(_user(name)).filter(pk=sets.asker.world.people["team"].pk).exists()
    ),
    "concerns": _concerns,
    "api concern": _api_concern,
    "api questions": _api_questions,
    "api revoked": _api_revoked,
    "export": _exported,
    "export safe": _exported_safe,
    "export right": _export_refused,
}


def noticed(hole: Hole, sets: Sets) -> list[str]:
    """What the table or the comparison says is wrong now."""
    found = []
    for name, method, persona, relation in hole.cells:
        url = URLS[name]
        (cell,) = (
            cell
            for cell in oracle.cells(url)
            if (cell.method, cell.persona, cell.relation) == (method, persona, relation)
        )
        found += [fault for fault in [sets.asker.wrong(url, cell)] if fault]
    found += [f"{way} of {persona} differs" for way, persona in hole.sets if not COMPARE[way](sets, persona)]
    return found


def test_nothing_is_noticed_where_nothing_is_open(sets: Sets) -> None:
    """The same questions before any hole is planted."""
    assert not [fault for hole in HOLES for fault in noticed(hole, sets)]


def _forget() -> None:
    """A kept text was made before the hole was there, or would outlive it."""
    asking._kept.clear()
    compiled._text.cache_clear()


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    _forget()
    yield
    _forget()


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: f"{hole.kind}: {hole.name}")
def test_a_planted_hole_is_noticed(hole: Hole, sets: Sets, monkeypatch: pytest.MonkeyPatch) -> None:
    hole.plant(monkeypatch)
    faults = noticed(hole, sets)
    FIGURES.add(holes=1, caught=int(bool(faults)))
    assert faults, f"{hole.name} changed no answer that is looked at"


def test_there_are_three_of_every_kind_and_more_of_the_policy() -> None:
    """Thirty are asked for: three of each of eight kinds, six clauses of the policy; six more clauses are dropped too."""
    kinds = Counter(hole.kind for hole in HOLES)
    asked = ("list", "detail", "search", "count", "export", "API", "paper", "file")
    assert {kind: kinds[kind] for kind in asked} == dict.fromkeys(asked, 3)
    assert kinds["policy"] >= 6
    assert len(HOLES) == sum(kinds.values()) >= 30
