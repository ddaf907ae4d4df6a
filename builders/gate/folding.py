"""Texts as the gate compares them: what a reader cannot tell apart is the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from registry.fields import split_lines, split_list

BREAK = "\ue000"
"""Stands between texts that do not belong together; a sign for private use, without a glyph."""

SHORTEST = 4
"""Characters of the shortest text that is searched."""

LONGEST = 40
"""Longer texts are searched in pieces of that many characters: outputs may cut them anywhere."""

_FEWEST_WORD_SIGNS = 2
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe"
    "\U000e0001\U000e0020-\U000e007f]+"
)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_LOOSE_SPACE = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
_DATE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}(?:\1[0-9]{1,2})?(?![0-9])")
# Each round takes one digit: with signs alone a row of brackets could be read in countless ways.
_PHONE_RUN = re.compile(
    r"(?<![0-9a-z.,/#])[0-9](?:(?:[ )-]{0,2}\()?[ )-]{0,2}[0-9]){6,}(?![0-9a-z])"
)
_TOKEN = re.compile("[0-9]+")
_PHONE_DIGITS = range(7, 16)
_MOST_TOKENS = 5


def squeeze(text: str) -> str:
    """Half-width small letters without white space, save between letters and digits of ASCII."""
    if text.isascii():
        folded = text.casefold()
    else:
        normal = unicodedata.normalize("NFKC", text)
        folded = normal.casefold()
        if folded != normal:  # either may undo the other
            folded = unicodedata.normalize("NFKC", folded).casefold()
    text = _INVISIBLE.sub("", _DASH.sub("-", folded))
    return _LOOSE_SPACE.sub("", " ".join(text.split()))


@lru_cache(maxsize=1024)
def squeeze_cell(text: str) -> str:
    """The same for a text that was or will be asked for more than once, as those of cells."""
    return squeeze(text)


def pieces_of(text: str, *, is_list: bool = False) -> Iterator[str]:
    """What of a cell is searched: the whole, each line, each item of a list; long ones cut."""
    whole = squeeze_cell(text)
    if not is_list and "\n" not in text and len(whole) <= LONGEST:
        if len(whole) >= SHORTEST and _says_something(whole):
            yield whole
        return
    parts = [*split_lines(text), *(split_list(text) if is_list else ())]
    folded = dict.fromkeys(whole if part == text else squeeze(part) for part in parts)
    if len(whole) <= LONGEST:
        folded[whole] = None
    for part in folded:
        for piece in _cut(part):
            if len(piece) >= SHORTEST and _says_something(piece):
                yield piece


def _cut(text: str) -> Iterator[str]:
    if len(text) <= LONGEST:
        yield text.strip()
        return
    for start in range(0, len(text), LONGEST):
        # The last piece is as long as the others: a short end might stand anywhere.
        begin = min(start, len(text) - LONGEST)
        yield text[begin : begin + LONGEST].strip()


def _says_something(piece: str) -> bool:
    begins_with_words = piece[:_FEWEST_WORD_SIGNS].isalnum()
    return begins_with_words or sum(map(str.isalnum, piece)) >= _FEWEST_WORD_SIGNS


def phones_in(squeezed: str) -> Iterator[str]:
    """The digits of everything that looks like a phone number, with and without its ends."""
    for run in _PHONE_RUN.findall(_DATE.sub(BREAK, squeezed)):
        tokens = _TOKEN.findall(run)
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + _MOST_TOKENS, len(tokens)) + 1):
                digits = "".join(tokens[start:end])
                if len(digits) in _PHONE_DIGITS:
                    yield digits
