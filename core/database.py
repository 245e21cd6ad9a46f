"""The two database roles: the owner of the tables, and the role that serves pages and can rewrite no history."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


def append_only_tables() -> list[str]:
    """Tables to which the serving role may add rows and nothing else: history events and the access log."""
    from core.history import is_append_only

    return sorted(model._meta.db_table for model in apps.get_models() if is_append_only(model))


def settle_rights(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Give the serving role its rights on every table, after the last app of a migration run."""
    with_models = [app.name for app in apps.get_app_configs() if app.models_module is not None]
    if sender.name != with_models[-1]:
        return
    connection = connections[using]
    role = connection.ops.quote_name(settings.SERVING_ROLE)
    quote = connection.ops.quote_name
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {role}")
        for table in append_only_tables():
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {role}")
    if settings.SET_SERVING_ROLE:
        take_serving_role(connection=connection)


def take_serving_role(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Step down from the owner's rights where only the owner's address is known (never in production)."""
    if settings.SET_SERVING_ROLE and connection.settings_dict["NAME"] != "postgres":
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.SERVING_ROLE)}")
