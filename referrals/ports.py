"""What the front door's lower sub-domains ask of those above them."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from core.ports import Port
from referrals.contacts.models import Contact, ContactPerson

reached_undecided: Port[[Contact, User, datetime], None] = Port(
    "referrals.reached_undecided",
    meaning="A concern arrived or was opened again: a closed front door hands it to the out-of-hours worker at once",
)

accused_a_worker: Port[[Contact, list[ContactPerson], User], None] = Port(
    "referrals.accused_a_worker",
    meaning="A concern names somebody who works with children or adults at risk as the source of harm: the store of "
    "allegations opens a record of its own for each, before the concern is listed anywhere",
)

rated_higher: Port[[Contact, User, datetime], None] = Port(
    "referrals.rated_higher",
    meaning="A concern was rated higher: what was asked about it is due sooner and whoever was asked is told anew",
)

on_rota: Port[[datetime], list[User]] = Port(
    "referrals.on_rota", meaning="Whoever the duty rota has on at a moment, their cover while they are away"
)

answers_for_it_now: Port[[Contact, datetime], list[User]] = Port(
    "referrals.answers_for_it_now",
    meaning="Who answers for a concern while the front door is closed, so that they hear of what is added to it",
)


@dataclass(frozen=True, slots=True)
class QueueNotice:
    """One line above the queue, with where it leads."""

    title: str
    text: str
    href: str
    link: str


above_the_queue: Port[[User, datetime], QueueNotice | None] = Port(
    "referrals.above_the_queue", meaning="Something that whoever opens the queue must know first"
)
