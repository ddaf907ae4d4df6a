"""Keys of content: equal content, equal key; how a build knows what it has made before."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass
from operator import attrgetter


class Keys:
    """Makes keys within one build; each row, and whatever holds many, is gone through once.

    What has a key is kept alive, so that nothing else can be taken for it.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, bytes]] = {}
        self._short: dict[int, tuple[object, object]] = {}
        self._takers: dict[type, Callable[[object], tuple[object, ...]]] = {}
        self._reducers = _Dataclasses(self._of_row)

    def key(self, content: object) -> str:
        """32 hex digits of values of ours: texts, numbers, dates, tuples, mappings, dataclasses.

        Mappings count in their order; sets are not fit for it, since they have none.
        """
        return self._digest(content).hex()

    def in_short(self, value: object) -> object:
        """What stands for a value in a key: of a tuple of rows, which may be long, their digests.

        The pickler would ask for each of them by itself, and for all of them again each time.
        """
        is_large = self._reducers.is_large
        if type(value) is not tuple or not value or not is_large(type(value[0])):
            return value
        known = self._short.get(id(value))
        if known is None:
            short = tuple(self._of_row(one) if is_large(type(one)) else one for one in value)
            known = self._short[id(value)] = value, short
        return known[1]

    def _digest(self, content: object) -> bytes:
        buffer = io.BytesIO()
        _Pickler(buffer, self._reducers).dump(content)
        return hashlib.blake2b(buffer.getbuffer(), digest_size=16).digest()

    def _of_row(self, row: object) -> bytes:
        known = self._made.get(id(row))
        if known is None:
            kind = type(row)
            if kind not in self._takers:
                self._takers[kind] = _values(kind)
            values = list(map(self.in_short, self._takers[kind](row)))
            known = row, self._digest((kind.__qualname__, values))
            self._made[id(row)] = known
        return known[1]


def content_key(content: object) -> str:
    """The key of content that shares nothing with other content."""
    return Keys().key(content)


_Reduced = tuple[Callable[..., object], tuple[object]]


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, reducers: _Dataclasses) -> None:
        super().__init__(buffer, protocol=5)
        # By value: equal contents give equal bytes, whatever objects they happen to share.
        self.fast = True
        self.dispatch_table = reducers


class _Dataclasses(dict[type, Callable[[object], _Reduced]]):
    """How the pickler writes each type: those of some size as their digest, others in full."""

    def __init__(self, of_row: Callable[[object], bytes]) -> None:
        super().__init__()
        self._of_row = of_row
        self._large: dict[type, bool] = {}

    def __missing__(self, kind: type) -> Callable[[object], _Reduced]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        reduce = self[kind] = self._reduce_row if self.is_large(kind) else _part_reducer(kind)
        return reduce

    def is_large(self, kind: type) -> bool:
        """True for rows and what holds many: these have keys of their own."""
        known = self._large.get(kind)
        if known is None:
            names = {field.name: str(field.type) for field in _fields(kind)}
            known = "id" in names or any("tuple" in text for text in names.values())
            self._large[kind] = known
        return known

    def _reduce_row(self, row: object) -> _Reduced:
        return bytes, (self._of_row(row),)


def _part_reducer(kind: type) -> Callable[[object], _Reduced]:
    """What writes a dataclass that is too small to be met often: all of it, where it stands."""
    take, name = _values(kind), kind.__qualname__
    return lambda part: (tuple, ((name, take(part)),))


def _values(kind: type) -> Callable[[object], tuple[object, ...]]:
    """What takes the fields out of a dataclass of that type, fast."""
    names = [field.name for field in _fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: tuple(getattr(row, name) for name in names)


def _fields(kind: type) -> tuple[Field[object], ...]:
    return fields(kind) if is_dataclass(kind) else ()
