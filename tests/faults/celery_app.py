"""The product's own worker and tick, with marked points; the sweep comes each second, not each minute."""

import os

os.environ["FAULT_ROLE"] = "worker"

import django

django.setup()

from tests.faults import strike  # noqa: E402
from trafford_cyps.celery import app  # noqa: E402

strike.arm()
app.finalize()
app.conf.beat_schedule = {
    name: {**entry, "schedule": 1.0, "options": {"expires": 5}}
    for name, entry in app.conf.beat_schedule.items()
    if name == "outbox-sweep"
}
