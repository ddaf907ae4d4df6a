"""How the text of a cell is read: one parser for each kind of column.

A parser never raises on a text, however odd: it gives a blank value and says what is wrong.
"""

from __future__ import annotations

from registry.fields.context import Context, Marks, Parser, load_marks
from registry.fields.dates import parse_date, parse_partial_date
from registry.fields.links import link_host, parse_link
from registry.fields.numbers import parse_integer, parse_number
from registry.fields.phones import parse_phone
from registry.fields.result import Fault, Parsed, Value
from registry.fields.text import clean, fold, is_list, plain, split_lines, split_list
from registry.fields.vocabulary import Places, Vocabulary, Words, make_words, nearest, number_key
from registry.fields.words import (
    parse_choice,
    parse_choices,
    parse_coverage,
    parse_reference,
    parse_references,
    parse_term,
    parse_terms,
)
from registry.model import Coverage
from registry.schema import Kind


def _parse_id(text: str, _: Context) -> Parsed:
    return Parsed(plain(text))


def _parse_text(text: str, _: Context) -> Parsed:
    return Parsed(text)


def _parse_lines(text: str, _: Context) -> Parsed:
    return Parsed(split_lines(text))


def _parse_words(text: str, _: Context) -> Parsed:
    return Parsed(split_list(text))


PARSERS: dict[Kind, Parser] = {
    Kind.ID: _parse_id,
    Kind.TEXT: _parse_text,
    Kind.LINES: _parse_lines,
    Kind.WORDS: _parse_words,
    Kind.INTEGER: parse_integer,
    Kind.NUMBER: parse_number,
    Kind.DATE: parse_date,
    Kind.PARTIAL_DATE: parse_partial_date,
    Kind.PHONE: parse_phone,
    Kind.LINK: parse_link,
    Kind.CHOICE: parse_choice,
    Kind.CHOICES: parse_choices,
    Kind.TERM: parse_term,
    Kind.TERMS: parse_terms,
    Kind.REFERENCE: parse_reference,
    Kind.REFERENCES: parse_references,
    Kind.COVERAGE: parse_coverage,
}

_BLANKS: dict[Kind, Value] = {
    Kind.LINES: (),
    Kind.WORDS: (),
    Kind.CHOICES: (),
    Kind.TERMS: (),
    Kind.REFERENCES: (),
    Kind.INTEGER: None,
    Kind.NUMBER: None,
    Kind.DATE: None,
    Kind.PARTIAL_DATE: None,
    Kind.COVERAGE: Coverage(),
}


def blank(kind: Kind) -> Value:
    """The value of an empty cell of that kind."""
    return _BLANKS.get(kind, "")


def parse(text: str, context: Context) -> Parsed:
    """The value of a cell's text; an empty text gives the blank value and no fault."""
    cleaned = clean(text)
    kind = context.column.kind
    return PARSERS[kind](cleaned, context) if cleaned else Parsed(blank(kind))


__all__ = [
    "PARSERS",
    "Context",
    "Fault",
    "Marks",
    "Parsed",
    "Places",
    "Value",
    "Vocabulary",
    "Words",
    "blank",
    "clean",
    "fold",
    "is_list",
    "link_host",
    "load_marks",
    "make_words",
    "nearest",
    "number_key",
    "parse",
    "plain",
    "split_lines",
    "split_list",
]
