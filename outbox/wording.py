"""What a notice says on the screen of the person it is for; apps word their own kinds in `ready()`."""

_words: dict[str, str] = {}


def word(kind: str, words: str) -> None:
    """Say in plain English what a kind of notice means; no names, for a notice carries a reference only."""
    _words[kind] = words


def words_for(kind: str) -> str:
    """The registered words, or the kind itself made readable."""
    return _words.get(kind) or kind.replace(".", ": ").replace("_", " ").replace("-", " ").capitalize()
