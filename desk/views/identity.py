"""Identity over time: names, gender, death, moving out, adoption."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.forms import StandardForm
from core.govuk.views import Fresh, form_page
from desk.forms import identity as forms
from desk.presenters import identity as presenters
from desk.selectors import identity as selectors
from desk.services import identity as services
from desk.services.details import may_write
from desk.views.person import frame, record
from people.models import Person
from people.selectors import get_person

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def person_identity(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every name and what changed when; what is protected leaves no trace."""
    facts = record(request, public_id, purpose="Identity over time")
    person, reader = facts.person, request.user
    context = frame(request, facts, "person_identity") | {
        "names": presenters.name_lines(selectors.names(person, reader=reader)),
        "changes": presenters.change_entries(selectors.changes(person, reader=reader)[:200]),
        "adopted_as": selectors.adopted_as(person, reader=reader),
        "may_adopt": holds(reader, Permission.ADOPTION_RECORD),
    }
    return render(request, "desk/person/identity.html", context)


def _form(
    request: SignedInRequest,
    public_id: UUID,
    *,
    form_class: type[StandardForm],
    act: Callable[..., Any],
    title: str,
    initial: Callable[[Person], dict[str, Any]] | None = None,
    done: Callable[[Any], str] | None = None,
    **context: Any,
) -> HttpResponse:
    facts = record(request, public_id, purpose=title)
    person = facts.person
    may_write(request.user, person)
    start = initial(person) if initial else {}
    back = reverse("person_identity", args=[person.public_id])

    def fresh() -> Fresh:
        now = get_person(person.public_id, reader=request.user)
        return Fresh(now.version, {name: getattr(now, name, "") for name in start})

    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(
            by=request.user, person=person, version=form.sent_version, key=form.key, **form.answers
        ),
        done=done or back,
        template="desk/person/form.html",
        initial=start,
        version=person.version,
        fresh=fresh,
        context=frame(request, facts, "") | {"title": title, "submit": "Save", "cancel": back} | context,
    )


@GET_POST
def person_name_change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.NameChangeForm,
        act=services.change_name,
        title="A new name",
        initial=lambda person: {"forename": person.forename, "surname": person.surname},
        lead="For a name taken by marriage, deed poll or choice. A misspelling is put right under Details.",
    )


@GET_POST
def person_gender(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.GenderForm,
        act=services.change_gender,
        title="Gender",
        initial=lambda person: {"gender_identity": person.gender_identity, "pronouns": person.pronouns},
    )


@GET_POST
def person_death(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.DeathForm,
        act=services.record_death,
        title="The person has died",
        lead="The record stays. Whoever works with the person has a notice; no letter goes to them.",
    )


@GET_POST
def person_move_out(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _form(
        request,
        public_id,
        form_class=forms.MoveOutForm,
        act=services.move_out,
        title="Moved out of the borough",
        lead="The address here ends. A case goes to the other authority by its own transfer.",
    )


@GET_POST
def person_adoption(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    record(request, public_id, purpose="Adoption")
    require(request.user, Permission.ADOPTION_RECORD)
    return _form(
        request,
        public_id,
        form_class=forms.AdoptionForm,
        act=services.adopt,
        title="An adoption order",
        done=lambda new: reverse("person_detail", args=[new]),
        lead="The child gets a new record with nothing of this one in it. This file is sealed at once: only the "
        "people named on its list may know of it. Nothing on the new record leads here.",
        danger=True,
        submit="Seal this file and make the new record",
    )
