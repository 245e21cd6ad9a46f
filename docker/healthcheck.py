"""Exit 0 when the web process of this container answers a health address: `healthcheck.py /health/ready`."""

import http.client
import os
import sys
import urllib.parse

host = urllib.parse.urlparse(os.environ["PUBLIC_ADDRESS"]).hostname or "localhost"
try:
    web = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    web.request("GET", sys.argv[1], headers={"Host": host, "X-Forwarded-Proto": "https"})
    sys.exit(0 if web.getresponse().status == http.HTTPStatus.OK else 1)
except OSError:
    sys.exit(1)
