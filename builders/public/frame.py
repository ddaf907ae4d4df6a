"""The templates of MkDocs' frame around pages: listed at once, compiled once in a release."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from builders.compiled import compiled_templates
from builders.release import release


class _WithoutHidden(FileSystemLoader):
    """Lists nothing below a hidden folder, where Material keeps 14,000 icons.

    MkDocs has every name listed and then leaves out those; templates may still include them.
    """

    def list_templates(self) -> list[str]:
        """The names of all others, in order."""
        found: set[str] = set()
        for folder in self.searchpath:
            for path, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(path).relative_to(folder)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def quicken(theme: Theme) -> None:
    """Make MkDocs find and compile the theme's templates faster; it is one build's own theme."""
    plain = theme.get_env

    def get_env() -> Environment:
        environment = plain()
        environment.loader = _WithoutHidden(theme.dirs)
        environment.bytecode_cache = compiled_templates(release())
        return environment

    # There is no setting for it, and no event between the environment and the list of names.
    vars(theme)["get_env"] = get_env
