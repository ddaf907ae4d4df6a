"""What the program says by itself: a cell that repeats it gives nothing away.

No list is kept by hand: these are the texts of the locale files, the templates and the
hand-written side of the site, and what the build states of itself (its days, its counts).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from builders.gate.contents import UnreadableError
from builders.stamping import valid_until

_BLANK = re.compile(r"\{[^{}]*\}")
WRITTEN = (".css", ".html", ".j2", ".js", ".json", ".md", ".svg", ".toml", ".typ", ".xml", ".yml")
"""The files that hold words, by their ends."""

_FIRST_COUNT = 1000


def site_texts(site_config: Path) -> Iterator[str]:
    """The words of the hand-written side of the site."""
    yield _read(site_config)
    for folder in site_folders(site_config):
        yield from _written(folder)


def program_texts() -> Iterator[str]:
    """The words of the program; the same ones in all of a release."""
    for package in ("registry", "builders"):
        for path in resources.files(package).joinpath("locales").iterdir():
            yield from _strings(tomllib.loads(path.read_text("utf-8")))
    for folder in ("templates", "typeset/templates"):
        yield from _written(resources.files("builders").joinpath(folder))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
            yield from _BLANK.split(value)
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)


def site_folders(site_config: Path) -> Iterator[Path]:
    """The folders of the hand-written side, as MkDocs finds them.

    Raises ``UnreadableError`` where the settings are not what MkDocs can read.
    """
    try:
        config, root = yaml_load(_read(site_config)), site_config.parent
    except ConfigurationError as error:
        raise UnreadableError(str(site_config)) from error
    theme = config.get("theme")
    named = [config.get("docs_dir", "docs")]
    named += [theme.get("custom_dir")] if isinstance(theme, dict) else []
    yield from (root / name for name in named if isinstance(name, str) and (root / name).is_dir())


def _written(folder: Traversable) -> Iterator[str]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _written(path)
        elif path.name.endswith(WRITTEN):
            yield _read(path)


def _read(path: Traversable) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(str(path)) from error


def own_figures(as_of: date, since: Iterable[date], validity: int, entries: int) -> Iterator[str]:
    """The days that editions and prints bear, and the counts that a page may state."""
    for day in sorted({as_of, *since}):
        yield day.isoformat()
        yield valid_until(day, as_of, validity).isoformat()
    yield from map(str, range(_FIRST_COUNT, entries + 1))
