"""FEBRL rows spoilt once more: slips of the finger, blanks, fields that change places; every fault from one seed."""

import random
import string

import pandas as pd

FAULT_IN = 0.15  # of the filled fields of a row that is spoilt
ROWS = 0.5


def spoil(frame: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Half of the rows get extra faults; the ids stay, so the truth does too."""
    chance = random.Random(seed)
    rows = frame.to_dict("records")
    return pd.DataFrame([_row(row, chance) if chance.random() < ROWS else row for row in rows])


def _row(row: dict[str, str], chance: random.Random) -> dict[str, str]:
    changed = dict(row)
    for name, value in row.items():
        if name != "id" and value and chance.random() < FAULT_IN:
            changed[name] = "" if chance.random() < 0.2 else _slip(value, chance)
    for one, other in (("given_name", "surname"), ("address_1", "address_2"), ("address_2", "town")):
        if chance.random() < 0.04:
            changed[one], changed[other] = changed[other], changed[one]
    born = changed["date_of_birth"]
    if len(born) == 8 and chance.random() < 0.02:
        changed["date_of_birth"] = born[:4] + born[6:] + born[4:6]
    return changed


def _slip(value: str, chance: random.Random) -> str:
    """One key wrong, doubled, left out, or two in each other's place; a digit stays a digit."""
    place = chance.randrange(len(value))
    other = chance.choice(string.digits if value[place].isdigit() else string.ascii_lowercase)
    kind = chance.randrange(3 if value.isdigit() else 4)
    if kind == 0:
        return value[:place] + other + value[place + 1 :]
    if kind == 1 and place + 1 < len(value):
        return value[:place] + value[place + 1] + value[place] + value[place + 2 :]
    if kind == 3:
        return value[:place] + value[place + 1 :]
    return value if value.isdigit() else value[:place] + other + value[place:]
