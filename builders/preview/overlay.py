"""What the preview draws over a page when it sends it: banner, state, problems, origin.

It is no part of the page's file, and so of nothing that can be published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from builders.preview.board import State
from registry.diagnostics import Address, Diagnostic, Severity
from registry.locale import load_locale
from registry.places import located
from registry.report import explain

OWN = "/.preview/"
"""Where the preview's own files lie; no file of a site begins with a dot."""

_MOST_PROBLEMS = 60
_FILES = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One problem as a browser shows it."""

    severity: str
    label: str
    place: str
    text: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """HTML for the top and the bottom of a page, and the version of the page it goes with."""

    top: str
    bottom: str
    version: str


class Painter:
    """Draws overlays, and the pages that no site has."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("builders", "templates/preview"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(name_box=_name_box, own=OWN)

    def overlay(self, state: State, path: str) -> Overlay:
        """What is drawn over that page now."""
        context = _context(state, path)
        troubles = tuple(_troubles(state))
        return Overlay(
            top=self._print("top", context),
            bottom=self._print("bottom", {**context, "troubles": troubles}),
            version=state.version(path),
        )

    def dress(self, page: str, state: State, path: str) -> str:
        """The page with its overlay and the script that keeps it up to date."""
        overlay = self.overlay(state, path)
        tail = {"bottom": overlay.bottom, "version": overlay.version, "path": path}
        start = page.find(">", page.find("<body")) + 1
        end = page.rfind("</body>")
        top, bottom = self._print("before", {"top": overlay.top}), self._print("after", tail)
        return f"{page[:start]}{top}{page[start:end]}{bottom}{page[end:]}"

    def stand_in(self, state: State, path: str) -> str:
        """A page of the preview's own, where the site has none."""
        page = self._print("stand_in", {"has_site": state.site is not None})
        return self.dress(page, state, path)

    def _print(self, name: str, context: Mapping[str, object]) -> Markup:
        return Markup(self._templates.get_template(f"{name}.html.j2").render(context))  # noqa: S704  # escaped by the template


def _troubles(state: State) -> Iterator[Trouble]:
    problems = state.outcome.diagnostics if state.outcome else ()
    order = list(Severity)
    ordered = sorted(problems, key=lambda problem: order.index(problem.severity))
    parts = state.outcome.parts if state.outcome else {}
    yield from map(_trouble, located(ordered[:_MOST_PROBLEMS], parts))


def _trouble(problem: Diagnostic) -> Trouble:
    locale = load_locale()
    explained = explain(problem, locale)
    return Trouble(
        severity=problem.severity.value,
        label=locale.messages["report"][problem.severity.value],
        place=explained.place,
        text=f"{explained.message} \u2192 {explained.suggestion}{explained.remedy}",
        address=problem.address,
    )


def _context(state: State, path: str) -> dict[str, object]:
    site, problems = state.site, state.outcome.diagnostics if state.outcome else ()
    counts = Counter(problem.severity.value for problem in problems)
    return {
        "phase": state.phase,
        "sentence": state.sentence,
        "checked_at": state.checked_at,
        "made_at": site.made_at if site else None,
        "is_there": bool(state.version(path)),
        "has_draft": site is not None and path in site.drafts,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notices": counts["notice"],
        "all": len(problems),
        "rows": state.origins.rows(path),
        "tabs": state.origins.tabs(path),
        "hand_written": site.hand_written(path) if site else "",
    }


def _name_box(address: Address) -> str:
    """The place as Excel and WPS take it in the name box."""
    tab = address.tab.replace("'", "''")
    return f"'{tab}'!{address.cell}"


@cache
def own_file(name: str) -> tuple[str, bytes] | None:
    """The type and the content of a file of the preview itself."""
    if name not in _FILES:
        return None
    path = resources.files("builders").joinpath(f"templates/preview/{name}")
    return _FILES[name], path.read_bytes()
