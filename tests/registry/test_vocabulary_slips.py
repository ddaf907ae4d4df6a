"""Words with a slip of the pen: the one that was meant is suggested, and none where none is near.

A third of the slips is held out: what finds the nearest word was never fitted to them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from registry.check.lists import gather
from registry.check.structure import match
from registry.fields import Vocabulary, fold, nearest
from registry.fields.likeness import LONGEST, likeness, most_likeness, reach
from registry.locale import load_locale
from registry.template import demo_snapshot

FILE = Path(__file__).parents[1] / "data" / "vocabulary_slips.csv"


@dataclass(frozen=True, slots=True)
class Slip:
    place: str
    typed: str
    meant: str
    is_held_out: bool

    @property
    def is_right(self) -> bool:
        return suggested(self.place, self.typed) == self.meant


@cache
def slips() -> tuple[Slip, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Slip(row["list"], row["typed"], row["meant"], row["held_out"] == "true")
            for row in csv.DictReader(file)
        )


@cache
def vocabulary() -> Vocabulary:
    locale = load_locale()
    return gather(match(demo_snapshot(), locale).sheets, locale)


def suggested(place: str, typed: str) -> str:
    """What an editor is asked who typed that word there."""
    kind, _, name = place.partition(".")
    known = vocabulary()
    if kind == "choice":
        return known.choices[name].nearest(typed)
    if kind == "term":
        return known.terms[name].nearest(typed)
    if kind == "place":
        return nearest(fold(typed), known.places.labels)
    if kind == "name":
        return nearest(fold(typed), known.names[name].codes)
    headers = (texts[0] for texts in load_locale().headers[name].values())
    return nearest(fold(typed), {fold(text): text for text in headers})


def share(chosen: list[Slip]) -> float:
    return sum(slip.is_right for slip in chosen) / len(chosen)


def mistakes() -> list[Slip]:
    return [slip for slip in slips() if slip.meant]


def strangers() -> list[Slip]:
    return [slip for slip in slips() if not slip.meant]


def test_there_are_enough_slips_of_every_list() -> None:
    assert len(mistakes()) >= 220
    assert len(strangers()) >= 40
    assert len({slip.place for slip in slips()}) >= 25


def test_the_word_that_was_meant_is_suggested() -> None:
    assert share(mistakes()) >= 0.9


def test_the_word_that_was_meant_is_suggested_for_slips_never_fitted_to() -> None:
    assert share([slip for slip in mistakes() if slip.is_held_out]) >= 0.85


def test_a_word_that_is_like_none_gets_no_suggestion() -> None:
    assert share(strangers()) >= 0.9


@pytest.mark.parametrize(
    ("typed", "other"),
    [("低报", "低保"), ("己审核", "已审核"), ("審核", "审核"), ("工开", "公开")],
)
def test_a_sign_of_like_sound_or_look_counts_more_than_any_other(typed: str, other: str) -> None:
    assert likeness(typed, other, 0) > likeness("猫" + typed[1:], other, 0)


@pytest.mark.parametrize(("typed", "other"), [("线下", "线上"), ("最少数额", "最多数额")])
def test_the_opposite_of_a_word_was_not_meant(typed: str, other: str) -> None:
    assert nearest(typed, {other: "1"}) == ""


def test_a_word_is_not_meant_that_only_lacks_the_no() -> None:
    assert nearest("未公开", {"公开": "1"}) == ""
    assert nearest("未公开", {"公开": "1", "不公开": "2"}) == "2"


def test_a_text_too_long_for_a_word_gets_no_suggestion() -> None:
    assert nearest("核" * LONGEST, {"核" * (LONGEST - 1): "1"}) == "1"
    assert nearest("核" * (LONGEST + 1), {"核" * LONGEST: "1"}) == ""


def test_no_word_is_more_like_than_the_quick_bound_tells() -> None:
    words = [fold(text) for texts in load_locale().headers["policies"].values() for text in texts]
    for slip in slips()[::4]:
        typed = fold(slip.typed)
        near = reach(typed)
        for word in words:
            shared = sum(sign in near for sign in word)
            assert likeness(typed, word, 0) <= most_likeness(shared, typed, word) + 1e-9
