"""Addresses of signing in, of oneself, of colleagues and of the system administrator; none of allauth's others."""

from django.urls import path

from accounts.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign_in_as"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("session/", sign_in.keep_session, name="session"),
    path("session/again/", sign_in.signed_in_again, name="signed_in_again"),
]
