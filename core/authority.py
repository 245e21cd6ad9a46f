"""What this authority calls itself and when its office is open, typed, over the settings: no name lives in code."""

from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Authority:
    """Names and telephone numbers that screens and papers print."""

    name: str
    service_name: str
    front_door_name: str
    front_door_team_name: str
    out_of_hours_name: str
    front_door_phone: str
    out_of_hours_phone: str
    office_opens: time
    office_closes: time
    la_code: str


@cache
def authority() -> Authority:
    words: dict[str, Any] = dict(settings.AUTHORITY)
    hours: dict[str, Any] = {
        name: time.fromisoformat(words.pop(name)) for name in ("office_opens", "office_closes")
    }
    return Authority(**words, **hours)
