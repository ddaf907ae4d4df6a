"""Of a changed file only what is new is searched: that saves time, and lets nothing through.

Of data and programs that is new lines, of markup new blocks.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.gate import GateError, UnreadableError, refuse_leaks
from registry.snapshot import Cell, Row, Table
from tests.builders.leaks import LATIN, NOTE, PHONE, STRANGE, gate_of, secret_rows

BROKEN = Table(title="备忘", headers=("备注",), rows=(Row(2, (Cell("甲乙<tr 丙丁戊"),)),))
GATE = gate_of(secret_rows(), None, STRANGE, BROKEN)
QUOTED = f'"{NOTE}"'
ESCAPED = '"' + "".join(f"\\u{ord(sign):04x}" for sign in NOTE) + '"'
PIECES = (
    "var A=[", '["p","P001"],', "];", '"', "'", "\\", "<b>", "<", NOTE, NOTE[:3], NOTE[3:], QUOTED,
    ESCAPED, LATIN, PHONE, "", " ", "<!-- x", "data:text/plain;base64,",
)  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=6)

MARKUP = (
    "<p>", "<p", "<tr>", '<tr title="', '">', "</tr>", "<b>", "</b>", "<a href='", "'>", "<", ">",
    "\n<div>", "<DIV CLASS=x>", "<v>", '<c t="s"><v>1', "<!-- ", "-->", "&#", ";", NOTE, NOTE[:3],
    NOTE[3:], LATIN, LATIN[:5], LATIN[5:], PHONE, PHONE[:6], PHONE[6:], " ", "\n", "1",
    "data:x;base64,",
)  # fmt: skip
BLOCKS = st.lists(st.sampled_from(MARKUP), max_size=9).map("".join)


def leaks(name: str, text: str, before: str | None) -> set[str]:
    """The cells of the values that are found in a file, where that lay there before."""
    earlier = {} if before is None else {name: before.encode()}
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, "utf-8", newline="")
        try:
            refuse_leaks(GATE, Path(folder), (), earlier.get)
        except GateError as error:
            return {str(hit.cell) + hit.masked for hit in error.hits}
    return set()


@pytest.mark.parametrize("name", ["data.js", "data.json", "style.css"])
@settings(deadline=None, max_examples=60)
@given(first=LINES, old=LINES, new=LINES)
def test_nothing_is_missed_in_new_lines_among_old_ones(
    name: str, first: list[str], old: list[str], new: list[str]
) -> None:
    before = "\n".join(line for line in old if not leaks(name, line, None))
    if leaks(name, before, None):
        return
    text = "\n".join([*first, *before.split("\n"), *new])
    assert leaks(name, text, before) == leaks(name, text, None)


@settings(deadline=None, max_examples=150)
@given(first=BLOCKS, old=BLOCKS, new=BLOCKS)
def test_nothing_is_missed_in_new_blocks_among_old_ones(first: str, old: str, new: str) -> None:
    if leaks("a.html", f"<p>{old}", None):
        return
    text = f"<p>{first}{old}{new}"
    assert leaks("a.html", text, f"<p>{old}") == leaks("a.html", text, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{NOTE[:4]}</p><p>{NOTE[4:]}</p>", f"<p>{NOTE[:4]}<b>{NOTE[4:]}</b></p>"),
        (f"<p>{NOTE[:4]} <tr a {NOTE[4:]}", f"<p>{NOTE[:4]}<i> {NOTE[4:]}"),
        (f"<p>{NOTE[:4]}<b></b><p>{NOTE[4:]}", f"<p>{NOTE[:4]}<b></b>{NOTE[4:]}"),
        ("<p>1</p>", f'<p>1</p><p title="{NOTE}">1</p>'),
        ('<p d="13801234567">1</p>', '<p title="13801234567">1</p>'),
        (f"x\n<p>{NOTE[:4]}<b>{NOTE[4:]}</b></p>", f"<p>{NOTE[:4]}<b>{NOTE[4:]}</b></p>"),
        ("<p>甲乙<p><tr 丙丁戊", "<p>甲乙<tr 丙丁戊"),
        ("<p>甲乙<p><tr <b>丙丁戊", "<p>甲乙<tr <b>丙丁戊"),
        ("<p>1</p>", "<p>1</p>\n<p>张三 201室</p>"),
        ("<p>1</p>", "<p>1</p><p>１３８０１２３４５６７</p>"),
    ],
)
def test_a_leak_in_one_new_block_is_found(before: str, after: str) -> None:
    assert leaks("a.html", before, None) == set()
    assert leaks("a.html", after, before) == leaks("a.html", after, None) != set()


@pytest.mark.parametrize("leak", [QUOTED, ESCAPED, f"// {LATIN}", f"'{PHONE}'"])
def test_a_leak_in_one_new_line_is_found(leak: str) -> None:
    before = 'var A=[\n["p","P001"],\n["p","P002"]\n];\n'
    after = before.replace('["p","P002"]', f'["p",{leak}]')
    assert leaks("a.js", after, before) == leaks("a.js", after, None) != set()


@pytest.mark.parametrize("name", ["a.html", "a.js"])
def test_a_file_that_has_become_an_archive_is_opened(name: str) -> None:
    head = "<p>" if name == "a.html" else "// "
    before, after = f"{head}PK\5\6\n", f"{head}PK\5\6\n<p>{'a' * 30}"
    assert leaks(name, before, None) == set()
    with pytest.raises(UnreadableError):
        leaks(name, after, before)


def test_what_was_markup_before_was_judged_as_markup_only() -> None:
    before = '<svg>\n<path d="13801234567"/>'
    after = 'var a=1;\n<path d="13801234567"/>'
    assert leaks("a.js", after, before) == leaks("a.js", after, None) != set()
