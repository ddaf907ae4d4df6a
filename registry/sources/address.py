"""Where the sheet is, as the settings say it: a file, a folder, a web address."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

GOOGLE = "https://docs.google.com/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAddress:
    """The place of the sheet, and what is needed to read it there.

    ``companion`` is the workbook with what may not lie in a cloud, ``account`` the key file of a
    service account that reads, ``writer`` that of one that may write results back, ``gateway`` an
    address of the office's own through which Google is asked.
    ``allows_private`` lets private columns lie in the cloud sheet.
    """

    text: str
    root: Path = field(default_factory=Path)
    companion: Path | None = None
    account: Path | None = None
    gateway: str = ""
    writer: Path | None = None
    allows_private: bool = False

    @property
    def is_local(self) -> bool:
        """True for a file or folder of this machine or its network drives."""
        return "://" not in self.text

    @property
    def lacks_private(self) -> bool:
        """True for a cloud sheet of public columns whose companion is not at hand."""
        is_cloud = self.text.startswith(GOOGLE)
        return is_cloud and self.companion is None and not self.allows_private

    @property
    def path(self) -> Path:
        """The file or folder; of a web address, the name that a copy in the workspace gets."""
        if self.is_local:
            return self.root / self.text
        return self.root / "sheet.xlsx"

    def __str__(self) -> str:
        return str(self.path) if self.is_local else self.text
