"""Production: everything from the environment; an unsafe value refuses to start."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CONTENT_SECURITY_POLICY
from .env import database, env_bool, env_int, env_list, env_str


def _refuse(reason: str) -> None:
    raise ImproperlyConfigured(f"Refusing to start: {reason}")


DEBUG = False
DEMO = False
SECRET_KEY = env_str("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure"):
    _refuse("SECRET_KEY must be at least 50 random characters.")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _refuse("ALLOWED_HOSTS must name the hosts, without *.")
if env_bool("DEBUG"):
    _refuse("DEBUG may not be set.")
for _demo_only in ("DEMO_NOW", "DEMO_CLOCK_FILE", "DEMO"):
    if os.environ.get(_demo_only):
        _refuse(f"{_demo_only} is for demonstrations only.")

_serving, _owner = env_str("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL", "")
_as_owner = os.environ.get("DATABASE_AS") == "owner"
SERVING_ROLE = env_str("DATABASE_SERVING_ROLE", "trafford_app")
SET_SERVING_ROLE = False
if _as_owner:
    if not _owner:
        _refuse("DATABASE_OWNER_URL must name the owner of the tables for this command.")
    DATABASES = {"default": database(_owner, pool=False)}
else:
    DATABASES = {"default": database(_serving)}
    if _owner and DATABASES["default"]["USER"] == database(_owner)["USER"]:
        _refuse("DATABASE_URL must be the serving role, not the owner of the tables.")
CELERY_BROKER_URL = env_str("REDIS_URL")

PUBLIC_ADDRESS = env_str("PUBLIC_ADDRESS")
if not PUBLIC_ADDRESS.startswith("https://"):
    _refuse("PUBLIC_ADDRESS must begin with https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-trafford_session"
CSRF_COOKIE_NAME = "__Host-trafford_csrf"
AXES_IPWARE_PROXY_COUNT = env_int("PROXY_COUNT", 1)
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
for _directive, _sources in CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
    if isinstance(_sources, list) and "'unsafe-inline'" in _sources:
        _refuse(f"{_directive} may not allow inline code.")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env_str("SMTP_HOST", "localhost")
EMAIL_PORT = env_int("SMTP_PORT", 587)
EMAIL_HOST_USER = env_str("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env_str("SMTP_PASSWORD", "")
EMAIL_USE_TLS = env_bool("SMTP_TLS", True)
EMAIL_TIMEOUT = 20

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if "runserver" in sys.argv:
    _refuse("runserver is not a server for production.")
