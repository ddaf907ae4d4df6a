"""Figures as people type them: digit groups and full-width digits are read, units are refused."""

from __future__ import annotations

import re
from decimal import Decimal

from registry.fields.context import Context
from registry.fields.result import Fault, Parsed
from registry.fields.text import plain

_FIGURE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,9})?")
_MOST_DIGITS = 15


def parse_number(text: str, context: Context) -> Parsed:
    """A figure of zero or more, without unit."""
    bare = plain(text)
    match = _FIGURE.match(bare)
    if match is None:
        return Parsed(None, (Fault(code="C005"),))
    figure = Decimal(match.group().replace(",", ""))
    rest = bare[match.end() :].strip()
    if not rest and len(figure.as_tuple().digits) <= _MOST_DIGITS:
        return Parsed(figure)
    if not rest or rest[0] in "0123456789.,-~+:/^*" or rest[0] in "eE":
        return Parsed(None, (Fault(code="C005"),))
    return Parsed(None, (_with_unit(figure, rest, context),))


def _with_unit(figure: Decimal, rest: str, context: Context) -> Fault:
    if any(sign.isdigit() for sign in rest):
        return Fault(code="C005")
    scale = 10_000 if rest.startswith(context.marks.ten_thousand) else 1
    suggestion = f"{figure * scale:f}"
    if "." in suggestion:
        suggestion = suggestion.rstrip("0").rstrip(".")
    return Fault(code="C006", suggestion=suggestion, echoes=True)


def parse_integer(text: str, context: Context) -> Parsed:
    """A whole number of zero or more."""
    figure = parse_number(text, context).value
    if not isinstance(figure, Decimal) or figure != figure.to_integral_value():
        return Parsed(None, (Fault(code="C007"),))
    return Parsed(int(figure))
