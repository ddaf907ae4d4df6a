"""Makes the pages of a preview: the same pages as a build, drafts included, nothing published.

The gate is left out: it stands before a publication, and these pages leave the machine on no way.
What was made for the save before is taken over, as between two builds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from builders.ledger import Ledger, read_ledger
from builders.memory import Memory, Part, Past
from builders.outputs.site import Laid, lay_site, page_parts
from builders.preview.board import Site, looks_of
from builders.preview.drafts import differing, with_drafts
from builders.shown import Shown, shown_on
from builders.workspace import Workspace
from registry.memory import without_collection
from registry.model import Registry

_EDITIONS = "editions.html"


@dataclass(slots=True, kw_only=True)
class Studio:
    """Lays one site after the other into the folder of the preview, and keeps the last two."""

    workspace: Workspace
    folder: Path
    day: Callable[[], date]
    _memory: Memory = field(default_factory=Memory)
    _plain: Mapping[str, Part] = field(default_factory=dict)
    _number: int = 0

    def make(self, registry: Registry, last: Site | None, now: datetime) -> Site:
        """The site of a registry without errors.

        Raises what ``lay_site`` raises; the last site then still stands.
        """
        self._number += 1
        target = self.folder / str(self._number)
        target.mkdir()
        try:
            made = self._make(registry, last, target, now)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        # A page that is being sent may still be one of the last site.
        kept = {target, last.folder} if last else {target}
        for folder in set(self.folder.iterdir()) - kept:
            shutil.rmtree(folder, ignore_errors=True)
        return made

    def _make(self, registry: Registry, last: Site | None, target: Path, now: datetime) -> Site:
        past = Past(folder=last.folder, memory=self._memory) if last else Past()
        day = self.day()
        drafted, ledger = with_drafts(registry), read_ledger(self.workspace.ledger, day)
        with without_collection():
            shown = shown_on(drafted, day)
            laid = lay_site(self.workspace.site, shown, ledger, past, target)
            drafts = frozenset[str]()
            if drafted is not registry:
                drafts = self._drafts(shown_on(registry, shown.as_of), laid, ledger)
        self._memory = laid.memory
        files = laid.sealed.files
        return Site(
            folder=target,
            files=files,
            generated=frozenset(head.path for head in laid.content.heads),
            drafts=drafts,
            made_at=now,
            looks=looks_of(files),
        )

    def _drafts(self, plain: Shown, laid: Laid, ledger: Ledger) -> frozenset[str]:
        """The pages that say something else than they would without drafts."""
        made = {path: part for path, part in laid.content.parts.items() if path != _EDITIONS}
        past = Past(memory=Memory(parts={**made, **self._plain}))
        self._plain = page_parts(plain, ledger, past)
        found = differing(_words(made), _words(self._plain))
        return found | {_EDITIONS} if made.keys() - self._plain.keys() else found


def _words(parts: Mapping[str, Part]) -> dict[str, str]:
    return {path: part.digest for path, part in parts.items()}
