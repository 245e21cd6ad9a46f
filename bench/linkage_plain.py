"""Splink as its tutorial has it, written once and not tuned: what our settings are measured against."""

import logging

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

BLOCKS = [
    ("surname", "date_of_birth"),
    ("given_name", "date_of_birth"),
    ("given_name", "surname"),
    ("date_of_birth", "postcode"),
    ("surname", "postcode"),
    ("given_name", "postcode"),
]


def plain_pairs(left: pd.DataFrame, right: pd.DataFrame | None, columns: list[str]) -> set[tuple[str, str]]:
    """Pairs at one half, from the library's ready comparisons and its usual training."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    comparisons = {
        "given_name": cl.JaroWinklerAtThresholds("given_name", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "surname": cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "date_of_birth": cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        "postcode": cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        "address_1": cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]),
        "address_2": cl.JaroWinklerAtThresholds("address_2", [0.92, 0.8]),
        "town": cl.JaroWinklerAtThresholds("town", [0.92, 0.8]),
        "other_id": cl.DamerauLevenshteinAtThresholds("other_id", [1, 2]),
    }
    blocks = BLOCKS + ([("other_id",)] if "other_id" in columns else [])
    settings = SettingsCreator(
        link_type="link_only" if right is not None else "dedupe_only",
        unique_id_column_name="id",
        comparisons=[comparison for name, comparison in comparisons.items() if name in columns],
        blocking_rules_to_generate_predictions=[block_on(*names) for names in blocks],
    )
    database = DuckDBAPI()
    frames = [frame[["id", *columns]].replace("", None) for frame in (left, right) if frame is not None]
    tables = [
        database.register(frame, dataset_display_name=f"side_{place}") for place, frame in enumerate(frames)
    ]
    linker = Linker(tables if right is not None else tables[0], settings, log_level=None)
    sure = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("surname", "date_of_birth", "postcode"),
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for names in (("surname", "date_of_birth"), ("given_name", "postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*names))
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    return {tuple(sorted(pair)) for pair in zip(found["id_l"], found["id_r"], strict=True)}
