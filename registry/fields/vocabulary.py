"""The words that cells may use, and the nearest one to a word that is not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from registry.fields.likeness import LONGEST, likeness, most_likeness, reach
from registry.fields.text import fold, is_list

_NEAR_ENOUGH = 0.66
_SHOWN = 8
_MOST_COMPARED = 2_000
_MOST_WEIGHED = 20
_NUMBERED = re.compile(r"([a-z])0*([0-9]{1,9})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A closed list: folded word to code, and code to the word that people should write.

    ``joined`` are the folded words that hold a separator of lists. ``known`` is false where the
    list itself is missing from the sheet: nothing can be called unknown then.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] = frozenset()
    known: bool = True

    def find(self, text: str) -> str | None:
        """The code of that word, alias or code; ``None`` where it is not in the list."""
        return self.codes.get(fold(text))

    def nearest(self, text: str) -> str:
        """The word that was probably meant; empty where nothing is near."""
        code = nearest(fold(text), self.codes)
        return self.labels.get(code, code)

    @property
    def examples(self) -> tuple[str, ...]:
        """The first words of the list, or their codes where none may be shown."""
        return tuple(self.labels.values() or dict.fromkeys(self.codes.values()))[:_SHOWN]

    @property
    def is_cut(self) -> bool:
        """True when the list is longer than its examples."""
        return len(self.labels) > _SHOWN


def make_words(
    codes: Mapping[str, str], labels: Mapping[str, str] | None = None, *, known: bool = True
) -> Words:
    """The list of these folded words."""
    joined = frozenset(word for word in codes if is_list(word))
    return Words(codes=codes, labels=labels or {}, joined=joined, known=known)


def nearest(folded: str, codes: Mapping[str, str]) -> str:
    """The code of the folded word most like ``folded``; empty where none is near enough.

    Of a very long list only the beginning is looked through, and of that the likeliest words.
    """
    best, score = "", _NEAR_ENOUGH
    for _, most, word in nlargest(_MOST_WEIGHED, _promising(folded, codes), key=itemgetter(0)):
        found = likeness(folded, word, score) if most > score else 0.0
        if found > score:
            best, score = codes[word], found
    return best


def _promising(folded: str, codes: Mapping[str, str]) -> Iterator[tuple[float, float, str]]:
    """How likely a word was meant, and how like it can be at most; both are quick to tell."""
    if len(folded) > LONGEST:
        return
    is_like, is_same = reach(folded).__contains__, folded.__contains__
    for word in islice(codes, _MOST_COMPARED):
        if len(word) <= LONGEST:
            most = most_likeness(sum(map(is_like, word)), folded, word)
            if most > _NEAR_ENOUGH:
                yield most + most_likeness(sum(map(is_same, word)), folded, word), most, word


def number_key(folded: str) -> str:
    """Letter and number of a row id, such as ``p1`` for P001; empty for other texts."""
    match = _NUMBERED.match(folded)
    return f"{match[1]}{match[2]}" if match else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The words of a coverage cell: for the whole street, and folded name to station ids."""

    everywhere: frozenset[str] = frozenset()
    stations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] = frozenset()
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything that cells are compared with.

    ``rows`` maps a tab to its ids, ``numbers`` a tab to its ids by ``number_key``, ``names`` a tab
    to its names with their ids, ``titles`` a tab to its title on screen. ``hosts`` is ``None``
    where the setting is missing.
    """

    choices: Mapping[str, Words] = field(default_factory=dict)
    terms: Mapping[str, Words] = field(default_factory=dict)
    rows: Mapping[str, Words] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Words] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    hosts: tuple[str, ...] | None = None
