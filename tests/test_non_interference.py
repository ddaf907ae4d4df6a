"""Nothing public depends on a cell that is not public: not a byte, not an edition, not a record."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builders.ledger import Ledger
from builders.outputs.site import site_content
from builders.shown import shown_on
from registry.check import check
from registry.diagnostics import has_errors
from registry.snapshot import Snapshot
from registry.views.build import public_view
from registry.views.flatten import public_entries
from registry.views.public import PublicView
from tests.registry.sheets import AS_OF, sheet, with_cells, with_row
from tests.registry.streets import any_text, changed, private_spots, streets
from tests.scale import rounds

CHANGES = 5
"""Changes of one street that are tried; each counts as a case."""


@dataclass(frozen=True)
class Public:
    """All that the public gets of a sheet before MkDocs frames it."""

    view: PublicView
    files: dict[str, tuple[str, str, str]]
    extra: dict[str, bytes]
    record: bytes


def published(snapshot: Snapshot) -> Public | None:
    """What would be published; nothing where the sheet has errors."""
    outcome = check(snapshot, AS_OF)
    if has_errors(outcome.diagnostics):
        return None
    content = site_content(shown_on(outcome.registry, AS_OF), Ledger())
    pages = {page.path: (page.title, page.description, page.body) for page in content.framed.pages}
    return Public(
        view=public_view(outcome.registry, AS_OF),
        files=pages,
        extra=dict(content.framed.extra_files),
        record=content.record.to_json(),
    )


@pytest.mark.soak
@settings(
    max_examples=rounds(100, 2_000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(snapshot=streets(), data=st.data())
def test_no_private_cell_changes_anything_public(snapshot: Snapshot, data: st.DataObject) -> None:
    before = published(snapshot)
    assume(before is not None)
    spots = st.sampled_from(private_spots(snapshot))
    for spot, text in data.draw(
        st.lists(st.tuples(spots, any_text), min_size=CHANGES, max_size=CHANGES)
    ):
        after = published(changed(snapshot, spot, text))
        assert after is None or after == before, (spot, text)


HIDDEN_WORDS = [
    ("terms", "need-economy", {"id": "need-draft", "name": "经济、居住"}),
    ("terms", "need-economy", {"id": "经济", "name": "别的需求"}),
    ("stations", "S01", {"id": "S07", "name": "示例一站、示例二站", "residents_areas": ""}),
    ("stations", "S01", {"id": "s01", "name": "示例七站", "residents_areas": ""}),
    ("organizations", "G001", {"id": "g001", "name": "别的服务社"}),
]
"""Drafts that bear words or ids that public cells use."""


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize(("tab", "like", "cells"), HIDDEN_WORDS)
def test_a_draft_takes_no_word_and_no_id_from_a_public_row(
    tab: str, like: str, cells: dict[str, str], place: str
) -> None:
    rows = with_row("stations", "S01", id="S02", name="示例二站", residents_areas="华山")
    rows = with_cells("services", "F001", rows, coverage="示例一站、示例二站")
    model = next(row for row in rows[tab] if row["id"] == like)
    draft = model | {"status": "草稿"} | cells
    more = [draft, *rows[tab]] if place == "before" else [*rows[tab], draft]
    before, after = published(sheet(rows)), published(sheet({**rows, tab: more}))
    assert before is not None
    assert after == before


def test_a_draft_station_that_cannot_be_read_takes_no_row_away() -> None:
    rows = with_row(
        "stations", "S01", id="S07", name="示例七站", residents_areas="东浜", status="草稿"
    )
    rows = with_cells("resources", "R001", rows, coverage="东浜居民区")
    before = published(sheet(rows))
    after = published(sheet(with_cells("stations", "S07", rows, name="")))
    assert before is not None
    assert "resources/R001" in public_entries(before.view)
    assert after == before
