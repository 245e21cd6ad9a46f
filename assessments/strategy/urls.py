"""Addresses of strategy discussions and section 47 enquiries."""

from django.urls import path

from assessments.strategy.views import discuss, enquire, live

ONE = "strategy/<uuid:public_id>/"
ENQUIRY = "section-47/<uuid:public_id>/"

urlpatterns = [
    path("people/<uuid:public_id>/strategy/", discuss.strategy_convene, name="strategy_convene"),
    path(ONE, discuss.strategy_detail, name="strategy_detail"),
    path(f"{ONE}record/", discuss.strategy_record, name="strategy_record"),
    path(f"{ONE}later/", discuss.strategy_delay, name="strategy_delay"),
    path(f"{ONE}not-held/", discuss.strategy_cancel, name="strategy_cancel"),
    path(f"{ONE}live/", live.strategy_live, name="strategy_live"),
    path(f"{ONE}live/now/", live.strategy_live_now, name="strategy_live_now"),
    path(f"{ONE}live/join/", live.strategy_join, name="strategy_join"),
    path(f"{ONE}live/pen/", live.strategy_pen, name="strategy_pen"),
    path(f"{ONE}live/said/", live.strategy_share, name="strategy_share"),
    path(f"{ONE}live/action/", live.strategy_action, name="strategy_action"),
    path(f"{ONE}invite/", live.strategy_invite, name="strategy_invite"),
    path(ENQUIRY, enquire.section_47_detail, name="section_47_detail"),
    path(f"{ENQUIRY}found/", enquire.section_47_write, name="section_47_write"),
    path(f"{ENQUIRY}seen/", enquire.section_47_seen, name="section_47_seen"),
    path(f"{ENQUIRY}conclude/", enquire.section_47_conclude, name="section_47_conclude"),
]
