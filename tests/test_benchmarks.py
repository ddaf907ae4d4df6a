"""What is compared with ours must do the same job, or the README quotes a comparison of nothing."""

from __future__ import annotations

import re
from html import unescape

from benchmarks.print_speed import as_page, missing_in, papers

_TAG = re.compile("<[^<>]*>")


def test_the_page_that_another_program_prints_shows_every_cell_and_mark_of_the_list() -> None:
    paper = papers()[0]
    page = as_page(paper)
    marks = {one for entry in paper.checklist.entries for one in entry.marks}
    assert missing_in(unescape(_TAG.sub("", page)), paper) == ()
    assert marks
    assert all(f'class="mark {one}"' in page for one in marks)
