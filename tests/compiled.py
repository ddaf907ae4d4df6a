"""Templates compiled once in a process instead of once in every build; the same code comes out."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Keeps what was compiled by source text and by what its environment makes of a text."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        ways = (type(environment), environment.autoescape, sorted(environment.extensions))
        return super().get_bucket(environment, f"{name} {ways}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def compiling_once() -> Callable[..., None]:
    """A constructor of environments that share what they compiled."""
    construct, cache = jinja2.Environment.__init__, Compiled()

    def constructed(self: jinja2.Environment, *args: object, **options: object) -> None:
        make: Callable[..., None] = construct
        make(self, *args, **({"bytecode_cache": cache} | options))

    return constructed
