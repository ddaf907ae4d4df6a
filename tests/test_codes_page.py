"""The page about the codes says what the code says, about every code."""

from __future__ import annotations

import re

import pytest

from docs.tools.codes import PAGE, is_of_a_source, page
from registry.check.catalogue import SEVERITIES
from registry.locale import load_locale


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text("utf-8")


def test_the_page_is_what_make_docs_writes(written: str) -> None:
    assert written == page()


def test_every_code_has_its_entry_once(written: str) -> None:
    entries = re.findall(r"^### ([A-Z][0-9]{3}) ", written, re.MULTILINE)
    of_sources = {key for key in load_locale().messages if is_of_a_source(key)}
    assert sorted(entries) == entries
    assert len(entries) == len(set(entries))
    assert set(entries) == SEVERITIES.keys() | of_sources


def test_every_entry_tells_how_grave_it_is_when_it_is_told_and_what_to_do(written: str) -> None:
    for entry in written.split("\n### ")[1:]:
        code = entry[:4]
        grave = load_locale().messages["report"].get(SEVERITIES.get(code, ""), "停下")
        assert f"\n- 轻重：{grave}\n" in entry
        for part in ("什么时候报", "例子", "怎样改"):
            assert re.search(rf"^- {part}：.+", entry, re.MULTILINE), (code, part)


def test_no_entry_has_an_unfilled_blank(written: str) -> None:
    assert not re.search(r"\{\w+\}|^- 例子：.*“”", written, re.MULTILINE)
