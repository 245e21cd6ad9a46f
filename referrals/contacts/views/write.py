"""Log a concern: seven steps on a task list, kept on the server, sent when five answers stand."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import has_role, require
from accounts.models import User
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.services import bin_draft, save_draft
from core.errors import DomainError, NotFound
from core.govuk.forms import NEVER_KEPT, StandardForm
from core.govuk.views import form_page
from documents.forms import AttachForm
from documents.presenters import file_lines
from documents.selectors import attachments_of
from outbox.selectors import already_done
from referrals.contacts import selectors, services
from referrals.contacts.forms import STEPS, PersonForm, SendForm, Step
from referrals.contacts.forms.draft import PERSON, SENT, Writing, form_name
from referrals.contacts.models import Contact
from referrals.contacts.permissions import may_key_for_others

MOST_PEOPLE = 20


def _writing(user: User, draft_id: UUID) -> Writing:
    require(user, Permission.CONTACT_LOG)
    return Writing(
        draft_id,
        selectors.drafts_of_concern(user, draft_id),
        may_key=may_key_for_others(user),
        is_police=has_role(user, "R9") or bool(user.agency and user.agency.kind == "POLICE"),
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was posted, as it was typed, without token, key and version."""
    kept = {}
    for name, values in request.POST.lists():
        if name not in NEVER_KEPT and name != "go":
            kept[name] = values if len(values) > 1 else values[0]
    return kept


def _step(slug: str) -> tuple[Step, type[StandardForm]]:
    for found in STEPS:
        if found.slug == slug and found.form_class is not None:
            return found, found.form_class
    raise NotFound("There is no such step.")


@require_GET
def begin(request: SignedInRequest) -> HttpResponse:
    """A new concern gets a number of its own, so that two windows never mix."""
    require(request.user, Permission.CONTACT_LOG)
    return redirect("contact_draft", draft_id=uuid4())


@require_GET
def task_list(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    writing = _writing(request.user, draft_id)
    context = {"writing": writing, "form_send": SendForm(initial={"idempotency_key": str(draft_id)})}
    return render(request, "referrals/contacts/task_list.html", context)


@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, draft_id: UUID, slug: str) -> HttpResponse:
    """One step: whatever was typed is kept, then checked."""
    writing = _writing(request.user, draft_id)
    this, form_class = _step(slug)
    kept = writing.drafts.get(form_name(slug))
    extra = writing.knows(this)
    if request.method == "POST":
        save_draft(user=request.user, form=form_name(slug), subject=str(draft_id), content=_typed(request))
        form = form_class(request.POST, **extra)
        if form.is_valid():
            return HttpResponseRedirect(_after(slug, draft_id, request.POST.get("go", "")))
    else:
        known = _known(request.user, slug)
        form = form_class(draft=kept.content if kept else None, initial=known, **extra)
    return _step_page(request, writing, this.title, form, form_name(slug), slug)


def _known(user: User, slug: str) -> dict[str, str]:
    """A signed-in referrer need not type who they are."""
    if slug != "you" or may_key_for_others(user):
        return {}
    return {
        "referrer_name": user.display_name,
        "referrer_role": str(user.profession or user.post),
        "referrer_agency": str(user.agency or ""),
        "referrer_phone": user.phone,
        "referrer_email": user.email,
    }


def _after(slug: str, draft_id: UUID, go: str) -> str:
    """The next step, or the task list where that was asked for."""
    slugs = [each.slug for each in STEPS]
    following = slugs.index(slug) + 1
    if go == "list" or following >= len(slugs):
        return reverse("contact_draft", args=[draft_id])
    if slugs[following] == "people":
        return reverse("contact_people", args=[draft_id])
    return reverse("contact_step", args=[draft_id, slugs[following]])


def _step_page(
    request: HttpRequest, writing: Writing, title: str, form: StandardForm, name: str, slug: str, **more: Any
) -> HttpResponse:
    context = {
        "writing": writing,
        "title": title,
        "form": form,
        "slug": slug,
        "autosave": reverse("draft_about", args=[name, str(writing.draft_id)]),
        "back": reverse("contact_draft", args=[writing.draft_id]),
    }
    return render(request, "referrals/contacts/step.html", {**context, **more})


@require_GET
def people(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Who it is about, one line each."""
    return render(request, "referrals/contacts/people.html", {"writing": _writing(request.user, draft_id)})


@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, draft_id: UUID, number: int) -> HttpResponse:
    writing = _writing(request.user, draft_id)
    if not 1 <= number <= MOST_PEOPLE:
        raise NotFound("There is no such person.")
    name = f"{PERSON}{number}"
    kept = writing.drafts.get(name)
    if request.method == "POST":
        save_draft(user=request.user, form=name, subject=str(draft_id), content=_typed(request))
        form = PersonForm(request.POST)
        if form.is_valid():
            return redirect("contact_people", draft_id=draft_id)
    else:
        form = PersonForm(draft=kept.content if kept else None)
    return _step_page(
        request, writing, f"Person {number}", form, name, "person",
        back=reverse("contact_people", args=[draft_id]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def files(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Photographs and letters that go with the concern when it is sent; nobody has to add any."""
    writing = _writing(request.user, draft_id)
    if writing.sent_id:
        return redirect("contact_files", public_id=writing.sent_id)
    return form_page(
        request,
        form_class=AttachForm,
        template="referrals/contacts/files.html",
        act=lambda form: services.keep_file(draft_id=draft_id, by=request.user, key=form.key, **form.sent()),
        done=reverse("contact_draft_files", args=[draft_id]),
        context={
            "caption": "Log a concern",
            "back": reverse("contact_draft", args=[draft_id]),
            "files": file_lines(
                attachments_of(subject_id=draft_id, reader=request.user), reader=request.user
            ),
        },
        said="Kept. It goes with the concern when you send it.",
    )


@require_POST
def remove_person(request: SignedInRequest, draft_id: UUID, number: int) -> HttpResponse:
    kept = _writing(request.user, draft_id).drafts.get(f"{PERSON}{number}")
    if kept is not None:
        bin_draft(draft=kept, by=request.user)
    return redirect("contact_people", draft_id=draft_id)


@require_POST
def throw_away(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Into the bin, every part of it."""
    for kept in _writing(request.user, draft_id).drafts.values():
        bin_draft(draft=kept, by=request.user)
    return redirect("contact_mine")


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Check answers, and send."""
    writing = _writing(request.user, draft_id)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now_only = request.POST.get("go") == "now"
        # Sent before, and the answer never reached its reader: here it is again.
        sent = already_done(request.user, action="contact.log", key=str(draft_id))
        if sent and (writing.missing or (now_only and writing.sent_id)):
            return redirect("contact_sent", public_id=sent)
        try:
            contact = _send(request.user, writing, is_complete=not now_only)
        except DomainError as error:
            if isinstance(error, NotFound):
                raise
            form.add_error(None, writing.refusal(error))
        else:
            return redirect("contact_sent", public_id=contact.public_id)
    return render(request, "referrals/contacts/check.html", {"writing": writing, "form": form})


def _send(user: User, writing: Writing, *, is_complete: bool) -> Contact:
    """The number of the draft is the key: sent twice, it is one concern."""
    if writing.missing or writing.problems:
        said = writing.problems or [f"Still to say: {each}." for each in writing.missing]
        raise DomainError(said[0])
    answers, key = writing.answers(), str(writing.draft_id)
    if writing.sent_id:
        contact = selectors.own_concern(writing.sent_id, reader=user)
        keyed = {"for_another", "channel", "received_at"}
        rest = {name: value for name, value in answers.items() if name not in {*keyed, "what"}}
        known = len(writing.drafts[SENT].content.get("people", []))
        return services.finish_contact(
            contact=contact, by=user, key=key, people=writing.told_people()[known:],
            drafts=writing.drafts.values(), **rest,
        )  # fmt: skip
    drafts = list(writing.drafts.values()) if is_complete else []
    contact = services.log_contact(
        by=user, key=key, people=writing.told_people(), is_complete=is_complete, drafts=drafts, **answers
    )
    if not is_complete:
        told = {"contact": str(contact.public_id), "people": [str(number) for number in writing.people]}
        save_draft(user=user, form=SENT, subject=str(writing.draft_id), content=told)
    return contact
