"""The demo street, built once for all tests that look at finished outputs."""

from __future__ import annotations

import fcntl
import io
import os
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from builders.pipeline import BuildResult, build
from builders.request import BuildRequest
from builders.workspace import Workspace
from registry.sources import SourceAddress
from tests.hostile import CONTROL, TEXTS, write_street
from tests.longest import in_order

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "registry" / "demo"
AS_OF = date(2026, 11, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: its two trees and what the build said of it."""

    public: Path
    packs: Path
    result: BuildResult

    def pack(self, station: str) -> Path:
        """The folder of one station's pack."""
        (folder,) = self.packs.glob(f"{station}-*")
        return folder


def workspace_for(folder: Path, source: Path) -> Workspace:
    """A workspace with all outputs below a folder and this repository's site sources."""
    return Workspace(
        root=folder,
        source=SourceAddress(text=str(source)),
        public=folder / "public",
        packs=folder / "packs",
        ledger=folder / "editions",
        state=folder / ".jieyou",
        site=ROOT / "mkdocs.yml",
    )


def build_into(
    folder: Path, source: Path, *, as_of: date = AS_OF, stations: tuple[str, ...] = ()
) -> Built:
    """Build and publish into a folder; with stations, only their packs beside the site."""
    workspace = workspace_for(folder, source)
    request = BuildRequest(workspace=workspace, as_of=as_of, jobs=2)
    if stations:
        both = ("public", "packs")
        request = replace(request, stations=stations, only=both, out=folder / "out")
    result = build(request)
    return Built(public=result.folders["public"], packs=result.folders["packs"], result=result)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no process is left alone with one at the end."""
    items.sort(key=lambda item: in_order(item.path.relative_to(ROOT / "tests").as_posix()))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole demo street, published once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / "demo.pickle"
    with (shared / "demo.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            built = build_into(shared / "demo", DEMO)
            kept.write_bytes(pickle.dumps(built))
        built = pickle.loads(kept.read_bytes())  # noqa: S301  # written a moment ago, by us
    assert isinstance(built, Built)
    return built


@pytest.fixture(scope="session")
def hostile_street(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A street with a hostile text in every free cell; the first row of each tab is harmless."""
    folder = tmp_path_factory.mktemp("hostile")
    source = write_street((CONTROL, *(one.text for one in TEXTS)), folder)
    return build_into(folder, source, stations=("S01",))


def squeeze(text: str) -> str:
    """Text without white space and word joiners, as PDF text must be compared."""
    return "".join(text.split()).replace("\u2060", "").replace("\u200b", "")


def words_in(path: Path) -> str:
    """Everything a file says: text, metadata, and what archives hold."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return _pdf_words(data)
    if zipfile.is_zipfile(io.BytesIO(data)):
        return "\n".join(_zip_words(data))
    return data.decode("utf-8", errors="replace")


def _pdf_words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in pages]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts += [str(value) for value in pdf.docinfo.values()]
        texts.append(pdf.Root.Metadata.read_bytes().decode("utf-8"))
    return squeeze("\n".join(texts))


def _zip_words(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode("utf-8", errors="replace")
