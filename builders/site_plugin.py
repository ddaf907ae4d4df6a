"""The MkDocs plugin ``jieyou``: plain ``mkdocs build`` and ``mkdocs serve`` get the pages too."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from builders.failures import source_sentence
from builders.outputs.site import SiteContent
from builders.pipeline import plain_site
from builders.public.site import GeneratedPages
from builders.workspace import Workspace, find_workspace
from registry.locale import load_locale
from registry.report import render_text
from registry.sources import SourceError


class SitePlugin(GeneratedPages):
    """Hands the generated pages to MkDocs; reads the sheet itself when nobody gave it pages."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the sheet of the workspace that ``mkdocs.yml`` stands in."""
        if self.parts is None:
            workspace = find_workspace(Path(config.config_file_path).parent, os.environ, {})
            content = _content(workspace)
            self.give(content.framed)
            config.watch.append(str(workspace.source))
        return config


def _content(workspace: Workspace) -> SiteContent:
    try:
        content = plain_site(workspace, datetime.now(tz=UTC).astimezone().date())
    except SourceError as error:
        raise PluginError(source_sentence(error)) from error
    if isinstance(content, SiteContent):
        return content
    raise PluginError("\n".join(render_text(content.diagnostics, content.counts, load_locale())))
