"""A paper is set in a child process that can fetch nothing, ends in bounded time, and is tagged.

The structure is checked with pikepdf; it has not been validated by a third party.
"""

import io
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest

from documents.render import Limits, RenderError, pdf

SHORT = Limits(wall_seconds=6, cpu_seconds=4)
PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>A paper</title>{head}</head>'
    "<body><h1>Words</h1>{body}</body></html>"
)


def _page(body: str, head: str = "") -> str:
    return PAGE.format(body=body, head=head)


PAYLOADS = {
    "image": '<img alt="x" src="{url}">',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "background": '<p style="background:url({url})">x</p>',
    "list mark": '<ul style="list-style-image:url({url})"><li>x</li></ul>',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "font": "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x</p>",
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "anchor attachment": '<a rel="attachment" href="{url}">x</a>',
    "inner picture": '<svg width="9" height="9"><image width="9" height="9" href="{url}"/></svg>',
    "inner use": '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    "poster": '<video poster="{url}"></video>',
    "frame": '<iframe src="{url}"></iframe>',
    "base": '<base href="{url}"><img alt="x" src="x.png">',
}


@pytest.fixture(scope="module")
def canary() -> object:
    """A server that counts who calls."""
    calls: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/canary", calls
    server.shutdown()
    server.server_close()
    thread.join()


def _set_or_refuse(html: str) -> bytes:
    try:
        return pdf(html)
    except RenderError:
        return b""


def _streams(content: bytes) -> bytes:
    if not content:
        return b""
    with pikepdf.open(io.BytesIO(content)) as document:
        return b"".join(item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream))


@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_is_fetched_from_the_network_or_the_disk(
    name: str, canary: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, calls = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-MARKER-7731")
    everything = "".join(
        PAYLOADS[name].format(url=target) for target in (url, secret.as_uri(), url.replace("http:", "ftp:"))
    )
    made = _set_or_refuse(_page(everything))
    assert calls == []
    assert b"SECRET-MARKER-7731" not in made + _streams(made)
    if made:
        with pikepdf.open(io.BytesIO(made)) as document:
            assert len(document.attachments) == 0


def test_even_a_picture_written_into_the_page_is_refused() -> None:
    with pytest.raises(RenderError, match="outside itself"):
        pdf(_page('<img alt="x" src="data:image/png;base64,iVBORw0KGgo=">'))


@pytest.mark.parametrize(
    "bomb",
    [
        "<table><tr><td colspan=100000>x</td></tr></table>",
        "<div>" * 1500 + "x",
        "<table><tr><td>" * 60 + "x",
    ],
    ids=["colspan", "nested blocks", "nested tables"],
)
def test_a_bomb_ends_in_bounded_time_and_says_so(bomb: str) -> None:
    began = time.monotonic()
    with pytest.raises(RenderError):
        pdf(_page(bomb), limits=SHORT)
    assert time.monotonic() - began < SHORT.wall_seconds + 4


def test_a_child_that_will_not_end_is_killed() -> None:
    with pytest.raises(RenderError, match="too long"):
        pdf(
            _page("<table><tr><td colspan=100000>x</td></tr></table>"),
            limits=Limits(wall_seconds=2, cpu_seconds=60),
        )


def test_memory_is_bounded() -> None:
    with pytest.raises(RenderError):
        pdf(_page("<p>words</p>"), limits=Limits(memory_bytes=64 * 1024 * 1024))


def test_the_child_has_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    from documents import render

    monkeypatch.setenv("SECRET_KEY", "not for papers")
    assert "not for papers" not in render._environment().values()
    assert not {"DATABASE_URL", "SECRET_KEY", "REDIS_URL"} & set(render._environment())


def test_a_paper_is_tagged_named_and_in_english() -> None:
    table = (
        '<table><caption>Who</caption><thead><tr><th scope="col">Name</th></tr></thead>'
        '<tbody><tr><th scope="row">Ada</th></tr></tbody></table>'
    )
    with pikepdf.open(io.BytesIO(pdf(_page(table)))) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo.Title) == "A paper"
        assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
        kinds = {
            str(item.S)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/P" in item and "/S" in item
        }
        assert {"/H1", "/Table", "/TH", "/TR"} <= kinds
