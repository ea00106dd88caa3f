"""A page is light enough for a slow phone: one round trip, and little after it."""

from __future__ import annotations

from pathlib import Path

import brotli

from tests.weights import (
    LARGEST_BYTES,
    LIMIT_BYTES,
    SCRIPTS_BYTES,
    heaviest,
    percentile,
    waited_for,
    weigh,
)


def test_nineteen_pages_of_twenty_come_in_one_round_trip(built: Path) -> None:
    weights = weigh(built)
    assert len(weights) > 200
    assert percentile(weights, 0.95) <= LIMIT_BYTES, heaviest(built, weights)
    assert weights[-1].total <= LARGEST_BYTES, heaviest(built, weights)


def test_no_page_waits_for_another_file(built: Path) -> None:
    assert waited_for(built) == set()


def test_the_scripts_together_are_small(built: Path) -> None:
    sizes = {
        file.name: len(brotli.compress(file.read_bytes(), quality=11))
        for file in built.rglob("*.js")
    }
    assert sum(sizes.values()) <= SCRIPTS_BYTES, sizes
