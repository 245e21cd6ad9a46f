"""Development and demo: embedded PostgreSQL and Redis unless DATABASE_URL and REDIS_URL name others."""

import os

from .base import *  # noqa: F403
from .base import BASE_DIR, INSTALLED_APPS, MIDDLEWARE, VAR_DIR
from .env import database, env_str

DEBUG = False
DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "demo"]
MIDDLEWARE = [*MIDDLEWARE]

(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)


def _local_secret() -> str:
    """One random secret an install, kept under var/."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        from secrets import token_urlsafe

        path.write_text(token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _local_secret()

if os.environ.get("DATABASE_URL"):
    _serving, _owner = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")
else:
    from demo.servers import ensure_postgres

    _urls = ensure_postgres()
    _serving, _owner = _urls["app_url"], _urls["owner_url"]

# With the first address alone it is the owner's, and serving connections take the serving role themselves.
SERVING_ROLE = os.environ.get("DATABASE_SERVING_ROLE", "trafford_app")
SET_SERVING_ROLE = False
if os.environ.get("DATABASE_AS") == "owner":
    DATABASES = {"default": database(_owner or _serving, pool=False)}
else:
    DATABASES = {"default": database(_serving)}
    SET_SERVING_ROLE = not _owner

if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = os.environ["REDIS_URL"]
else:
    from demo.servers import ensure_redis

    CELERY_BROKER_URL = ensure_redis()

DEMO_CLOCK_FILE = env_str("DEMO_CLOCK_FILE", str(VAR_DIR / "demo_clock.json"))
DEMO_NOW = os.environ.get("DEMO_NOW", "")

EMAIL_BACKEND = "demo.mail.SinkBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
SESSION_COOKIE_NAME = "trafford_session"
MIGRATION_ROOT = BASE_DIR
