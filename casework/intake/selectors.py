"""Whom to call when a concern is red: the seats on duty, who works with the children, who answered, who told."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.access import held
from accounts.models import RoleAssignment, User
from core import clock
from localities.selectors import protection_team
from people.selectors import workers_with
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import is_professional
from referrals.duty.selectors import on_rota
from referrals.information.models import InformationReply

SEATS = ("R9", "SEAT")


@dataclass(frozen=True, slots=True)
class Callee:
    """A colleague to call, and why they."""

    user: User
    why: str

    @property
    def words(self) -> str:
        said = (self.user.display_name, self.user.profession, self.user.agency, self.user.phone)
        return f"{', '.join(str(word) for word in said if word)}: {self.why}"


def call_list(contact: Contact, people: list[ContactPerson], *, reader: User) -> list[Callee]:
    """Each colleague once, police and health first; nobody is called by standing here."""
    found: dict[int, Callee] = {}
    for callee in (*_protection_team(), *_seats(), *_around(contact, people, reader)):
        if callee.user.pk != reader.pk and callee.user.is_active:
            found.setdefault(callee.user.pk, callee)
    return list(found.values())


def _protection_team() -> Iterator[Callee]:
    """The multi-agency child protection team, once the law that asks for it is commenced."""
    for member in protection_team():
        yield Callee(member.user, f"child protection team, {member.get_seat_display().lower()}")


def _seats() -> Iterator[Callee]:
    """Police and partners whom the rota has on now; without a rota, everybody who has the seat."""
    on = [user for user in on_rota(clock.now()) if held(user).roles & set(SEATS)]
    rows = (
        RoleAssignment.objects.current(on=clock.today())
        .filter(role__in=SEATS, user__is_active=True)
        .select_related("user__profession", "user__agency")
        .order_by("role", "user__display_name")
    )
    for row in rows:
        if not on or row.user in on:
            yield Callee(row.user, "on duty at the front door" if on else "has a seat at the front door")


def _around(contact: Contact, people: list[ContactPerson], reader: User) -> Iterator[Callee]:
    for row in people:
        if row.person is not None:
            for worker in workers_with(row.person, reader=reader):
                if worker.user is not None and not worker.is_sensitive:
                    yield Callee(worker.user, f"works with {row.full_name}")
    answers = InformationReply.objects.visible_to(reader).filter(request__contact=contact, told_by="")
    for answer in answers.select_related("recorded_by__profession", "recorded_by__agency", "request__agency"):
        yield Callee(answer.recorded_by, f"answered for {answer.request.agency}")
    if contact.referrer is not None and is_professional(contact):
        yield Callee(contact.referrer, "told us of it")
