"""Templates as they were compiled before, by this process or an earlier one.

Compiled templates are run. So those of the program and its engines are kept where Python keeps
the compiled modules of this package: whoever may write there may change the program itself. As
with modules nothing is kept where Python was told to write none (``PYTHONDONTWRITEBYTECODE``).
Those of a workspace, which somebody else may write to, are kept in memory only.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from builders.kept import read_kept, write_kept

_INSTALLED = (Path(__file__).parent, Path(jinja2.__file__).parent.parent)
_OPTIONS = (
    "autoescape",
    "optimized",
    "trim_blocks",
    "lstrip_blocks",
    "keep_trailing_newline",
    "newline_sequence",
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
)


class CompiledTemplates(BytecodeCache):
    """The templates that a release of the program compiled, in memory and in a folder, if any.

    On disk only those of files below one of the ``installed`` folders are kept.
    """

    def __init__(
        self, folder: Path | None, release: str, installed: tuple[Path, ...] = _INSTALLED
    ) -> None:
        self._folder = folder
        self._release = release
        self._installed = installed
        self._code: dict[str, bytes] = {}
        self._kept: set[str] = set()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template; it is another one where its text or what reads it is."""
        options = [getattr(environment, option) for option in _OPTIONS]
        reader = self._release, options, sorted(environment.extensions), sorted(environment.filters)
        key = self.get_cache_key(name, filename)
        bucket = Bucket(environment, key, self.get_source_checksum(f"{reader}{source}"))
        if filename and any(map(Path(filename).is_relative_to, self._installed)):
            self._kept.add(key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template where it is the same still."""
        path = self._path(bucket.key)
        if bucket.key not in self._code:
            self._code[bucket.key] = b"" if path is None else read_kept(path)
        bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template for the next time."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        path = self._path(bucket.key)
        if path is not None and not sys.dont_write_bytecode:
            write_kept(path, self._code[bucket.key], is_private=False)

    def _path(self, key: str) -> Path | None:
        return self._folder / key if self._folder and key in self._kept else None


@cache
def compiled_templates(release: str) -> CompiledTemplates:
    """What every Jinja environment of the process keeps its compiled templates in."""
    try:
        folder = Path(cache_from_source(__file__)).with_suffix("")
    except NotImplementedError:  # a Python that keeps no compiled modules
        folder = None
    return CompiledTemplates(folder, release)
