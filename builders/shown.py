"""What the public may see on one day, made once for all that asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.changes import Entries
from registry.model import Registry
from registry.views.build import public_view
from registry.views.flatten import public_entries
from registry.views.public import PublicView


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The public view of the day ``as_of``, and the same as the plain texts of its entries."""

    as_of: date
    view: PublicView
    entries: Entries


def shown_on(registry: Registry, as_of: date) -> Shown:
    """What the public may see of a registry on that day."""
    view = public_view(registry, as_of)
    return Shown(as_of=as_of, view=view, entries=public_entries(view))
