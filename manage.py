#!/usr/bin/env python
"""Run a management command, on the embedded servers when no others are named."""

import os
import sys

# Commands that change the schema run as the owner of the tables; everything else runs as the serving role,
# which can neither alter a table nor touch an audit row.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "dbshell_owner",
    "rebase_migration",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.local")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_AS"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
