"""One's own concerns: the list, where each stands, adding, disagreeing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of
from core.govuk.views import form_page
from documents.forms import AttachForm
from documents.presenters import file_lines
from documents.selectors import attachments_of
from referrals.contacts import presenters, selectors, services
from referrals.contacts.forms import AddForm, DisagreeForm


@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.CONTACT_LOG)
    page = page_of(request, selectors.own_concerns(request.user))
    context = {
        "page": page,
        "lines": [presenters.own_line(contact) for contact in page.rows],
        "unfinished": selectors.unfinished(request.user),
    }
    return render(request, "referrals/contacts/mine.html", context)


@require_GET
def status(request: SignedInRequest, public_id: UUID, just_sent: bool = False) -> HttpResponse:
    """Where my concern stands: what was released, no more."""
    contact = selectors.own_concern(public_id, reader=request.user)
    additions = selectors.additions_of(contact, reader=request.user)
    shown = presenters.status_page(contact, additions=additions, own=request.user.pk)
    context = {"shown": shown, "just_sent": just_sent, "on_duty": selectors.on_duty()[:3]}
    return render(request, "referrals/contacts/status.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = selectors.own_concern(public_id, reader=request.user)
    back = reverse("contact_status", args=[public_id])
    return form_page(
        request,
        form_class=AddForm,
        act=lambda form: services.add_to_contact(
            contact=contact, by=request.user, text=form.answers["text"], key=form.key
        ),
        done=back,
        context={
            "title": "Add to this concern",
            "submit": "Add",
            "cancel": back,
            "caption": contact.reference,
        },
        said="Added. The front door reads it before anything that waits.",
    )


@require_http_methods(["GET", "POST"])
def files(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Photographs and letters of a concern I sent; the front door reads what is added before anything that waits."""
    contact = selectors.own_concern(public_id, reader=request.user)
    back = reverse("contact_status", args=[public_id])
    return form_page(
        request,
        form_class=AttachForm,
        template="referrals/contacts/files.html",
        act=lambda form: services.add_file(contact=contact, by=request.user, key=form.key, **form.sent()),
        done=reverse("contact_files", args=[public_id]),
        context={
            "caption": f"Concern {contact.reference}",
            "back": back,
            "files": file_lines(
                attachments_of(subject_id=contact.public_id, reader=request.user), reader=request.user
            ),
        },
        said="Added. The front door reads it before anything that waits.",
    )


@require_http_methods(["GET", "POST"])
def disagree(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = selectors.own_concern(public_id, reader=request.user)
    back = reverse("contact_status", args=[public_id])
    return form_page(
        request,
        form_class=DisagreeForm,
        act=lambda form: services.disagree(contact=contact, by=request.user, text=form.answers["text"], key=form.key),
        done=back,
        context={
            "title": "I disagree with the outcome", "submit": "Send", "cancel": back, "caption": contact.reference,
        },
        said="Sent. The concern is open again and a manager has been told.",
    )  # fmt: skip
