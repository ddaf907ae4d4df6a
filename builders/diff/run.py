"""Finds the two sides of a comparison and compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builders.diff.report import Report, make_report
from builders.diff.sides import Side, edition_side, sheet_side
from builders.ledger import Ledger, read_ledger
from builders.pipeline import check_source
from builders.request import RequestError
from builders.workspace import Workspace
from registry.check import Outcome
from registry.diagnostics import has_errors
from registry.memory import without_collection
from registry.sources import SourceAddress

PUBLISHED = "published"
_EDITION = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", re.ASCII)
_MOST_EDITIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What to compare: each side is a path, an edition or ``published``.

    A blank ``new`` is the sheet of the workspace. ``as_of`` is the day that sheets are read for,
    ``today`` that by the clock, where it is another one.
    """

    workspace: Workspace
    old: str
    new: str
    as_of: date
    is_public_only: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """The report; none where sheets have errors: those with the names of the sheets."""

    report: Report | None = None
    refused: tuple[tuple[str, Outcome], ...] = ()


def diff(request: DiffRequest) -> DiffResult:
    """Compare the two sides.

    Raises ``RequestError`` for an edition that is not there, ``SourceError`` for such a sheet.
    """
    words = request.old, request.new or request.workspace.source.text
    names = _names(*words)
    with without_collection():
        old = _side(request.old, names[0], request)
        new = _side(request.new, names[1], request)
    if isinstance(old, Outcome) or isinstance(new, Outcome):
        sides = zip(names, (old, new), strict=True)
        return DiffResult(refused=tuple((n, one) for n, one in sides if isinstance(one, Outcome)))
    return DiffResult(report=make_report(old, new, is_public_only=request.is_public_only))


def _names(old: str, new: str) -> tuple[str, str]:
    """What the sides are called: their folders are told where the files are called the same."""
    before, after = Path(old), Path(new)
    if before.name != after.name:
        return _name(old), _name(new)
    parents = (path.absolute().parent.name for path in (before, after))
    return f"{next(parents)}/{before.name}", f"{next(parents)}/{after.name}"


def _name(word: str) -> str:
    return word if _is_address(word) else Path(word).name or word


def _is_address(word: str) -> bool:
    return "://" in word


def _side(word: str, name: str, request: DiffRequest) -> Side | Outcome:
    """The side of that word; a blank one is the sheet of the workspace."""
    if word == PUBLISHED or _EDITION.fullmatch(word):
        return _edition(word, request)
    if word and not _looks_like_a_path(word):
        raise _unknown(word, read_ledger(request.workspace.ledger))
    address = _address(word, request.workspace)
    ledger = request.workspace.ledger
    outcome = check_source(address, request.as_of, ledger, today=request.today)
    if has_errors(outcome.diagnostics):
        return outcome
    # A cloud sheet without its companion must not read as if stations had lost everything.
    with_stations = not request.is_public_only and not address.lacks_private
    return sheet_side(name, outcome.registry, request.as_of, with_stations=with_stations)


def _address(word: str, workspace: Workspace) -> SourceAddress:
    """Where a sheet lies; one in a cloud is joined as that of the workspace is."""
    return replace(workspace.source, text=word, root=Path.cwd()) if word else workspace.source


def _looks_like_a_path(word: str) -> bool:
    path = Path(word)
    return _is_address(word) or path.exists() or bool(path.suffix) or len(path.parts) > 1


def _edition(word: str, request: DiffRequest) -> Side:
    ledger = read_ledger(request.workspace.ledger)
    newest = str(ledger.public[-1].whole) if ledger.public else ""
    edition = newest if word == PUBLISHED else word
    side = edition_side(ledger, edition, with_stations=not request.is_public_only)
    if side is None:
        raise _unknown(word, ledger)
    return side


def _unknown(word: str, ledger: Ledger) -> RequestError:
    editions = [str(record.whole) for record in reversed(ledger.public)]
    if not editions:
        return RequestError("no_editions", word)
    return RequestError("unknown_edition", word, " ".join(editions[:_MOST_EDITIONS]))
