"""Lists as plain material for the typesetting templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from unicodedata import combining

from builders.editions import ListStamp
from builders.station.cards import CARDS, Card, is_tall, is_tall_band, rows_of
from builders.station.links import code_image, page_address
from builders.station.model import Checklist, Entry, Group
from builders.station.words import Words
from registry.views.station import StationView

Material = dict[str, object]
"""What a template reads: texts, lists and nested material only."""

_JOINER = "\u2060"
_MAY_BREAK = "\u200b"
_LONG_WORD = re.compile(
    "[^\\s\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]{24,}"
)
"""Letters, digits and signs without a place where a line may end, longer than a narrow column."""
_WORD_PIECE = 4
_EXACT = frozenset({"code", "address", "keywords", "id", "rows", "columns"})
_HARD_SPACE = "\u00a0"
_DEGREES = ("low", "medium", "high")


def list_material(checklist: Checklist, view: StationView, words: Words) -> Material:
    """One list as a document of its own."""
    head = head_material(checklist.stamp, checklist.title, view, words)
    return bound({**head, "list": body_material(checklist, words)}, words)


def head_material(stamp: ListStamp, title: str, view: StationView, words: Words) -> Material:
    """What stands on every page of a document and in its properties."""
    public, station = str(stamp.public_edition), str(stamp.station_edition)
    place = view.place.public
    return {
        "name": title,
        "handbook": False,
        "station": place.name,
        "station_id": place.id,
        "street": view.settings.street_name,
        "public_edition": words.say("stamp", "public", edition=public),
        "station_edition": words.say("stamp", "station", edition=station),
        "internal": words.say("stamp", "internal"),
        "valid_until": words.say("stamp", "valid_until", day=stamp.valid_until.isoformat()),
        "recall": words.say("stamp", "recall"),
        "keywords": [words.say("stamp", "keywords", public=public, station=station)],
        "sample_notice": view.settings.sample_notice,
        "hotlines": list(view.settings.hotlines),
        "has_codes": bool(page_address(view.settings, "stations", place.id)),
    }


def body_material(checklist: Checklist, words: Words) -> Material:
    """The groups and entries of a list."""
    card = CARDS.get(checklist.key)
    groups = [_group(group, words, card) for group in checklist.groups]
    return {
        "key": checklist.key,
        "title": checklist.title,
        "labels": {**checklist.labels, **words.short.get(checklist.key, {})},
        "degrees": [words.wording.choice("degree", one) for one in _DEGREES],
        "columns": list(card.columns) if card else [],
        "head": card.head if card else 0.0,
        "groups": groups,
        "count": sum(len(group.entries) for group in checklist.groups),
    }


def stamp_day(stamp: ListStamp) -> date:
    """The day that a file says it was made on: the later of its two editions."""
    return max(stamp.public_edition.since, stamp.station_edition.since)


def _group(group: Group, words: Words, card: Card | None) -> Material:
    return {
        "title": group.title,
        "description": group.description,
        "tall": is_tall_band(group.title, group.description),
        "also": [f"{ref.id}{_HARD_SPACE}{ref.name}" for ref in group.also],
        "entries": [entry_material(entry, words, card) for entry in group.entries],
    }


def entry_material(entry: Entry, words: Words, card: Card | None = None) -> Material:
    """One row of a list; ``rows`` are the lines of its card, ``tall`` one that may need a page."""
    unknown = [key for key, text in entry.cells.items() if text == words.known("")]
    return {
        "id": entry.id,
        "marks": [{"kind": mark, "text": words.say("mark", mark)} for mark in entry.marks],
        "cells": dict(entry.cells),
        "rows": rows_of(card, entry.cells, unknown) if card else {},
        "tall": is_tall(entry.cells),
        "code": code_image(entry.address),
        "address": entry.address,
    }


def bound(material: Mapping[str, object], words: Words) -> Material:
    """The material with figures tied to their units, so that no line ends between the two.

    Words too long for a column, such as web addresses, may break in their middle.
    """
    tie = _tie(words.say("typography", "units"))
    return {key: _bound(key, value, tie) for key, value in material.items()}


def _loosened(word: re.Match[str]) -> str:
    signs = word.group()
    return "".join(
        f"{_MAY_BREAK}{sign}" if place % _WORD_PIECE == 0 and not combining(sign) else sign
        for place, sign in enumerate(signs)
    )


def _bound(key: str, value: object, tie: Callable[[str], str]) -> object:
    if key in _EXACT:
        return value
    match value:
        case str():
            return tie(value)
        case Mapping():
            # Every cell is read by people, whatever its column is called.
            inside = key == "cells"
            return {name: _bound("" if inside else name, item, tie) for name, item in value.items()}
        case list():
            return [_bound(key, item, tie) for item in value]
        case _:
            return value


@cache
def _tie(units: str) -> Callable[[str], str]:
    spaced = re.compile(rf"(?<=\d) (?=[\d{units}%])")
    joined = re.compile(rf"(?<=\d)(?=[{units}])|(?<=\d\u2013)(?=\d)|(?<=\w/)(?=[^\W\d_])")

    def tie(text: str) -> str:
        tied = joined.sub(_JOINER, spaced.sub(_HARD_SPACE, text))
        return _LONG_WORD.sub(_loosened, tied)

    return tie
