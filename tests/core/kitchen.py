"""A form with every kind of question, for the tests of the kit."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from core import clock
from core.errors import DomainError, NotPermitted, StaleVersion
from core.govuk.choices import Choice
from core.govuk.fields import (
    AskedField,
    CheckboxesField,
    ConfirmField,
    DateField,
    FileField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    TimeField,
    WholeNumberField,
    YesNoField,
    not_asked_because,
)
from core.govuk.forms import Section, StandardForm
from core.govuk.listing import Link, slice_of
from core.govuk.views import Fresh, form_page


class KitchenForm(StandardForm):
    """Every kind of question."""

    sections = (
        Section("The child", "name", "worry", "born_on", "danger", "danger_detail", "danger_sort"),
        Section("The visit", "seen_at", "starts", "children", "help_offered", "other_help"),
    )

    name = TextField(label="Name", max_length=40, hint="As the family says it", width="20")
    worry = TextAreaField(label="What are you worried about?", max_characters=200)
    born_on = DateField(label="Date of birth", past=True)
    danger = RadiosField(
        label="Is anyone in danger now?",
        choices=[Choice("YES", "Yes", hint="Ring 999 first", divider="or"), Choice("NO", "No")],
    )
    danger_detail = TextField(label="Who is in danger?", shown_if=("danger", "YES"))
    danger_sort = SelectField(
        label="What kind of danger?",
        choices=[("A", "One"), ("B", "Two")],
        shown_if=("danger", "YES"),
        required=False,
    )
    seen_at = MomentField(label="When was the child seen?", required=False)
    starts = TimeField(label="Time of the visit", required=False)
    children = WholeNumberField(label="How many children?", min_value=0, required=False)
    help_offered = CheckboxesField(
        label="What help is there?", choices=[("FOOD", "Food"), ("OTHER", "Something else")], required=False
    )
    other_help = TextField(label="What else?", shown_if=("help_offered", "OTHER"))
    told = AskedField(label="Does the family know?", required=False)
    told_not_asked = not_asked_because("told")
    alone = YesNoField(label="Seen alone?", required=False)
    why_not_alone = TextField(label="Why not alone?", required_if=("alone", "NO"))
    photo = FileField(label="A photograph", required=False)
    sure = ConfirmField(label="I have checked the address")


RECORD = {"version": 3, "name": "As kept"}


def kitchen(request: HttpRequest) -> HttpResponse:
    def act(form: KitchenForm) -> str:
        if form.sent_version not in (None, RECORD["version"]):
            raise StaleVersion("Somebody else changed this after you opened it.")
        if form.cleaned_data["name"] == "refused":
            raise DomainError("This name is taken.", field="name")
        if form.cleaned_data["name"] == "forbidden":
            raise NotPermitted("Your role does not allow this step.")
        return form.key

    return form_page(
        request,
        form_class=KitchenForm,
        act=act,
        done=lambda key: f"/me/?{key}",
        version=int(RECORD["version"]),
        fresh=lambda: Fresh(int(RECORD["version"]), {"name": RECORD["name"]}),
        context={"title": "Everything a form can ask", "cancel": "/"},
        said="Kept.",
    )


GALLERY = """{% extends "layout.html" %}{% block title %}Components{% endblock %}
{% block before %}{% include "components/back.html" with href="/" %}
{% include "components/identity_bar.html" %}
{% include "components/sub_navigation.html" with items=items %}{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Components</h1>
{% include "components/rag.html" with rag="RED" %} {% include "components/rag.html" with rag="AMBER" %}
{% include "components/rag.html" with rag="GREEN" %} {% include "components/rag.html" with rag="" %}
{% include "components/tag.html" with text="Plan" colour="blue" %}
{% include "components/banner.html" with title="Ring duty first" text="A dog." kind="danger" %}
{% include "components/warning.html" with text="Check the address" %}
{% include "components/inset.html" with text="A note" %}
<p class="govuk-body">{% include "components/person_line.html" %}</p>
<p class="govuk-body">{% include "components/worker_line.html" with worker=request.user %}</p>
{% include "components/summary_list.html" with rows=rows %}
{% include "components/table.html" with caption="Visits" heads=heads rows=cells %}
<h2 class="govuk-heading-m">What happened</h2>{% include "components/timeline.html" %}
{% include "components/progress.html" with text="Making the pack" done=2 total=5 href="/" %}
{% include "components/empty.html" with text="Visits would stand here." href="/" action="Plan a visit" %}
{% include "components/list_head.html" with what="visits" sorted="newest first" %}
{% include "components/pagination.html" %}{% endblock %}"""


def gallery(request: HttpRequest) -> HttpResponse:
    context = {
        "identity": {
            "name": "Demo Ashworth",
            "age": "7 years",
            "facts": [("Born", "2 Jun 2019"), ("NHS number", "")],
            "alerts": ["Safe address: ask before telling anyone"],
            "statuses": [("Child protection plan", "purple")],
        },
        "items": [("Overview", "/", True), ("Family", "/", False)],
        "person": {"name": "Demo Ashworth", "href": "/", "age": "7 years", "warning": "Ring duty first"},
        "rows": [("Name", "Demo", "/", "name"), ("School", "")],
        "heads": ["Who", "When"],
        "cells": [[Link("Demo", "/"), "Tue 2 June 2026"]],
        "entries": [
            {"title": "Seen at home", "by": "Demo Worker", "at": clock.now(), "text": "Alone.", "href": "/"}
        ],
        "page": slice_of(request, list(range(300))),
    }
    return HttpResponse(engines["django"].from_string(GALLERY).render(context, request))


urlpatterns = [
    path("gallery/", gallery),
    path("kitchen/", kitchen, name="kitchen"),
    path("", include("accounts.urls")),
    path("", include("outbox.urls")),
    path("", include("localities.urls")),
]
handler404 = "core.views.not_found"
handler403 = "core.views.forbidden"
handler500 = "core.views.server_error"
