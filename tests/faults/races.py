"""Two people at once: the same concern decided, the same form sent twice, the same concern claimed."""

from __future__ import annotations

import html
import http.client
import re
import threading
from collections import Counter
from typing import Any, Protocol

from accounts.models import User
from assessments.single.models import Assessment
from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.decisions.models import Decision, Referral, ThresholdIndicator
from referrals.decisions.selectors import threshold_in_force
from referrals.triage import services as triage
from tests.faults import invariants
from tests.faults.client import Answer, Browser
from tests.personas import make_personas

# What is decided in turn: below the threshold, and above it, where an assessment opens in the same transaction.
OUTCOMES = (("SINGLE_AGENCY", "2"), ("FAMILY_HELP", "3"))


class Asks(Protocol):
    """Somebody's browser, with or without a network between."""

    user: User

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer: ...


def races(port: int, rounds: int) -> dict[str, Any]:
    """Each round three races, each on a concern of its own; counts who got through."""
    make_personas()
    before = invariants.standing()
    users = {user.username: user for user in User.objects.all()}
    managers = [Browser(users[name], port) for name in ("front_door_manager", "edt")]
    workers = [Browser(users[name], port) for name in ("duty", "duty_second")]
    broken: list[str] = []
    seen: dict[str, Counter[str]] = {"decide": Counter(), "twice": Counter(), "claim": Counter()}
    for number in range(rounds):
        outcome, tier = OUTCOMES[number % len(OUTCOMES)]
        contact = ready(users, number)
        forms = [decide_form(browser, contact, outcome, tier) for browser in managers]
        answers = _at_once(*zip(managers, forms, strict=True), path=f"{contact.path}decide/")
        seen["decide"][_statuses(answers)] += 1
        broken += _one_decision(contact, outcome, f"round {number}, two decide", through=1, answers=answers)

        contact = ready(users, number)
        form = decide_form(managers[0], contact, outcome, tier)
        answers = _at_once((managers[0], form), (managers[0], form), path=f"{contact.path}decide/")
        seen["twice"][_statuses(answers)] += 1
        broken += _one_decision(contact, outcome, f"round {number}, sent twice", through=2, answers=answers)

        contact = logged(users, number)
        answers = _at_once((workers[0], {}), (workers[1], {}), path=f"{contact.path}claim/")
        seen["claim"][_statuses(answers)] += 1
        contact.refresh_from_db()
        through = [
            browser.user.pk for browser, answer in zip(workers, answers, strict=True) if answer.status == 302
        ]
        if through != [contact.claimed_by_id]:
            broken.append(f"round {number}, two claim: {_statuses(answers)}, held by {contact.claimed_by_id}")
    return {
        "rounds": rounds,
        "answers": {name: dict(found) for name, found in seen.items()},
        "decisions": Decision.objects.count(),
        "broken": [*broken, *invariants.whole(before=before)],
    }


def claims(port: int, rounds: int) -> dict[str, Any]:
    """Two workers press "I am on it" in the same moment, again and again, on concerns given back between."""
    make_personas()
    before = invariants.standing()
    users = {user.username: user for user in User.objects.all()}
    workers = [Browser(users[name], port) for name in ("duty", "duty_second")]
    concerns = [logged(users, number) for number in range(10)]
    broken: list[str] = []
    won: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for number in range(rounds):
        contact = concerns[number % len(concerns)]
        answers = _at_once((workers[0], {}), (workers[1], {}), path=f"{contact.path}claim/")
        seen[_statuses(answers)] += 1
        contact.refresh_from_db()
        through = [each.user for each, answer in zip(workers, answers, strict=True) if answer.status == 302]
        if [user.pk for user in through] != [contact.claimed_by_id] or _statuses(answers) != "302 and 409":
            broken.append(f"round {number}: {_statuses(answers)}, held by {contact.claimed_by_id}")
            continue
        won[through[0].username] += 1
        triage.release_claim(contact=contact, by=through[0])
    # What the history says of all of them: each race wrote one holder, none a second.
    written = Contact.pgh_event_model.objects.filter(claimed_by__isnull=False).count()
    return {
        "rounds": rounds,
        "answers": dict(seen),
        "won": dict(won),
        "written": written,
        "broken": [*broken, *invariants.whole(before=before)],
    }


def logged(users: dict[str, User], number: int) -> Contact:
    return log_contact(
        by=users["referrer"],
        key="",
        what=f"Bruises on both arms, seen at the register today. Race {number}.",
        where_now="At school until half past three",
        people=[{"role": "CHILD", "forename": "Ada", "surname": "Demorace", "age_words": "about seven"}],
    )


def ready(users: dict[str, User], number: int) -> Contact:
    """Read, rated, matched and considered by the duty worker: fit to be decided by others."""
    contact, duty = logged(users, number), users["duty"]
    triage.mark_read(contact=contact, by=duty)
    triage.rate(contact=contact, by=duty, rag="AMBER", reason="Injury to be explained")
    for person in contact.people.all():
        triage.match_person(
            contact_person=person, by=duty, decision="NEW", reason="Nobody like this is recorded"
        )
        triage.consider_person(contact_person=person, by=duty, note="School and health asked about")
    contact.refresh_from_db()
    return contact


def decide_form(browser: Asks, contact: Contact, outcome: str, tier: str) -> dict[str, str]:
    """The page as this person opened it (its version, its key), filled in."""
    page = browser.ask(contact.path).body
    found = re.search(rf'<form[^>]*action="{contact.path}decide/".*?</form>', page, re.DOTALL)
    if found is None:
        raise RuntimeError(f"no decide form on the page:\n{page[:3000]}")
    hidden = {
        match["name"]: html.unescape(match["value"])
        for match in re.finditer(
            r'<input type="hidden" name="(?P<name>[\w-]+)" value="(?P<value>[^"]*)"', found[0]
        )
    }
    offered = ThresholdIndicator.objects.filter(version=threshold_in_force(), tier=int(tier))
    indicator = offered.order_by("code").first()
    if indicator is None:
        raise RuntimeError(f"no indicator of tier {tier}")
    # The box as the page has it, under its tier.
    box = re.search(rf'name="(?P<name>[\w-]+)"[^>]*value="{indicator.public_id}"', found[0])
    if box is None:
        raise RuntimeError("the page offers no indicator")
    people = {f"outcome_{row.pk}": outcome for row in contact.people.all()}
    people |= {f"help_{row.pk}": "Parenting group" for row in contact.people.all()}
    return {
        "version": hidden["version"], "idempotency_key": hidden["idempotency_key"], "tier": tier,
        box["name"]: str(indicator.public_id), "adults_asked": "NO", "children_asked": "NO",
        "rationale": f"Decided by {browser.user.username}.", "release": "ACTION_TAKEN", "release_reason": "Usual",
        **people,
    }  # fmt: skip


def _at_once(*pairs: tuple[Browser, dict[str, str]], path: str) -> list[Answer]:
    """Both send in the same moment."""
    barrier, answers = threading.Barrier(len(pairs)), [Answer(0, "", "")] * len(pairs)

    def send(place: int, browser: Browser, form: dict[str, str]) -> None:
        barrier.wait(10)
        try:
            answers[place] = browser.ask(path, form)
        except (OSError, http.client.HTTPException) as error:
            answers[place] = Answer(0, "", repr(error))

    threads = [threading.Thread(target=send, args=(place, *pair)) for place, pair in enumerate(pairs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def _statuses(answers: list[Answer]) -> str:
    return " and ".join(sorted(str(answer.status) for answer in answers))


def _one_decision(
    contact: Contact, outcome: str, what: str, *, through: int, answers: list[Answer]
) -> list[str]:
    """Exactly one decision, and what it opens once; whoever was slower was told so."""
    decisions = Decision.objects.filter(contact=contact).count()
    referrals = list(Referral.objects.filter(contact=contact))
    assessments = Assessment.objects.filter(referral__in=referrals).count()
    opened = 1 if outcome == "FAMILY_HELP" else 0
    sent_on = sum(answer.status == 302 for answer in answers)
    refused = sum(answer.status in (200, 403, 409) for answer in answers)
    if (decisions, len(referrals), assessments, sent_on, refused) != (
        1,
        opened,
        opened,
        through,
        2 - through,
    ):
        said = f"{decisions} decisions, {len(referrals)} referrals, {assessments} assessments"
        return [f"{what}: {said}, answers {_statuses(answers)}: {complaints(answers)}"]
    return []


def complaints(answers: list[Answer]) -> str:
    """What the pages complained of, without the rest of them."""
    return "; ".join(
        " ".join(re.sub(r"<[^>]+>", " ", found).split())
        for answer in answers
        for found in re.findall(r'<div class="govuk-error-summary".*?</ul>', answer.body, re.DOTALL)
    )
