"""Conditions on a list that the database gathers first, so that it begins from few rows instead of looking at all.

A list and not a subquery: the planner counts the making of a subquery again for each row of a nested loop, and rather
reads a whole table to be spared what in truth is made once.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q


class _Among(Func):
    output_field = BooleanField()
    arity = 2
    arg_joiner = " = ANY("
    template = "(%(expressions)s))"


class _Apart(_Among):
    # Where there is nothing at the path the row is kept, as with Django's own "not in".
    template = "(%(expressions)s)) IS NOT TRUE"


def among(path: str, found: Any) -> Q:
    """Rows whose value at a path is one that a query finds; for queries that find few."""
    return Q(_Among(F(path), ArraySubquery(found)))


def apart_from(path: str, found: Any) -> Q:
    """Rows whose value at a path is none that a query finds; for queries that find few."""
    return Q(_Apart(F(path), ArraySubquery(found)))
