"""Templates as this process compiled them before: a preview makes the same pages at every save.

They are kept in memory only. Compiled templates are run, and a file of them in a folder that
somebody else may write to would be run as well.
"""

from __future__ import annotations

from functools import cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template where it is the same text still."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template for the next time."""
        self._code[bucket.key] = bucket.bytecode_to_string()


@cache
def compiled_templates() -> BytecodeCache:
    """What every Jinja environment of the process keeps its compiled templates in."""
    return _Compiled()
