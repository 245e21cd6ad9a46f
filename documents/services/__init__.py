"""Verbs of files and papers."""

from documents.services.attach import (
    attach,
    may_withdraw,
    open_files,
    read_attachment,
    rehang,
    require_withdrawer,
    withdraw,
)
from documents.services.make import begin_paper, make_paper, read_paper, request_paper

__all__ = [
    "attach",
    "begin_paper",
    "make_paper",
    "may_withdraw",
    "open_files",
    "read_attachment",
    "read_paper",
    "rehang",
    "request_paper",
    "require_withdrawer",
    "withdraw",
]
