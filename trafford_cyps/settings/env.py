"""Typed readers of environment variables: nonsense is refused at start, never guessed."""

import os
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def env_str(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default is not None:
            return default
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def env_bool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    if value == "":
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def env_int(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value == "":
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def env_list(name: str, default: list[str] | None = None) -> list[str]:
    value = os.environ.get(name, "")
    return [item.strip() for item in value.split(",") if item.strip()] if value else (default or [])


def prepared_statements() -> int:
    """How many statements a connection keeps prepared, about two MB of the database's memory each; 0 is none."""
    return env_int("DATABASE_PREPARED", 60)


def preparing(besides: object = "") -> dict[str, object]:
    """What a serving connection that keeps prepared statements asks for; none of it is for whoever migrates."""
    if not (kept := prepared_statements()):
        return {}
    # Planned once: left to itself PostgreSQL plans the longest at each use, for it does not count what that costs.
    return {"prepare_threshold": kept, "options": f"{besides} -c plan_cache_mode=force_generic_plan".strip()}


def database(url: str, *, pool: bool = True) -> dict[str, object]:
    """Django's database settings for a `postgresql://user:password@host:port/name?host=/socket` address."""
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("The database address must begin with postgresql://")
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    host = unquote(query.pop("host", "")) or parts.hostname or ""
    options: dict[str, object] = {key: unquote(value) for key, value in query.items() if key != "port"}
    if pool:
        options |= preparing(options.get("options", ""))
        options["pool"] = {"min_size": 1, "max_size": env_int("DATABASE_POOL", 8), "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
