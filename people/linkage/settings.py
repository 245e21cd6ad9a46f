"""The settings of linkage: what is compared, at which levels, and what is believed before the rows are seen.

`m` is how often two rows of one person fall on a level, `u` how often two strangers do, `kin` how often two people of
one household do: brothers and sisters share surname, address and telephone, and are no more one person for it. All are
starting beliefs: the rows correct them without any labelled example, the more rows the more (docs/linkage.md).
The rows of a level are tried from the top; the first that fits is the one.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    said: str
    sql: str
    m: float
    u: float
    kin: float


@dataclass(frozen=True)
class Comparison:
    name: str
    column: str
    unknown: str
    levels: tuple[Level, ...]
    # Agreement on a rare value says more than on a common one.
    by_frequency: bool = False
    needs: tuple[str, ...] = ()


def _unknown(column: str) -> str:
    return f"{column}_l = '' or {column}_r = ''"


# Given name and surname in each other's place; told once, under the given name.
SWAPPED = (
    "(given_l <> '' and given_r <> '' and surname_l <> '' and surname_r <> '' "
    "and jaro_winkler_similarity(given_l, surname_r) >= 0.88 "
    "and jaro_winkler_similarity(surname_l, given_r) >= 0.88 "
    "and jaro_winkler_similarity(given_l, given_r) < 0.88)"
)
_ALIKE = "(damerau_levenshtein({c}_l, {c}_r) <= {edits} or jaro_winkler_similarity({c}_l, {c}_r) >= {share})"
# One name begins the other ("Sam", "Samuel"), or is only its first letter.
_INSIDE = "(least(length({c}_l), length({c}_r)) not in (0, 2) and (starts_with({c}_l, {c}_r) or starts_with({c}_r, {c}_l)))"


def _alike(column: str, edits: int, share: float) -> str:
    return _ALIKE.format(c=column, edits=edits, share=share)


def _number(name: str, *, m: float = 0.95, u: float = 0.00001, kin: float = 0.002) -> Comparison:
    near = f"damerau_levenshtein({name}_l, {name}_r)"
    return Comparison(
        name=name,
        column=name,
        unknown=_unknown(name),
        by_frequency=True,
        levels=(
            Level("the same number", f"{name}_l = {name}_r", m, u, kin),
            Level("one digit or two neighbours differ", f"{near} = 1", 0.02, 0.00002, 0.002),
            Level("two digits differ", f"{near} = 2", 0.006, 0.0005, 0.006),
            Level("another number", "ELSE", 0.978 - m, 0.99948, 0.992 - kin),
        ),
    )


# Bits of the left address that the right one holds too, wherever it stands and however it is misspelt.
_SHARED = (
    "list_sum(list_transform(range(1, len(parts_l) + 1), lambda i: case when len(list_filter(parts_r, "
    "lambda y: jaro_winkler_similarity(parts_l[i], y) >= 0.88)) > 0 then bits_l[i] else 0 end))"
)

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        name="given",
        column="given",
        unknown=_unknown("given"),
        by_frequency=True,
        levels=(
            Level("the same given name", "given_l = given_r", 0.78, 0.005, 0.01),
            Level("given name one slip apart", _alike("given", 1, 0.94), 0.09, 0.002, 0.01),
            Level(
                "given names alike",
                f"({_alike('given', 2, 0.87)} or {_INSIDE.format(c='given')})",
                0.04,
                0.01,
                0.03,
            ),
            Level("given name and surname in each other's place", SWAPPED, 0.02, 0.00001, 0.001),
            Level("another given name", "ELSE", 0.07, 0.983, 0.949),
        ),
    ),
    Comparison(
        name="surname",
        column="surname",
        unknown=f"({_unknown('surname')} or {SWAPPED})",
        by_frequency=True,
        needs=("given",),
        levels=(
            Level("the same surname", "surname_l = surname_r", 0.82, 0.003, 0.8),
            Level("surname one slip apart", _alike("surname", 1, 0.94), 0.07, 0.001, 0.05),
            Level(
                "surnames alike",
                f"({_alike('surname', 2, 0.87)} or {_INSIDE.format(c='surname')})",
                0.04,
                0.006,
                0.02,
            ),
            Level("another surname", "ELSE", 0.07, 0.99, 0.13),
        ),
    ),
    Comparison(
        name="born",
        column="born",
        unknown=_unknown("born"),
        by_frequency=True,
        levels=(
            Level("born the same day", "born_l = born_r", 0.88, 0.0001, 0.02),
            Level(
                "day and month in each other's place",
                "(left(born_l, 4) = left(born_r, 4) and substr(born_l, 5, 2) = substr(born_r, 7, 2) "
                "and substr(born_l, 7, 2) = substr(born_r, 5, 2))",
                0.01,
                0.00005,
                0.0005,
            ),
            Level(
                "one digit of the birth date differs",
                "damerau_levenshtein(born_l, born_r) = 1",
                0.06,
                0.003,
                0.01,
            ),
            Level(
                "two parts of the birth date agree",
                "((left(born_l, 4) = left(born_r, 4))::int + (substr(born_l, 5, 2) = substr(born_r, 5, 2))::int "
                "+ (substr(born_l, 7, 2) = substr(born_r, 7, 2))::int) = 2",
                0.01,
                0.007,
                0.02,
            ),
            Level(
                "two digits of the birth date differ",
                "damerau_levenshtein(born_l, born_r) = 2",
                0.01,
                0.04,
                0.06,
            ),
            Level("born another day", "ELSE", 0.03, 0.95, 0.8895),
        ),
    ),
    Comparison(
        name="sex",
        column="sex",
        unknown=_unknown("sex"),
        levels=(
            Level("the same sex", "sex_l = sex_r", 0.985, 0.5, 0.5),
            Level("another sex", "ELSE", 0.015, 0.5, 0.5),
        ),
    ),
    Comparison(
        name="postcode",
        column="postcode",
        unknown=_unknown("postcode"),
        by_frequency=True,
        levels=(
            Level("the same postcode", "postcode_l = postcode_r", 0.75, 0.0005, 0.92),
            Level(
                "postcode one slip apart",
                "damerau_levenshtein(postcode_l, postcode_r) = 1",
                0.08,
                0.004,
                0.04,
            ),
            Level("the same postal district", "left(postcode_l, 3) = left(postcode_r, 3)", 0.05, 0.08, 0.02),
            Level("another postcode", "ELSE", 0.12, 0.9155, 0.02),
        ),
    ),
    Comparison(
        name="house",
        column="house",
        unknown=_unknown("house"),
        by_frequency=True,
        levels=(
            Level("the same house number", "house_l = house_r", 0.75, 0.012, 0.9),
            Level(
                "house number one slip apart", "damerau_levenshtein(house_l, house_r) = 1", 0.08, 0.12, 0.04
            ),
            Level("another house number", "ELSE", 0.17, 0.868, 0.06),
        ),
    ),
    Comparison(
        name="address",
        column="parts",
        unknown="len(bits_l) = 0 or len(bits_r) = 0",
        levels=(
            # First, because it is the commonest by far and the rest is costly to find out.
            Level("another address", f"{_SHARED} = 0", 0.1, 0.78894, 0.03),
            Level("most of the address agrees", f"{_SHARED} >= 22", 0.3, 0.00001, 0.35),
            Level("much of the address agrees", f"{_SHARED} >= 15", 0.3, 0.00005, 0.35),
            Level("a rare part of the address agrees", f"{_SHARED} >= 9", 0.15, 0.001, 0.17),
            Level("a part of the address agrees", f"{_SHARED} >= 5", 0.1, 0.01, 0.07),
            Level("a common part of the address agrees", "ELSE", 0.05, 0.2, 0.03),
        ),
    ),
    _number("nhs"),
    _number("other"),
    _number("phone", m=0.6, u=0.0001, kin=0.6),
)

# Ways of finding pairs worth comparing, the surest first; one that would make too many pairs is left out.
BLOCKING: tuple[str, ...] = (
    "l.nhs = r.nhs and l.nhs <> ''",
    "l.other = r.other and l.other <> ''",
    "l.born = r.born and l.surname = r.surname and l.born <> '' and l.surname <> ''",
    "l.born = r.born and l.given = r.given and l.born <> '' and l.given <> ''",
    "l.given = r.given and l.surname = r.surname and l.given <> '' and l.surname <> ''",
    "l.given = r.surname and l.surname = r.given and l.given <> '' and l.surname <> ''",
    "l.born = r.born and l.postcode = r.postcode and l.born <> '' and l.postcode <> ''",
    "l.phone = r.phone and l.phone <> ''",
    "l.postcode = r.postcode and l.surname = r.surname and l.postcode <> '' and l.surname <> ''",
    "l.postcode = r.postcode and l.given = r.given and l.postcode <> '' and l.given <> ''",
    "l.born = r.born and l.born <> ''",
    "l.postcode = r.postcode and l.house = r.house and l.postcode <> '' and l.house <> ''",
    "l.given_key = r.given_key and l.surname_key = r.surname_key and l.given_key <> '' and l.surname_key <> ''",
    "l.given_key = r.surname_key and l.surname_key = r.given_key and l.given_key <> '' and l.surname_key <> ''",
    "l.surname_key = r.surname_key and l.year = r.year and l.surname_key <> '' and l.year <> ''",
    "l.given_key = r.given_key and l.year = r.year and l.given_key <> '' and l.year <> ''",
    "l.surname_key = r.surname_key and l.day = r.day and l.surname_key <> '' and l.day <> ''",
    "l.given_key = r.given_key and l.day = r.day and l.given_key <> '' and l.day <> ''",
    "l.part_1 = r.part_1 and l.part_1 <> ''",
    "l.part_1 = r.part_2 and l.part_1 <> ''",
    "l.part_2 = r.part_1 and l.part_2 <> ''",
    "l.part_2 = r.part_2 and l.part_2 <> ''",
    "l.surname = r.surname and l.surname <> ''",
    "l.given = r.surname and l.given <> ''",
    "l.surname = r.given and l.surname <> ''",
    "l.given = r.given and l.given <> ''",
    "l.postcode = r.postcode and l.postcode <> ''",
)

# Numbers that belong to one person: being seen once says nothing about how rare they are.
NUMBERS = ("nhs", "other", "phone")

# What is each person's own: that people of one household seldom share it is known, not learnt.
OWN = ("given", "born", "sex", "nhs", "other")
