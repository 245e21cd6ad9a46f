"""A year of concerns, all but the last few decided; the open ones as a busy front door has them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from bench.borough import Borough, Rows
from people.models import Reference
from referrals.contacts.models import Contact, ContactPerson, ContactStatusChange, RagRating
from referrals.decisions.models import (
    Decision,
    DecisionIndicator,
    Feedback,
    PersonDecision,
    ThresholdIndicator,
    ThresholdVersion,
)
from referrals.information.models import InformationRequest

OPEN = 240
PUT_TO = 3
WHAT = (
    "Came to school with a bruise on the left arm and said that it happened at home last night. "
    "Tired, without breakfast, did not want to go home. The class teacher has noticed the same twice this month. "
) * 3
OUTCOMES = ("NFA_ADVICE", "SIGNPOST", "SINGLE_AGENCY", "EARLY_HELP", "FAMILY_HELP")


class Concerns:
    def __init__(self, draw: random.Random, borough: Borough, *, number: int, undecided: int = OPEN) -> None:
        self.draw, self.borough, self.now = draw, borough, borough.now
        self.logged_by = User.objects.get(username="referrer").pk
        self.decider = User.objects.get(username="front_door_manager").pk
        self.reader = User.objects.get(username="duty").pk
        self.version = ThresholdVersion.objects.get(ends_on=None)
        self.indicators = list(
            ThresholdIndicator.objects.filter(version=self.version).values_list("pk", flat=True)
        )
        # Children with open cases come to notice more often than others.
        self.children = [person for person in borough.people if person[0] % 3] or borough.people
        self.family: dict[int, UUID] = {}
        borough.rows = {}
        self.shown_contact = uuid4()
        for place in range(number):
            self._one(place, is_open=place < undecided)

    def tables(self) -> Iterator[Rows]:
        yield from self.borough.rows.items()

    def _one(self, place: int, *, is_open: bool) -> None:
        draw, add = self.draw, self.borough._add
        hours = draw.uniform(0.2, 30) if is_open else draw.uniform(30, 365 * 24)
        received = self.now - timedelta(hours=hours)
        public_id = self.shown_contact if place == 0 else uuid4()
        reference = f"CN-26-{90_000 + place}"
        rag = "" if is_open and place % 4 == 3 else draw.choice(("RED", *("AMBER",) * 6, *("GREEN",) * 13))
        if place == 0:
            rag = "AMBER"
        child = draw.choice(self.children)
        is_read = not is_open or rag != ""
        decided = None if is_open else received + timedelta(hours=draw.uniform(1, 26))
        status = "CLOSED" if decided else "TRIAGE" if rag else "RECEIVED"
        due = received + timedelta(hours=draw.choice((4, 24, 72)))
        locality = draw.choice(self.borough.localities)
        key = add(
            Contact, public_id=public_id, reference=reference, status=status, received_at=received,
            logged_at=received, logged_by_id=self.logged_by, referrer_id=self.logged_by,
            referrer_name="Demo Referrer", referrer_role="Teacher", referrer_agency="Demo School",
            referrer_source="2A", referrer_phone="01632 960 001", where_now="At school", what=WHAT, rag=rag,
            danger_now="NO", child_words="I do not want to go home.", locality_id=locality.pk, postcode="M33 1DM",
            family_key=self.family.setdefault(child[0], uuid4()), due_at=None if decided else due,
            first_read_at=received + timedelta(minutes=20) if is_read else None,
            first_read_by_id=self.reader if is_read else None, is_unread=not is_read, decided_at=decided,
            decided_by_id=self.decider if decided else None, recorded_at=received, recorded_by_id=self.logged_by,
        )  # fmt: skip
        named = self._people(key, child, received, matched=is_read and (not is_open or place % 2 == 0))
        for kind, code in (
            ("decision", "REF-DEC"),
            ("gathering", {"RED": "MASH-R", "GREEN": "MASH-G"}.get(rag, "MASH-A")),
        ):
            if kind == "decision" or rag:
                self._clock(code, public_id, reference, due=due, decided=decided)
        if rag:
            add(RagRating, contact_id=key, rag=rag, reason="Injury to be explained", set_at=received,
                set_by_id=self.reader, recorded_at=received, recorded_by_id=self.reader)  # fmt: skip
            self._step(key, "rate", "RECEIVED", "TRIAGE", received)
        if is_open and rag and (place % 5 == 0 or place == 0):
            self._requests(key, received)
        if decided:
            self._decide(key, named, decided)

    def _people(
        self, contact: int, child: tuple[int, UUID, str, str], at: datetime, *, matched: bool
    ) -> list[int]:
        """The child, a parent, now and then a brother or sister."""
        _, _, forename, surname = child
        written = []
        for position, role in enumerate(
            ("CHILD", "PARENT", "SIBLING")[: self.draw.choice((1, 2, 2, 3))], start=1
        ):
            known = matched and position == 1
            values = {"contact_id": contact, "position": position, "role": role, "surname": surname}
            values |= {"forename": forename if position == 1 else "Demo", "age_words": "about seven"}
            values |= {"recorded_at": at, "recorded_by_id": self.logged_by}
            if known:
                values |= {"person_id": child[0], "match": "SAME", "match_reason": "Name and date"}
                values |= {"matched_at": at, "matched_by_id": self.reader}
            written.append(self.borough._add(ContactPerson, **values))
        if matched:
            self.borough._add(
                Reference, person_id=child[0], kind="CONTACT", reference=f"CN-{contact}", made_at=at
            )
        return written

    def _clock(
        self, code: str, subject: UUID, reference: str, *, due: datetime, decided: datetime | None
    ) -> None:
        ended: dict[str, Any] = {}
        if decided:
            ended = {"stopped_at": decided, "stopped_by_id": self.decider, "outcome": "Decided, tier 2"}
        self.borough.clock(
            code, Contact._meta.label_lower, subject, reference, f"/front-door/{subject}/", due=due, **ended
        )

    def _step(self, contact: int, name: str, before: str, after: str, at: datetime) -> None:
        self.borough._add(ContactStatusChange, record_id=contact, transition=name, from_status=before,
                          to_status=after, at=at, by_id=self.reader, reason="As rated")  # fmt: skip

    def _requests(self, contact: int, at: datetime) -> None:
        for agency in self.borough.agencies[:PUT_TO]:
            self.borough._add(
                InformationRequest, contact_id=contact, check_kind="HEALTH", agency_id=agency.pk,
                about="Demo child, about seven", question="What do you know?", basis="CONSENT", asked_at=at,
                asked_by_id=self.reader, due_at=at + timedelta(hours=24),
            )  # fmt: skip

    def _decide(self, contact: int, named: list[int], at: datetime) -> None:
        add = self.borough._add
        decision = add(
            Decision, contact_id=contact, round=1, tier=2, threshold_id=self.version.pk,
            rationale="Below the threshold of section 17; help named.", adults_asked="NO", children_asked="NO",
            decided_at=at, decided_by_id=self.decider, recorded_at=at, recorded_by_id=self.decider,
        )  # fmt: skip
        for person in named:
            add(PersonDecision, decision_id=decision, contact_person_id=person,
                outcome=self.draw.choice(OUTCOMES), help_named="Parenting group at the children's centre")  # fmt: skip
        for indicator in self.draw.sample(self.indicators, 2):
            add(DecisionIndicator, decision_id=decision, indicator_id=indicator)
        add(Feedback, decision_id=decision, release="ACTION_TAKEN", reason="Usual", recorded_at=at,
            recorded_by_id=self.decider)  # fmt: skip
        self._step(contact, "decide", "TRIAGE", "DECIDED", at)
        self._step(contact, "close", "DECIDED", "CLOSED", at)
