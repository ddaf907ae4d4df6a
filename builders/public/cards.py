"""Cards: all that a list shows of a policy, a service or a resource."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builders.aging import Phase
from builders.public.tags import offer_tags, policy_tags, resource_tags, service_tags
from builders.wording import Wording
from registry.views.public import PublicPolicy, PublicResource, PublicService

Listed = PublicPolicy | PublicService | PublicResource


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A row in a list: ``folder`` and ``id`` lead to its page, ``tags`` count on their days."""

    folder: str
    id: str
    name: str
    text: str
    tags: tuple[Phase, ...]


class Cards:
    """Makes the card of each row once: a row stands in several lists.

    A list that is made of cards stays as it is while no card changes, whatever else does in a row.
    """

    def __init__(self, words: Wording) -> None:
        self._words = words
        # By the rows themselves, which are kept alive: a later view has others of the same ids.
        self._made: dict[int, tuple[Listed, Card]] = {}
        self._small: dict[int, tuple[object, tuple[Card, ...]]] = {}

    def of(self, rows: Iterable[Listed]) -> tuple[Card, ...]:
        """The cards of rows, in their order."""
        return tuple(map(self._of_row, rows))

    def small(self, rows: tuple[PublicService | PublicResource, ...]) -> tuple[Card, ...]:
        """Those of a long list of names: without text, tagged only with why a thing is not there.

        Of the same rows they are the same ones, for every station that has the list.
        """
        known = self._small.get(id(rows))
        if known is None:
            known = self._small[id(rows)] = rows, tuple(_small(row, self._words) for row in rows)
        return known[1]

    def _of_row(self, row: Listed) -> Card:
        known = self._made.get(id(row))
        if known is None:
            known = self._made[id(row)] = row, _card(row, self._words)
        return known[1]


def _card(row: Listed, words: Wording) -> Card:
    match row:
        case PublicPolicy():
            folder, text, tags = "p", row.summary, policy_tags(row, words)
        case PublicService():
            folder, text, tags = "v", row.content, service_tags(row, words)
        case PublicResource():
            folder, text, tags = "r", row.content, resource_tags(row, words)
    return Card(folder=folder, id=row.id, name=row.name, text=text, tags=tags)


def _small(row: PublicService | PublicResource, words: Wording) -> Card:
    if isinstance(row, PublicService):
        return Card(folder="v", id=row.id, name=row.name, text="", tags=())
    return Card(folder="r", id=row.id, name=row.name, text="", tags=offer_tags(row, words))
