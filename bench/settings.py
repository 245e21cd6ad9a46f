"""The product's settings; a request that asks to be counted is counted, all others run as they do for anyone."""

from trafford_cyps.settings.local import *  # noqa: F403
from trafford_cyps.settings.local import MIDDLEWARE

MIDDLEWARE = ["bench.count.CountQueries", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Senders stand apart by the address that a proxy would have seen.
AXES_IPWARE_PROXY_COUNT = 1
