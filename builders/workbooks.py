"""Workbooks written for the editor: an empty one, and what a check found; never over theirs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Literal

from builders.fresh import put_for_owner
from registry.workbook_wording import load_wording

Refusal = Literal[
    "TEMPLATE_EXISTS", "TEMPLATE_SUFFIX", "COPY_SUFFIX", "COPY_SOURCE", "COPY_CHANGED", "COPY_OPEN"
]
_SUFFIX = ".xlsx"
_CARD = "docProps/core.xml"
_LONGEST_CARD = 10_000
_OPEN_ELSEWHERE = ("~${}", ".~lock.{}#")


class WorkbookError(Exception):
    """A workbook that must not be written there; ``code`` says why."""

    def __init__(self, path: Path, *, code: Refusal) -> None:
        super().__init__(f"{code} {path}")
        self.path = path
        self.code: Refusal = code

    @property
    def is_wrong_use(self) -> bool:
        """True when the name itself is at fault, not what stands at that place."""
        return self.code in ("TEMPLATE_SUFFIX", "COPY_SUFFIX")


def write_template(target: Path) -> None:
    """Write the empty workbook.

    Raises ``WorkbookError`` where a file stands there already or the name is not one of a
    workbook, ``OSError`` where the place is not writable.
    """
    if target.suffix.casefold() != _SUFFIX:
        raise WorkbookError(target, code="TEMPLATE_SUFFIX")
    if target.exists() or target.is_symlink():
        raise WorkbookError(target, code="TEMPLATE_EXISTS")
    from registry.template import write_workbook  # noqa: PLC0415  # slow, needed here only

    write_workbook(None, target)


def copy_path(source: Path) -> Path:
    """Where the marked copy of a source belongs: beside it, under its name."""
    name = source.name if source.is_dir() else source.stem
    return source.with_name(f"{name}.{load_wording().findings_title}{_SUFFIX}")


def refuse_copy_at(target: Path, source: Path) -> None:
    """Raise ``WorkbookError`` where the marked copy of ``source`` must not be written.

    That is over the source, under a name that is not one of a workbook, or while a program has
    the target open.
    """
    if target.suffix.casefold() != _SUFFIX:
        raise WorkbookError(target, code="COPY_SUFFIX")
    if target.resolve() == source.resolve() or (target.exists() and target.samefile(source)):
        raise WorkbookError(target, code="COPY_SOURCE")
    signs = (target.with_name(sign.format(target.name)) for sign in _OPEN_ELSEWHERE)
    if target.exists() and any(sign.exists() for sign in signs):
        raise WorkbookError(target, code="COPY_OPEN")


def write_copy(content: bytes, target: Path) -> None:
    """Put a marked copy at its place, for its owner's eyes only.

    Raises ``WorkbookError`` where something stands there that is no such copy, or one that
    somebody has changed since; ``OSError`` where the place is not writable.
    """
    if (target.exists() or target.is_symlink()) and not _is_untouched_copy(target, content):
        raise WorkbookError(target, code="COPY_CHANGED")
    put_for_owner(content, target)


def _is_untouched_copy(target: Path, content: bytes) -> bool:
    """True for a copy that we wrote: every other program writes its own card into a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as ours:
        card = ours.read(_CARD)
    try:
        with zipfile.ZipFile(target) as book:
            is_short = book.getinfo(_CARD).file_size <= _LONGEST_CARD
            return is_short and book.read(_CARD) == card
    except (zipfile.BadZipFile, KeyError):
        return False
