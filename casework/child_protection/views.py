"""The pages of conferences and core groups."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds_any, require
from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from casework.cases import presenters as case_presenters
from casework.cases import selectors as case_selectors
from casework.cases.views.frame import agencies, everybody, form_context, opened
from casework.child_protection import forms, presenters, selectors, services
from casework.child_protection.models import Conference, ConferenceChild
from casework.plans import selectors as plan_selectors
from core.errors import NotFound
from core.govuk.listing import page_of
from core.govuk.views import act_page, form_page
from people.enums import AccessAct
from people.services import log_access, open_record

GET_POST = ["GET", "POST"]


def _opened(
    request: SignedInRequest, public_id: UUID, purpose: str, *permissions: P
) -> tuple[Conference, list[ConferenceChild]]:
    """The conference and those of its children whose record is open to the reader; each opening is written down."""
    row = selectors.conference(public_id, reader=request.user)
    children = selectors.children(row, reader=request.user)
    if not children:
        raise NotFound("There is no such conference.")
    for child in children:
        open_record(by=request.user, person=child.case.person, purpose=f"{purpose} {row.reference}")
    if permissions:
        require(request.user, *permissions)
    return row, children


def _page(conference: Conference) -> str:
    return reverse("conference_detail", args=[conference.public_id])


def _context(conference: Conference, title: str, submit: str, **more: object) -> dict[str, object]:
    caption = f"{conference.get_kind_display()} {conference.reference}"
    return {"title": title, "caption": caption, "submit": submit, "cancel": _page(conference), **more}


@require_GET
def conference_list(request: SignedInRequest) -> HttpResponse:
    """Conferences asked for and fixed, for those who hold and prepare them."""
    require(request.user, P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR, P.CONFERENCE_CONVENE)
    page = page_of(request, selectors.waiting_conferences(request.user))
    return render(request, "casework/child_protection/conferences.html", {"page": page})


@require_GET
def conference_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A conference: agenda, attendance and reports, a card for each child, core group."""
    row, children = _opened(request, public_id, "Conference")
    context = {
        "conference": row,
        "rows": presenters.rows(row),
        "back": presenters.back_of(request.user),
        "cards": [presenters.child_card(child) for child in children],
        "agenda": presenters.agenda_lines(
            row, selectors.agenda(row, reader=request.user), reader=request.user
        ),
        "invitations": [
            presenters.invitation_line(one, reader=request.user)
            for one in selectors.invitations(row, reader=request.user)
        ],
        "delays": presenters.delay_lines(selectors.delays(row, reader=request.user), reader=request.user),
        "clocks": presenters.clocks_of(row, children, reader=request.user),
        "doings": presenters.doings(row, reader=request.user),
        "police": selectors.holds_police_information(row),
    }
    return render(request, "casework/child_protection/conference.html", context)


@require_http_methods(GET_POST)
def conference_convene(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Conference", P.CONFERENCE_CONVENE)
    family = [case, *case_selectors.family_of(case, reader=request.user)]
    return form_page(
        request,
        form_class=forms.ConveneForm,
        act=lambda form: services.convene_conference(by=request.user, key=form.key, **form.answers),
        done=_page,
        form_kwargs={"offers": {"cases": [(row, row.person.full_name) for row in family]}},
        context=form_context(case, "Ask for a conference", "Ask"),
        said="The conference unit is asked.",
    )


@require_http_methods(GET_POST)
def conference_schedule(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, _ = _opened(request, public_id, "Conference", P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR)
    chairs = case_presenters.offered(selectors.chairs())
    return form_page(
        request,
        form_class=forms.ScheduleForm,
        act=lambda form: services.schedule_conference(
            conference=row, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(row),
        version=row.version,
        form_kwargs={"offers": {"chair": chairs}},
        context=_context(row, "Name the day and the chair", "Save"),
        said="The day and the chair are named.",
    )


@require_http_methods(GET_POST)
def conference_supporter(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a colleague of business support the task of the pack: without it they see nothing of the conference."""
    row, _ = _opened(request, public_id, "Conference", P.CONFERENCE_CHAIR, P.CONFERENCE_CONVENE)
    return form_page(
        request,
        form_class=forms.PackTaskForm,
        act=lambda form: services.compile_pack(conference=row, by=request.user, **form.answers),
        done=_page(row),
        form_kwargs={"offers": {"supporter": case_presenters.offered(selectors.supporters())}},
        context=_context(row, "Give somebody the task of the pack", "Give the task"),
        said="They can open the conference now and make its pack.",
    )


@require_http_methods(GET_POST)
def conference_invite(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, children = _opened(
        request, public_id, "Conference", P.CONFERENCE_CONVENE, P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR
    )
    family = selectors.family(children, reader=request.user)
    offers = {
        "user": everybody(request),
        "agency": agencies(request),
        "person": [(person, person.full_name) for person in family],
    }
    return form_page(
        request,
        form_class=forms.InviteForm,
        act=lambda form: services.invite(conference=row, by=request.user, key=form.key, **form.answers),
        done=_page(row),
        form_kwargs={"offers": offers},
        context=_context(row, "Invite somebody", "Invite"),
    )


@require_http_methods(GET_POST)
def invitation_attendance(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    invitation = selectors.invitation(public_id, reader=request.user)
    row, _ = _opened(
        request, invitation.conference.public_id, "Conference", P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR
    )
    return form_page(
        request,
        form_class=forms.AttendanceForm,
        act=lambda form: services.record_attendance(
            invitation=invitation, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(row),
        version=invitation.version,
        context=_context(row, f"Does {invitation.name} come?", "Save"),
    )


@require_http_methods(GET_POST)
def agenda_item(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    item = selectors.agenda_item(public_id, reader=request.user)
    row, _ = _opened(
        request, item.conference.public_id, "Conference", P.CONFERENCE_CHAIR, P.CONFERENCE_COMPILE
    )
    return form_page(
        request,
        form_class=forms.AgendaForm,
        act=lambda form: services.tick_agenda(
            item=item, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(row),
        initial={"note": item.note},
        version=item.version,
        context=_context(row, item.title, "Save"),
    )


@require_http_methods(GET_POST)
def conference_decide(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The decisions, child by child."""
    row, children = _opened(request, public_id, "Conference", P.CONFERENCE_CHAIR)
    return form_page(
        request,
        form_class=forms.DecideForm,
        act=lambda form: services.record_decisions(
            conference=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_page(row),
        version=row.version,
        form_kwargs={
            "conference": row,
            "children": children,
            "agencies": agencies(request),
            "heard": selectors.agencies_heard(row),
        },
        context=_context(row, "Record the decisions", "Record the decisions for every child"),
        said="The decisions are recorded. The letter is due within one working day.",
    )


@require_http_methods(GET_POST)
def conference_delay(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, _ = _opened(request, public_id, "Conference", P.CLOCK_EXTEND)
    return form_page(
        request,
        form_class=forms.DelayForm,
        act=lambda form: services.propose_delay(
            conference=row, by=request.user, key=form.key, **form.answers
        ),
        done=_page(row),
        context=_context(row, "Agree more time", "Agree", lead="It counts once the chair agrees too."),
    )


@require_http_methods(GET_POST)
def delay_confirm(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    delay = selectors.delay(public_id, reader=request.user)
    row, _ = _opened(request, delay.conference.public_id, "Conference", P.CONFERENCE_CHAIR)
    return _act(
        request,
        row,
        services.confirm_delay,
        {"delay": delay},
        "Agree more time?",
        "Agree",
        delay.version,
        delay.reason,
    )


@require_http_methods(GET_POST)
def conference_send_decision(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, _ = _opened(request, public_id, "Conference", P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR)
    title = "Has the decision gone out?"
    return _act(
        request, row, services.send_decision, {"conference": row}, title, "Yes, it has gone out", row.version
    )


@require_http_methods(GET_POST)
def conference_send_record(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, _ = _opened(request, public_id, "Conference", P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR)
    title = "Has the record gone out?"
    lead = "The conference unit's task is then over and the record closes to it."
    return _act(
        request, row, services.send_record, {"conference": row}, title, "Yes, it has gone out", row.version, lead,
        done=reverse("conference_list"),
    )  # fmt: skip


def _act(
    request: SignedInRequest,
    conference: Conference,
    service: Callable[..., Any],
    about: dict[str, Any],
    title: str,
    submit: str,
    version: int,
    lead: str = "",
    done: str = "",
) -> HttpResponse:
    return act_page(
        request,
        act=lambda form: service(by=request.user, version=form.sent_version, **about),
        done=done or _page(conference),
        title=title,
        submit=submit,
        lead=lead,
        cancel=_page(conference),
        version=version,
    )


@require_http_methods(GET_POST)
def conference_cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row, _ = _opened(request, public_id, "Conference", P.CONFERENCE_CHAIR)
    return form_page(
        request,
        form_class=forms.CancelForm,
        act=lambda form: services.cancel_conference(
            conference=row, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(row),
        version=row.version,
        context=_context(row, "It will not be held", "Cancel the conference", danger=True),
    )


@require_http_methods(GET_POST)
def report_send(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An invited colleague sends a report: they see who it is about and when, nothing of the record."""
    invitation = selectors.invitation(public_id, reader=request.user)
    row = invitation.conference
    if invitation.user_id != request.user.pk and not holds_any(
        request.user, (P.CONFERENCE_COMPILE, P.CONFERENCE_CHAIR)
    ):
        raise NotFound("There is no such invitation.")
    require(request.user, P.CONFERENCE_CONTRIBUTE, P.CONFERENCE_COMPILE)
    names = []
    for child in selectors.children_of_invitation(invitation):
        person = child.case.person
        log_access(by=request.user, person=person, act=AccessAct.CARD, purpose=f"Invited to {row.reference}")
        names.append(f"{person.full_name} ({case_presenters.person_age(person)})")
    return form_page(
        request,
        form_class=forms.ReportForm,
        act=lambda form: services.send_report(invitation=invitation, by=request.user, key=form.key, **form.answers),
        done=reverse("my_work"),
        template="casework/child_protection/report_send.html",
        context={
            "title": "Report to the conference", "submit": "Send the report", "invitation": invitation,
            "conference": row, "names": names,
        },
        said="The report is with the chair.",
    )  # fmt: skip


@require_GET
def report_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A report as far as the reader may read it; restricted parts are read by their right, never copied."""
    report = selectors.report(public_id, reader=request.user)
    if report.recorded_by_id == request.user.pk:
        conference = report.conference
    else:
        conference, _ = _opened(request, report.conference.public_id, "Report")
    context = {
        "report": report,
        "conference": conference,
        "received": presenters.received_words(report),
        "paragraphs": selectors.paragraphs(report, reader=request.user),
        "police": selectors.police_paragraphs(report, reader=request.user),
        "safe": selectors.safe_address_paragraphs(report, reader=request.user),
    }
    return render(request, "casework/child_protection/report.html", context)


@require_http_methods(GET_POST)
def core_group_hold(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = plan_selectors.plan(public_id, reader=request.user)
    open_record(by=request.user, person=plan.person, purpose=f"Core group {plan.reference}")
    require(request.user, P.CORE_GROUP_WRITE, P.CONFERENCE_CHAIR)
    page = reverse("plan_detail", args=[plan.public_id])
    return form_page(
        request,
        form_class=forms.CoreGroupForm,
        act=lambda form: services.hold_core_group(plan=plan, by=request.user, key=form.key, **form.answers),
        done=page,
        form_kwargs={"outcomes": plan_selectors.outcomes_to_score(plan)},
        context={
            "title": "Record a core group", "caption": f"{plan.person.full_name}, {plan.reference}",
            "submit": "Save", "cancel": page,
        },
        said="The core group is recorded. The next one is due within six weeks.",
    )  # fmt: skip


@require_GET
def core_group_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One core group's record."""
    group = selectors.core_group(public_id, reader=request.user)
    open_record(by=request.user, person=group.plan.person, purpose=f"Core group {group.plan.reference}")
    context = {"group": group, "head": case_presenters.head(group.plan.person, reader=request.user)}
    return render(request, "casework/child_protection/core_group.html", context)
