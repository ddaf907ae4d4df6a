"""One page of the public site, before MkDocs puts the frame around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page: ``path`` in the site such as ``p/P001.html``, plain texts, HTML body.

    The body holds the page's only ``h1``. ``in_nav`` is for indexes only.
    """

    path: str
    title: str
    description: str
    body: str = ""
    in_nav: bool = False

    @property
    def root(self) -> str:
        """The way from this page to the top of the site: ``./`` or ``../``."""
        return "../" * self.path.count("/") or "./"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page before its body is made: its head, a template, and the matter that it is made of.

    ``fill`` makes of the words and of the matter what fills the template. Nothing else about one
    row of the sheet can reach the page, so that drafts of equal matter give equal pages, and
    nothing has to be made of it to know that.
    """

    head: Page
    template: str
    matter: tuple[object, ...]
    fill: Callable[..., Mapping[str, object]]

    @property
    def path(self) -> str:
        """Where the page goes in the site."""
        return self.head.path
