"""Signs of personal data in a text: numbers of persons, phones and cards, homes beside names."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from registry.fields import plain, split_list
from registry.locale import load_locale

# The first two digits of an identity number: provinces, and 8 or 9 for permits of residence.
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-9]"
_ID_NUMBER = re.compile(
    rf"(?<![0-9])((?:{_PROVINCES})[0-9]{{4}})[ -]?"
    r"([12][0-9]{3})([0-9]{2})([0-9]{2})[ -]?([0-9]{3}[0-9Xx])(?![0-9])"
)
_MOBILE = re.compile(r"(?<![0-9.])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
# Cards begin with 3 to 6 or, the oldest ones, with 9558; document serials begin with a year.
_CARD = re.compile(
    r"(?<![0-9])(?:[3-6][0-9]{3}|9558)(?:[ -]?[0-9]{4}){2,3}[ -]?[0-9]{1,4}(?![0-9])"
)
_WEB_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_CARD_LENGTHS = range(16, 20)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_FEWEST_DIGITS = 11
# Decimal digits; those in circles and the small ones become digits in half-width form.
_SIGNS = r"\d\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
DIGIT = re.compile(f"[{_SIGNS}]")
"""A digit, or what becomes one in half-width form."""

_MANY_DIGITS = re.compile(f"(?:[^{_SIGNS}]*+[{_SIGNS}]){{{_FEWEST_DIGITS}}}")
# These become other ideographs in half-width form.
_COMPATIBLE = r"\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff"


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
        return date(1900, 1, 1) <= date(year, month, day) < date(2100, 1, 1)
    except ValueError:
        return False


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECK_SIGNS[total % 11]


def mobiles(text: str) -> tuple[str, ...]:
    """Mobile numbers of eleven digits; those inside web addresses are none."""
    found = _MOBILE.finditer(_WEB_ADDRESS.sub(" ", plain(text)))
    return tuple(match.group() for match in found)


def cards(text: str) -> tuple[str, ...]:
    """Numbers of bank cards: 16 to 19 digits with a right check digit, not in web addresses."""
    hits = []
    for match in _CARD.finditer(_WEB_ADDRESS.sub(" ", plain(text))):
        digits = [int(sign) for sign in match.group() if sign.isdigit()]
        total = sum(digits[-1::-2]) + sum(_DOUBLED[digit] for digit in digits[-2::-2])
        if len(digits) in _CARD_LENGTHS and total % 10 == 0:
            hits.append(match.group())
    return tuple(hits)


def has_many_digits(text: str) -> bool:
    """True when the text has digits enough for any of the numbers above; quick to tell."""
    return len(text) >= _FEWEST_DIGITS and _MANY_DIGITS.match(text) is not None


def holds_personal_number(text: str) -> bool:
    """True when any of the numbers above stands in the text."""
    return has_many_digits(text) and bool(id_numbers(text) or mobiles(text) or cards(text))


@cache
def _homes() -> tuple[re.Pattern[str], ...]:
    words = load_locale().messages["personal"]
    surname, given = f"[{words['surnames']}]", f"[{words['ideographs']}]"
    number = rf"(?<![0-9])[0-9]{{1,5}}(?:{_any(words['dwellings'])})"
    room = rf"(?<![0-9])[0-9]{{1,5}}(?:{_any(words['rooms'])})"
    titled = rf"{surname}{given}{{0,2}}(?:{_any(words['titles'])})"
    labelled = rf"(?:{_any(words['labels'])})[: ]*{surname}{given}{{1,2}}"
    bare = rf"(?:^|(?<=[,:;\s]))(?!{_any(words['no_names'])}){surname}{given}{{1,2}}"
    bare = rf"{bare}(?<![{words['place_endings']}])"
    lives = rf"(?:[,:; ]+|(?:{_any(words['lives'])}))"
    near, close = r"[^\n]{0,25}?", r"[^\n,;]{0,20}?"
    return (
        re.compile(rf"{titled}{near}{number}|{number}{near}{titled}"),
        re.compile(rf"{labelled}{near}{number}|{number}{near}{labelled}"),
        re.compile(rf"{bare}{lives}{close}{room}|{room}[,:; ]+(?!{given}{{4}}){bare}(?!{given})"),
    )


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in split_list(words))


@cache
def _numbered() -> re.Pattern[str]:
    words = load_locale().messages["personal"]
    first = {word[0] for word in split_list(f"{words['dwellings']},{words['rooms']}")}
    return re.compile(f"[{_SIGNS}][{_COMPATIBLE}{''.join(map(re.escape, sorted(first)))}]")


def may_hold_home(text: str) -> bool:
    """False where no home stands in the text; quick to tell."""
    is_smooth = text.isprintable() or text.replace("\n", "").isprintable()
    return not is_smooth or _numbered().search(text) is not None


def homes(text: str, *, is_address: bool = False) -> tuple[str, ...]:
    """Addresses of dwellings beside the name of a person.

    In a column of addresses a bare name is no sign: names of places look alike.
    """
    half_width = plain(text)
    forms = _homes()[:2] if is_address else _homes()
    return tuple(match.group() for form in forms for match in form.finditer(half_width))
