"""Templates as they were compiled before: by this process, or by an earlier one of this user."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from builders.release import release


class _Compiled(BytecodeCache):
    def __init__(self, kept: BytecodeCache | None) -> None:
        self._kept = kept
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template where it is the same text still."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])
        elif self._kept is not None:
            with suppress(OSError):
                self._kept.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template for the next time; nobody is stopped where that cannot be done."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        if self._kept is not None:
            with suppress(OSError):
                self._kept.dump_bytecode(bucket)


@cache
def compiled_templates() -> BytecodeCache:
    """What a Jinja environment keeps its compiled templates in, and finds them again.

    Files lie in a folder that is the user's alone, as Jinja makes one: they are run. What another
    release compiled is not looked at, for how a template is compiled is up to the program too.
    """
    try:
        files = FileSystemBytecodeCache(pattern=f"jieyou-{release()}-%s")
    except (OSError, RuntimeError):  # no folder that is the user's alone
        return _Compiled(None)
    return _Compiled(files)
