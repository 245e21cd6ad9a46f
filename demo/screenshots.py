"""`python -m demo.screenshots`: a picture of each main screen of the demonstration, small enough for a repository.

Loads the demonstration where it is missing, serves it on a free port, signs in as its personas and photographs.
"""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from demo import run, servers
from demo.embedded import ServerError
from demo.processes import Group
from demo.servers import ROOT
from setup.progress import SetupError, say, step

FOLDER = ROOT / "docs" / "screenshots"
WIDTH, HEIGHT = 1366, 900
LARGEST = 150_000
COLOURS = (128, 64, 32, 16)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
BACKEND = "accounts.backends.StaffBackend"


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The demonstration, loaded and answering at an address."""
    group = Group(ROOT, environment)
    port = run.choose_port()
    try:
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            with step("PostgreSQL and Redis"):
                servers.start(companion=os.getpid())
        run.prepare(environment)
        group.start(run.members(port)[0])
        address = f"http://127.0.0.1:{port}"
        if not group.wait_for(lambda: run.answers(address), run.READY_SECONDS):
            raise SetupError(f"The web process does not answer; see {servers.VAR / 'log' / 'web.log'}.")
        yield address
    finally:
        group.stop()


def screens() -> list[tuple[str, str, str]]:
    """File, persona and address of each picture; the people are those of the stories."""
    from assessments.models import Assessment
    from casework.models import Conference, Plan
    from people.models import Person
    from referrals.models import Contact

    child = Person.objects.get(forename="Demo H12")
    plan = Plan.objects.in_force().get(person=child)
    conference = Conference.objects.filter(kind="INITIAL", status="SCHEDULED").order_by("-pk")[0]
    assessment = Assessment.objects.filter(parts__person__forename="Demo G11").order_by("-pk")[0]
    red = Contact.objects.undecided().filter(rag="RED").order_by("-received_at")[0]
    return [
        ("sign-in", "", "/sign-in/"),
        ("log-a-concern", "teacher.north", "/concerns/new/"),
        ("queue", "duty.one", "/front-door/"),
        ("triage", "duty.one", f"/front-door/{red.public_id}/"),
        ("my-work", "sw.north", "/"),
        ("assessment", "sw.central", f"/assessments/{assessment.public_id}/"),
        ("person", "sw.north", f"/people/{child.public_id}/"),
        ("plan", "sw.north", f"/plans/{plan.public_id}/"),
        ("conference", "chair", f"/conferences/{conference.public_id}/"),
        ("board", "manager.north", "/board/"),
        ("caseload", "manager.north", "/caseload/"),
        ("places", "manager.north", "/places/"),
    ]


def become(page: Any, username: str, base: str) -> None:
    """Signed in as a persona, by the session itself."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User

    page.context.clear_cookies()
    if not username:
        return
    user = User.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key or "", "url": base}]
    )


def small(picture: bytes) -> bytes:
    """The same picture in as many colours as fit."""
    from PIL import Image

    smaller = picture
    for colours in COLOURS:
        out = io.BytesIO()
        Image.open(io.BytesIO(picture)).convert("RGB").quantize(colours).save(out, "PNG", optimize=True)
        smaller = out.getvalue()
        if len(smaller) <= LARGEST:
            break
    return smaller


def photograph(base: str, wanted: list[str]) -> int:
    """Every screen, or those named; how many did not answer as they should."""
    from playwright.sync_api import sync_playwright

    browser_path = next((found for name in BROWSERS if (found := shutil.which(name))), "")
    if not browser_path:
        raise SetupError("No Chromium on PATH: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/London"
        ).new_page()
        for name, username, path in screens():
            if wanted and name not in wanted:
                continue
            become(page, username, base)
            answer = page.goto(base + path, wait_until="networkidle")
            status = answer.status if answer else 0
            if status != 200:
                failed += 1
                say(f"  {name}: {path} answered {status}")
                continue
            kept = small(page.screenshot())
            (FOLDER / f"{name}.png").write_bytes(kept)
            say(f"  {name}.png ({len(kept) // 1024} KB)")
        browser.close()
    return failed


def main() -> int:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # Playwright's loop runs in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.local")
    try:
        with served(environment) as base:
            import django

            django.setup()
            return 1 if photograph(base, sys.argv[1:]) else 0
    except (SetupError, ServerError) as trouble:
        say(f"\n{trouble}")
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
