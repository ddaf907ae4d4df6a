"""Which pages a column of the sheet stands on, found by writing something else into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from builders.outputs.site import words_digest
from builders.public.pages import content_drafts
from builders.public.press import Press
from registry.model import Registry
from registry.rewriting import rewritten
from registry.views.build import public_view

MOST_PAGES = 400
"""With more pages to look at, the trial would take longer than people wait."""


class Trial:
    """Tries columns on a registry whose pages were printed; each column once."""

    def __init__(
        self, registry: Registry, as_of: date, press: Press, digests: Mapping[str, str]
    ) -> None:
        self._registry = registry
        self._as_of = as_of
        self._press = press
        self._digests = digests
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def dependent(self, tab: str, column: str, pages: Set[str]) -> Set[str]:
        """Those of the pages whose words are others once every cell of the column is another.

        All of them where there are too many to try.
        """
        if len(pages) > MOST_PAGES:
            return pages
        if (tab, column) not in self._known:
            self._known[tab, column] = frozenset(self._differing(tab, column, pages))
        return self._known[tab, column]

    def _differing(self, tab: str, column: str, pages: Iterable[str]) -> Iterator[str]:
        view = public_view(rewritten(self._registry, tab, column), self._as_of)
        press = self._press.of(view)
        drafts = {draft.path: draft for draft in content_drafts(press, ())}
        for path in pages:
            draft = drafts.get(path)
            if draft is None or words_digest(press.print(draft)) != self._digests.get(path):
                yield path
