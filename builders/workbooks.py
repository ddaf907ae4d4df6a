"""Workbooks written for the editor: an empty one, and what a check found; never over theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from registry.template import write_workbook

Refusal = Literal["TEMPLATE_EXISTS", "TEMPLATE_SUFFIX"]
_SUFFIX = ".xlsx"


class WorkbookError(Exception):
    """A workbook that must not be written there; ``code`` says why."""

    def __init__(self, path: Path, *, code: Refusal) -> None:
        super().__init__(f"{code} {path}")
        self.path = path
        self.code: Refusal = code

    @property
    def is_wrong_use(self) -> bool:
        """True when the name itself is at fault, not what stands at that place."""
        return self.code == "TEMPLATE_SUFFIX"


def write_template(target: Path) -> None:
    """Write the empty workbook.

    Raises ``WorkbookError`` where a file stands there already or the name is not one of a
    workbook, ``OSError`` where the place is not writable.
    """
    if target.suffix.casefold() != _SUFFIX:
        raise WorkbookError(target, code="TEMPLATE_SUFFIX")
    if target.exists() or target.is_symlink():
        raise WorkbookError(target, code="TEMPLATE_EXISTS")
    write_workbook(None, target)
