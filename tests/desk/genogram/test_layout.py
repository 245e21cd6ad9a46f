"""Real shapes of families: who stands where, and that no two stand in one place."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.genogram.drawing import HALF, Bond, draw
from desk.genogram.family import Family, Member, Tie, family_of
from desk.genogram.layout import Layout, lay_out


def _member(key: int, sex: str = "U", year: int | None = None, month: int = 1) -> Member:
    return Member(key, sex, date(year, month, 1) if year else None)


def _laid(members: list[Member], ties: list[tuple[int, int, str]], index: int) -> tuple[Family, Layout]:
    family = family_of(members, [Tie(*tie) for tie in ties], index=index)
    layout = lay_out(family, index=index)
    _nobody_covers_another(layout)
    return family, layout


def _nobody_covers_another(layout: Layout) -> None:
    for row in layout.order:
        places = [layout.x[key] for key in row]
        assert all(two - one > 0.99 for one, two in itertools.pairwise(places)), places


def _parents(*keys: int, of: int) -> list[tuple[int, int, str]]:
    return [(key, of, "PARENT") for key in keys]


def test_parents_stand_above_the_middle_of_their_children_the_father_left() -> None:
    people = [_member(1, "F", 1985), _member(2, "M", 1984), _member(3, "F", 2012), _member(4, "M", 2015)]
    _, layout = _laid(people, [*_parents(1, 2, of=3), *_parents(1, 2, of=4)], 3)
    assert layout.row == {1: 0, 2: 0, 3: 1, 4: 1}
    assert layout.x[2] < layout.x[1] and layout.x[3] < layout.x[4]
    assert layout.x[1] + layout.x[2] == pytest.approx(layout.x[3] + layout.x[4], abs=0.1)


def test_half_siblings_of_two_fathers_hang_on_either_side_of_their_mother() -> None:
    people = [
        _member(1, "F", 1985), _member(2, "M", 1980), _member(3, "M", 1988),
        _member(11, "F", 2014), _member(12, "M", 2017), _member(13, "F", 2020), _member(14, "F", 2024),
    ]  # fmt: skip
    ties = [
        *_parents(1, 2, of=11), *_parents(1, 2, of=12), *_parents(1, 3, of=13), *_parents(1, 3, of=14),
        (11, 13, "HALF_SIBLING"), (1, 2, "FORMER_PARTNER"), (1, 3, "PARTNER"),
    ]  # fmt: skip
    family, layout = _laid(people, ties, 11)
    assert layout.x[2] < layout.x[1] < layout.x[3] or layout.x[3] < layout.x[1] < layout.x[2]
    assert {union.children for union in family.unions} == {(11, 12), (13, 14)}
    assert not family.loose  # that they are half-siblings is seen from their parents
    older, younger = (layout.x[11] + layout.x[12]) / 2, (layout.x[13] + layout.x[14]) / 2
    assert (older < younger) == (layout.x[2] < layout.x[3])


def test_three_generations_and_both_sides() -> None:
    people = [_member(key, sex, year) for key, sex, year in (
        (1, "M", 1950), (2, "F", 1952), (3, "M", 1951), (4, "F", 1953),
        (5, "M", 1980), (6, "F", 1982), (7, "F", 1978), (8, "M", 2012), (9, "F", 2015),
    )]  # fmt: skip
    ties = [
        *_parents(1, 2, of=5), *_parents(1, 2, of=7), *_parents(3, 4, of=6),
        *_parents(5, 6, of=8), *_parents(5, 6, of=9), (1, 8, "GRANDPARENT"),
    ]  # fmt: skip
    family, layout = _laid(people, ties, 8)
    assert [layout.row[key] for key in (1, 4, 7, 5, 6, 8)] == [0, 0, 1, 1, 1, 2]
    assert max(layout.x[1], layout.x[2]) < min(layout.x[3], layout.x[4])
    assert layout.x[7] < layout.x[5] < layout.x[6]
    assert not family.loose


def test_a_step_parent_stands_beside_the_parent() -> None:
    people = [_member(1, "F", 1985), _member(2, "M", 1984), _member(3, "F", 2012)]
    family, layout = _laid(people, [(1, 3, "PARENT"), (2, 3, "STEP_PARENT"), (1, 2, "PARTNER")], 3)
    assert layout.row[1] == layout.row[2] == 0
    assert not family.loose
    family, layout = _laid(people, [(1, 3, "PARENT"), (2, 3, "STEP_PARENT")], 3)
    assert [tie.kind for tie in family.loose] == ["STEP_PARENT"]


def test_a_grandmother_without_the_parent_between_stands_two_rows_up() -> None:
    family, layout = _laid([_member(1, "F", 1950), _member(2, "M", 2014)], [(1, 2, "GRANDPARENT")], 2)
    assert (layout.row[1], layout.row[2]) == (0, 2)
    assert [tie.kind for tie in family.loose] == ["GRANDPARENT"]


def test_a_third_recorded_parent_keeps_a_line_of_their_own() -> None:
    people = [_member(1, "F", 1985), _member(2, "M", 1984), _member(3, "M", 1990), _member(4, "F", 2012)]
    family, _ = _laid(people, [*_parents(1, 2, 3, of=4), (1, 3, "PARTNER")], 4)
    assert {union.parents for union in family.unions} == {(3, 1)}
    assert [(tie.one, tie.kind) for tie in family.loose] == [(2, "PARENT")]


def test_a_carer_of_unknown_kin_stands_by_age() -> None:
    _, layout = _laid([_member(1, "F", 1962), _member(2, "M", 2014)], [(1, 2, "CARER")], 2)
    assert layout.row[1] < layout.row[2]


def test_twins_hang_from_one_point() -> None:
    people = [
        _member(1, "F", 1985),
        _member(2, "M", 2020, 5),
        _member(3, "M", 2020, 5),
        _member(4, "F", 2023),
    ]
    family, layout = _laid(people, [*_parents(1, of=2), *_parents(1, of=3), *_parents(1, of=4)], 2)
    drawing = draw(family, layout, index=2)
    slanted = [stroke.d for stroke in drawing.strokes if "L" in stroke.d]
    starts = [d.split("L")[0] for d in slanted]
    assert len(starts) == 3 and len(set(starts)) == 2


def test_symbols_say_sex_birth_and_death() -> None:
    people = [_member(1, "F", 1985), _member(2, "M", 1984), _member(3, "U"), _member(4, "U", 2026)]
    family, layout = _laid(people, [*_parents(1, 2, of=3), *_parents(1, 2, of=4)], 4)
    drawing = draw(family, layout, index=4, unborn=frozenset({3}), dead=frozenset({2}))
    shapes = {symbol.key: symbol.shape for symbol in drawing.symbols}
    assert shapes == {1: "circle", 2: "square", 3: "triangle", 4: "diamond"}
    assert [symbol.key for symbol in drawing.symbols if symbol.is_dead] == [2]
    assert [symbol.key for symbol in drawing.symbols if symbol.is_index] == [4]


@pytest.mark.parametrize(("how", "slashes"), [("MARRIED", 0), ("SEPARATED", 1), ("DIVORCED", 2)])
def test_a_couple_parted_bears_slashes(how: str, slashes: int) -> None:
    family, layout = _laid([_member(1, "F", 1985), _member(2, "M", 1984)], [(1, 2, "PARTNER")], 1)
    drawing = draw(family, layout, index=1, partnerships={frozenset((1, 2)): how})
    assert len([stroke for stroke in drawing.strokes if "L" in stroke.d]) == slashes


def test_a_household_is_outlined_and_takes_in_no_stranger() -> None:
    people = [_member(1, "F", 1985), _member(2, "M", 1984), _member(3, "F", 2012), _member(4, "M", 2015)]
    family, layout = _laid(people, [*_parents(1, 2, of=3), *_parents(1, 2, of=4)], 3)
    assert len(draw(family, layout, index=3, homes=[frozenset({1, 3, 4})]).outlines) == 1
    apart = draw(family, layout, index=3, homes=[frozenset({1, 2, 4})])
    lonely = draw(family, layout, index=3, homes=[frozenset({2, 4}), frozenset({1, 3})])
    assert all(outline.dash for outline in [*apart.outlines, *lonely.outlines])


def test_no_contact_and_conflict_have_lines_of_their_own() -> None:
    family, layout = _laid([_member(1, "F", 1985), _member(2, "M", 2012)], [(1, 2, "PARENT")], 2)
    plain = len(draw(family, layout, index=2).strokes)
    for says, more in (("NO_CONTACT", 2), ("CONFLICT", 1), ("CLOSE", 2)):
        assert len(draw(family, layout, index=2, bonds=[Bond(1, 2, says)]).strokes) == plain + more


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 14),
    st.lists(
        st.tuples(
            st.integers(0, 13),
            st.integers(0, 13),
            st.sampled_from(
                ["PARENT", "PARTNER", "SIBLING", "HALF_SIBLING", "STEP_PARENT", "GRANDPARENT", "CARER"]
            ),
        ),
        max_size=24,
    ),
)
def test_whatever_was_recorded_everybody_stands_somewhere_alone(
    count: int, ties: list[tuple[int, int, str]]
) -> None:
    people = [_member(key, "MFU"[key % 3], 1950 + key * 5) for key in range(count)]
    family, layout = _laid(people, [tie for tie in ties if tie[0] < count and tie[1] < count], 0)
    assert set(layout.x) == {member.key for member in people}
    drawing = draw(family, layout, index=0)
    for symbol in drawing.symbols:
        assert HALF < symbol.x < drawing.width and HALF < symbol.y < drawing.height
