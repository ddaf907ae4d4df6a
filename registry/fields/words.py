"""Cells that pick from a list: choices, terms, references to rows, coverage."""

from __future__ import annotations

from registry.fields.context import Context
from registry.fields.result import Fault, Parsed
from registry.fields.text import fold, split_list
from registry.fields.vocabulary import Words, nearest, number_key
from registry.model import Coverage

# A cell with more unknown words than this holds something else altogether.
_MOST_FAULTS = 10
_NO_WORDS = Words()
_NO_LIST = Words(known=False)


def parse_choice(text: str, context: Context) -> Parsed:
    """One word of a fixed list; its code."""
    return _one(text, context.vocabulary.choices[context.column.of], "C001", context)


def parse_choices(text: str, context: Context) -> Parsed:
    """Some words of a fixed list; their codes in the order written."""
    return _several(text, context.vocabulary.choices[context.column.of], "C001", context)


def parse_term(text: str, context: Context) -> Parsed:
    """One term of a taxonomy, by name, alias or id; its id."""
    return _one(text, _terms(context), "C002", context)


def parse_terms(text: str, context: Context) -> Parsed:
    """Some terms of a taxonomy; their ids in the order written."""
    return _several(text, _terms(context), "C002", context)


def _terms(context: Context) -> Words:
    return context.vocabulary.terms.get(context.column.of, _NO_WORDS)


def _one(text: str, words: Words, code: str, context: Context) -> Parsed:
    found = words.find(text)
    if found is not None:
        return Parsed(found)
    return Parsed("", _unknown(text, words, code, context))


def _several(text: str, words: Words, code: str, context: Context) -> Parsed:
    codes: dict[str, None] = {}
    faults: list[Fault] = []
    for entry in split_list(text, words.joined):
        found = words.find(entry)
        if found is None and len(faults) < _MOST_FAULTS:
            faults += _unknown(entry, words, code, context)
        elif found is not None:
            codes[found] = None
    return Parsed(tuple(codes), tuple(faults))


def _unknown(entry: str, words: Words, code: str, context: Context) -> tuple[Fault, ...]:
    if not words.known:
        return ()
    marks = context.marks
    expected = marks.comma.join(words.examples) + (marks.more if words.is_cut else "")
    values = {"expected": expected}
    guess = words.nearest(entry) if context.guesses else ""
    return (Fault(code=code, found=entry, suggestion=guess, values=values),)


def parse_reference(text: str, context: Context) -> Parsed:
    """The id of one row of the tab that the column refers to."""
    ids, faults = _references(text, context)
    if len(ids) > 1:
        return Parsed("", (Fault(code="D003", values={"count": str(len(ids))}),))
    return Parsed(ids[0] if ids and not faults else "", faults)


def parse_references(text: str, context: Context) -> Parsed:
    """The ids of rows of the tab that the column refers to."""
    ids, faults = _references(text, context)
    return Parsed(ids, faults)


def _references(text: str, context: Context) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    tab, vocabulary = context.column.of, context.vocabulary
    words = vocabulary.rows.get(tab, _NO_LIST)
    ids: dict[str, None] = {}
    faults: list[Fault] = []
    for entry in split_list(text, vocabulary.names.get(tab, _NO_WORDS).joined):
        found = words.find(entry)
        if found is not None:
            ids[found] = None
        elif words.known and len(faults) < _MOST_FAULTS:
            faults.append(_wrong_reference(entry, context))
    return tuple(ids), tuple(faults)


def _wrong_reference(entry: str, context: Context) -> Fault:
    tab, vocabulary = context.column.of, context.vocabulary
    names, folded = vocabulary.names.get(tab, _NO_WORDS).codes, fold(entry)
    values = {"tab": vocabulary.titles.get(tab, tab)}
    if folded in names:
        return Fault(code="D002", found=entry, suggestion=names[folded], values=values)
    guess = vocabulary.numbers.get(tab, {}).get(number_key(folded), "")
    if not guess and context.guesses:
        guess = nearest(folded, names)
    return Fault(code="D001", found=entry, suggestion=guess, values=values)


def parse_coverage(text: str, context: Context) -> Parsed:
    """The whole street, or stations by id, by name or by a residents' area they cover."""
    places = context.vocabulary.places
    stations: dict[str, None] = {}
    faults: list[Fault] = []
    everywhere = False
    for entry in split_list(text, places.joined):
        folded = fold(entry)
        if folded in places.everywhere:
            everywhere = True
        elif folded in places.stations:
            stations.update(dict.fromkeys(places.stations[folded]))
        elif places.known and len(faults) < _MOST_FAULTS:
            faults.append(_unknown_place(entry, context))
    return Parsed(Coverage(everywhere=everywhere, stations=tuple(stations)), tuple(faults))


def _unknown_place(entry: str, context: Context) -> Fault:
    labels = context.vocabulary.places.labels
    guess = nearest(fold(entry), labels) if context.guesses else ""
    return Fault(code="C013", found=entry, suggestion=guess)
