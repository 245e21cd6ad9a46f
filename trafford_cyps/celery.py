"""The worker and its tick. Celery only wakes sweeps: the rows in the database are the truth."""

import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.local")

app = Celery("trafford_cyps")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="tasks")


@app.on_after_finalize.connect
def schedule(sender: Celery, **kwargs: object) -> None:
    """The tick, a static table in code: each app lists its own entries in its `tasks`."""
    from importlib import import_module
    from importlib.util import find_spec

    from django.apps import apps

    entries: dict[str, object] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.tasks"
        if config.module is not None and find_spec(name) is not None:
            entries |= getattr(import_module(name), "BEAT", {})
    sender.conf.beat_schedule = entries


@worker_process_init.connect
def fresh_connections(**kwargs: object) -> None:
    """A forked worker opens its own database connections."""
    from django.db import connections

    connections.close_all()
