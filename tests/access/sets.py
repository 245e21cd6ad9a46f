"""The same question put in every way the product offers: what one persona reaches, as sets of ids."""

import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from people.models import Person
from people.services.export import export_people
from people.visibility import record_visible
from referrals.contacts.models import Contact
from tests.access import independent
from tests.access.ask import Asker, body_of
from tests.access.crowd import SURNAME, Crowd

_PERSON = re.compile(r"/people/([0-9a-f-]{36})/")
_CONCERN = re.compile(r"/(?:concerns|front-door)/([0-9a-f-]{36})/")


class Sets:
    """Asks as each persona; what comes back is compared by the caller."""

    def __init__(self, asker: Asker, crowd: Crowd) -> None:
        self.asker, self.crowd = asker, crowd
        children = [*asker.world.people.values(), *crowd.people.values()]
        self.children = {str(person.public_id): person.pk for person in children}
        self.concerns = {str(row.public_id): row.pk for row in Contact.objects.all()}

    def _page(self, persona: str, address: str, **headers: Any) -> tuple[int, str]:
        response = self.asker.ask(persona, "GET", address, **headers)
        return response.status_code, body_of(response)

    def _people_in(self, text: str) -> set[int]:
        return {self.children[found] for found in _PERSON.findall(text) if found in self.children}

    def _concerns_in(self, text: str) -> set[int]:
        return {self.concerns[found] for found in _CONCERN.findall(text) if found in self.concerns}

    def policy(self, user: User) -> set[int]:
        return set(
            Person.objects.visible_to(user).filter(pk__in=self.children.values()).values_list("pk", flat=True)
        )

    def expected_cards(self, user: User) -> set[int]:
        return independent.cards(user.pk) & set(self.children.values())

    def expected_records(self, user: User) -> set[int]:
        return independent.records(user.pk) & set(self.children.values())

    def details(self, persona: str) -> tuple[set[int], set[int]]:
        """People whose page answers, and those whose record does."""
        seen = {
            pk
            for public_id, pk in self.children.items()
            if self._answers(persona, "person_detail", public_id)
        }
        return seen, {
            pk
            for public_id, pk in self.children.items()
            if pk in seen and self._answers(persona, "person_timeline", public_id)
        }

    def _answers(self, persona: str, url: str, public_id: str) -> bool:
        return self._page(persona, reverse(url, args=[public_id]))[0] == 200

    def search(self, persona: str, text: str = SURNAME, *, typing: bool = False) -> set[int] | None:
        """People found by name; None where this role does not search."""
        headers = {"headers": {"HX-Request": "true"}} if typing else {}
        code, body = self._page(persona, f"{reverse('people_find')}?q={text}", **headers)
        return self._people_in(body) if code == 200 else None

    def found(self, persona: str, text: str = SURNAME) -> dict[int, str]:
        """The answers of `manage.py find`, each with the level it states."""
        out = StringIO()
        call_command("find", text, "--as", persona, "--json", stdout=out)
        return {self.children[row["public_id"]]: row["level"] for row in json.loads(out.getvalue())}

    def counted(self, user: User, cards: set[int], records: set[int]) -> tuple[set[int], set[int]]:
        """Which of the two counts, of cards and of records, is another than the number of those reached."""
        mine = list(self.children.values())
        counts = (
            Person.objects.visible_to(user).filter(pk__in=mine).count(),
            record_visible(user).filter(pk__in=mine).count(),
        )
        return set(counts) ^ {len(cards), len(records)}, set()

    def exported(self, user: User) -> set[int] | None:
        """People of the file that this role may take; None where it takes none."""
        if not holds(user, Permission.REPORT_READ):
            return None
        with transaction.atomic():
            lines = export_people(by=user, purpose="Compared with every other way of asking")
            transaction.set_rollback(True)
        return {self.children[line[0]] for line in lines if line[0] in self.children}

    def board(self, persona: str) -> set[int] | None:
        code, body = self._page(persona, reverse("tracking_board"))
        return self._people_in(body) if code == 200 else None

    def opened_concerns(self, persona: str) -> set[int]:
        """Those of the concerns asked of this persona whose triage page or own page answers."""
        return {
            row.pk
            for row in self.asked_of(persona)
            if self._answers(persona, "triage_contact", str(row.public_id))
            or self._answers(persona, "contact_status", str(row.public_id))
        }

    def asked_of(self, persona: str) -> list[Contact]:
        """Every shared concern, and of the personas' own: one's own pair and those of three others."""
        world, others = self.asker.world, ("referrer", "stranger", "social_worker")
        shared = [thing for (about, _), thing in world.things.items() if about in ("contact", "decided")]
        own = [thing for (_, _, name), thing in world.mine.items() if name in (persona, *others)]
        return list({row.pk: row for row in (*shared, *own)}.values())

    def queue(self, persona: str) -> set[int] | None:
        """Concerns on every page of every tab of the queue."""
        return self._walk(persona, ("", "?tab=decided"), reverse("triage_queue"))

    def own(self, persona: str) -> set[int] | None:
        return self._walk(persona, ("",), reverse("contact_mine"))

    def _walk(self, persona: str, tabs: tuple[str, ...], address: str) -> set[int] | None:
        found: set[int] = set()
        for tab in tabs:
            for number in range(1, 6):
                join = "&" if tab else "?"
                code, body = self._page(persona, f"{address}{tab}{join}page={number}")
                if code != 200:
                    return None
                here = self._concerns_in(body)
                found |= here
                if not here:
                    break
        return found


Answer = Callable[[str], set[int]]
