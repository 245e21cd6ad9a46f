"""What every template may print; asks the database nothing."""

from django.conf import settings
from django.http import HttpRequest

from core.authority import authority as read_authority


def authority(request: HttpRequest) -> dict[str, object]:
    return {"authority": read_authority(), "demo": settings.DEMO}
