"""One page of the public site, before MkDocs puts the frame around it."""

from __future__ import annotations

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
