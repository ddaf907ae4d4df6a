"""A policy page prints on one sheet of A4, so that a station can hand it out."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.browser.conftest import Visit
from tests.conftest import Built


def test_every_policy_prints_on_one_sheet(visit: Visit, demo: Built) -> None:
    longer = {}
    for path in sorted((demo.public / "p").glob("*.html")):
        visit.page.goto(path.as_uri())
        sheets = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
        if len(sheets) > 1:
            longer[path.stem] = len(sheets)
    assert longer == {}
