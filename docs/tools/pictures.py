"""Take the pictures that the README shows, from what is published: ``make pictures``.

Nothing is built here. The site is photographed with Chromium, the paper with pdftoppm; pictures
are reduced to a palette where Pillow is installed. Each is to stay small enough to be committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import sync_playwright

from builders.workspace import Workspace, find_workspace
from tests.ensure_chromium import find_chromium

FOLDER = Path(__file__).parents[1] / "pictures"
LARGEST_BYTES = 150_000
PALETTES = (128, 64, 32, 16)
"""Numbers of colours, tried in turn until a picture is small enough."""

PAPER_DOTS_PER_INCH = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A page of the site as one device shows it; width and height in CSS pixels."""

    name: str
    page: str
    width: int
    height: int
    dots: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a printed list of the first station that is not the studio."""

    name: str
    file: str
    page: int


SCREENS = (
    Screen(name="home-phone", page="index.html", width=390, height=844, dots=1.5),
    Screen(name="policy-phone", page="p/P001.html", width=390, height=844, dots=1.5),
    Screen(name="home-desktop", page="index.html", width=1280, height=900, dots=1),
)
SHEETS = (
    Sheet(name="resource-list", file="资源清单.pdf", page=1),
    Sheet(name="handbook", file="工作手册.pdf", page=2),
)


def photograph(public: Path, target: Path) -> Iterator[Path]:
    """The pages of the site as PNG files in a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for screen in SCREENS:
            view = browser.new_page(
                viewport={"width": screen.width, "height": screen.height},
                device_scale_factor=screen.dots,
                reduced_motion="reduce",
            )
            view.goto((public / screen.page).absolute().as_uri())
            path = target / f"{screen.name}.png"
            view.screenshot(path=path)
            yield path
        browser.close()


def copy_paper(packs: Path, target: Path) -> Iterator[Path]:
    """The pages of the printed lists as PNG files in a folder; none without pdftoppm."""
    program = shutil.which("pdftoppm")
    if program is None:
        say("pdftoppm is missing here, so the paper is left out (install poppler-utils)")
        return
    pack = next(path for path in sorted(packs.iterdir()) if path.name.startswith("S01-"))
    for sheet in SHEETS:
        goal = target / sheet.name
        number = str(sheet.page)
        order = ["-png", "-gray", "-singlefile", "-r", str(PAPER_DOTS_PER_INCH)]
        subprocess.run(  # noqa: S603  # a program of this machine on our own files
            [program, *order, "-f", number, "-l", number, str(pack / sheet.file), str(goal)],
            check=True,
            capture_output=True,
        )
        yield goal.with_suffix(".png")


def reduce(path: Path) -> None:
    """Rewrite a picture with as many colours as its size allows; leaves it without Pillow."""
    if find_spec("PIL") is None:
        return
    image = import_module("PIL.Image").open(path).convert("RGB")
    for colours in PALETTES:
        image.quantize(colors=colours, dither=0).save(path, optimize=True)
        if path.stat().st_size <= LARGEST_BYTES:
            return


def main() -> int:
    """Exit status 1 when there is nothing to photograph or a picture stays too large."""
    workspace = find_workspace(Path.cwd(), os.environ, {})
    if not _is_published(workspace):
        say("nothing is published yet; first run: make build")
        return 1
    if find_chromium() is None:
        say("Chromium is missing here; first run: make test")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths = [*photograph(workspace.public, FOLDER), *copy_paper(workspace.packs, FOLDER)]
    for path in paths:
        reduce(path)
        say(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 1 if any(path.stat().st_size > LARGEST_BYTES for path in paths) else 0


def say(sentence: str) -> None:
    """One line for whoever runs this."""
    sys.stdout.write(f"{sentence}\n")


def _is_published(workspace: Workspace) -> bool:
    return (workspace.public / "index.html").is_file() and workspace.packs.is_dir()


if __name__ == "__main__":
    sys.exit(main())
