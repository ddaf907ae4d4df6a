"""Any text in a cell of any kind: no parser raises, and none changes a letter of a free text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.fields import Context, clean, load_marks, parse, split_lines, split_list
from registry.schema import TABS, Column, Kind
from tests.registry.cells import VOCABULARY
from tests.scale import rounds

pytestmark = pytest.mark.soak
MARKS = st.sampled_from(
    "<>&\"'={}[]()#$*_`\\/:;,.-+@%\u3001\uff0c\uff1b\u202e\u200b\ufeff\0\r\n\t 0"
)
TEXTS = st.lists(st.one_of(MARKS, st.characters(), st.text(max_size=8))).map("".join)
LISTS = {
    Kind.CHOICE: "status",
    Kind.CHOICES: "status",
    Kind.TERM: "audience",
    Kind.TERMS: "audience",
    Kind.REFERENCE: "policies",
    Kind.REFERENCES: "policies",
}
KINDS = {column.kind: column for tab in TABS for column in tab.columns}
COLUMNS = tuple(replace(one, of=LISTS.get(kind, one.of)) for kind, one in KINDS.items())


def context(column: Column) -> Context:
    return Context(column=column, vocabulary=VOCABULARY, marks=load_marks())


def letters(text: str) -> str:
    return "".join(sign for sign in clean(text) if sign.isalnum())


def test_a_column_of_every_kind_is_tried() -> None:
    assert {column.kind for column in COLUMNS} == set(Kind)


@given(text=TEXTS, column=st.sampled_from(COLUMNS))
@settings(max_examples=rounds(100, 20_000), deadline=None)
def test_no_text_stops_a_parser(text: str, column: Column) -> None:
    parsed = parse(text, context(column))
    assert all(fault.code for fault in parsed.faults)
    assert parse(text, context(column)) == parsed


@given(text=TEXTS)
@settings(max_examples=rounds(60, 20_000), deadline=None)
def test_lists_and_lines_lose_no_letter(text: str) -> None:
    words = "".join(split_list(text))  # a word that is written twice is kept once
    assert set(letters(words)) == set(letters(text))
    assert set(letters("".join(split_lines(text)))) == set(letters(text))


@given(text=TEXTS)
@settings(max_examples=rounds(60, 20_000), deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(rest=TEXTS, scheme=st.sampled_from(["javascript:", "data:", "//", "file:", "JavaScript:"]))
@settings(max_examples=rounds(60, 20_000), deadline=None)
def test_a_link_of_another_scheme_is_never_taken(rest: str, scheme: str) -> None:
    column = next(column for column in COLUMNS if column.kind is Kind.LINK)
    parsed = parse(scheme + rest, context(column))
    assert parsed.value == ""
    assert parsed.faults
