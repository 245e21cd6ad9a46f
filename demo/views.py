"""The demo's mail sink: what would have been sent, to whom, word for word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from demo import mail


@require_GET
def mail_sink(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mail_sink.html", {"messages_kept": mail.messages()})
