"""How a concern reaches the front door: the professional form, a call typed while talking, an agency's own system."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from accounts import tokens
from accounts.enums import AgencyKind
from accounts.models import Agency, ProfessionalGroup, RoleAssignment, User
from core import clock
from referrals.contacts.models import Contact
from tests.journeys.privacy import arranged
from tests.journeys.walk import Walk
from tests.personas import SINCE, WHO

Person = Mapping[str, Any]


def colleague(walk: Walk, username: str, agency: str, kind: AgencyKind, profession: str) -> User:
    """Somebody of another agency who may log a concern and nothing else."""
    assert username not in WHO
    with arranged():
        at, _ = Agency.objects.get_or_create(name=agency, defaults={"kind": kind})
        user: User = User.objects.create(
            username=username,
            display_name=f"Demo {username.title()}",
            email=f"{username}@demo.example",
            email_is_safe=True,
            phone="01632 960 002",
            agency=at,
            profession=ProfessionalGroup.objects.get(code=profession),
            date_joined=clock.now(),
            password="!",
        )
        RoleAssignment.objects.create(
            user=user,
            role="R1",
            agency=at,
            starts_on=SINCE,
            assigned_at=clock.now(),
            assigned_by=walk.personas.system,
        )
    return user


def by_the_form(
    walk: Walk,
    who: User,
    *,
    where_now: str,
    people: Sequence[Person],
    concern: Mapping[str, Any],
    danger_now: str = "NO",
    consent: Mapping[str, Any] | None = None,
    you: Mapping[str, Any] | None = None,
) -> Contact:
    """The seven steps, as far as this referrer goes; the receipt says that it is received."""
    walk.become(who)
    walk.follow("Log a concern", within="nav")
    walk.follow("Danger, and where they are now")
    walk.answer(danger_now=danger_now, where_now=where_now)
    walk.press("Save and go on")
    for person in people:
        walk.follow("Add a person")
        walk.answer(**person)
        walk.press("Save and go on")
    walk.follow("Go on")
    walk.answer(**concern)
    walk.press("Save and see all steps")
    for title, answers in (
        ("Consent, and what the family knows", consent),
        ("You, and what you ask for", you),
    ):
        if answers:
            walk.follow(title)
            walk.answer(**answers)
            walk.press("Save and see all steps")
    walk.follow("Check answers and send")
    walk.press("Send")
    walk.reads("We have received your concern")
    return Contact.objects.get(reference=walk.page.inner_text(".govuk-panel strong"))


def by_telephone(walk: Walk, taker: User, **answers: Any) -> Contact:
    """A call, on one page."""
    walk.become(taker, "/front-door/")
    walk.follow("Take a call")
    walk.answer(**answers)
    walk.press("Send to the front door")
    walk.reads("We have received your concern")
    return Contact.objects.get(reference=walk.page.inner_text(".govuk-panel strong"))


class System:
    """An agency's system with a token of its own: what it sends, and what it may read of it."""

    def __init__(self, walk: Walk, agency: str) -> None:
        self.walk = walk
        with arranged():
            _, self.secret = tokens.make_token(
                agency=Agency.objects.get(name=agency),
                name="Notifications",
                scopes=["LOG"],
                by=walk.personas.administrator,
                expires_on=clock.today() + timedelta(days=90),
            )

    def _headers(self, key: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key}

    def sends(self, key: str, **told: Any) -> Contact:
        """A notification over HTTP; sent again with the same key it is the same concern."""
        address = f"{self.walk.base}/api/v1/concerns/"
        answers = [
            self.walk.page.request.post(address, data=told, headers=self._headers(key)) for _ in range(2)
        ]
        assert [answer.status for answer in answers] == [201, 201], answers[0].text()
        first, again = (answer.json() for answer in answers)
        assert first["id"] == again["id"] and first["state"] == "Received"
        return Contact.objects.get(public_id=first["id"])

    def reads_of(self, contact: Contact) -> tuple[str, str]:
        """Where it stands, as far as its sender may know."""
        address = f"{self.walk.base}/api/v1/concerns/{contact.public_id}/"
        answer = self.walk.page.request.get(address, headers=self._headers("reading"))
        assert answer.status == 200, answer.text()
        return answer.json()["state"], answer.json()["detail"]
