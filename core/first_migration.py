"""Migrations applied at once: Django's own way re-reads all related models after each step.

Here nearly every model points to a user, so a first installation of 300 tables would take many minutes instead of
seconds. `FirstMigration` makes every table from the final state of the app; `LaterMigration` reads the models once
before its steps and once after them.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

STRUCTURE = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AlterField,
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.AlterModelOptions,
    migrations.AlterUniqueTogether,
)


class FirstMigration(migrations.Migration):
    """Holds steps of structure only; the result is the same as that of the steps one by one."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        odd = [step for step in self.operations if not isinstance(step, STRUCTURE)]
        if odd:
            raise TypeError(f"{self} holds more than structure: {odd}")
        project_state.__dict__.pop("apps", None)
        for step in self.operations:
            step.state_forwards(self.app_label, project_state)
        apps = project_state.apps
        for step in self._tables():
            model = apps.get_model(self.app_label, step.name)
            if step.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)
        return project_state

    def _tables(self) -> list[Any]:
        steps: list[Operation] = list(self.operations)
        return [step for step in steps if isinstance(step, migrations.CreateModel)]


LATER = (
    *STRUCTURE,
    migrations.DeleteModel,
    migrations.RemoveConstraint,
    migrations.RemoveIndex,
)


class LaterMigration(migrations.Migration):
    """Holds steps of structure only: tables it makes are made whole, all others change step by step."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        odd = [step for step in self.operations if not isinstance(step, LATER)]
        if odd:
            raise TypeError(f"{self} holds more than structure: {odd}")
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        for step in self.operations:
            step.state_forwards(self.app_label, project_state)
        made: set[str] = set()
        for step in self.operations:
            if isinstance(step, migrations.CreateModel):
                made.add(step.name_lower)
            elif getattr(step, "model_name_lower", "") in made:
                continue
            step.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
