"""Putting right what is known of a person, one short form each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.forms import StandardForm
from core.govuk.views import Fresh, form_page
from desk.forms import details as forms
from desk.selectors.opening import reads_of
from desk.services import details as services
from desk.services import family
from desk.views.person import frame, record
from people.models import Person
from people.selectors import get_person

GET_POST = require_http_methods(["GET", "POST"])


def _page(
    request: SignedInRequest,
    public_id: UUID,
    *,
    form_class: type[StandardForm],
    act: Callable[[Person, StandardForm], Any],
    title: str,
    submit: str = "Save",
    lead: str = "",
    warning: str = "",
    back: str = "person_detail",
    initial: Callable[[Person], dict[str, Any]] | None = None,
    versioned: bool = False,
) -> HttpResponse:
    """One form about one person whose record is open."""
    facts = record(request, public_id, purpose=title)
    person = facts.person
    services.may_write(request.user, person)
    start = initial(person) if initial else {}
    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(person, form),
        done=reverse(back, args=[person.public_id]),
        template="desk/person/form.html",
        initial=start,
        version=person.version if versioned else None,
        fresh=(lambda: _fresh(request, person, start)) if versioned else None,
        context=frame(request, facts, "")
        | {
            "title": title,
            "submit": submit,
            "lead": lead,
            "warning": warning,
            "cancel": reverse(back, args=[person.public_id]),
        },
    )


def _fresh(request: SignedInRequest, person: Person, names: dict[str, Any]) -> Fresh:
    now = get_person(person.public_id, reader=request.user)
    return Fresh(now.version, {name: getattr(now, name, "") for name in names})


_DETAILS = (
    "forename", "surname", "preferred_name", "pronouns", "sex", "gender_identity", "ethnicity", "religion",
    "disabilities", "first_language", "communication", "nhs_number", "upn", "upn_unknown_reason",
)  # fmt: skip


def _details(person: Person) -> dict[str, Any]:
    known = {name: getattr(person, name) for name in _DETAILS}
    needed = {True: "YES", False: "NO", None: ""}[person.interpreter_needed]
    return known | {"interpreter_needed": needed}


@GET_POST
def person_edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.DetailsForm,
        act=lambda person, form: services.change_details(
            by=request.user, person=person, version=form.sent_version, key=form.key, **form.answers
        ),
        title="Details",
        initial=_details,
        versioned=True,
    )


@GET_POST
def person_story(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.StoryForm,
        act=lambda person, form: services.change_story(
            by=request.user, person=person, version=form.sent_version, key=form.key, **form.answers
        ),
        title="Story",
        initial=lambda person: {"story": person.story},
        versioned=True,
    )


@GET_POST
def person_birth(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.BirthForm,
        act=lambda person, form: services.correct_birth(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Date of birth",
        lead="It stays the same record: what stood before is kept, and limits by age are worked out again.",
    )


@GET_POST
def person_name_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.NameForm,
        act=lambda person, form: services.add_name(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Another name",
    )


@GET_POST
def person_address(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.AddressForm,
        act=lambda person, form: services.move(by=request.user, person=person, key=form.key, **form.answers),
        title="Address",
        warning="A refuge or another confidential place is never written here: use Confidential address.",
    )


@GET_POST
def person_contact_point_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.ContactPointForm,
        act=lambda person, form: services.add_contact_point(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Telephone or e-mail",
    )


@GET_POST
def person_contact_point_end(request: SignedInRequest, public_id: UUID, point_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.EndContactPointForm,
        act=lambda person, form: services.end_contact_point(
            by=request.user, person=person, point_id=point_id, key=form.key, **form.answers
        ),
        title="A telephone number or e-mail ends",
        lead="It is kept in the history. Nobody rings it or is found by it any more.",
    )


@GET_POST
def person_warning_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.WarningForm,
        act=lambda person, form: services.warn_staff(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Warning to visiting staff",
        lead="Everybody who visits sees this before the address and the number.",
    )


@GET_POST
def person_safe_address_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.SafeAddressForm,
        act=lambda person, form: services.add_safe_address(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Confidential address",
        warning="No letter, label, map, search or list ever shows what you write here.",
    )


@GET_POST
def person_safe_address(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The confidential address, shown once for a reason; nothing is shown before one is given."""
    facts = record(request, public_id, purpose="Confidential address: asked for a reason")
    if "safe_address" not in reads_of(request.user):
        raise NotFound("There is no such record.")
    form = forms.ReadSafeAddressForm(request.POST or None)
    rows = None
    if request.method == "POST" and form.is_valid():
        rows = services.read_safe_address(by=request.user, person=facts.person, reason=form.answers["reason"])
    context = frame(request, facts, "") | {"form": form, "rows": rows}
    return render(request, "desk/person/safe_address.html", context)


@GET_POST
def person_relationship_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.RelationshipForm,
        act=lambda person, form: family.add_relationship(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        title="Relationship",
        back="person_family",
    )


@GET_POST
def person_relationship_end(request: SignedInRequest, public_id: UUID, relationship_id: UUID) -> HttpResponse:
    return _page(
        request,
        public_id,
        form_class=forms.EndForm,
        act=lambda person, form: family.end_relationship(
            by=request.user, person=person, relationship_id=relationship_id, **form.answers
        ),
        title="A relationship ends",
        back="person_family",
    )
