"""Addresses of signing in, of oneself, of colleagues, of the administrator; none of allauth's others."""

from django.urls import path

from accounts import api
from accounts.views import directory, drafts, own, partnership, sign_in, staffing, systems

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign_in_as"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("session/", sign_in.keep_session, name="session"),
    path("session/again/", sign_in.signed_in_again, name="signed_in_again"),
    path("me/", own.my_account, name="my_account"),
    path("me/shortcuts/", own.shortcuts, name="shortcuts"),
    path("me/password/", own.password, name="change_password"),
    path("me/leave/", own.absence, name="record_absence"),
    path("me/leave/<uuid:public_id>/back/", own.end_absence, name="end_absence"),
    path("drafts/<slug:form>/", drafts.draft, name="draft"),
    path("drafts/<slug:form>/<slug:subject>/", drafts.draft, name="draft_about"),
    path("colleagues/", directory.directory, name="staff_directory"),
    path("colleagues/add/", staffing.add, name="staff_add"),
    path("colleagues/without-lines/", staffing.exceptions, name="staff_exceptions"),
    path("colleagues/roles/<uuid:public_id>/end/", staffing.end_role, name="staff_end_role"),
    path("colleagues/<uuid:public_id>/", directory.colleague, name="colleague"),
    path("colleagues/<uuid:public_id>/role/", staffing.role, name="staff_role"),
    path("colleagues/<uuid:public_id>/team/", staffing.join, name="staff_join"),
    path("colleagues/<uuid:public_id>/lines/", staffing.lines, name="staff_lines"),
    path("colleagues/<uuid:public_id>/password/", staffing.new_password, name="staff_password"),
    path("colleagues/<uuid:public_id>/left/", staffing.leave, name="staff_leave"),
    path("systems/", systems.tokens, name="api_tokens"),
    path("systems/add/", systems.add, name="api_token_add"),
    path("systems/<uuid:public_id>/revoke/", systems.revoke, name="api_token_revoke"),
    path("api/v1/schema/", api.Description.as_view(), name="api_schema"),
    path("partnership/", partnership.listing, name="partnership"),
    path("partnership/agencies/add/", partnership.add_agency, name="agency_add"),
    path("partnership/agencies/<uuid:public_id>/end/", partnership.end_agency, name="agency_end"),
    path("partnership/teams/add/", partnership.add_team, name="team_add"),
    path("partnership/teams/<uuid:public_id>/end/", partnership.end_team, name="team_end"),
    path("on-call/", staffing.on_call, name="on_call"),
    path("on-call/add/", staffing.put_on_call, name="put_on_call"),
]
