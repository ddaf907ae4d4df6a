"""The words that cells may use, gathered from the sheet itself and from the locale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from registry.check.book import Sheet
from registry.fields import (
    Places,
    Vocabulary,
    Words,
    clean,
    fold,
    is_list,
    make_words,
    number_key,
    plain,
    split_list,
)
from registry.locale import Locale
from registry.schema import CHOICES

_APPROVED = "approved"


def gather(sheets: Mapping[str, Sheet], locale: Locale) -> Vocabulary:
    """The vocabulary of this sheet, whatever state its rows are in."""
    choices = {name: _choices(locale.choices[name]) for name in CHOICES}
    rows = {key: _ids(sheet, choices["status"]) for key, sheet in sheets.items()}
    settings = _settings(sheets.get("settings"), choices["setting"])
    everywhere = (*locale.everywhere, settings.get("street_name", ""))
    return Vocabulary(
        choices=choices,
        terms=_terms(sheets.get("terms"), choices),
        rows=rows,
        numbers={key: _numbers(words) for key, words in rows.items()},
        names={key: _names(sheet) for key, sheet in sheets.items()},
        titles={key: sheet.table.title for key, sheet in sheets.items()},
        places=_places(sheets.get("stations"), choices["status"], everywhere, locale),
        hosts=_hosts(settings.get("allowed_link_hosts", "")),
    )


def _choices(words: Mapping[str, tuple[str, ...]]) -> Words:
    codes = {fold(code): code for code in words}
    codes |= {fold(alias): code for code, aliases in words.items() for alias in aliases}
    return make_words(codes, {code: aliases[0] for code, aliases in words.items()})


def _texts(sheet: Sheet | None, *keys: str) -> Iterator[tuple[str, ...]]:
    if sheet is None:
        return
    positions = [sheet.positions.get(key) for key in keys]
    for row in sheet.table.rows:
        yield tuple("" if at is None else clean(row.cell(at).text) for at in positions)


def _terms(sheet: Sheet | None, choices: Mapping[str, Words]) -> dict[str, Words]:
    """The terms of each taxonomy; only approved ones may be named to somebody who mistyped."""
    known = sheet is not None and {"id", "taxonomy", "name"} <= sheet.positions.keys()
    codes: dict[str, dict[str, str]] = {taxonomy: {} for taxonomy in CHOICES["taxonomy"]}
    labels: dict[str, dict[str, str]] = {taxonomy: {} for taxonomy in CHOICES["taxonomy"]}
    columns = ("id", "taxonomy", "name", "aliases", "status")
    rows = _approved_first(_texts(sheet, *columns), choices["status"])
    for term, word, name, aliases, status in rows:
        taxonomy = choices["taxonomy"].find(word)
        if taxonomy is None or not term:
            continue
        code = plain(term)
        for form in (name, code, *split_list(aliases)):
            if fold(form):
                codes[taxonomy].setdefault(fold(form), code)
        if choices["status"].find(status) == _APPROVED:
            labels[taxonomy].setdefault(code, name)
    return {key: _term_words(codes[key], labels[key], known=known) for key in codes}


def _term_words(codes: Mapping[str, str], labels: Mapping[str, str], *, known: bool) -> Words:
    """The words of a taxonomy; a term that is not in force cannot hold a list of others together.

    Else the name of a draft would change how a public cell is read.
    """
    words = make_words(codes, labels, known=known)
    return replace(words, joined=frozenset(w for w in words.joined if codes[w] in labels))


def _approved_first(rows: Iterable[tuple[str, ...]], states: Words) -> list[tuple[str, ...]]:
    """The rows, whose last text is their state, so that those in force keep their words and ids."""

    @cache
    def is_other(word: str) -> bool:
        return states.find(word) != _APPROVED

    return sorted(rows, key=lambda row: is_other(row[-1]))


def _ids(sheet: Sheet, states: Words) -> Words:
    ids: dict[str, str] = {}
    for text, _ in _approved_first(_texts(sheet, "id", "status"), states):
        folded = fold(text)
        if folded:
            ids.setdefault(folded, plain(text))
    return Words(codes=ids, known="id" in sheet.positions)


def _numbers(ids: Words) -> dict[str, str]:
    numbered = ((number_key(folded), key) for folded, key in ids.codes.items())
    return {number: key for number, key in numbered if number}


def _names(sheet: Sheet) -> Words:
    if "name" not in sheet.positions:
        return make_words({})
    pairs = ((fold(name), plain(key)) for name, key in _texts(sheet, "name", "id"))
    return make_words({name: key for name, key in pairs if name and fold(key)})


def _places(
    sheet: Sheet | None, states: Words, everywhere: tuple[str, ...], locale: Locale
) -> Places:
    stations: dict[str, dict[str, None]] = {}
    labels: dict[str, str] = {}
    in_force: set[str] = set()
    suffix = locale.messages["reading"]["area_suffix"]
    for text, name, areas, status in _texts(sheet, "id", "name", "residents_areas", "status"):
        code, is_approved = plain(text), states.find(status) == _APPROVED
        if not code:
            continue
        short = [area.removesuffix(suffix) for area in split_list(areas)]
        for form in (code, name, *short, *(f"{area}{suffix}" for area in short)):
            if fold(form):
                stations.setdefault(fold(form), {})[code] = None
                labels.setdefault(fold(form), form if is_approved else code)
                in_force |= {fold(form)} if is_approved else set()
    return Places(
        everywhere=frozenset(fold(word) for word in everywhere if fold(word)),
        stations={form: tuple(codes) for form, codes in stations.items()},
        labels=labels | {fold(word): everywhere[0] for word in everywhere if fold(word)},
        joined=frozenset(form for form in in_force if is_list(form)),
        known=sheet is not None and "id" in sheet.positions,
    )


def _settings(sheet: Sheet | None, names: Words) -> dict[str, str]:
    values: dict[str, str] = {}
    for word, value in _texts(sheet, "id", "value"):
        key = names.find(word)
        if key is not None and value:
            values.setdefault(key, value)
    return values


def _hosts(value: str) -> tuple[str, ...] | None:
    hosts = (fold(host).strip(".") for host in split_list(value))
    return tuple(host for host in hosts if host) if value else None
