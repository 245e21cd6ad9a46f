"""A form from the public reaches the front door: as a concern, or held to be read first; the sender sees no difference."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.selectors import system_user
from core import clock
from core.history import acting
from core.references import next_reference
from outbox.services import once, tell
from referrals.contacts.enums import Answer, Channel
from referrals.contacts.models import Contact
from referrals.contacts.selectors import on_duty
from referrals.contacts.services import log_contact
from referrals.contacts.services import people as named
from referrals.public import clocks
from referrals.public.models import PublicForm
from referrals.public.services.limits import marks_of, over
from referrals.public.services.receipt import queue_receipt


@transaction.atomic
def receive_form(
    *,
    answers: Mapping[str, Any],
    people: Sequence[Mapping[str, Any]],
    sender: str,
    trap: bool = False,
    quick: bool = False,
    cut: bool = False,
) -> PublicForm:
    """One form, one concern, however often the same is sent; over a limit it is kept and read first (safety n).

    Who is named is looked for before anything is listed: a form that names a restricted person or accuses a worker
    is never held, it goes blind to its named list (safety o, q).
    """
    by, now = system_user(), clock.now()
    concern = {name: value for name, value in answers.items() if value not in (None, "", [])}
    whole = {**concern, "people": [dict(row) for row in people]}
    mail = str(concern.get("referrer_email", "")) if concern.get("referrer_email_is_safe") else ""
    marks = marks_of(whole, sender=sender, mail=mail, at=now)
    made: list[PublicForm] = []

    def write() -> str:
        rows = named.cleaned(people)
        guarded = any(named.accuses_a_worker(row) for row in rows) or any(named.restricted_in(rows))
        text = " ".join(str(value) for value in concern.values() if isinstance(value, str))
        because = over(marks, text=text, trap=trap, quick=quick, cut=cut, at=now)
        held = bool(because) and not guarded
        danger = concern.get("danger_now") == Answer.YES
        reference = next_reference("CN", clock.to_local(now).date())
        with acting(by=by, reason="form from the public"):
            contact = None if held else send_on(whole, reference=reference, received_at=now, by=by)
            form: PublicForm = PublicForm.objects.create(
                reference=reference, received_at=now, answers=whole if held else {}, says_danger=danger,
                sender_digest=marks.sender, words_digest=marks.words, content_digest=marks.content,
                mail_digest=marks.mail, held_because=because,
                due_at=clocks.due_at(now, says_danger=danger) if held else None, contact=contact,
                recorded_at=now, recorded_by=by,
            )  # fmt: skip
            if contact is not None:
                queue_receipt(form)
            elif danger:
                _tell_of_danger(form, at=now)
        made.append(form)
        return str(form.public_id)

    found: PublicForm = PublicForm.objects.select_for_update(of=("self",)).get(
        public_id=once(by=by, action="public.receive", key=marks.content, do=write)
    )
    if not made:
        found.times += 1
        found.save(update_fields=["times"])
    return found


def send_on(whole: Mapping[str, Any], *, reference: str, received_at: datetime, by: User) -> Contact:
    """The same concern by the same service as any other, received when the form was."""
    told = dict(whole)
    people = told.pop("people")
    return log_contact(
        by=by, key="", what=told.pop("what"), people=people, channel=Channel.PUBLIC, received_at=received_at,
        for_another=True, given_reference=reference, **told,
    )  # fmt: skip


def _tell_of_danger(form: PublicForm, *, at: datetime) -> None:
    """Whoever is on duty hears of a held form that speaks of danger; of many within the hour once."""
    for user in on_duty(at=at):
        tell(
            to=user,
            kind="referrals.held_danger",
            reference=form.reference,
            path="/front-door/held/",
            key=f"held-danger:{at:%Y%m%d%H}",
        )
