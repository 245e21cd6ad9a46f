"""The call taker's page: typed while talking, kept as it is typed, sent once."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import draft
from core.govuk.views import form_page
from referrals.contacts import services
from referrals.contacts.enums import Channel
from referrals.contacts.forms.phone import PhoneForm
from referrals.contacts.models import Contact

DRAFT = "phone"


@require_GET
def begin(request: SignedInRequest) -> HttpResponse:
    """Each call has a number of its own, so that two windows never mix."""
    require(request.user, Permission.CONTACT_QUEUE)
    return redirect("contact_phone_call", draft_id=uuid4())


@require_http_methods(["GET", "POST"])
def call(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """One page from danger to the caller's number; what is asked next is the next field."""
    require(request.user, Permission.CONTACT_QUEUE)
    kept = draft(request.user, form=DRAFT, subject=str(draft_id))

    def act(form: PhoneForm) -> Contact:
        return services.log_contact(
            by=request.user, key=str(draft_id), what=form.answers["what"], people=form.people, channel=Channel.PHONE,
            received_at=form.answers["received_at"], for_another=True, drafts=[kept] if kept else [], **form.told,
        )  # fmt: skip

    return form_page(
        request,
        form_class=PhoneForm,
        act=act,
        # Its own page, not the queue's: a concern that leaves the shared queue looks like any other here (safety o).
        done=lambda contact: reverse("contact_sent", args=[contact.public_id]),
        draft=kept.content if kept else None,
        context={
            "title": "A call",
            "lead": "Ask in this order, or in any other. What you type is kept.",
            "submit": "Send to the front door",
            "cancel": reverse("triage_queue"),
            "autosave": reverse("draft_about", args=[DRAFT, draft_id]),
        },
    )
