"""Where a page spends its time: `python -m bench --profile --only QUEUE`."""

import cProfile
import pstats
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

REQUESTS, LINES = 20, 45


def main(path: str, session: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    for _ in range(4):
        client.get(path)
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(REQUESTS):
        client.get(path)
    profile.disable()
    sys.stdout.write(f"\n=== {path}\n")
    stats = pstats.Stats(profile, stream=sys.stdout)
    stats.strip_dirs().sort_stats("tottime").print_stats(LINES // 2)
    stats.sort_stats("cumulative").print_stats(LINES)


if __name__ == "__main__":
    main(*sys.argv[1:3])
