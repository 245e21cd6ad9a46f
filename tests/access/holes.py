"""Ways in which somebody could open by mistake what is closed; each is planted by a test and must be noticed."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db.models import Q

from accounts import access, api, tokens
from accounts.models import ApiToken, RoleAssignment, TeamMembership, User
from accounts.querysets import DatedQuerySet
from core.data_classes import DataClass as D
from core.querysets import PolicyQuerySet
from desk.selectors import board, find, near
from documents import registry
from documents.querysets import AttachmentQuerySet, PaperQuerySet
from documents.services import make
from outbox.querysets import NoticeQuerySet
from people import visibility
from people.enums import GrantKind, Level
from people.models import Address, Person
from people.querysets import GrantQuerySet, IndexRowQuerySet, PersonQuerySet, PersonRowQuerySet
from people.search import Hit
from people.services import export
from referrals.contacts import querysets as concerns
from referrals.contacts import selectors as contacts
from referrals.contacts.models import Contact
from referrals.contacts.querysets import ContactQuerySet
from referrals.information import selectors as information
from referrals.information.models import InformationRequest

Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Hole:
    """What is opened, and where a run of the matrix or the sets would notice it."""

    kind: str
    name: str
    plant: Callable[[Patch], None]
    # Cells (address, method, persona, relation), or the name of a comparison of test_holes and whom it asks.
    cells: tuple[tuple[str, str, str, str], ...] = ()
    sets: tuple[tuple[str, str], ...] = ()


def _everything(self: PolicyQuerySet[Any], user: User) -> PolicyQuerySet[Any]:
    return self.all()


def _queue(patch: Patch) -> None:
    patch.setattr(ContactQuerySet, "for_triage", _everything)


def _own_list(patch: Patch) -> None:
    patch.setattr(contacts, "own_concerns", lambda reader: Contact.objects.order_by("-logged_at"))


def _board(patch: Patch) -> None:
    patch.setattr(board, "near", lambda user: Q())
    patch.setattr(PersonRowQuerySet, "visible_to", _everything)


def _person(patch: Patch) -> None:
    patch.setattr(PersonQuerySet, "visible_to", _everything)


def _status(patch: Patch) -> None:
    patch.setattr(
        contacts, "own_concern", lambda public_id, *, reader: Contact.objects.get(public_id=public_id)
    )


def _triage(patch: Patch) -> None:
    patch.setattr(
        contacts, "for_triage", lambda public_id, *, reader: Contact.objects.get(public_id=public_id)
    )


def _by_name(patch: Patch) -> None:
    def found(text: str, *, reader: User, limit: int = 20) -> list[Hit]:
        rows = Person.objects.filter(surname__istartswith=text).order_by("pk")[:limit]
        return [Hit(person=row, level=Level.CARD, score=1.0, why=()) for row in rows]

    patch.setattr(find, "search", found)


def _by_safe_postcode(patch: Patch) -> None:
    def found(text: str, *, reader: User, limit: int = 20) -> list[Hit]:
        rows = Person.objects.visible_to(reader).filter(safe_addresses__postcode=text.upper())[:limit]
        return [Hit(person=row, level=Level.CARD, score=1.0, why=()) for row in rows]

    patch.setattr(find, "search", found)


def _whole_index(patch: Patch) -> None:
    patch.setattr(visibility, "card_only_clause", lambda user, now: Q(restriction="NONE"))


def _bell(patch: Patch) -> None:
    patch.setattr(NoticeQuerySet, "visible_to", _everything)


def _near(patch: Patch) -> None:
    patch.setattr(near, "record_visible", lambda user: Person.objects.all())


def _paper_of_hidden(patch: Patch) -> None:
    """Whoever reads the kind reads the paper, whoever is on it."""

    def named(self: Any, user: User, now: Any) -> Q:
        return Q(
            kind__in=[
                kind.key for kind in registry.paper_kinds() if visibility.may_read(user, kind.data_class)
            ]
        )

    patch.setattr(PaperQuerySet, "named_for", named)
    patch.setattr(make, "open_record", lambda **_: None)


def _kind(patch: Patch, key: str, **changes: Any) -> None:
    patch.setitem(registry._papers, key, replace(registry._papers[key], **changes))


def _pack_for_all(patch: Patch) -> None:
    _kind(patch, "CONFERENCE_PACK", may_read=())


def _plan_as_core(patch: Patch) -> None:
    _kind(patch, "SUPPORT_PLAN", data_class=D.CORE)


def _found_by_anybody(public_id: Any, by: User) -> registry.FileSubject:
    person = Person.objects.get(public_id=public_id)
    return registry.FileSubject(person.public_id, person.full_name, "/", person)


def _parents(patch: Patch, **opened: Any) -> None:
    kind = registry._subjects["PERSON"]
    patch.setitem(registry._subjects, "PERSON", replace(kind, find=_found_by_anybody, **opened))


# A file has two doors, its own and its parent's, for the line in the log: a hole is in both.
def _file(patch: Patch) -> None:
    patch.setattr(AttachmentQuerySet, "visible_to", _everything)
    _parents(patch)


def _files(patch: Patch) -> None:
    _parents(patch, visible_ids=lambda user: Person.objects.values("public_id"))


def _files_page(patch: Patch) -> None:
    _parents(patch)
    patch.setattr(sys.modules["documents.services.attach"], "open_record", lambda **_: None)


def _unrestricted(patch: Patch) -> None:
    """A restricted record opens like any other."""
    real = visibility.record_clause

    def clause(user: User, now: Any) -> Q:
        mine = access.held(user)
        return real(user, now) | visibility.reached_by(visibility._mine_involved(user, mine, now))

    patch.setattr(visibility, "record_clause", clause)


def _private_links(patch: Patch) -> None:
    """Whoever works with their own family reads their record (safety p)."""
    patch.setattr(visibility, "not_their_own", lambda user: Q())


def _any_grant(patch: Patch) -> None:
    patch.setattr(visibility, "_RESTRICTED_GRANTS", tuple(GrantKind))


def _ended(patch: Patch) -> None:
    patch.setattr(IndexRowQuerySet, "current", lambda self, *, at: self.filter(started_at__lte=at))


def _not_begun(patch: Patch) -> None:
    patch.setattr(
        IndexRowQuerySet,
        "current",
        lambda self, *, at: self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at)),
    )


def _ended_grant(patch: Patch) -> None:
    patch.setattr(GrantQuerySet, "current", lambda self, *, at: self.filter(starts_at__lte=at))


def _leaver(patch: Patch) -> None:
    patch.setattr(User, "is_active", property(lambda self: True, lambda self, value: None))


def _dates_of(patch: Patch, model: Any) -> None:
    real = DatedQuerySet.current

    def current(self: Any, *, on: Any) -> Any:
        return self.all() if self.model is model else real(self, on=on)

    patch.setattr(DatedQuerySet, "current", current)


def _mover(patch: Patch) -> None:
    _dates_of(patch, RoleAssignment)


def _former_team(patch: Patch) -> None:
    _dates_of(patch, TeamMembership)


def _sensitive(patch: Patch) -> None:
    patch.setattr(visibility, "hasattr", lambda thing, name: False, raising=False)


def _notes(patch: Patch) -> None:
    patch.setitem(visibility.READS, D.NOTES, visibility.READS[D.CORE])


def _whole_agency(patch: Patch) -> None:
    real = access._read

    def read(user: User, day: Any) -> Any:
        mine = real(user, day)
        return replace(mine, led_agency_ids=mine.agency_ids)

    patch.setattr(access, "_read", read)


def _partner(patch: Patch) -> None:
    patch.setattr(concerns, "only_partner", lambda user: False)


def _any_token(patch: Patch) -> None:
    """Revoked or ended, a token is still a token."""
    patch.setattr(
        api, "bearer", lambda secret: ApiToken.objects.filter(digest=tokens.digest_of(secret)).first()
    )


def _every_question(patch: Patch) -> None:
    patch.setattr(information, "put_to_me", lambda reader: InformationRequest.objects.order_by("pk"))


def _exported(patch: Patch) -> None:
    patch.setattr(export, "record_visible", lambda user: Person.objects.all())


def _exported_homes(patch: Patch) -> None:
    """The home on record of somebody who has a confidential address."""

    def homes(people: list[Person], *, by: User) -> dict[int, Address]:
        return {row.person_id: row for row in Address.objects.filter(person__in=people)}

    patch.setattr(export, "_homes", homes)


def _exported_by_anybody(patch: Patch) -> None:
    patch.setattr(export, "require", lambda user, *permissions: None)


HOLES = (
    Hole("list", "the queue lists restricted concerns", _queue, sets=(("queued", "duty"),)),
    Hole("list", "my concerns lists everybody's", _own_list, sets=(("own", "stranger"),)),
    Hole("list", "the board shows everybody", _board, sets=(("board", "social_worker"),)),
    Hole("detail", "a person's page reads past the policy", _person, cells=(("person_detail", "GET", "referrer", "none"),)),
    Hole("detail", "a colleague's concern", _status, cells=(("contact_status", "GET", "referrer", "team"),)),
    Hole("detail", "a restricted concern by its address", _triage, cells=(("triage_contact", "GET", "duty", "restricted"),)),
    Hole("search", "by name past the policy", _by_name, sets=(("search", "duty"),)),
    Hole("search", "by the postcode of a safe address", _by_safe_postcode, sets=(("safe", "duty"),)),
    Hole("search", "a school finds the whole index", _whole_index, sets=(("search", "referrer"),)),
    Hole("count", "the queue counts restricted concerns", _queue, sets=(("queue count", "duty"),)),
    Hole("count", "the bell counts everybody's notices", _bell, sets=(("bell", "social_worker"),)),
    Hole("count", "my people counted without the policy", _near, sets=(("my people", "duty"),)),
    Hole("paper", "of a closed record", _paper_of_hidden, cells=(("paper", "GET", "social_worker", "none"),)),
    Hole("paper", "the chair's copy for all", _pack_for_all, cells=(("paper#pack", "GET", "social_worker", "own"),)),
    Hole("paper", "a plan's paper as the core record", _plan_as_core, cells=(("paper", "GET", "police", "own"),)),
    Hole("file", "read without its parent", _file, cells=(("file", "GET", "social_worker", "none"),)),
    Hole("file", "the list of parents unfiltered", _files, cells=(("file", "GET", "duty", "restricted"),)),
    Hole("file", "the page of a record's files", _files_page, cells=(("attach_file", "GET", "duty", "none"),)),
    Hole("API", "another agency's concern", _status, sets=(("api concern", "police"),)),
    Hole("API", "questions put to others", _every_question, sets=(("api questions", "police"),)),
    Hole("API", "a revoked token", _any_token, sets=(("api revoked", "police"),)),
    Hole("export", "people of closed records", _exported, sets=(("export", "team_manager"),)),
    Hole("export", "the home of a confidential address", _exported_homes, sets=(("export safe", "team_manager"),)),
    Hole("export", "by a role without the right", _exported_by_anybody, sets=(("export right", "social_worker"),)),
    Hole("policy", "restriction forgotten", _unrestricted, cells=(("person_detail", "GET", "social_worker", "restricted"),)),
    Hole("policy", "a worker reads their own family", _private_links, sets=(("records", "social_worker"),)),
    Hole("policy", "any grant opens a restricted record", _any_grant, sets=(("policy", "duty"),)),
    Hole("policy", "an ended involvement still opens", _ended, sets=(("records", "social_worker"),)),
    Hole("policy", "an involvement opens before it begins", _not_begun, sets=(("records", "health_visitor"),)),
    Hole("policy", "a grant opens after its end", _ended_grant, sets=(("records", "duty"),)),
    Hole("policy", "a leaver is let in", _leaver, sets=(("records", "leaver"),)),
    Hole("policy", "a role holds after its end", _mover, sets=(("records", "mover"),)),
    Hole("policy", "a former team still opens", _former_team, sets=(("records", "social_worker"),)),
    Hole("policy", "a sensitive service on the index card", _sensitive, sets=(("sensitive", "duty"),)),
    Hole("policy", "notes for every reader of the record", _notes, cells=(("note_detail", "GET", "police", "own"),)),
    Hole("policy", "an agency's case opens to all its staff", _whole_agency, sets=(("team record", "auditor"),)),
    Hole("policy", "a partner's seat after the decision", _partner, sets=(("concerns", "police"),)),
)  # fmt: skip
