"""Conflicts declared, directors asked and answering, restricted records and their named lists, links of staff."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.views import form_page
from desk.forms import access as forms
from desk.presenters import access as presenters
from desk.selectors import access as selectors
from desk.services import access as services
from people.enums import Level
from people.selectors import get_person, level
from people.services import find_for_officer

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
def person_conflict(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A worker says that they know this person in private life: the record closes to them."""
    person = get_person(public_id, reader=request.user)
    if level(request.user, person) == Level.NONE:
        raise NotFound("There is no such record.")
    return form_page(
        request,
        form_class=forms.ConflictForm,
        act=lambda form: services.declare(by=request.user, person=person, key=form.key, **form.answers),
        done=reverse("my_work"),
        context={
            "title": f"I know {person.full_name} in private life",
            "lead": "The record closes to you at once, whatever opens it. The data-protection officer is told, and "
            "your manager hands your work with this person to somebody else.",
            "submit": "Close this record to me",
            "cancel": reverse("person_detail", args=[person.public_id]),
            "danger": True,
        },
        said="Thank you. The record is closed to you.",
    )


@GET_POST
def access_ask(request: SignedInRequest) -> HttpResponse:
    """Ask the director on duty to open a record; asking tells nobody whether there is one."""
    return form_page(
        request,
        form_class=forms.AskDirectorForm,
        act=lambda form: services.ask_director(by=request.user, key=form.key, **form.answers),
        done=reverse("access_ask"),
        template="desk/access/ask.html",
        context={
            "title": "Ask the duty director",
            "submit": "Ask",
            "asked": presenters.own_request_lines(selectors.own_requests(reader=request.user)),
        },
        said="The director on duty has your request. If a record is opened to you, you get a notice.",
    )


@GET_POST
def access_asked(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An unconflicted director opens the record for a day, or does not."""
    row = selectors.request_to_answer(public_id, reader=request.user)
    return form_page(
        request,
        form_class=forms.AnswerForm,
        act=lambda form: services.answer(by=request.user, request=row, key=form.key, **form.answers),
        done=reverse("restricted_records"),
        template="desk/access/asked.html",
        context={
            "title": "A worker asks to open a record",
            "rows": presenters.request_rows(row),
            "is_done": row.answered_at is not None,
            "submit": "Save the decision",
        },
        said="Your decision is written down; whoever asked has a notice.",
    )


@GET_POST
def restricted_records(request: SignedInRequest) -> HttpResponse:
    """Requests that wait, restrictions in force by their day of review, and a way to restrict another record."""
    require(request.user, Permission.RESTRICTION_GRANT)
    context: dict[str, Any] = {
        "title": "Restricted records",
        "requests": presenters.request_lines(selectors.requests_to_answer(reader=request.user)),
        "orders": presenters.order_lines(selectors.restricted_records(reader=request.user)),
        "links_staff": holds(request.user, Permission.ACCESS_LOG_READ),
        "submit": "Find the record",
    }
    return form_page(
        request,
        form_class=forms.FindToRestrictForm,
        act=lambda form: find_for_officer(by=request.user, **form.answers),
        done=lambda person: reverse("restricted_record", args=[person.public_id]),
        template="desk/access/restricted.html",
        context=context,
    )


@GET_POST
def restricted_record(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One record as whoever answers for restrictions sees it: why, who is named, when it is looked at again."""
    person = selectors.restricted_person(public_id, reader=request.user)
    here = reverse("restricted_record", args=[person.public_id])
    return form_page(
        request,
        form_class=forms.RestrictForm,
        act=lambda form: services.restrict(by=request.user, person=person, key=form.key, **form.answers),
        done=here,
        template="desk/access/restricted_one.html",
        context={
            "title": presenters.person_code(person.public_id),
            "rows": presenters.restriction_rows(person, selectors.order_of(person)),
            "named": presenters.named_lines(selectors.named_on(person), person=person),
            "name_href": reverse("restricted_name", args=[person.public_id]),
            "submit": "Save",
        },
        said="Written down.",
    )


@GET_POST
def restricted_name(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Somebody is named on the list."""
    person = selectors.restricted_person(public_id, reader=request.user)
    here = reverse("restricted_record", args=[person.public_id])
    return form_page(
        request,
        form_class=forms.NameOnListForm,
        act=lambda form: services.name_on_list(by=request.user, person=person, key=form.key, **form.answers),
        done=here,
        context={
            "title": f"Name a worker on the list of {presenters.person_code(person.public_id)}",
            "lead": "Nobody whom the record is about, or who is linked to its people, can be named.",
            "submit": "Name this worker",
            "cancel": here,
        },
        said="Named.",
    )


@GET_POST
def restricted_unname(request: SignedInRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """A worker's name comes off the list."""
    person = selectors.restricted_person(public_id, reader=request.user)
    grant = selectors.named_grant(person, grant_id)
    here = reverse("restricted_record", args=[person.public_id])
    return form_page(
        request,
        form_class=forms.EndGrantForm,
        act=lambda form: services.end_grant(by=request.user, grant=grant, key=form.key, **form.answers),
        done=here,
        context={
            "title": f"Take {grant.user} off the list",
            "submit": "Take off the list",
            "cancel": here,
            "danger": True,
        },
        said="Taken off the list.",
    )


@GET_POST
def staff_links(request: SignedInRequest) -> HttpResponse:
    """Which record is whose own, for the officer alone."""
    require(request.user, Permission.ACCESS_LOG_READ)
    return form_page(
        request,
        form_class=forms.StaffLinkForm,
        act=lambda form: services.link_staff(by=request.user, key=form.key, **form.answers),
        done=reverse("staff_links"),
        template="desk/access/staff_links.html",
        context={
            "title": "Workers and their own people",
            "links": presenters.link_lines(selectors.staff_links(reader=request.user)[:300]),
            "submit": "Link",
        },
        said="Linked: the record is closed to this worker.",
    )


@GET_POST
def staff_link_end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A link no longer holds."""
    require(request.user, Permission.ACCESS_LOG_READ)
    link = selectors.staff_link(public_id, reader=request.user)
    return form_page(
        request,
        form_class=forms.EndGrantForm,
        act=lambda form: services.end_staff_link(by=request.user, link=link, key=form.key, **form.answers),
        done=reverse("staff_links"),
        context={
            "title": f"End the link of {link.user}",
            "submit": "End the link",
            "cancel": reverse("staff_links"),
            "danger": True,
        },
        said="Ended.",
    )
