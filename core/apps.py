from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import database

        # The two framework hooks that have no other form: rights after a migration, role of a new connection.
        post_migrate.connect(database.settle_rights, dispatch_uid="core.settle_rights")
        connection_created.connect(database.take_serving_role, dispatch_uid="core.take_serving_role")
