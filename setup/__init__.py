"""From a fresh clone to a running product: `python3 -m setup run`, with nothing but Python and make."""
