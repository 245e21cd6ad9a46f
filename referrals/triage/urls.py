"""Addresses of the front door."""

from django.urls import path

from referrals.triage.views import acts, page, queue, routed

_ON = "front-door/<uuid:public_id>/"

urlpatterns = [
    path("front-door/", queue.queue, name="triage_queue"),
    path("front-door/own-locality/", queue.own_locality, name="locality_queue"),
    path("front-door/who-is-this/", queue.unsettled, name="triage_unsettled"),
    path("front-door/new-red/", queue.new_red, name="triage_new_red"),
    path("front-door/routes/<uuid:public_id>/", routed.route, name="triage_route"),
    path("front-door/routes/<uuid:public_id>/return/", routed.send_back, name="triage_route_return"),
    path("front-door/prompts/<uuid:public_id>/", routed.prompt, name="triage_prompt"),
    path(_ON, page.triage, name="triage_contact"),
    path(f"{_ON}read/", acts.read, name="triage_read"),
    path(f"{_ON}claim/", acts.claim, name="triage_claim"),
    path(f"{_ON}release/", acts.release, name="triage_release"),
    path(f"{_ON}hold/", acts.hold, name="triage_hold"),
    path(f"{_ON}holders/", acts.name_holder, name="triage_name_holder"),
    path(f"{_ON}take-over/", acts.take_over, name="triage_take_over"),
    path(f"{_ON}rate/", acts.rate, name="triage_rate"),
    path(f"{_ON}add/", acts.add, name="triage_add"),
    path(f"{_ON}people/<uuid:person_id>/match/", acts.match, name="triage_match"),
    path(f"{_ON}people/<uuid:person_id>/consider/", acts.consider, name="triage_consider"),
    path(f"{_ON}bring-in/", acts.bring_in, name="triage_bring_in"),
    path(f"{_ON}household/", acts.household, name="triage_household"),
    path(f"{_ON}ask/", acts.ask, name="triage_ask"),
    path(f"{_ON}requests/<uuid:request_id>/chase/", acts.chase, name="triage_chase"),
    path(f"{_ON}requests/<uuid:request_id>/withdraw/", acts.withdraw, name="triage_withdraw"),
    path(f"{_ON}route/", acts.route, name="triage_send_to_case"),
    path(f"{_ON}family-question/", acts.prompt, name="triage_family_question"),
    path(f"{_ON}acknowledge/", acts.acknowledge, name="triage_acknowledge"),
    path(f"{_ON}propose/", acts.propose, name="triage_propose"),
    path(f"{_ON}family/", acts.tell_family, name="triage_tell_family"),
    path(f"{_ON}referrer/", acts.answer_referrer, name="triage_answer_referrer"),
    path(f"{_ON}ratify/", acts.ratify, name="triage_ratify"),
]
