"""The product's own web application, with marked points at which a worker may be killed."""

import os
from collections.abc import Callable, Iterator
from typing import Any

os.environ["FAULT_ROLE"] = "web"

from tests.faults import strike
from trafford_cyps.wsgi import application as product

strike.arm()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    """Answer as the product does; a form that was sent passes two more points on its way back."""
    sent = environ["REQUEST_METHOD"] == "POST"
    with strike.request(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"):
        writes: list[Callable[[bytes], Any]] = []

        def begin(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], Any]:
            writes.append(start_response(status, headers, exc_info))
            return writes[-1]

        body = product(environ, begin)
        try:
            if sent:
                strike.strike("before-response")
                # The head of the answer leaves, then nothing more.
                writes[-1](b"")
                strike.strike("mid-response")
            yield from body
        finally:
            if hasattr(body, "close"):
                body.close()
