"""Near misses of a number, a date or a postcode: what one slip of the finger could have made of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from string import ascii_lowercase, digits

_EVERY = digits + ascii_lowercase


def near_dates(day: str) -> set[str]:
    """Real days (YYYYMMDD) one digit, one exchange of digits, a swapped day and month, or a decade or so away."""
    year, month, number = day[:4], day[4:6], day[6:]
    written = {day, f"{year}{number}{month}"}
    # Slips happen in the habit of writing: day, month, year of two or four digits.
    for habit in (f"{number}{month}{year}",):
        for slip in _slips(habit, digits, lengths=(len(habit),)):
            written.add(slip[4:] + slip[2:4] + slip[:2])
    for swapped in (f"{month}{number}{year}",):
        for slip in _slips(swapped, digits, lengths=(len(swapped),)):
            written.add(slip[4:] + slip[2:4] + slip[:2])
    return {each for each in written if _is_day(each)}


def near_postcodes(postcode: str) -> set[str]:
    """Postcodes one letter or digit away: one wrong, missing, too many, or two exchanged."""
    sizes = (len(postcode) - 1, len(postcode), len(postcode) + 1)
    return {postcode, *(each for each in _slips(postcode, _EVERY, lengths=sizes) if 5 <= len(each) <= 7)}


def near_numbers(number: str) -> set[str]:
    """Telephone and NHS numbers one digit away, or with two exchanged."""
    return {number, *_slips(number, digits, lengths=(len(number) - 1, len(number), len(number) + 1))}


def _slips(text: str, letters: str, *, lengths: Iterable[int]) -> Iterator[str]:
    wanted = set(lengths)
    for place in range(len(text)):
        before, here, after = text[:place], text[place], text[place + 1 :]
        if len(text) in wanted:
            for letter in letters:
                if letter != here:
                    yield before + letter + after
            if after and after[0] != here:
                yield before + after[0] + here + after[1:]
        if len(text) - 1 in wanted:
            yield before + after
    if len(text) + 1 in wanted:
        for place in range(len(text) + 1):
            for letter in letters:
                yield text[:place] + letter + text[place:]


def _is_day(text: str) -> bool:
    try:
        return 1880 < date(int(text[:4]), int(text[4:6]), int(text[6:])).year < 2100
    except ValueError:
        return False
