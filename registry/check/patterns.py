"""Signs of personal data in a text: numbers of persons, phones and cards."""

from __future__ import annotations

import re
from datetime import date

from registry.fields.text import plain

_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])([1-8][0-9]{5})[ -]?([12][0-9]{3})([0-9]{2})([0-9]{2})[ -]?([0-9]{3}[0-9Xx])"
    r"(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9.])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:[3-6][0-9]{3}|9558)(?:[ -]?[0-9]{4}){2,3}(?:[ -]?[0-9]{1,4}){1}"
    r"(?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_CARD_LENGTHS = range(16, 20)


def id_numbers(text: str) -> tuple[str, ...]:
    """Numbers of identity cards: a real birthday, and a right check sign.

    A number that a spreadsheet has rounded (it ends in 000) has lost its check sign and counts.
    """
    hits = []
    for match in _ID_NUMBER.finditer(plain(text)):
        number = "".join(match.groups()).upper()
        year, month, day = (int(match[part]) for part in (2, 3, 4))
        if _is_birthday(year, month, day) and (_checks(number) or number.endswith("000")):
            hits.append(match.group())
    return tuple(hits)


def _is_birthday(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day) >= date(1900, 1, 1)
    except ValueError:
        return False


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECK_SIGNS[total % 11]


def mobiles(text: str) -> tuple[str, ...]:
    """Mobile numbers of eleven digits."""
    return tuple(match.group() for match in _MOBILE.finditer(plain(text)))


def cards(text: str) -> tuple[str, ...]:
    """Numbers of bank cards: 16 to 19 digits with a right check digit."""
    hits = []
    for match in _CARD.finditer(plain(text)):
        digits = [int(sign) for sign in match.group() if sign.isdigit()]
        if len(digits) in _CARD_LENGTHS and _luhn(digits):
            hits.append(match.group())
    return tuple(hits)


def _luhn(digits: list[int]) -> bool:
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def holds_personal_data(text: str) -> bool:
    """True when any of the numbers above stands in the text."""
    return bool(id_numbers(text) or mobiles(text) or cards(text))
