"""How like two words are to somebody who types: by sign, by sound, by look.

The sounds, looks and opposites of signs stand in the locale file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from registry.locale import load_locale

LONGEST = 60
"""Signs of the longest text that is compared: what is longer is no word of a list."""

MOST_BONUS = 0.2
"""What a like first sign counts beyond the others."""

_TRADITIONAL, _SAME_SOUND, _SAME_LOOK, _LIKE_SOUND = 0.1, 0.4, 0.5, 0.8
_OMITTED, _OTHER, _NEGATION = 1.0, 2.0, 5.0
_SWAPPED = 0.6
_SAME_SIGNS = 0.9

# The sorted part of GB 2312 ends with this character.
_LAST = 0xD7F9
_SECOND_BYTES = range(0xA1, 0xFF)


@dataclass(frozen=True, slots=True)
class _Signs:
    """The syllables of each sign, the signs of each syllable, and what signs are to each other."""

    sounds: Mapping[str, frozenset[str]]
    spoken: Mapping[str, frozenset[str]]
    costs: Mapping[str, Mapping[str, float]]
    opposites: Mapping[str, frozenset[str]]
    negations: frozenset[str]


def likeness(left: str, right: str, least: float) -> float:
    """From 0 to 1 and a bonus for a like beginning; 0 where it would not be more than ``least``."""
    if _contradict(left, right):
        return 0.0
    total = len(left) + len(right) or 1
    bonus = MOST_BONUS * max(0.0, 1 - unlikeness(left[:1], right[:1]) / _OTHER)
    if len(left) == len(right) and sorted(left) == sorted(right):
        return max(_SAME_SIGNS, 1 - _cost(left, right, _OTHER) / total + bonus)
    return max(0.0, 1 - _cost(left, right, (1 + bonus - least) * total) / total + bonus)


def _contradict(left: str, right: str) -> bool:
    """True where one word has the opposite of a sign of the other, as in up and down."""
    ours, theirs = set(left) - set(right), set(right) - set(left)
    opposites = _signs().opposites
    return any(not theirs.isdisjoint(opposites.get(sign, ())) for sign in ours)


def most_likeness(shared: int, left: str, right: str) -> float:
    """A bound that is quick to tell: so many signs of the right are like one of the left."""
    lost = len(right) - shared + max(0, len(left) - shared)
    return 1 - lost * _OMITTED / (len(left) + len(right) or 1) + MOST_BONUS


def _cost(left: str, right: str, most: float) -> float:
    """What it takes to turn one word into the other; more than ``most`` is not told exactly."""
    pairs = enumerate(zip(left, right, strict=False))
    start = next((at for at, (ours, theirs) in pairs if ours != theirs), 0)
    left, right = left[start:], right[start:]
    before: list[float] = []
    row = [0.0, *_sums(right)]
    for at, sign in enumerate(left):
        omitted = _omission(sign)
        new = [row[0] + omitted]
        for to, other in enumerate(right):
            best = min(
                row[to + 1] + omitted,
                new[to] + _omission(other),
                row[to] + (0.0 if sign == other else unlikeness(sign, other)),
            )
            if at and to and sign == right[to - 1] and left[at - 1] == other:
                best = min(best, before[to - 1] + _SWAPPED)
            new.append(best)
        if min(new) > most and min(row) > most:
            return min(new)
        before, row = row, new
    return row[-1]


def _sums(text: str) -> Iterator[float]:
    total = 0.0
    for sign in text:
        total += _omission(sign)
        yield total


def _omission(sign: str) -> float:
    return _NEGATION if sign in _signs().negations else _OMITTED


@lru_cache(maxsize=50_000)
def unlikeness(left: str, right: str) -> float:
    """How unlike two signs are: from 0 for the same to 2 for strangers."""
    signs = _signs()
    if left == right:
        return 0.0
    if right in signs.costs.get(left, ()):
        return signs.costs[left][right]
    ours, theirs = signs.sounds.get(left, frozenset()), signs.sounds.get(right, frozenset())
    if ours & theirs:
        return _SAME_SOUND
    return _LIKE_SOUND if _blurred(ours) & _blurred(theirs) else _OTHER


def reach(text: str) -> frozenset[str]:
    """Every sign that is like one of the text."""
    return frozenset().union(*map(_reach_of, text))


@lru_cache(maxsize=5_000)
def _reach_of(sign: str) -> frozenset[str]:
    signs = _signs()
    alike = (signs.spoken[sound] for sound in _blurred(signs.sounds.get(sign, frozenset())))
    return frozenset(sign).union(signs.costs.get(sign, ()), *alike)


@cache
def _signs() -> _Signs:
    words = load_locale().messages["likeness"]
    sounds = _sounds(words["syllables"].split(), words["other_readings"].split())
    spoken: dict[str, set[str]] = {}
    for sign, syllables in sounds.items():
        for syllable in _blurred(syllables):
            spoken.setdefault(syllable, set()).add(sign)
    return _Signs(
        sounds=sounds,
        spoken={syllable: frozenset(signs) for syllable, signs in spoken.items()},
        costs=_costs(words),
        opposites=_opposites(words["opposites"]),
        negations=_negations(),
    )


def _negations() -> frozenset[str]:
    return frozenset(filter(str.isalnum, load_locale().messages["reading"]["negations"]))


def _costs(words: Mapping[str, str]) -> dict[str, dict[str, float]]:
    costs: dict[str, dict[str, float]] = {}
    for kind, cost in (("look_alikes", _SAME_LOOK), ("traditional", _TRADITIONAL)):
        for left, right in _pairs(words[kind]):
            costs.setdefault(left, {})[right] = cost
    return costs


def _opposites(groups: str) -> dict[str, frozenset[str]]:
    opposites: dict[str, frozenset[str]] = {}
    for left, right in _pairs(groups):
        opposites[left] = opposites.get(left, frozenset()) | {right}
    return opposites


def _pairs(groups: str) -> Iterator[tuple[str, str]]:
    """The first sign of each group with each of the others, both ways round."""
    for group in groups.split():
        for other in group[1:]:
            yield group[0], other
            yield other, group[0]


def _sounds(syllables: list[str], others: list[str]) -> dict[str, frozenset[str]]:
    """The order of GB 2312 is that of the syllables: each reaches to the first sign of the next."""
    starts = [_code(syllable[-1]) for syllable in syllables]
    sounds: dict[str, set[str]] = {}
    for code in range(starts[0], _LAST + 1):
        if code & 0xFF in _SECOND_BYTES:
            at = bisect_right(starts, code) - 1
            sounds[code.to_bytes(2, "big").decode("gb2312")] = {syllables[at][:-1]}
    for reading in others:
        sounds.setdefault(reading[-1], set()).add(reading[:-1])
    return {sign: frozenset(read) for sign, read in sounds.items()}


def _code(sign: str) -> int:
    return int.from_bytes(sign.encode("gb2312"), "big")


@lru_cache(maxsize=2_000)
def _blurred(syllables: frozenset[str]) -> frozenset[str]:
    """The syllables as they sound to those who do not tell some of them apart."""
    return frozenset(map(_blur, syllables))


@cache
def _blur(syllable: str) -> str:
    for pair in load_locale().messages["likeness"]["alike_sounds"].split():
        sound, as_this = pair.split("-")
        if syllable.startswith(sound):
            syllable = as_this + syllable.removeprefix(sound)
        elif syllable.endswith(sound):
            syllable = syllable.removesuffix(sound) + as_this
    return syllable
