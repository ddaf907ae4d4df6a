"""How entries are put under headings, each printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from builders.station.model import Entry, Group
from registry.views.public import PublicRef, PublicTerm

Placed = tuple[str, Entry]
"""The id of the term that an entry stands under (blank for none), and the entry."""


def by_term(
    terms: Sequence[PublicTerm],
    placed: Sequence[Placed],
    *,
    rest: tuple[str, str],
    also: Callable[[PublicTerm], Iterable[PublicRef]] = lambda _: (),
) -> tuple[Group, ...]:
    """One group for each term that has entries, in the order of the terms.

    ``rest`` is title and description of the last group, for entries under no term. ``also``
    tells which entries of other groups a term may use too.
    """
    groups = [
        Group(
            title=term.name,
            description=term.description,
            entries=tuple(entry for place, entry in placed if place == term.id),
            also=tuple(also(term)),
        )
        for term in terms
    ]
    known = {term.id for term in terms}
    left = tuple(entry for place, entry in placed if place not in known)
    title, description = rest
    groups.append(Group(title=title, description=description, entries=left))
    return tuple(group for group in groups if group.entries or group.also)
