"""Logs carry error ids and places in the code, never what a person typed or is called."""

import logging


class NoNamesFilter(logging.Filter):
    """Drop the arguments of framework messages that would print addresses with search words in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            match = getattr(request, "resolver_match", None)
            place = match.view_name if match else "unknown address"
            record.msg, record.args = (
                f"{record.levelname.lower()} at {place} {getattr(request, 'request_id', '-')}",
                (),
            )
        return True


class PlainFormatter(logging.Formatter):
    """One line; of a fault, where in our code it happened and its kind, never its message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: object) -> str:  # noqa: N802 (the standard library's name)
        kind, _, trace = ei if isinstance(ei, tuple) else (None, None, None)
        lines = []
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return "\n".join([*lines[-8:], getattr(kind, "__name__", "error")])
