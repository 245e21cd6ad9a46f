"""The model: Splink finds and compares the pairs, the rows themselves teach what agreement is worth."""

import logging
from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from people.linkage.cleaning import Described
from people.linkage.extract import bits_of, sound_key
from people.linkage.learning import Scored, learn
from people.linkage.settings import BLOCKING, COMPARISONS, Comparison

# How many pairs of rows may be compared, and how many are looked at to learn how strangers agree.
PAIRS_AT_MOST = 2_000_000
STRANGERS = 300_000
# How many pairs of strangers the settings' beliefs weigh.
BELIEF_U = 2_000.0


def _table(rows: Sequence[Described], bits: dict[str, float], first: int) -> pa.Table:
    texts = {
        name: [getattr(row, name) for row in rows]
        for name in ("given", "surname", "born", "sex", "house", "postcode", "nhs", "phone", "other")
    }
    parts = [list(row.parts) for row in rows]
    return pa.table(
        {
            "unique_id": pa.array(range(first, first + len(rows)), pa.int64()),
            **{name: pa.array(values, pa.string()) for name, values in texts.items()},
            "parts": pa.array(parts, pa.list_(pa.string())),
            "bits": pa.array([[bits[part] for part in own] for own in parts], pa.list_(pa.float64())),
            "part_1": pa.array([own[0] if own else "" for own in parts], pa.string()),
            "part_2": pa.array([own[1] if len(own) > 1 else "" for own in parts], pa.string()),
            "given_key": pa.array([sound_key(name) for name in texts["given"]], pa.string()),
            "surname_key": pa.array([sound_key(name) for name in texts["surname"]], pa.string()),
            "year": pa.array([born[:4] for born in texts["born"]], pa.string()),
            "day": pa.array([born[4:] for born in texts["born"]], pa.string()),
        }
    )


def _used(rows: Sequence[Described]) -> list[Comparison]:
    """The comparisons whose column somebody filled in."""
    filled = {name for name in Described.__slots__ if any(getattr(row, name) for row in rows)}
    return [one for one in COMPARISONS if one.column in filled]


def _splink_comparison(one: Comparison) -> dict[str, Any]:
    unknown = {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True}
    levels = [
        {
            "sql_condition": level.sql,
            "label_for_charts": level.said,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        for level in one.levels
    ]
    return {"output_column_name": one.name, "comparison_levels": [unknown, *levels]}


def _affordable(connection: duckdb.DuckDBPyConnection, left: str, right: str, total: int) -> list[str]:
    """The ways of blocking, from the surest, until the pairs they make are too many; all pairs of a small extract."""
    if total <= PAIRS_AT_MOST // 4:
        return ["1 = 1"]
    kept, spent = [], 0
    for rule in BLOCKING:
        sides = [part.split(" = ") for part in rule.split(" and ") if "<>" not in part]
        keys = {
            side: [part for pair in sides for part in pair if part.startswith(f"{side}.")] for side in "lr"
        }
        counts = {
            side: f"(select {', '.join(f'{key} k{place}' for place, key in enumerate(keys[side]))}, count(*) n "  # noqa: S608
            f"from {table} {side} where {' and '.join(f'{key} <> {chr(39) * 2}' for key in keys[side])} group by all)"
            for side, table in (("l", left), ("r", right))
        }
        on = " and ".join(f"a.k{place} = b.k{place}" for place in range(len(keys["l"])))
        asked = f"select sum(a.n * b.n) from {counts['l']} a join {counts['r']} b on {on}"  # noqa: S608
        pairs = int(connection.execute(asked).fetchall()[0][0] or 0)
        if pairs and spent + pairs <= PAIRS_AT_MOST:
            kept.append(rule)
            spent += pairs
    return kept


def compare(left: Sequence[Described], right: Sequence[Described] | None) -> Scored:
    """Every pair worth comparing with its log odds of being one person; without a right side, within the left."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    rows = [*left, *(right or ())]
    used = _used(rows)
    size, other = len(left), len(right) if right is not None else 0
    total = size * other if right is not None else size * (size - 1) // 2
    empty = np.zeros(0, dtype=np.int64)
    if not used or not total:
        return Scored(empty, empty, {}, np.zeros(0), 0.0, {})
    bits = bits_of(rows)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    sides = [_table(left, bits, 0)] + ([_table(right, bits, size)] if right is not None else [])
    names = ["left_rows", "right_rows"][: len(sides)]
    database = DuckDBAPI(connection)
    tables = [
        database.register(table, dataset_display_name=name) for name, table in zip(names, sides, strict=True)
    ]
    rules = _affordable(connection, names[0], names[-1], total)
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only",
        comparisons=[_splink_comparison(one) for one in used],
        blocking_rules_to_generate_predictions=[{"blocking_rule": rule} for rule in rules],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        probability_two_random_records_match=min(0.5, max(size, other) / total / 2),
    )
    linker = Linker(tables if right is not None else tables[0], settings, log_level=None)
    strangers = _strangers(linker, used, total)
    found = linker.inference.predict(warning_mode="never")
    wanted = ", ".join(["unique_id_l", "unique_id_r", *(f"gamma_{one.name}" for one in used)])
    frame = connection.execute(f"select {wanted} from {found.physical_name}").fetchnumpy()  # noqa: S608
    pairs = (np.asarray(frame["unique_id_l"]), np.asarray(frame["unique_id_r"]))
    levels = {one.name: _levels(frame, one) for one in used}
    return learn(rows, pairs, levels, used, strangers=strangers, total=total, sides=(size, other))


def _levels(frame: dict[str, np.ndarray], one: Comparison) -> np.ndarray:
    """The level of each pair counted from the top, -1 where a side is unknown; Splink counts from below."""
    given = np.asarray(frame[f"gamma_{one.name}"]).astype(np.int8)
    return np.where(given < 0, given, len(one.levels) - 1 - given).astype(np.int8)


def _strangers(linker: Any, used: Sequence[Comparison], total: int) -> dict[str, np.ndarray]:
    """How often any two rows fall on each level: what Splink samples, the settings' belief where rows are few."""
    linker.training.estimate_u_using_random_sampling(
        max_pairs=STRANGERS, seed=1, min_count_per_level=None, num_chunks=1
    )
    looked_at = min(total, STRANGERS)
    found = {}
    for one in linker._settings_obj.comparisons:
        belief = next(
            np.array([level.u for level in own.levels]) for own in used if own.name == one.output_column_name
        )
        seen = [level.u_probability or 0.0 for level in one.comparison_levels if not level.is_null_level]
        share = np.array(seen) / max(sum(seen), 1e-12)
        found[one.output_column_name] = (share * looked_at + belief * BELIEF_U) / (looked_at + BELIEF_U)
    return found
