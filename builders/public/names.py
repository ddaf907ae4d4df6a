"""The index of all names of policies, old and popular ones included, by their first letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builders.public.page import Draft
from builders.public.pinyin import initial, sorting_key
from builders.public.press import Press
from builders.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A policy under all of its ``names``, the present one first."""

    id: str
    names: tuple[str, ...]
    retired: bool

    @property
    def name(self) -> str:
        """Its present name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """A name, the policy that bears it, and the other policies that people mean by it."""

    name: str
    own: Named | None
    others: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The names under one letter; ``id`` is the anchor."""

    id: str
    name: str
    entries: list[NameEntry]


def names_page(press: Press) -> Draft:
    """The index by the letters of the pinyin."""
    policies = tuple(
        Named(id=row.id, names=(row.name, *row.aliases), retired=row.retired)
        for row in press.view.policies
    )
    return press.later(press.head("names", "names.html", in_nav=True), "names", _filled, policies)


def _filled(words: Wording, policies: tuple[Named, ...]) -> Mapping[str, object]:
    letters: dict[str, list[NameEntry]] = {}
    for entry in sorted(_entries(policies), key=lambda entry: sorting_key(entry.name, words)):
        letters.setdefault(initial(entry.name, words), []).append(entry)
    other = words.say("pinyin.other")
    shelves = [
        Letter(id=f"letter-{letter or 'other'}", name=letter or other, entries=entries)
        for letter, entries in letters.items()
    ]
    return {"letters": shelves}


def _entries(policies: Iterable[Named]) -> Iterator[NameEntry]:
    meant: dict[str, list[Named]] = {}
    for policy in policies:
        for name in dict.fromkeys(policy.names):
            meant.setdefault(name, []).append(policy)
    for name, found in meant.items():
        own = next((policy for policy in found if policy.name == name), None)
        yield NameEntry(name=name, own=own, others=tuple(one for one in found if one is not own))
