"""Titles that a workbook accepts: no longer than it allows, each only once."""

from __future__ import annotations

import re

from registry.template.values import units

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = ("history",)


def sheet_names(titles: list[str], taken: str) -> list[str]:
    """A name for the tab of each title, none of them ``taken``.

    A title that cannot stand twice gets blanks at its end, so that it is still known by what
    people see.
    """
    used = {taken.casefold(), *_RESERVED}
    names = []
    for title in titles:
        name = _accepted(title)
        while name.casefold() in used:
            name = f"{name} " if units(name) < _LONGEST else _shifted(name)
        used.add(name.casefold())
        names.append(name)
    return names


def _accepted(title: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in title)
    name = _cut(_FORBIDDEN.sub("_", shown), _LONGEST)
    # An apostrophe must not stand at an end.
    if name[:1] == "'":
        name = f"_{name[1:]}"
    if name[-1:] == "'":
        name = f"{name[:-1]}_"
    return name or "_"


def _shifted(name: str) -> str:
    """A name of full length with one more blank at its end."""
    kept = name.rstrip(" ")
    return f"{kept[:-1]}{' ' * (len(name) - len(kept) + 1)}"


def _cut(text: str, length: int) -> str:
    while units(text) > length:
        text = text[:-1]
    return text
