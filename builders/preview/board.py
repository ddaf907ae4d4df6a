"""What the preview is at now, for all browsers that look: written by one, waited for by many."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from builders.preview.origins import Origins
from builders.public.search import PATH as SEARCH_DATA
from registry.check import Outcome

Phase = Literal["waiting", "checked", "ready", "errors", "refused"]
_SEARCH_PAGE = "search.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The last good pages: each file's digest by its name, and which pages hold drafts.

    ``generated`` are the pages made from the sheet, ``looks`` is a digest of what all share.
    """

    folder: Path
    files: Mapping[str, str]
    generated: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    made_at: datetime | None = None
    looks: str = ""

    @property
    def pages(self) -> list[str]:
        """The names of all pages."""
        return sorted(name for name in self.files if name.endswith(".html"))

    def version(self, path: str) -> str:
        """Another text whenever the page would look another way; blank where there is none."""
        if path not in self.files:
            return ""
        parts = [self.files[path], self.looks]
        if path == _SEARCH_PAGE:
            parts.append(self.files.get(SEARCH_DATA, ""))
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]

    def hand_written(self, path: str) -> str:
        """The file that somebody wrote the page in; blank where it was made from the sheet."""
        is_written = path in self.files and path not in self.generated
        return path.removesuffix(".html") + ".md" if is_written else ""


def looks_of(files: Mapping[str, str]) -> str:
    """A digest of the styles, scripts and pictures that all pages share."""
    shared = sorted(
        (name, digest)
        for name, digest in files.items()
        if name.startswith("assets/") and name != SEARCH_DATA
    )
    return hashlib.sha256(repr(shared).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One moment of the preview; ``number`` grows with each.

    ``outcome`` is that of the last check; ``sentence`` says what is in the way, if anything.
    """

    number: int = 0
    phase: Phase = "waiting"
    outcome: Outcome | None = None
    origins: Origins = field(default_factory=Origins)
    checked_at: datetime | None = None
    sentence: str = ""
    site: Site | None = None

    def version(self, path: str) -> str:
        """That of the page in the last good site; blank where there is none."""
        return self.site.version(path) if self.site else ""


class Board:
    """Holds the state; whoever waits for the next one is woken."""

    def __init__(self) -> None:
        self._state = State()
        self._changed = threading.Condition()
        self._is_closed = False

    @property
    def state(self) -> State:
        """The state now."""
        with self._changed:
            return self._state

    def put(self, state: State) -> None:
        """Make this the state, under the next number."""
        with self._changed:
            self._state = replace(state, number=self._state.number + 1)
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> State | None:
        """The first state with another number; ``None`` where none came, or none will."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_closed or self._state.number != number, timeout=seconds
            )
            is_news = not self._is_closed and self._state.number != number
            return self._state if is_news else None

    @property
    def is_closed(self) -> bool:
        """True once the preview ends."""
        return self._is_closed

    def close(self) -> None:
        """Let all who wait go home."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
