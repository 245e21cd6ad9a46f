"""What the family agreed to, what was told to whom, and warnings that are looked at again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.forms import StandardForm
from core.govuk.listing import page_of
from core.govuk.views import form_page
from desk.forms import sharing as forms
from desk.presenters import sharing as presenters
from desk.selectors import sharing as selectors
from desk.selectors.opening import reads_of
from desk.services import sharing as services
from desk.services.details import may_write
from desk.views.person import frame, record
from people.models import Person

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def person_sharing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Consent apart from the ground in law; what was shared or kept back; warnings with their day of review."""
    facts = record(request, public_id, purpose="Sharing")
    person, reader = facts.person, request.user
    context = frame(request, facts, "person_sharing")
    writes = "write" in reads_of(reader)
    page = page_of(request, selectors.decisions(person, reader=reader))
    consents = selectors.consents(person, reader=reader)
    warnings = selectors.warnings(person, reader=reader)
    context |= {
        "consents": presenters.consent_lines(consents, person=person, writes=writes),
        "page": page,
        "decisions": presenters.decision_lines(page.rows),
        "warnings": presenters.warning_lines(warnings, person=person, writes=writes),
    }
    return render(request, "desk/person/sharing.html", context)


def _form(
    request: SignedInRequest,
    public_id: UUID,
    *,
    form_class: type[StandardForm],
    act: Callable[[Person, StandardForm], Any],
    title: str,
    exists: Callable[[Person], Any] = lambda person: None,
    back: str = "person_sharing",
    **more: Any,
) -> HttpResponse:
    """One form about one person whose record is open; `exists` refuses a row that is not theirs."""
    facts = record(request, public_id, purpose=title)
    person = facts.person
    exists(person)
    may_write(request.user, person)
    target = reverse(back, args=[person.public_id])
    context = frame(request, facts, back) | {"title": title, "submit": "Save", "cancel": target}
    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(person, form),
        done=target,
        template="desk/person/form.html",
        context=context | more.pop("context", {}),
        **more,
    )


@GET_POST
def person_consent_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.ConsentForm,
        act=lambda person, form: services.record_consent(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Agreement to be worked with",
        context={
            "lead": "This is a yes or no to help. It is not the ground on which the record is kept: that is the "
            "council's duty in law, and a refusal does not end it.",
            "warning": "Do not ask or tell where that could put somebody in danger: forced marriage, honour-based "
            "abuse, FGM, fabricated illness, domestic abuse, sexual abuse in the family.",
        },
    )


@GET_POST
def person_consent_withdraw(request: SignedInRequest, public_id: UUID, consent_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.WithdrawForm,
        act=lambda person, form: services.withdraw_consent(
            by=request.user, person=person, consent_id=consent_id, key=form.key, **form.answers
        ),
        title="The agreement is withdrawn",
        exists=lambda person: selectors.consent(person, consent_id, reader=request.user),
        context={
            "lead": "Help by agreement stops; whoever works with the person is told. Safeguarding goes on."
        },
        said="Written down. Whoever works with the person has a notice.",
    )


@GET_POST
def person_sharing_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.SharingForm,
        act=lambda person, form: services.decide_sharing(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="A decision to share, or not to",
        form_kwargs={"agencies": selectors.agency_choices(reader=request.user)},
    )


@GET_POST
def person_warning_review(request: SignedInRequest, public_id: UUID, warning_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.WarningReviewForm,
        act=lambda person, form: services.review_warning(
            by=request.user, person=person, warning_id=warning_id, key=form.key, **form.answers
        ),
        title="Look at a warning again",
        exists=lambda person: selectors.warning(person, warning_id, reader=request.user),
    )


@GET_POST
def person_safe_address_end(request: SignedInRequest, public_id: UUID, address_id: UUID) -> HttpResponse:
    def exists(person: Person) -> None:
        if "safe_address" not in reads_of(request.user):
            raise NotFound("There is no such record.")
        selectors.safe_address(person, address_id, reader=request.user)

    return _form(
        request,
        public_id,
        form_class=forms.EndSafeAddressForm,
        act=lambda person, form: services.end_safe_address(
            by=request.user, person=person, address_id=address_id, key=form.key, **form.answers
        ),
        title="A confidential address ends",
        back="person_detail",
        exists=exists,
        context={"lead": "It is kept, and stays as confidential as it was."},
    )
