"""Whole builds of ``public/``: a private cell changes no byte and no name of a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builders import pipeline
from builders.gate import GateError
from builders.pipeline import build
from builders.reading import Sheet
from builders.request import BuildRequest
from registry.snapshot import Snapshot
from tests.conftest import workspace_for
from tests.registry.sheets import AS_OF
from tests.registry.streets import any_text, changed, private_spots, streets
from tests.scale import rounds
from tests.test_reproducible import digests


def built(snapshot: Snapshot, folder: Path) -> dict[str, str] | None:
    """Every file of the site with its digest; nothing where no site may be published."""
    request = BuildRequest(
        workspace=workspace_for(folder, folder / "sheet"),
        as_of=AS_OF,
        only=("public",),
        out=folder / "look",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read_sheet", lambda _: Sheet(snapshot=snapshot))
        try:
            result = build(request)
        except GateError:
            return None
    return digests(result.folders["public"]) if result.made else None


@pytest.mark.soak
@settings(max_examples=rounds(10, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshot=streets(), data=st.data())
def test_a_private_cell_changes_no_byte_of_the_site(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    spot = data.draw(st.sampled_from(private_spots(snapshot)))
    text = data.draw(any_text)
    with tempfile.TemporaryDirectory() as name:
        before = built(snapshot, Path(name) / "before")
        assume(before is not None)
        after = built(changed(snapshot, spot, text), Path(name) / "after")
    assert after is None or after == before, (spot, text)
