"""Texts as people type and paste them: folded for look-ups, cleaned for prose, split in lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Ideographic comma, full-width comma, semicolon and bar, written as escapes.
_SEPARATORS = frozenset(",;|\n\u3001\uff0c\uff1b\uff5c")
_OPENING = frozenset("(\uff08\u3010\u3014[\u300a\u201c\u300c")
_CLOSING = frozenset(")\uff09\u3011\u3015]\u300b\u201d\u300d")
_BRACKETS = _OPENING | _CLOSING
_SEPARATOR = re.compile(f"[{''.join(sorted(_SEPARATORS))}]")
# A word of a list holds at most that many pieces between separators.
_MOST_PARTS = 4
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")


def fold(text: str) -> str:
    """The text as a look-up key: full-width, case, white space and invisible signs do not count."""
    if text.isascii():
        twice = text.casefold()
    else:
        # Case folding can undo the normal form and the other way round, hence twice.
        once = unicodedata.normalize("NFKC", text).casefold()
        twice = unicodedata.normalize("NFKC", once)
    if twice.isprintable():  # the blank is then the only sign that does not count
        return twice.replace(" ", "")
    return "".join(sign for sign in twice if not _is_ignored(sign))


def _is_ignored(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cf", "Cc"}


def clean(text: str) -> str:
    """Prose as it was meant: invisible signs gone, line ends alike, words untouched."""
    if text.isprintable():
        return text.strip()
    lines = _LINE_END.sub("\n", text)
    if lines.replace("\n", "").isprintable():
        return lines.strip()
    return "".join(sign for sign in lines if not _is_invisible(sign)).strip()


def _is_invisible(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cf", "Cc"}


def plain(text: str) -> str:
    """The text for numbers, dates and phones: half-width, no invisible signs, trimmed."""
    if text.isascii():
        return clean(text)
    return unicodedata.normalize("NFKC", clean(text)).strip()


def is_list(text: str) -> bool:
    """True when the text would be split."""
    return not _SEPARATORS.isdisjoint(text)


def split_lines(text: str) -> tuple[str, ...]:
    """The statements of a cell, one a line, blank ones left out."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def split_list(text: str, whole: Collection[str] = ()) -> tuple[str, ...]:
    """The entries of a list cell, in order, each once.

    Separators inside brackets do not split, nor do those of an entry whose folded form is in
    ``whole``.
    """
    if not is_list(text):
        return (text.strip(),) if text.strip() else ()
    if not whole and _BRACKETS.isdisjoint(text):  # as in most cells
        return tuple(dict.fromkeys(filter(None, map(str.strip, _SEPARATOR.split(text)))))
    spans = _spans(text)
    entries: dict[str, None] = {}
    index = 0
    while index < len(spans):
        step = _longest(text, spans[index : index + _MOST_PARTS], whole) if whole else 1
        entry = text[spans[index][0] : spans[index + step - 1][1]].strip()
        if entry:
            entries[entry] = None
        index += step
    return tuple(entries)


def _longest(text: str, spans: list[tuple[int, int]], whole: Collection[str]) -> int:
    for step in range(len(spans), 1, -1):
        if fold(text[spans[0][0] : spans[step - 1][1]]) in whole:
            return step
    return 1


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start, depth = [], 0, 0
    balanced = _is_balanced(text)
    for index, sign in enumerate(text):
        if balanced and sign in _OPENING:
            depth += 1
        elif balanced and sign in _CLOSING:
            depth -= 1
        elif depth == 0 and sign in _SEPARATORS:
            spans.append((start, index))
            start = index + 1
    return [*spans, (start, len(text))]


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth < 0:
            return False
    return depth == 0
