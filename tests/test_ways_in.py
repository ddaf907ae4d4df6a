"""The same registry through every way in: the public site is the same, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from registry.snapshot import Snapshot
from registry.sources import SourceAddress
from tests.cloud_workspace import run, write_settings
from tests.conftest import ROOT
from tests.registry.test_sources_contract import KINDS, google, opened, sample, split
from tests.test_reproducible import digests

PUBLIC_ONLY = "google, public columns only"
WAYS = (*KINDS, PUBLIC_ONLY)


@contextmanager
def way_in(way: str, snapshot: Snapshot, folder: Path) -> Iterator[SourceAddress]:
    """That sheet at an address of that kind, with or without what stays in the office."""
    with ExitStack() as stack:
        if way == PUBLIC_ONLY:
            address = google(stack, split(snapshot)[0], folder)
            yield replace(address, allows_private=False)
        else:
            yield stack.enter_context(opened(way, snapshot, folder))


def settings_for(address: SourceAddress) -> dict[str, str]:
    entries = {
        "source": address.text,
        "companion": str(address.companion or ""),
        "google_account": str(address.account or ""),
        "google_gateway": address.gateway,
        "cloud_private": "allow" if address.allows_private else "",
        "site": (ROOT / "mkdocs.yml").as_posix(),
    }
    return {key: text for key, text in entries.items() if text}


def public_files(way: str, folder: Path) -> dict[str, str]:
    """Build the small street that lies there; what everybody may see, by name and digest.

    Packs are built with it wherever the sheet has what they need.
    """
    only = ("--only", "public", "--out", "look") if way == PUBLIC_ONLY else ()
    with way_in(way, sample(folder), folder) as address, chdir(folder):
        write_settings(folder, settings_for(address))
        built = run("build", "--quiet", "--jobs", "1", *only)
    assert built.exit_code == 0, built.output
    assert (folder / "packs").is_dir() is (way != PUBLIC_ONLY)
    return digests(folder / "look" / "public" if only else folder / "public")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return public_files("workbook", tmp_path_factory.mktemp("reference"))


@pytest.mark.parametrize("way", WAYS)
def test_the_site_is_the_same_whichever_way_the_sheet_comes_in(
    way: str, reference: dict[str, str], tmp_path: Path
) -> None:
    assert {"index.html", "p/P001.html"} <= reference.keys()
    assert public_files(way, tmp_path) == reference
