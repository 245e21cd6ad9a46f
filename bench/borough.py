"""The borough's index, families, open cases and plans, as the services would have left them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from accounts.models import Agency, ProfessionalGroup, RoleAssignment, Team, TeamMembership, User
from bench.bulk import Numbers
from casework.cases.models import Allocation, Case, CaseKindPeriod, CaseNote
from casework.plans.models import Action, Need, Outcome, OutcomeScore, Plan
from core import clock
from deadlines.models import Clock, ClockRule
from localities.models import Locality, TeamCoverage, Ward
from people.models import (
    Address,
    ContactPoint,
    Episode,
    EpisodeStage,
    Household,
    HouseholdMember,
    Involvement,
    Person,
    PersonStatus,
    Reference,
    Relationship,
    Sighting,
)

Rows = tuple[type[models.Model], Iterable[Mapping[str, Any]]]
FIRST = (
    "Ada",
    "Ben",
    "Cleo",
    "Dev",
    "Esme",
    "Finn",
    "Gia",
    "Hal",
    "Ida",
    "Jem",
    "Kit",
    "Lou",
    "Mia",
    "Ned",
    "Ola",
)
SYLLABLES = (
    "ash",
    "bar",
    "cor",
    "dun",
    "elm",
    "fen",
    "gar",
    "hol",
    "ing",
    "kel",
    "lan",
    "mor",
    "nor",
    "oak",
    "pen",
)
TEAMS = ("Family Support North", "Family Support South", "Bench Central", "Bench West")
WORKERS_A_TEAM, SMALL = 28, 100
KINDS = ("EARLY_HELP", "EARLY_HELP", "CIN", "CIN", "CIN", "CP")
STATUS = {"EARLY_HELP": "EARLY_HELP", "CIN": "CIN", "CP": "CP"}
STAGES = ("ASSESSMENT", "CASE_MANAGEMENT", "SUPPORT_PLANNING", "DELIVERY", "TRACKING", "REVIEW")
NOTES = 8


class Borough:
    """Draws everything first, then gives each table's rows."""

    def __init__(self, draw: random.Random, *, cases: int, others: int) -> None:
        self.draw, self.now, self.today = draw, clock.now(), clock.today()
        # In a small borough one worker of each team has everything, so that a page of theirs has all its rows.
        self.a_team = WORKERS_A_TEAM if cases >= SMALL else 1
        self.system = User.objects.get(username="system")
        self.localities = list(Locality.objects.order_by("position"))
        self.wards = list(Ward.objects.filter(ward_set=2023))
        self.rules = {rule.code: rule for rule in ClockRule.objects.in_force(on=self.today)}
        self.next = Numbers()
        self.rows: dict[type[models.Model], list[dict[str, Any]]] = {}
        self.agencies = list(Agency.objects.all())
        self.teams = self._teams()
        self.north = self.teams[0]
        self.people: list[tuple[int, UUID, str, str]] = []
        for _ in range(others):
            self._person(adult=draw.random() < 0.4)
        mother = household = 0
        surname = ""
        for number in range(cases):
            if number % 2 == 0:
                surname = self._surname()
                mother = self._person(adult=True, surname=surname)
                household = self._add(Household)
                self._in_household(household, mother)
            child = self._person(adult=False, surname=surname)
            self._in_household(household, child)
            self._add(Relationship, person_id=mother, other_id=child, kind="PARENT",
                      has_parental_responsibility=True, starts_on=self._days_ago(2000))  # fmt: skip
            self._case(child, number)
        shown = self.rows[Case][0]["person_id"]
        self.shown_person, self.shown_surname = next(
            (public_id, surname) for key, public_id, _, surname in self.people if key == shown
        )

    def tables(self) -> Iterator[Rows]:
        yield from self.rows.items()

    def _teams(self) -> list[Team]:
        """Four locality teams with their social workers; two of the teams and a worker each are standing."""
        council = Agency.objects.get(name="Demo Council")
        profession = ProfessionalGroup.objects.get(code="SOCIAL_WORKER")
        teams, self.workers = [], {}
        for name, locality in zip(TEAMS, self.localities, strict=True):
            team, _ = Team.objects.get_or_create(name=name, defaults={"kind": "LOCALITY", "agency": council})
            TeamCoverage.objects.create(team=team, locality=locality, starts_on=date(2020, 1, 1))
            members = list(User.objects.filter(assignments__team=team, assignments__role="R4").order_by("pk"))
            for number in range(self.a_team - len(members)):
                user = User.objects.create(
                    username=f"bench-{locality.code}-{number}".lower(), display_name=f"Demo Worker {locality.code}{number}",
                    agency=council, profession=profession, post_delegated=True, date_joined=self.now, password="!",
                )  # fmt: skip
                RoleAssignment.objects.create(
                    user=user, role="R4", agency=council, team=team, starts_on=date(2020, 1, 1),
                    assigned_at=self.now, assigned_by=self.system,
                )  # fmt: skip
                TeamMembership.objects.create(user=user, team=team, starts_on=date(2020, 1, 1))
                members.append(user)
            self.workers[team.pk] = members
            teams.append(team)
        return teams

    def _surname(self) -> str:
        return "Demo" + "".join(self.draw.choices(SYLLABLES, k=2))

    def _days_ago(self, most: int) -> date:
        return self.today - timedelta(days=self.draw.randrange(1, most))

    def _moment_ago(self, most: int) -> datetime:
        return self.now - timedelta(days=self.draw.uniform(1, most))

    def _add(self, model: type[models.Model], **values: Any) -> int:
        names = {field.name for field in model._meta.concrete_fields}
        if "recorded_at" in names:
            values = {"recorded_at": self.now, "recorded_by_id": self.system.pk, **values}
        values["id"] = self.next(model)
        self.rows.setdefault(model, []).append(values)
        return int(values["id"])

    def _person(self, *, adult: bool, surname: str = "") -> int:
        surname, forename, public_id = surname or self._surname(), self.draw.choice(FIRST), uuid4()
        years = self.draw.uniform(18, 60) if adult else self.draw.uniform(0, 17.5)
        key = self._add(
            Person, public_id=public_id, forename=forename, surname=surname, sex=self.draw.choice("FM"),
            born_on=self.today - timedelta(days=int(years * 365.25)), birth_certainty="EXACT", ethnicity="WBRI",
            first_language="English",
        )  # fmt: skip
        ward = self.draw.choice(self.wards)
        self._add(
            Address, person_id=key, lines=f"{self.draw.randrange(1, 200)} Demo Road",
            postcode=f"M33 {self.draw.randrange(1, 9)}DM", ward_id=ward.pk,
            locality_id=self.draw.choice(self.localities).pk, starts_on=self._days_ago(1500),
        )  # fmt: skip
        self.people.append((key, public_id, forename, surname))
        return key

    def _in_household(self, household: int, person: int) -> None:
        self._add(HouseholdMember, household_id=household, person_id=person, is_confirmed=True,
                  starts_on=self._days_ago(2000))  # fmt: skip

    def _case(self, person: int, number: int) -> None:
        """A case with its frame, team, worker, plan, notes, limits; one in twelve waits for a worker."""
        draw, place = self.draw, number % len(self.teams)
        team, kind, opened = self.teams[place], draw.choice(KINDS), self._moment_ago(500)
        worker = None if number % 12 == 11 else self.workers[team.pk][(number // 4) % self.a_team]
        reference, public_id = f"CS-26-{90_000 + number}", uuid4()
        case = self._add(
            Case, public_id=public_id, reference=reference, person_id=person, kind=kind,
            status="ALLOCATED" if worker else "OPEN", rating=draw.choice(("RED", "AMBER", "AMBER", "GREEN")),
            team_id=team.pk, opened_at=opened, opened_by_id=self.system.pk,
            unallocated_since=None if worker else opened,
        )  # fmt: skip
        self._add(CaseKindPeriod, case_id=case, kind=kind, started_at=opened)
        self._involve(person, "TEAM_AROUND", opened, team_id=team.pk, source=reference)
        self._involve(
            person, "UNIVERSAL", opened, agency_id=draw.choice(self.agencies).pk, what="School roll"
        )
        if worker:
            self._add(Allocation, case_id=case, worker_id=worker.pk, started_at=opened)
            self._involve(person, "ALLOCATED", opened, user_id=worker.pk, source=reference)
            self._involve(person, "LEAD", opened, user_id=worker.pk, source=reference)
        self._add(
            PersonStatus, person_id=person, kind=STATUS[kind], source=reference, started_on=opened.date()
        )
        stage = STAGES[number % len(STAGES)]
        episode = self._add(Episode, person_id=person, reference=reference, stage=stage, opened_at=opened,
                            opened_by_id=self.system.pk)  # fmt: skip
        self._add(
            EpisodeStage, episode_id=episode, stage=stage, entered_at=opened, entered_by_id=self.system.pk
        )
        self._add(Reference, person_id=person, kind="CASE", reference=reference, made_at=opened)
        self._add(ContactPoint, person_id=person, kind="PHONE", value="01632 960 123", safe_to_call=True)
        by = worker or self.system
        for _ in range(3):
            self._add(Sighting, person_id=person, seen_at=self._moment_ago(60), seen_by_id=by.pk,
                      alone=draw.random() < 0.6, where="Home", source=reference)  # fmt: skip
        for _ in range(NOTES):
            self._add(CaseNote, case_id=case, kind="TELEPHONE", happened_on=self._days_ago(200),
                      facts="Rang, spoke to the mother about the week. " * 6, recorded_by_id=by.pk)  # fmt: skip
        visits = "CPVIS" if kind == "CP" else "CINVIS"
        codes = [visits, "CIN-REV"] if kind != "EARLY_HELP" else ["EHA-REV"]
        for code in codes:
            # The first of each team is late, so that a page of theirs has something due.
            days = -1.0 if number < len(self.teams) else draw.uniform(-5, 40)
            due = self.now + timedelta(days=days)
            self.clock(code, Case._meta.label_lower, public_id, reference, f"/cases/{public_id}/", due=due,
                       person_id=person, owner_id=worker.pk if worker else None, team_id=team.pk)  # fmt: skip
        self._plan(case, person, kind, number, opened, by)

    def _plan(self, case: int, person: int, kind: str, number: int, opened: datetime, by: User) -> None:
        plan = self._add(
            Plan, reference=f"PL-26-{90_000 + number}", case_id=case, person_id=person, kind=kind, status="ACTIVE",
            starts_on=opened.date(), agreed_at=opened, agreed_by_id=by.pk,
            next_review_on=self.today + timedelta(days=self.draw.randrange(1, 80)),
            category="NEG" if kind == "CP" else "", first_category="NEG" if kind == "CP" else "",
        )  # fmt: skip
        for position in (1, 2):
            need = self._add(
                Need, plan_id=plan, domain="SAFETY", text="Safe at home every day", position=position
            )
            outcome = self._add(Outcome, need_id=need, change="Sleeps in her own bed", measure="Nights a week",
                                by_on=self.today + timedelta(days=60))  # fmt: skip
            self._add(OutcomeScore, outcome_id=outcome, score=self.draw.randrange(11), scored_on=opened.date(),
                      occasion="BASELINE", recorded_at=self._moment_ago(90))  # fmt: skip
            self._add(Action, outcome_id=outcome, what="Weekly visit", worker_id=by.pk,
                      due_on=self.today + timedelta(days=self.draw.randrange(-10, 40)))  # fmt: skip

    def _involve(self, person: int, kind: str, at: datetime, **who: Any) -> None:
        self._add(Involvement, person_id=person, kind=kind, started_at=at, **who)

    def clock(
        self, code: str, kind: str, subject: UUID, reference: str, path: str, *, due: datetime, **values: Any
    ) -> None:
        """A limit that runs, or has run where `stopped_at` is given."""
        self._add(
            Clock, rule_id=self.rules[code].pk, code=code, subject_kind=kind, subject_public_id=subject,
            reference=reference, path=path, triggered_at=due - timedelta(days=1), due_at=due,
            due_on=clock.to_local(due).date(), planning_on=clock.to_local(due).date(), **values,
        )  # fmt: skip
