"""Phone numbers inside free text, so that each can be called with one tap."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = re.compile(r"\+?\d(?:[\d \-]*\d)?")
_HOTLINE = re.compile(r"[19]\d{2,4}")
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PhonePart:
    """A piece of the text; ``number`` holds the digits to dial, blank when it is no number."""

    text: str
    number: str


def phone_parts(text: str) -> tuple[PhonePart, ...]:
    """The text in pieces: hotlines of three to five digits and whole numbers can be dialled."""
    parts, end = [], 0
    for found in _RUN.finditer(text):
        number = dial(found.group())
        if not _HOTLINE.fullmatch(found.group()) and len(number) < _FEWEST_DIGITS:
            continue
        parts += [
            PhonePart(text=text[end : found.start()], number=""),
            PhonePart(text=found.group(), number=number),
        ]
        end = found.end()
    parts.append(PhonePart(text=text[end:], number=""))
    return tuple(part for part in parts if part.text)


def dial(phone: str) -> str:
    """The digits of a phone number, for a ``tel:`` link; blank when there are none."""
    return "".join(sign for sign in phone if sign in "+0123456789")
