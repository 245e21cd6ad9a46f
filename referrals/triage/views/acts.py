"""The acts of triage: each one form, one service call, back to the page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import holds, require
from accounts.models import User
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotFound
from core.govuk.forms import StandardForm
from core.govuk.views import form_page
from people.selectors import get_person, workers_with
from referrals.contacts import selectors as contacts
from referrals.contacts import services as contact_services
from referrals.contacts.forms import AddForm, NameHolderForm
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions import selectors as decisions
from referrals.decisions import services as decision_services
from referrals.decisions.services.decide import children_at_home
from referrals.information import selectors as information
from referrals.information import services as information_services
from referrals.information.forms import AskForm
from referrals.information.presenters import asked_label
from referrals.triage import forms, presenters, services
from referrals.triage.views.page import match_form_for

_GET_POST = require_http_methods(["GET", "POST"])


def _page(
    request: SignedInRequest,
    contact: Contact,
    form_class: type[StandardForm],
    act: Callable[[Any], Any],
    *,
    title: str,
    submit: str = "Save",
    said: str = "",
    onward: bool = False,
    **more: Any,
) -> HttpResponse:
    back = contact.path
    return form_page(
        request,
        form_class=form_class,
        act=act,
        done=(lambda _: _onward(request, contact)) if onward else back,
        context={"title": title, "submit": submit, "cancel": back, "caption": contact.reference},
        said=said,
        **more,
    )


def _onward(request: SignedInRequest, contact: Contact) -> str:
    """Back to the page, at the question that is asked next: nobody looks for it again after each answer."""
    contact.refresh_from_db()
    people = contacts.people_of(contact, reader=request.user)
    return f"{contact.path}#{presenters.next_question(contact, people, now=clock.now())}"


def _working(
    request: SignedInRequest, public_id: UUID, permission: Permission = Permission.CONTACT_TRIAGE
) -> Contact:
    """The concern, for whoever may do this: a partner who only reads the queue is shown no form of it."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, permission)
    return contact


def _people(contact: Contact, ids: list[str], reader: User) -> list[ContactPerson]:
    return [row for row in contacts.people_of(contact, reader=reader) if str(row.public_id) in ids]


@require_POST
def read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    services.mark_read(contact=contact, by=request.user)
    return redirect(_onward(request, contact))


@require_POST
def claim(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    services.claim(contact=contact, by=request.user)
    return redirect(_onward(request, contact))


@require_POST
def release(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    services.release_claim(contact=contact, by=request.user)
    return redirect("triage_queue")


@require_POST
def hold(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A holder has it."""
    contact = contacts.for_triage(public_id, reader=request.user)
    contact_services.acknowledge(contact=contact, by=request.user)
    return redirect(contact.path)


@_GET_POST
def name_holder(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    if not contact.is_restricted:
        raise NotFound("There is no such page.")
    staff = contacts.front_door_staff(reader=request.user)
    choices = [(str(user.public_id), f"{user.display_name}, {user.agency}") for user in staff]

    def offered(*args: Any, **more: Any) -> NameHolderForm:
        form = NameHolderForm(*args, **more)
        form.fields["user"].offer(choices)  # type: ignore[attr-defined]
        return form

    def act(form: NameHolderForm) -> Any:
        chosen = next(user for user in staff if str(user.public_id) == form.answers["user"])
        return contact_services.name_holder(
            contact=contact, user=chosen, by=request.user, reason=form.answers["reason"]
        )

    return _page(request, contact, offered, act, title="Let a colleague work on it")  # type: ignore[arg-type]


@_GET_POST
def take_over(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.CONTACT_TAKE_OVER)
    contact = contacts.for_triage(public_id, reader=request.user)
    return _page(
        request, contact, forms.TakeOverForm,
        lambda form: services.take_over(contact=contact, by=request.user, reason=form.answers["reason"]),
        title="Take this over",
    )  # fmt: skip


@_GET_POST
def rate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    return _page(
        request, contact, forms.RateForm,
        lambda form: services.rate(
            contact=contact, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        title="Rate this concern", version=contact.version, onward=True,
    )  # fmt: skip


@_GET_POST
def add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    return _page(
        request, contact, AddForm,
        lambda form: contact_services.add_to_contact(
            contact=contact, by=request.user, text=form.answers["text"], key=form.key
        ),
        title="Add to this concern",
    )  # fmt: skip


@_GET_POST
def match(request: SignedInRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    row = contacts.person_of(contact, person_id, reader=request.user)

    def offered(data: Any = None, files: Any = None, **more: Any) -> forms.MatchForm:
        return match_form_for(row, reader=request.user, data=data)

    def act(form: forms.MatchForm) -> Any:
        chosen = form.answers["person"]
        person = get_person(chosen, reader=request.user) if chosen else None
        return services.match_person(
            contact_person=row, by=request.user, decision=form.answers["decision"], person=person,
            reason=form.answers["reason"], key=form.key,
        )  # fmt: skip

    title = f"Who is {row.full_name}?"
    return _page(request, contact, offered, act, title=title, onward=True)  # type: ignore[arg-type]


@_GET_POST
def consider(request: SignedInRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    row = contacts.person_of(contact, person_id, reader=request.user)
    return _page(
        request, contact, forms.ConsiderForm,
        lambda form: services.consider_person(contact_person=row, by=request.user, note=form.answers["note"]),
        title=f"Consider {row.full_name}", onward=True,
    )  # fmt: skip


@_GET_POST
def bring_in(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    home = children_at_home(contact, by=request.user)

    def act(form: StandardForm) -> Any:
        person = get_person(form.answers["person"], reader=request.user)
        return services.bring_in(contact=contact, person=person, by=request.user, role=form.answers["role"])

    return _page(
        request, contact, forms.BringInForm, act, title="Bring a child of the household in", onward=True,
        form_kwargs={"people": home},
    )  # fmt: skip


@_GET_POST
def household(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    people = contacts.people_of(contact, reader=request.user)
    return _page(
        request, contact, forms.HouseholdForm,
        lambda form: services.confirm_household(
            contact=contact, by=request.user, members=_people(contact, form.answers["members"], request.user)
        ),
        title="Confirm the household and how people are related", submit="Confirm", onward=True,
        form_kwargs={"people": people},
    )  # fmt: skip


@_GET_POST
def ask(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id, Permission.INFORMATION_ASK)
    people = contacts.people_of(contact, reader=request.user)
    asked = information.whom_to_ask(reader=request.user, place=contact.locality, at=clock.now())
    offered = [(row, asked_label(row)) for row in asked]

    def act(form: AskForm) -> Any:
        given = form.answers
        return information_services.ask_agencies(
            contact=contact, by=request.user, targets=form.targets, about=_people(contact, given["about"], request.user),
            question=given["question"], basis=given["basis"], override_reason=given["override_reason"] or "",
            key=form.key,
        )  # fmt: skip

    return _page(
        request, contact, AskForm, act, title="Ask agencies", submit="Ask",
        form_kwargs={"offered": offered, "people": people}, said="Asked.",
    )  # fmt: skip


@require_POST
def chase(request: SignedInRequest, public_id: UUID, request_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    found = information.request_of(contact, request_id, reader=request.user)
    information_services.chase(request=found, by=request.user)
    return redirect(contact.path)


@require_POST
def withdraw(request: SignedInRequest, public_id: UUID, request_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    found = information.request_of(contact, request_id, reader=request.user)
    information_services.withdraw(request=found, by=request.user)
    return redirect(contact.path)


@_GET_POST
def route(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    people = contacts.people_of(contact, reader=request.user)

    def act(form: StandardForm) -> Any:
        person = get_person(form.answers["person"], reader=request.user)
        return services.route_open_case(
            contact=contact, person=person, by=request.user, reason=form.answers["reason"], key=form.key
        )

    # One key brings here, a second sends: nothing is decided by it, the clock runs on (safety d).
    return form_page(
        request, form_class=forms.RouteForm, act=act, done=contact.path, form_kwargs={"people": people},
        initial=forms.routing_of(people),
        context={
            "title": "Send to the worker of an open case", "submit": "Send", "cancel": contact.path,
            "caption": contact.reference, "focus_submit": request.method == "GET",
        },
        said="Sent. The clock runs until it is accepted.",
    )  # fmt: skip


@_GET_POST
def prompt(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A question about the other half of the family."""
    contact = _working(request, public_id)
    people = contacts.people_of(contact, reader=request.user)
    workers = {
        row.user.pk: row.user
        for each in people
        if each.person
        for row in workers_with(each.person, reader=request.user)
        if row.user
    }

    def act(form: StandardForm) -> Any:
        about = next(iter(_people(contact, [form.answers["about"]], request.user)), None)
        if about is None:
            raise NotFound("There is no such person.")
        to = next(
            (user for user in workers.values() if str(user.public_id) == form.answers["asked_of"]), None
        )
        return services.ask_family(
            contact=contact, about=about, question=form.answers["question"], by=request.user, asked_of=to
        )

    return _page(
        request, contact, forms.FamilyQuestionForm, act, title="Ask about the other half of the family", submit="Ask",
        form_kwargs={"people": people, "workers": list(workers.values())},
    )  # fmt: skip


@_GET_POST
def acknowledge(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    return _page(
        request, contact, forms.AcknowledgeForm,
        lambda form: services.acknowledge_referrer(contact=contact, by=request.user, how=form.answers["how"]),
        title="The referrer was told that we have it",
    )  # fmt: skip


@_GET_POST
def propose(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    return _page(
        request, contact, forms.ProposeForm,
        lambda form: decision_services.propose(
            contact=contact, by=request.user, tier=int(form.answers["tier"]), text=form.answers["text"], key=form.key
        ),
        title="Propose a decision", submit="Propose", said="A manager has been told.",
    )  # fmt: skip


@_GET_POST
def tell_family(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = _working(request, public_id)
    decision = decisions.decision_of(contact, reader=request.user)
    if decision is None:
        raise NotFound("Nothing has been decided yet.")
    people = contacts.people_of(contact, reader=request.user)

    def act(form: StandardForm) -> Any:
        given = form.answers
        if given["told"] == "NO":
            return decision_services.family_not_told(
                decision=decision, by=request.user, because=given["not_told_because"]
            )
        addressee = next(iter(_people(contact, [given["addressee"]], request.user)), None)
        if addressee is None:
            raise NotFound("There is no such person.")
        return decision_services.tell_family(
            decision=decision, by=request.user, addressee=addressee, how=given["how"],
            safe_contact_checked=bool(given["safe_contact_checked"]), key=form.key,
            agreed_by_manager=bool(given["agreed_by_manager"]) and holds(request.user, Permission.CONTACT_SIGN_CLOSURE),
        )  # fmt: skip

    return _page(
        request, contact, forms.TellFamilyForm, act, title="Tell the family, or say why not",
        form_kwargs={"people": people},
    )  # fmt: skip


@_GET_POST
def answer_referrer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """More, or less, than the decision let out."""
    contact = _working(request, public_id)
    decision = decisions.decision_of(contact, reader=request.user)
    if decision is None:
        raise NotFound("Nothing has been decided yet.")
    return _page(
        request, contact, forms.ReleaseForm,
        lambda form: decision_services.release_feedback(decision=decision, by=request.user, **form.answers),
        title="What the referrer may read",
    )  # fmt: skip


@require_POST
def ratify(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    decision = decisions.decision_of(contact, reader=request.user)
    if decision is None:
        raise NotFound("Nothing has been decided yet.")
    decision_services.ratify(decision=decision, by=request.user, note=request.POST.get("note", "")[:2000])
    return redirect(reverse("triage_contact", args=[contact.public_id]))
