"""Templates of the public pages: escaped always, strict about blanks, same input same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from builders.aging import fresh_phases
from builders.compiled import compiled_templates
from builders.keys import Keys, content_key
from builders.public.cards import Cards
from builders.public.catalog import Catalog, make_catalog
from builders.public.page import Draft, Page
from builders.public.phones import dial, phone_parts
from builders.public.tags import sample_tag
from builders.release import release
from builders.wording import Wording, load_wording
from registry.views.public import PublicView

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every page builder needs: the rows, the words and the templates."""

    catalog: Catalog
    cards: Cards
    words: Wording
    templates: Environment
    keys: Keys = field(default_factory=Keys)

    @property
    def view(self) -> PublicView:
        """The view behind the catalog."""
        return self.catalog.view

    def of(self, view: PublicView) -> Press:
        """The same press for another view."""
        return replace(self, catalog=make_catalog(view), cards=Cards(self.words), keys=Keys())

    def head(self, kind: str, path: str, *, in_nav: bool = False, **values: str) -> Page:
        """A page of that kind still without body; title and description come from the words."""
        return Page(
            path=path,
            title=self.words.say(f"page.{kind}.title", **values),
            description=shorten(self.words.say(f"page.{kind}.description", **values)),
            in_nav=in_nav,
        )

    def draft(self, head: Page, template: str, **context: object) -> Draft:
        """The page of that head, to be made from the template of that name and what fills it."""
        return Draft(head=head, template=template, matter=(context,), fill=_as_it_is)

    def later(
        self,
        head: Page,
        template: str,
        fill: Callable[..., Mapping[str, object]],
        *matter: object,
    ) -> Draft:
        """The same where ``fill`` makes what fills the template, of the words and of the matter."""
        return Draft(head=head, template=template, matter=matter, fill=fill)

    def print(self, draft: Draft) -> Page:
        """The page with its body."""
        template = self.templates.get_template(f"{draft.template}.html.j2")
        context = draft.fill(self.words, *draft.matter)
        return replace(draft.head, body=template.render(page=draft.head, **context))

    def key(self, draft: Draft) -> str:
        """A digest of all that the page is made from; the same key gives the same page."""
        matter = [self.keys.in_short(part) for part in draft.matter]
        settings = self.keys.in_short(self.view.settings)
        return content_key((draft.head, draft.template, matter, settings))


def _as_it_is(_: Wording, context: Mapping[str, object]) -> Mapping[str, object]:
    return context


def make_press(view: PublicView) -> Press:
    """The press for a view."""
    words = load_wording()
    templates = Environment(
        loader=PackageLoader("builders", "templates/public"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled_templates(release()),
    )
    templates.filters.update(
        dial=dial, phones=phone_parts, linkable=is_linkable, host=host, whole_days=whole_days
    )
    catalog = make_catalog(view)
    templates.globals.update(
        words=words,
        settings=view.settings,
        hotline=_hotline(view),
        fresh=partial(fresh_phases, words=words),
        sample_tag=partial(sample_tag, words=words),
    )
    return Press(catalog=catalog, cards=Cards(words), words=words, templates=templates)


def is_linkable(url: str) -> bool:
    """True for an address of the web; anything else is only shown."""
    return url.startswith(("https://", "http://"))


def whole_days(text: str) -> Markup:
    """The text with its dates marked, so that no line ends inside of one."""
    day = Markup('<span class="jy-day">{}</span>')
    parts = _DAY.split(text)
    return Markup().join(day.format(part) if at % 2 else part for at, part in enumerate(parts))


def host(url: str) -> str:
    """The host that a link leads to, so that readers see where they go."""
    return url.split("//", 1)[-1].split("/", 1)[0]


def shorten(text: str, limit: int = 110) -> str:
    """A text on one line, cut to a number of characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "\u2026"


def _hotline(view: PublicView) -> str:
    return view.settings.hotlines[0].split()[0] if view.settings.hotlines else ""
