"""Tests: real PostgreSQL and Redis; the tables' owner makes the database, the serving role runs the tests."""

import os

os.environ["DATABASE_AS"] = "owner"
os.environ.setdefault("SECRET_KEY", "tests-only")

from .env import preparing
from .local import *  # noqa: F403
from .local import DATABASES, VAR_DIR

# tests/conftest.py steps down to the serving role once the database is made.
SET_SERVING_ROLE = False
# Prepared as serving connections are; nothing else of an address for tests is kept.
DATABASES["default"]["OPTIONS"] = preparing()
DATABASES["default"]["TEST"] = {"NAME": "test_" + os.environ.get("TEST_DB", "trafford")}
DEMO_CLOCK_FILE = ""
DEMO_NOW = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "test_media"
CELERY_TASK_ALWAYS_EAGER = False
AXES_ENABLED = False
