from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders.editions import Edition
from builders.ledger import Record
from builders.stamping import history, make_record, stamp, valid_until
from registry.changes import Entries

MARCH, JULY = date(2026, 3, 1), date(2026, 7, 1)
BEFORE: Entries = {"policies/P001": {"name": "低保", "summary": "甲"}}
AFTER: Entries = {"policies/P001": {"name": "低保", "summary": "乙"}}


def record(entries: Entries, digests: dict[str, str], day: date) -> Record:
    return make_record(stamp(digests, None, day), entries, None, day)


def test_unchanged_content_keeps_its_edition_on_a_later_day() -> None:
    first = record(BEFORE, {"a": "11111111"}, MARCH)
    again = stamp({"a": "11111111"}, first, JULY)
    assert again == first.editions
    assert make_record(again, BEFORE, first, JULY) == first


def test_only_the_page_that_changed_gets_a_new_edition() -> None:
    first = record(BEFORE, {"a": "11111111", "b": "22222222"}, MARCH)
    editions = stamp({"a": "11111111", "b": "33333333"}, first, JULY)
    assert str(editions["a"]) == "2026-03-01-11111111"
    assert str(editions["b"]) == "2026-07-01-33333333"


def test_the_library_edition_moves_with_any_page() -> None:
    first = record(BEFORE, {"a": "11111111"}, MARCH)
    second = make_record(stamp({"a": "22222222"}, first, JULY), BEFORE, first, JULY)
    assert second.whole.since == JULY
    assert second.whole.digest != first.whole.digest


def test_history_is_the_same_before_and_after_publication() -> None:
    first = record(BEFORE, {"a": "11111111"}, MARCH)
    second = make_record(stamp({"a": "22222222"}, first, JULY), AFTER, first, JULY)
    later = JULY + timedelta(days=40)
    assert history((first,), AFTER, JULY) == history((first, second), AFTER, later)


def test_history_tells_old_and_new_words() -> None:
    (changes,) = history((record(BEFORE, {}, MARCH),), AFTER, JULY)
    (change,) = changes.changes
    assert (change.field, change.old, change.new) == ("summary", "甲", "乙")
    assert changes.edition == "2026-07-01"


def test_of_several_publications_of_a_day_the_last_is_told_against_the_day_before() -> None:
    between: Entries = {"policies/P001": {"name": "低保", "summary": "丙"}}
    records = (record(BEFORE, {}, MARCH), record(between, {}, JULY), record(AFTER, {}, JULY))
    (changes,) = history(records, AFTER, JULY)
    (change,) = changes.changes
    assert (change.old, change.new) == ("甲", "乙")


def test_the_first_publication_has_no_history() -> None:
    assert history((), BEFORE, MARCH) == ()


@given(st.integers(0, 2000), st.integers(1, 400))
def test_a_print_is_good_for_at_least_half_its_validity(age: int, days: int) -> None:
    as_of = MARCH + timedelta(days=age)
    until = valid_until(MARCH, as_of, days)
    assert timedelta(days=days // 2) <= until - as_of <= timedelta(days=days)


def test_edition_reads_day_and_digest() -> None:
    assert str(Edition(since=JULY, digest="7f3a90c2")) == "2026-07-01-7f3a90c2"
