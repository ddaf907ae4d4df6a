"""How many resource checklists a second of one core prints, against WeasyPrint.

Both print the same rows with the same fields, page heads, drawn boxes and repeated table heads.
Ours goes through the template and the data of a pack, as archival and tagged PDF; WeasyPrint
makes the plainest PDF it can, twice: from the same font file as ours, and from the static faces
of the Debian package fonts-noto-cjk, its usual setup. Each round takes stations that neither has
printed before in that comparison. As in a pack build, one process prints them all, so ours takes
over the rows that a station shares with one before it; the first list of a process is told apart.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from types import ModuleType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from pypdf import PdfReader

from benchmarks.rounds import Measure, Result, alternate, machine, spread, table, versions
from benchmarks.sample import AS_OF, sample_registry
from builders.ledger import Ledger
from builders.stamping import stamp_pack
from builders.station.model import Checklist
from builders.station.papers import list_material, stamp_day
from builders.station.resources import resource_list
from builders.station.words import load_words
from builders.typeset.engine import typeset
from builders.typeset.glyphs import font_folder
from registry.views.build_station import station_ids, station_view
from registry.views.station import StationView

TARGET = 15.0
ROUNDS = 3
"""Rounds with the same font file, of one station each: WeasyPrint takes long over them."""

STATIC_ROUNDS = 5
STATIONS_A_STATIC_ROUND = 2
_DEBIAN = Path("/usr/share/fonts/opentype/noto")
_DEBIAN_FACES = {
    "400": _DEBIAN / "NotoSansCJK-Regular.ttc",
    "700": _DEBIAN / "NotoSansCJK-Bold.ttc",
}
_HERE = Path(__file__).parent
_UNSEEN = str.maketrans("", "", "\u2060\u200b")


class MissingToolError(Exception):
    """WeasyPrint is not here; the argument says what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The resource checklist of one station, before anything of it is laid out."""

    view: StationView
    checklist: Checklist

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"{self.checklist.title} {self.view.place.public.name}"

    @property
    def material(self) -> dict[str, object]:
        """The plain material that both templates read."""
        return list_material(self.checklist, self.view, load_words())


Printer = Callable[[Paper], bytes]


def papers() -> tuple[Paper, ...]:
    """The resource checklists of all stations of the sample street."""
    registry, ledger = sample_registry(), Ledger()
    found = []
    for station in station_ids(registry):
        view = station_view(registry, station, AS_OF)
        stamps, _ = stamp_pack(view, view, ledger.of_station(station), AS_OF)
        checklist = resource_list(view, stamps.resources, load_words())
        found.append(Paper(view=view, checklist=checklist))
    return tuple(found)


def our_printer() -> Printer:
    """The way a pack prints."""

    def print_one(paper: Paper) -> bytes:
        day = stamp_day(paper.checklist.stamp)
        return typeset("checklist", paper.material, title=paper.title, day=day)

    return print_one


def weasyprint_printer(faces: Mapping[str, Path]) -> Printer:
    """The same list by WeasyPrint, its styles read once; ``faces`` maps weights to font files.

    Raises :class:`MissingToolError` when it cannot be used.
    """
    weasyprint = _weasyprint()
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    rules = (
        f'@font-face {{font-family: "Print Sans"; font-weight: {weights};'
        f' src: url("{path.as_uri()}")}}'
        for weights, path in faces.items()
    )
    style = "\n".join([*rules, (_HERE / "resource_list.css").read_text("utf-8")])
    sheets = [weasyprint.CSS(string=style, font_config=fonts)]

    def print_one(paper: Paper) -> bytes:
        page = weasyprint.HTML(string=as_page(paper))
        pdf = page.write_pdf(stylesheets=sheets, font_config=fonts)
        return bytes(pdf)

    return print_one


def as_page(paper: Paper) -> str:
    """The same list as a page for a browser, which is what WeasyPrint prints."""
    return _template().render(title=paper.title, **paper.material)


def compare(rounds: Sequence[Sequence[Paper]], ours: Printer, other: Printer) -> Result:
    """CPU seconds for one list, in alternating rounds over the papers of each round."""

    def measured(printer: Printer) -> Measure:
        def measure(number: int) -> float:
            start = process_time()
            for paper in rounds[number]:
                printer(paper)
            return (process_time() - start) / len(rounds[number])

        return measure

    return alternate(len(rounds), measured(ours), measured(other))


def missing_texts(paper: Paper, pdf: bytes) -> tuple[str, ...]:
    """The cells of a list that its PDF does not show."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return missing_in("".join(page.extract_text() for page in pages), paper)


def missing_in(text: str, paper: Paper) -> tuple[str, ...]:
    """The cells of a list that do not stand in a text, however its lines are broken."""
    shown = _plain(text)
    parts = [
        part
        for entry in paper.checklist.entries
        for cell in (entry.id, *entry.cells.values())
        for part in cell.split("\n")
    ]
    return tuple(part for part in parts if _plain(part) not in shown)


def main() -> int:
    """Print the figures, or one sentence when there is nothing to compare with."""
    sys.stdout.write("Resource checklists printed, Typst (ours) against WeasyPrint\n")
    sys.stdout.write(f"{machine()}\n")
    sys.stdout.write(f"{versions('typst', 'weasyprint', 'manimgx-fonts-cjk')}\n")
    stations = papers()
    font = next(font_folder().glob("*.ttc"))
    try:
        _weasyprint()
    except MissingToolError as error:
        sys.stdout.write(f"{error}\n")
        return 0
    first, rest = stations[0], stations[1:]
    printer = weasyprint_printer({"100 900": font})
    own, other = _seconds(our_printer(), first), _seconds(printer, first)
    sys.stdout.write(f"first list of a process: {own:.3f} CPU seconds, WeasyPrint {other:.3f}\n")
    _report("the same font file", first, batches(rest, ROUNDS, 1), printer)
    if not all(path.is_file() for path in _DEBIAN_FACES.values()):
        sys.stdout.write("Debian's static font is missing: apt-get install fonts-noto-cjk\n")
        return 0
    printer = weasyprint_printer(_DEBIAN_FACES)
    rounds = batches(rest[ROUNDS:], STATIC_ROUNDS, STATIONS_A_STATIC_ROUND)
    _report("Debian's static Noto Sans CJK", first, rounds, printer)
    return 0


def batches(stations: Sequence[Paper], rounds: int, size: int) -> list[Sequence[Paper]]:
    """The papers of each round, none of them twice."""
    return [stations[number * size : (number + 1) * size] for number in range(rounds)]


def _seconds(printer: Printer, paper: Paper) -> float:
    start = process_time()
    printer(paper)
    return process_time() - start


def _report(font: str, first: Paper, rounds: Sequence[Sequence[Paper]], other: Printer) -> None:
    """The first paper warms both up and shows that both print the same."""
    ours = our_printer()
    pdfs = (ours(first), other(first))
    result = compare(rounds, ours, other)
    rows = [["", "lists a second of one core", "CPU seconds", "pages", "KB", "cells missing"]]
    names = ("ours", f"WeasyPrint, {font}")
    for name, pdf, seconds in zip(names, pdfs, (result.ours, result.other), strict=True):
        pages = len(PdfReader(io.BytesIO(pdf)).pages)
        missing = len(missing_texts(first, pdf))
        size = len(pdf) // 1024
        speed = f"{1 / seconds:.2f}"
        rows.append([name, speed, f"{seconds:.3f}", f"{pages}", f"{size}", f"{missing}"])
    sys.stdout.write(f"{table(rows)}\n")
    ratios = spread(result.times_faster())
    sys.stdout.write(f"ours is faster by {ratios}; wanted: {TARGET:.0f} x\n")


def _weasyprint() -> ModuleType:
    try:
        return import_module("weasyprint")
    except ImportError as error:
        message = "WeasyPrint is missing: pip install weasyprint"
        raise MissingToolError(message) from error
    except OSError as error:
        message = (
            "WeasyPrint lacks a system library (pango, harfbuzz-subset): "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
        raise MissingToolError(message) from error


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("resource_list.html.j2")


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_UNSEEN)


if __name__ == "__main__":
    sys.exit(main())
