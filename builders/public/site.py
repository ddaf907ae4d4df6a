"""The door to MkDocs: generated pages go in as generated files, a finished folder comes out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote, urljoin

from jinja2 import TemplateError
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as FramedPage

from builders.public.frame import quicken
from builders.public.page import Page
from builders.public.pages import HOME
from builders.public.verify import verify_site

__all__ = ["GeneratedPages", "SiteError", "build_site", "verify_site"]

PLUGIN = "jieyou"
SEARCH_STYLE = "assets/search.css"
SITEMAP = "sitemap.xml"
UNUSED_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""The frame loads no script and no style sheet of Material; the picture stands in for our icon."""

_UNUSED_SWITCHES = re.compile('<input class="md-toggle"[^>]*>|<label class="md-overlay".*?</label>')
"""Switches of a drawer and of a search that the frame does not have; HTML forbids their marks."""

_LINKED_FILE = re.compile(r'<link rel="(?:stylesheet|icon)" href="[^"]*?(assets/[^"]+)">')


class SiteError(Exception):
    """MkDocs found fault with the site; the arguments are its sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteParts:
    """What goes into the site: pages, other files, the paths of all pages, its address.

    An index without a body keeps its place in the order; its file comes from elsewhere, as do
    those of the ``paths`` that are not among the pages. ``base_url`` is blank while there is none.
    """

    pages: tuple[Page, ...]
    paths: tuple[str, ...]
    extra_files: Mapping[str, bytes]
    base_url: str = ""


class NoOptions(Config):
    """The plugin is set up by the pipeline, not in ``mkdocs.yml``."""


class GeneratedPages(BasePlugin[NoOptions]):
    """Hands pages to MkDocs. Uses documented events only; ``None`` means nobody gave any."""

    parts: SiteParts | None = None

    def give(self, parts: SiteParts) -> None:
        """Set what goes into the site."""
        self.parts = parts
        self._by_path = {page.path: page for page in parts.pages}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the generated files, takes out what the frame does not use, names the site."""
        for file in tuple(files):
            if file.src_uri.startswith(UNUSED_THEME_FILES) or file.src_uri.endswith(".map"):
                files.remove(file)
        if self.parts is None:
            return files
        self._listed = (*self.parts.paths, *(page.dest_uri for page in files.documentation_pages()))
        for page in self.parts.pages:
            place = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, _source(page), content="", inclusion=place))
        for path, content in self.parts.extra_files.items():
            files.append(File.generated(config, path, content=content))
        _name(self.parts.pages, config)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: FramedPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Gives a generated page its title and description; the theme does not escape them."""
        del config, files
        found = self._page_of(page)
        if found is not None:
            page.meta = {
                "title": str(escape(found.title)),
                "description": str(escape(found.description)),
            }
        return markdown

    def on_page_content(
        self, html: str, *, page: FramedPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Gives a generated page its body, which no Markdown ever sees."""
        del config, files
        found = self._page_of(page)
        return html if found is None else found.body

    def on_post_page(self, output: str, *, page: FramedPage, config: MkDocsConfig) -> str:
        """Takes out what Material's frame writes for its scripts."""
        del page, config
        return _without_switches(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same for the page that stands in for a missing one, which must need no other file."""
        if template_name == SITEMAP:
            return sitemap(self._listed, config.site_url) if config.site_url else ""
        page = _without_switches(output_content)
        return _LINKED_FILE.sub(partial(_inside, Path(config.docs_dir)), page)

    def _page_of(self, framed: FramedPage) -> Page | None:
        if framed.file.generated_by is None:
            return None
        return self._by_path.get(framed.file.dest_uri)


def _without_switches(page: str) -> str:
    """The page without the switches, and without the blanks before each."""
    *before, last = _UNUSED_SWITCHES.split(page)
    return "".join((*map(str.rstrip, before), last))


def _name(pages: Iterable[Page], config: MkDocsConfig) -> None:
    """The home page bears the site's name; only indexes stand in the navigation."""
    pages = tuple(pages)
    config.site_name = next((p.title for p in pages if p.path == HOME), config.site_name)
    config.nav = [_source(page) for page in pages if page.in_nav] or None


def build_site(config_file: Path, parts: SiteParts, target: Path) -> None:
    """Builds the site into ``target``, an empty folder that is nobody's published site.

    Raises :class:`SiteError` with every complaint of MkDocs.
    """
    plugin = GeneratedPages()
    plugin.give(parts)
    with _complaints() as complaints:
        try:
            config = load_config(
                str(config_file),
                site_dir=str(target),
                site_url=parts.base_url,
                plugins=[],
                strict=False,
            )
            config.plugins[PLUGIN] = plugin
            quicken(config.theme)
            build(config)
        except (MkDocsException, TemplateError) as error:
            raise SiteError(*complaints, str(error)) from error
    if complaints:
        raise SiteError(*complaints)
    # The compressed copy carries the hour of the build.
    (target / "sitemap.xml.gz").unlink(missing_ok=True)


def _inside(folder: Path, link: re.Match[str]) -> str:
    """What a link leads to, in place of the link; a file of the theme stays linked."""
    path = folder / link[1]
    if not path.is_file():
        return link[0]
    if link[1] == SEARCH_STYLE:
        return ""
    text = path.read_text("utf-8")
    if path.suffix == ".svg":
        return f'<link rel="icon" href="data:image/svg+xml,{quote(text)}">'
    return f"<style>{text}</style>"


def sitemap(paths: Iterable[str], base_url: str) -> str:
    """The addresses of all pages. Without dates: a page says its own edition."""
    lines = (f"  <url><loc>{escape(urljoin(base_url, quote(path)))}</loc></url>" for path in paths)
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</urlset>", ""))


def _source(page: Page) -> str:
    return page.path.removesuffix(".html") + ".md"


class _Collector(logging.Handler):
    def __init__(self, texts: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._texts = texts

    def emit(self, record: logging.LogRecord) -> None:
        self._texts.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects what MkDocs warns of, and keeps it off the terminal."""
    texts: list[str] = []
    logger = logging.getLogger("mkdocs")
    collector, propagated = _Collector(texts), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield texts
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
