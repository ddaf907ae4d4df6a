"""Suggestions for words that are in no list: helpful for a slip, quick for a column of slips."""

from __future__ import annotations

from registry.fields.vocabulary import nearest
from tests.registry.sheets import ROWS, judged, with_row

MANY = 300


def test_the_nearest_word_is_sought_at_the_beginning_of_a_very_long_list() -> None:
    words = {f"{number:06d}": str(number) for number in range(5_000)}
    assert nearest("0000x2", words) == "2"
    assert nearest("00499x", words) != "4990"


def test_a_column_of_unknown_words_gets_suggestions_at_its_beginning_only() -> None:
    rows = ROWS
    for number in range(MANY):
        slip = f"基本生活救肋{number}"
        rows = with_row("policies", "P001", rows, id=f"P1{number:03d}", category=slip)
    unknown = [p for p in judged(rows).diagnostics if p.code == "C002"]
    assert len(unknown) == MANY
    assert [bool(p.suggestion) for p in unknown] == [True] * 200 + [False] * 100
