"""Exit 0 when the web process of this container answers a health address: `healthcheck.py /health/ready`."""

import os
import sys
import urllib.error
import urllib.parse
import urllib.request

host = urllib.parse.urlparse(os.environ["PUBLIC_ADDRESS"]).hostname or "localhost"
request = urllib.request.Request(
    f"http://127.0.0.1:8000{sys.argv[1]}", headers={"Host": host, "X-Forwarded-Proto": "https"}
)
try:
    with urllib.request.urlopen(request, timeout=5) as answer:
        sys.exit(0 if answer.status == 200 else 1)
except (urllib.error.URLError, OSError):
    sys.exit(1)
