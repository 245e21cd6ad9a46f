"""A year and more of invented work written row by row, with every kind of edge a figure has: midnight, leap, twins of one
person, limits kept to the second. Rows are drawn, not made by services: a figure is counted from whatever stands there.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, models

from accounts.models import Agency, User
from assessments.early_help.models import EarlyHelpAssessment
from assessments.single.models import Assessment, AssessmentPart
from assessments.strategy.models import Section47, StrategyDiscussion
from bench.bulk import Numbers, copy_in, without_history
from casework.cases.models import Case
from casework.plans.models import Gap, Plan
from core import clock
from core.working_days import add_months, add_working_days
from deadlines.models import Clock, ClockRule
from localities.models import Locality
from people.codes import choices
from people.models import Grant, Person
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions.models import (
    Decision,
    Feedback,
    PersonDecision,
    Referral,
    ReferralStatusChange,
    ReferralSubject,
    ThresholdVersion,
)
from referrals.information.models import InformationRequest

FIRST, LAST = date(2025, 2, 1), date(2026, 6, 1)
SECOND = timedelta(seconds=1)
OUTCOMES = (
    "NFA_ADVICE",
    "SIGNPOST",
    "SINGLE_AGENCY",
    "EARLY_HELP",
    "ADULT_SAFEGUARDING",
    "MALICIOUS",
    "STRATEGY",
)
Row = dict[str, Any]


class Drawn:
    """Draws `size` concerns and what follows from them, then writes all tables at once."""

    def __init__(self, *, size: int, seed: int = 1) -> None:
        self.draw = random.Random(seed)
        self.next = Numbers()
        self.rows: dict[type[models.Model], list[Row]] = {}
        self.user = User.objects.get(username="front_door_manager").pk
        self.places = [*Locality.objects.values_list("pk", flat=True), None]
        self.agencies = list(Agency.objects.values_list("pk", flat=True))
        self.rules = {rule.code: rule.pk for rule in ClockRule.objects.all()}
        self.threshold = ThresholdVersion.objects.get(ends_on=None).pk
        self.sources = ["", *(code for code, _ in choices("REFERRAL_SOURCE"))]
        self.people = [self._person() for _ in range(max(20, size // 3))]
        for number in range(size):
            self._concern(number)
        for number in range(max(30, size // 2)):
            self._work(number)

    def write(self) -> None:
        role = connection.ops.quote_name(settings.SERVING_ROLE)
        with connection.cursor() as cursor:
            # What waits to be checked at the end would keep the triggers from standing aside; so would another's table.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE")
            with without_history():
                for model, rows in self.rows.items():
                    copy_in(model, rows)
            cursor.execute(f"SET ROLE {role}")

    def _add(self, model: type[models.Model], **values: Any) -> int:
        key = self.next(model)
        names = {field.attname for field in model._meta.concrete_fields}
        more: Row = {"id": key, "public_id": uuid4()} if "public_id" in names else {"id": key}
        if "recorded_by_id" in names:
            more |= {"recorded_by_id": self.user, "recorded_at": clock.at_local(FIRST)}
        self.rows.setdefault(model, []).append({**more, **values})
        return key

    def _moment(self) -> datetime:
        """Some day; often a second before or at midnight in England, or a month's first moment."""
        day = FIRST + timedelta(days=self.draw.randrange((LAST - FIRST).days))
        if self.draw.random() < 0.1:
            day = day.replace(day=1)
        at = clock.at_local(day)
        kind = self.draw.random()
        return (
            at if kind < 0.08 else at - SECOND if kind < 0.16 else at + SECOND * self.draw.randrange(86_400)
        )

    def _person(self) -> int:
        """One in eight was merged with an earlier one."""
        made = self.rows.get(Person, [])
        alone: Row = {"forename": "Demo", "surname": "Drawn"}
        if len(made) > 2 and self.draw.random() < 0.12:
            root = next(row for row in made if row.get("merged_into_id") is None)
            root |= {"survivor_id": root["id"], "own_restriction": "NONE"}
            alone |= {"merged_into_id": root["id"], "survivor_id": root["id"], "own_restriction": "NONE"}
        return self._add(Person, **alone)

    def _clock(
        self, code: str, *, subject: str, public_id: UUID, at: datetime, due: datetime, stop: datetime | None, **more: Any
    ) -> None:  # fmt: skip
        if self.draw.random() < 0.04:
            more |= {"cancelled_at": due, "cancelled_by_id": self.user, "cancelled_reason": "drawn so"}
            stop = None
        self._add(
            Clock, rule_id=self.rules[code], code=code, subject_kind=subject, subject_public_id=public_id,
            reference="drawn", triggered_at=at, due_at=due, due_on=clock.to_local(due).date(), stopped_at=stop,
            stopped_by_id=self.user if stop else None, **more,
        )  # fmt: skip

    def _near(self, due: datetime) -> datetime | None:
        """Long before, to the second, a second late, days late, or never."""
        return self.draw.choice([due - timedelta(hours=5), due, due + SECOND, due + timedelta(days=3), None])

    def _end_of(self, day: date) -> datetime:
        return clock.at_local(day + timedelta(days=1)) - SECOND

    def _concern(self, number: int) -> None:
        draw, at = self.draw, self._moment()
        logged = at + draw.choice([timedelta(0), timedelta(minutes=2), timedelta(hours=9), timedelta(days=2)])
        public_id, source = uuid4(), draw.choice(self.sources)
        contact = self._add(
            Contact, public_id=public_id, reference=f"DR-{number}", status="DECIDED", what="drawn", received_at=at,
            logged_at=logged, logged_by_id=self.user, locality_id=draw.choice(self.places), referrer_source=source,
            is_anonymous=draw.random() < 0.15, kind=draw.choice(("SAFEGUARDING", "SAFEGUARDING", "HELP")),
            is_restricted=False,
        )  # fmt: skip
        for _ in range(draw.choice((0, 1, 2))):
            self._check(contact, at)
        named = [
            (self._add(ContactPerson, contact_id=contact, position=place, role=draw.choice(("CHILD", "ADULT", "PARENT"))),
             draw.choice(self.people))
            for place in range(1, draw.choice((2, 3)))
        ]  # fmt: skip
        for turn in range(1, draw.choice((1, 2, 2, 2, 3))):
            self._decide(contact, public_id, named, at, turn, source)
            at += timedelta(days=20)

    def _check(self, contact: int, at: datetime) -> None:
        due = at + timedelta(hours=self.draw.choice((4, 24, 72)))
        answered = self._near(due)
        gone = self.draw.random() < 0.1
        self._add(
            InformationRequest, contact_id=contact, check_kind="HEALTH", agency_id=self.draw.choice(self.agencies),
            about="drawn", question="drawn", basis="CONSENT", asked_at=at, asked_by_id=self.user, due_at=due,
            replied_at=answered, replied_by_id=self.user if answered else None, withdrawn_at=due if gone else None,
            withdrawn_by_id=self.user if gone else None,
        )  # fmt: skip

    def _decide(
        self,
        contact: int,
        public_id: UUID,
        named: list[tuple[int, int]],
        at: datetime,
        turn: int,
        source: str,
    ) -> None:
        draw = self.draw
        due = self._end_of(add_working_days(clock.to_local(at).date(), 1))
        decided = self._near(due) or due + timedelta(days=9)
        for code, limit in (("REF-DEC", due), ("SA-SCR", at + timedelta(hours=24))):
            if code == "REF-DEC" or draw.random() < 0.4:
                self._clock(
                    code, subject="referrals.contact", public_id=public_id, at=at, due=limit, stop=decided
                )
        decision = self._add(
            Decision, contact_id=contact, round=turn, tier=3, threshold_id=self.threshold, rationale="drawn",
            adults_asked="NO", children_asked="NO", decided_at=decided, decided_by_id=self.user,
        )  # fmt: skip
        for told in draw.choice(([], [1, 30], [23], [24], [71, 100], [73])):
            self._add(
                Feedback, decision_id=decision, release=draw.choice(("NOTHING_YET", "OUTCOME", "ACTION_TAKEN")),
                reason="drawn", recorded_at=at + timedelta(hours=told),
            )  # fmt: skip
        for key, _ in named:
            self._add(
                PersonDecision, decision_id=decision, contact_person_id=key, outcome=draw.choice(OUTCOMES),
                help_named=draw.choice(("Drawn help", "Drawn help", " ")),
            )  # fmt: skip
        if draw.random() < 0.5:
            self._refer(contact, decision, named, decided, source)

    def _refer(
        self, contact: int, decision: int, named: list[tuple[int, int]], at: datetime, source: str
    ) -> None:
        received = next(row["received_at"] for row in reversed(self.rows[Contact]) if row["id"] == contact)
        closed = self.draw.random() < 0.4
        ended = {"closed_at": at, "closed_by_id": self.user, "close_reason": self.draw.choice(("RC8", "RC9"))}
        referral = self._add(
            Referral, reference=f"DF-{decision}", contact_id=contact, decision_id=decision, received_at=received,
            source=source, opened_at=at, opened_by_id=self.user, status="CLOSED" if closed else "OPEN",
            **(ended if closed else {}),
        )  # fmt: skip
        if self.draw.random() < 0.2:
            self._add(ReferralStatusChange, record_id=referral, transition="no_further_action", from_status="OPEN",
                      to_status="NFA", at=at, by_id=self.user)  # fmt: skip
        for person in {person for _, person in named}:
            self._add(ReferralSubject, referral_id=referral, person_id=person, contact_person_id=named[0][0])

    def _work(self, number: int) -> None:
        """Assessment, enquiry, plan, case, early help, gap and opening of one person."""
        person, at = self._add(Person, forename="Demo", surname="Drawn"), self._moment()
        makers: tuple[Callable[[int, int, datetime], None], ...] = (
            self._assessment, self._enquiry, self._plan, self._case, self._early_help,
        )  # fmt: skip
        for make in makers:
            make(number, person, at)
        self._add(
            Gap,
            domain="HEALTH",
            what="drawn",
            age_band="5-10",
            wait="NONE",
            logged_on=clock.to_local(at).date(),
        )
        public_id = uuid4()
        due = self._end_of(add_working_days(clock.to_local(at).date(), 1))
        self._add(
            Grant, public_id=public_id, person_id=person, user_id=self.user, kind="BREAK_GLASS", reason_code="COVER",
            reason="drawn", starts_at=at, ends_at=at + timedelta(hours=8),
        )  # fmt: skip
        self._clock(
            "ACCESS-REV", subject="people.grant", public_id=public_id, at=at, due=due, stop=self._near(due)
        )

    def _assessment(self, number: int, person: int, at: datetime) -> None:
        due = self._end_of(add_working_days(clock.to_local(at).date(), 45))
        done, public_id = self._near(due), uuid4()
        by = self.user if done else None
        key = self._add(
            Assessment, public_id=public_id, reference=f"DA-{number}", received_at=at, started_at=at, authorised_at=done,
            authorised_by_id=by, submitted_at=done, submitted_by_id=by, status="AUTHORISED" if done else "STARTED",
        )  # fmt: skip
        seen = self.draw.random() < 0.8
        self._add(
            AssessmentPart, assessment_id=key, person_id=person, first_seen_at=at if seen else None,
            first_seen_by_id=self.user if seen else None, seen_alone=seen and self.draw.random() < 0.7,
            is_open=not done, outcome="NFA" if done else "",
        )  # fmt: skip
        self._clock("CFA", subject="assessments.assessment", public_id=public_id, at=at, due=due, stop=done)

    def _enquiry(self, number: int, person: int, at: datetime) -> None:
        discussion = self._add(
            StrategyDiscussion, reference=f"DS-{number}", threshold_seen_at=at, convened_at=at, convened_by_id=self.user,
        )  # fmt: skip
        ended = self._near(at + timedelta(days=10))
        to_conference = bool(ended) and self.draw.random() < 0.5
        public_id = uuid4()
        self._add(
            Section47, public_id=public_id, person_id=person, discussion_id=discussion, started_at=at, concluded_at=ended,
            concluded_by_id=self.user if ended else None,
            conference_required=to_conference if ended else None, status="OUTCOME" if ended else "STARTED", reason="drawn",
            outcome=("CONTINUING_RISK" if to_conference else "NOT_SUBSTANTIATED") if ended else "",
        )  # fmt: skip
        due = self._end_of(add_working_days(clock.to_local(at).date(), 15))
        self._clock(
            "ICPC", subject="assessments.section47", public_id=public_id, at=at, due=due, stop=self._near(due)
        )

    def _plan(self, number: int, person: int, at: datetime) -> None:
        draw, start = self.draw, clock.to_local(at).date()
        kind = draw.choice(("CP", "CP", "CIN", "EARLY_HELP"))
        ended = draw.choice((None, start + timedelta(days=draw.randrange(1, 300))))
        reason = draw.choice(("OUTCOMES_MET", "STEPPED_UP", "STEPPED_DOWN"))
        case = self._add(
            Case, reference=f"DC-P{number}", person_id=person, kind=kind, status="CLOSED", opened_at=at,
            opened_by_id=self.user, closed_at=at, closed_by_id=self.user, closure_reason="RC8",
        )  # fmt: skip
        self._add(
            Plan, reference=f"DP-{number}", case_id=case, person_id=person, kind=kind, starts_on=start, ends_on=ended,
            status="ENDED" if ended else "ACTIVE", end_reason=reason if ended else "", agreed_at=at,
            agreed_by_id=self.user, category="NEG" if kind == "CP" else "", first_category="NEG" if kind == "CP" else "",
            earlier_plans=draw.choice((None, 0, 1, 2)),
        )  # fmt: skip
        if kind != "CP":
            return
        for turn, months in enumerate((3, 9, 15)):
            due = self._end_of(add_months(start, months))
            code = "RCPC-N" if turn else "RCPC-1"
            self._clock(
                code,
                subject="casework.plan",
                public_id=uuid4(),
                at=at,
                due=due,
                stop=self._near(due),
                person_id=person,
            )
        for code, days in (("CPVIS", 14), ("CG-1", 14), ("CPVIS", 28), ("CG-N", 42)):
            due = self._end_of(start + timedelta(days=days))
            self._clock(
                code, subject="casework.case", public_id=uuid4(), at=at, due=due, stop=self._near(due)
            )

    def _case(self, number: int, person: int, at: datetime) -> None:
        closed, public_id = self._near(at + timedelta(days=60)), uuid4()
        over = {"closed_by_id": self.user, "closure_reason": "RC8", "status": "CLOSED"} if closed else {}
        self._add(
            Case, public_id=public_id, reference=f"DC-{number}", person_id=person, kind="CIN", opened_at=at,
            opened_by_id=self.user, closed_at=closed, **over,
        )  # fmt: skip
        due = self._end_of(add_working_days(clock.to_local(at).date(), 1))
        self._clock(
            "ALLOC", subject="casework.case", public_id=public_id, at=at, due=due, stop=self._near(due)
        )

    def _early_help(self, number: int, person: int, at: datetime) -> None:
        self._add(
            EarlyHelpAssessment, reference=f"DE-{number}", person_id=person, started_at=at, consent_at=at,
            consent_given_by="Parent",
        )  # fmt: skip
