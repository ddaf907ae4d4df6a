"""Templates of the public pages: escaped always, strict about blanks, same input same bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from builders.public.catalog import Catalog, make_catalog
from builders.public.page import Page
from builders.public.phones import dial, phone_parts
from builders.public.tags import policy_tags, resource_tags, sample_tag, service_tags
from builders.wording import Wording, load_wording
from registry.views.public import PublicView


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every page builder needs: the rows, the words and the templates."""

    catalog: Catalog
    words: Wording
    templates: Environment

    @property
    def view(self) -> PublicView:
        """The view behind the catalog."""
        return self.catalog.view

    def head(self, kind: str, path: str, *, in_nav: bool = False, **values: str) -> Page:
        """A page of that kind still without body; title and description come from the words."""
        return Page(
            path=path,
            title=self.words.say(f"page.{kind}.title", **values),
            description=shorten(self.words.say(f"page.{kind}.description", **values)),
            in_nav=in_nav,
        )

    def fill(self, page: Page, template: str, **context: object) -> Page:
        """The page with its body made from the template of that name."""
        body = self.templates.get_template(f"{template}.html.j2").render(page=page, **context)
        return replace(page, body=body)


def make_press(view: PublicView) -> Press:
    """The press for a view."""
    words = load_wording()
    templates = Environment(
        loader=PackageLoader("builders", "templates/public"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(dial=dial, phones=phone_parts, linkable=is_linkable, host=host)
    catalog = make_catalog(view)
    templates.globals.update(
        words=words,
        view=view,
        settings=view.settings,
        catalog=catalog,
        hotline=_hotline(view),
        sample_tag=partial(sample_tag, words=words),
        policy_tags=partial(policy_tags, words=words),
        resource_tags=partial(resource_tags, words=words),
        service_tags=partial(service_tags, words=words),
    )
    return Press(catalog=catalog, words=words, templates=templates)


def is_linkable(url: str) -> bool:
    """True for an address of the web; anything else is only shown."""
    return url.startswith(("https://", "http://"))


def host(url: str) -> str:
    """The host that a link leads to, so that readers see where they go."""
    return url.split("//", 1)[-1].split("/", 1)[0]


def shorten(text: str, limit: int = 110) -> str:
    """A text on one line, cut to a number of characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "\u2026"


def _hotline(view: PublicView) -> str:
    return view.settings.hotlines[0].split()[0] if view.settings.hotlines else ""
