"""Where the sheet is, as the settings say it: a file, a folder, a web address."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

_GOOGLE = "docs.google.com"
_OTHERS_OF_GOOGLE = (".google.com", ".googleapis.com", ".googleusercontent.com")


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
    def is_google(self) -> bool:
        """True for an address at Google's spreadsheets, however it is spelt."""
        return self._host == _GOOGLE

    @property
    def is_elsewhere_at_google(self) -> bool:
        """True for other addresses of Google's, from which private columns could be read too."""
        return not self.is_google and f".{self._host}".endswith(_OTHERS_OF_GOOGLE)

    @property
    def is_web(self) -> bool:
        """True for an address that names a machine and can be asked."""
        parts = self._parts
        return parts is not None and parts.scheme in ("http", "https") and bool(self._host)

    @property
    def has_login(self) -> bool:
        """True where a name or a password stands in the address."""
        return "@" in self.text.partition("://")[2].partition("?")[0]

    @property
    def lacks_private(self) -> bool:
        """True for a cloud sheet of public columns whose companion is not at hand."""
        return self.is_google and self.companion is None and not self.allows_private

    @property
    def shown(self) -> str:
        """The place as it may be told and kept: without a login and whatever follows the path."""
        if self.is_local:
            return str(self.path)
        parts = self._parts
        return f"{parts.scheme}://{self._host}{parts.path}" if parts and self._host else "://"

    @property
    def _parts(self) -> SplitResult | None:
        try:
            return urlsplit(self.text)
        except ValueError:
            return None

    @property
    def _host(self) -> str:
        try:
            return (self._parts.hostname or "").casefold() if self._parts else ""
        except ValueError:
            return ""

    @property
    def path(self) -> Path:
        """The file or folder; of a web address, the name that a copy in the workspace gets."""
        if self.is_local:
            return self.root / self.text
        return self.root / "sheet.xlsx"

    def __str__(self) -> str:
        return self.shown
