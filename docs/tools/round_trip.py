"""The workbooks that we write, saved by LibreOffice: what is lost, and what a check then finds."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook

from registry.annotated import annotated_bytes
from registry.check import check
from registry.locale import load_locale
from registry.snapshot import Snapshot
from registry.sources import SourceError, open_snapshot
from registry.template import demo_snapshot, write_workbook
from registry.workbook_wording import load_wording

FORMATS = ("xlsx", "ods")
LONGEST_SECONDS = 180
NEW_TERM = ("audience-new", "人群", "往返时加的词", "", "", "", "已审核", "99")


def saved_by_libreoffice(program: str) -> Iterator[str]:
    """Every difference between a workbook of ours and what LibreOffice makes of it.

    The empty workbook, the sample street and its marked copy are saved as each format. A term
    that is added to the sample must be offered by the drop-downs after that.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = _written(folder)
        for form in FORMATS:
            made = folder / form
            said = _convert(program, books, form, made)
            for book in books:
                yield from _compare(book, made / f"{book.stem}.{form}", said)
        yield from _offers_a_new_term(program, folder)


def _written(folder: Path) -> list[Path]:
    empty, sample, marked = (folder / f"{stem}.xlsx" for stem in ("empty", "sample", "marked"))
    write_workbook(None, empty)
    write_workbook(demo_snapshot(), sample)
    snapshot = open_snapshot(sample)
    marked.write_bytes(annotated_bytes(snapshot, check(snapshot, _today())))
    return [empty, sample, marked]


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _convert(program: str, books: list[Path], form: str, folder: Path) -> str:
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    order = ["--headless", "--convert-to", form, "--outdir", str(folder), *map(str, books)]
    try:
        done = subprocess.run(  # noqa: S603  # found on this machine, no shell
            [program, profile, *order],
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"no answer in {LONGEST_SECONDS} seconds"
    return done.stderr.strip()


def _compare(book: Path, saved: Path, said: str) -> Iterator[str]:
    where = f"{book.stem} as {saved.suffix}"
    if not saved.is_file():
        yield f"{where}: not saved: {said}"
        return
    try:
        before, after = open_snapshot(book), open_snapshot(saved)
    except SourceError as error:
        yield f"{where}: not read: {error}"
        return
    if before.digest != after.digest:
        yield f"{where}: {_first_difference(before, after)}"
    was, now = _problems(before), _problems(after)
    yield from (f"{where}: new problem {problem}" for problem in (now - was).elements())
    yield from (f"{where}: problem gone {problem}" for problem in (was - now).elements())


def _problems(snapshot: Snapshot) -> Counter[tuple[str, str, str, str]]:
    found = check(snapshot, _today()).diagnostics
    return Counter((one.code, one.address.tab, one.address.cell, one.found) for one in found)


def _first_difference(before: Snapshot, after: Snapshot) -> str:
    for old, new in zip(before.tables, after.tables, strict=False):
        if (old.title, old.headers) != (new.title, new.headers):
            return f"other tab or headers: {old.title}"
        for was, now in zip(old.rows, new.rows, strict=False):
            if was != now:
                pairs = zip(was.cells, now.cells, strict=False)
                cells = next((f"{a.text!r} {b.text!r}" for a, b in pairs if a != b), "length")
                return f"{old.title} row {was.number} {now.number}: {cells}"
        if len(old.rows) != len(new.rows):
            return f"{old.title}: {len(old.rows)} and {len(new.rows)} rows"
    return "other tabs"


def _offers_a_new_term(program: str, folder: Path) -> Iterator[str]:
    titles, wording = load_locale().tabs, load_wording()
    grown = folder / "grown.xlsx"
    with closing(load_workbook(folder / "sample.xlsx")) as book:
        book[titles["terms"]].append(NEW_TERM)
        book.save(grown)
    said = _convert(program, [grown], "xlsx", folder / "xlsx")
    saved = folder / "xlsx" / grown.name
    if not saved.is_file():
        yield f"a new term: not saved: {said}"
        return
    with closing(load_workbook(saved, data_only=True)) as book:
        rows = book[wording.options_title].iter_rows(values_only=True)
        if not any(NEW_TERM[2] in row for row in rows):
            yield "a new term is not offered by the drop-downs"
