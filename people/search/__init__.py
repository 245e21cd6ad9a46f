"""The one-box search: what was typed, whom it may mean among those the reader sees, how well, and why.

`parts` reads the text, `nearby` writes its near misses, `lookup` asks the index, `score` compares, `find` joins them.
"""

from people.search.find import Hit, search, search_each
from people.search.hidden import hidden_named
from people.search.parts import Parts, parse

__all__ = ["Hit", "Parts", "hidden_named", "parse", "search", "search_each"]
