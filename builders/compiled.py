"""Templates as they were compiled before, by this process or an earlier one.

Compiled templates are run. So they are kept where Python keeps the compiled modules of this
package, and in no workspace: whoever may write there may change the program itself. As with
modules nothing is kept where Python was told to write none (``PYTHONDONTWRITEBYTECODE``).
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from builders.kept import read_kept, write_kept


class CompiledTemplates(BytecodeCache):
    """The templates that a release of the program compiled, in memory and in a folder."""

    def __init__(self, folder: Path, release: str) -> None:
        self.folder = folder
        self._release = release
        self._code: dict[str, bytes] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template; it is another one where its text or what reads it is."""
        readers = " ".join((self._release, *sorted(environment.extensions)))
        key, checksum = self.get_cache_key(name, filename), self.get_source_checksum(source)
        bucket = Bucket(environment, key, f"{checksum} {readers}")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template where it is the same still."""
        if bucket.key not in self._code:
            self._code[bucket.key] = read_kept(self.folder / bucket.key)
        bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template for the next time."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        if not sys.dont_write_bytecode:
            write_kept(self.folder / bucket.key, self._code[bucket.key])


@cache
def compiled_templates(release: str) -> CompiledTemplates:
    """What every Jinja environment of the process keeps its compiled templates in."""
    return CompiledTemplates(Path(cache_from_source(__file__)).with_suffix(""), release)
