"""The page that tells what changed with each edition."""

from __future__ import annotations

from dataclasses import dataclass

from builders.public.page import Draft
from builders.public.press import Press
from registry.changes import Change, ChangeSet

FOLDERS = {"policies": "p", "resources": "r", "services": "v", "stations": "s"}
"""The folder of the pages of each tab whose rows have pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change for readers; ``path`` is blank when nothing is left to look at."""

    kind: str
    tab: str
    name: str
    path: str
    field: str
    old: str
    new: str


def changes_page(history: tuple[ChangeSet, ...], press: Press) -> Draft:
    """The history, newest first."""
    paths = _paths(press)
    sets = [
        (changes.edition, [_line(change, paths, press) for change in changes.changes])
        for changes in history
    ]
    return press.draft(press.head("changes", "changes.html", in_nav=True), "changes", sets=sets)


def _paths(press: Press) -> frozenset[str]:
    view = press.view
    ids = {
        "policies": [row.id for row in view.policies],
        "resources": [row.id for row in view.resources],
        "services": [row.id for row in view.services],
        "stations": [row.id for row in view.stations],
    }
    return frozenset(f"{FOLDERS[tab]}/{name}.html" for tab, names in ids.items() for name in names)


def _line(change: Change, paths: frozenset[str], press: Press) -> ChangeLine:
    locale = press.words.locale
    path = f"{FOLDERS.get(change.tab, '')}/{change.id}.html"
    headers = locale.headers.get(change.tab, {}).get(change.field, (change.field,))
    return ChangeLine(
        kind=press.words.say(f"change.{change.kind}"),
        tab=locale.tabs.get(change.tab, change.tab),
        name=change.name or change.id,
        path=path if path in paths else "",
        field=headers[0],
        old=change.old,
        new=change.new,
    )
