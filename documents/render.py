"""HTML to tagged, accessible PDF (PDF/UA-1, not validated by a third party).

The only importer of `weasyprint`, and only in a child process of its own: whatever a paper's text tries,
nothing is fetched, no secret of this process is within reach, and time and memory end at fixed bounds.
"""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRIED_TO_FETCH = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may cost. Forty pages of tables take 5 seconds and 130 MiB."""

    wall_seconds: int = 30
    cpu_seconds: int = 25
    memory_bytes: int = 1024 * 1024 * 1024
    html_bytes: int = 8 * 1024 * 1024


class RenderError(Exception):
    """The paper could not be set: too long, too large, or it tried to fetch something."""


def pdf(html: str, *, limits: Limits | None = None) -> bytes:
    """Set one document; raises `RenderError` with a plain reason."""
    bounds = limits or Limits()
    content = html.encode()
    if len(content) > bounds.html_bytes:
        raise RenderError("The paper is too large to print.")
    command = [
        sys.executable,
        "-s",
        "-m",
        "documents.render",
        str(bounds.cpu_seconds),
        str(bounds.memory_bytes),
    ]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell, numbers as arguments
            command,
            input=content,
            capture_output=True,
            timeout=bounds.wall_seconds,
            cwd=ROOT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError("The paper took too long to set.") from error
    if child.returncode == TRIED_TO_FETCH:
        raise RenderError("The paper asked for something from outside itself.")
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF-"):
        raise RenderError("The paper is too complicated to set.")
    return child.stdout


def _environment() -> dict[str, str]:
    """No secrets, no proxies: what fonts and Python need and nothing else."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
        if name in os.environ
    }
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "no_proxy": "*"}


def _child(cpu_seconds: int, memory_bytes: int) -> int:
    """Inside the child: bound ourselves first, then import, read, set, write."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class NothingIsFetched(URLFetcher):  # type: ignore[misc]
        """Every address is refused, whatever its scheme; the refusal ends the paper."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: object = None) -> None:
            raise ValueError("nothing is fetched")

    html = sys.stdin.buffer.read().decode()
    try:
        document = HTML(string=html, url_fetcher=NothingIsFetched(), media_type="print").render(
            pdf_variant="pdf/ua-1", pdf_tags=True
        )
        content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    except FatalURLFetchingError:
        return TRIED_TO_FETCH
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    # Leave at once: tearing down a large document tree would cost as much as making it.
    code = _child(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.flush()
    os._exit(code)
