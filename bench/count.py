"""Counts the SQL of one request, session and user included, when the request asks for it."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class CountQueries:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "X-Count" not in request.headers:
            return self.get_response(request)
        said: list[str] = []
        spent = 0.0

        def counted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal spent
            said.append(sql)
            began = perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                spent += perf_counter() - began

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Queries"] = str(len(said))
        response["X-Sql-Ms"] = f"{spent * 1000:.1f}"
        if request.headers["X-Count"] == "say":
            response["X-Said"] = " | ".join(" ".join(sql.split())[:160] for sql in said)
        return response
