"""Keys of content: equal content, equal key; how a build knows what it has made before.

Content is values of ours: texts, numbers, dates, tuples, lists, mappings and dataclasses of these.
Mappings count in their order; sets are not fit for a key, since they have none.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
from collections.abc import Callable, Iterable
from dataclasses import Field, fields, is_dataclass
from operator import attrgetter
from typing import Any

_WORD = re.compile(r"[\w.]+")
_PLAIN_WORDS = frozenset(
    {"None", "bool", "date", "datetime", "Decimal", "float", "int", "str", "tuple", "..."}
)
_Plain = Callable[[Any], object]


def content_key(content: object) -> str:
    """32 hex digits that change with the content."""
    return _digest(content).hex()


class Keys:
    """What many keys of one build hold, in short, so that each row is gone through once.

    What has a short form is kept alive, so that nothing else can be taken for it.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, object]] = {}

    def in_short(self, value: object) -> object:
        """What stands for a value in keys: a digest of a row, of a tuple those of its rows."""
        if type(value) is not tuple and not is_dataclass(value):
            return value
        known = self._made.get(id(value))
        if known is None:
            short = tuple(map(self.in_short, value)) if type(value) is tuple else _digest(value)
            known = self._made[id(value)] = value, short
        return known[1]


def _digest(content: object) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    # By value: equal contents give equal bytes, whatever objects they happen to share.
    pickler.fast = True
    pickler.dump(_plain(content))
    return hashlib.blake2b(buffer.getbuffer(), digest_size=16).digest()


def _plain(value: object) -> object:
    """The value without dataclasses, which the pickler would ask for their parts one by one."""
    turn = _TURNS[type(value)]
    return value if turn is None else turn(value)


class _Turns(dict[type, _Plain | None]):
    """How a value of each type is made plain; ``None`` where it is so already."""

    def __missing__(self, kind: type) -> _Plain | None:
        turn = self[kind] = _turn(kind)
        return turn


_TURNS = _Turns()


def _turn(kind: type) -> _Plain | None:
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if issubclass(kind, tuple | list):
        return lambda value: [_plain(part) for part in value]
    if issubclass(kind, dict):
        return lambda value: {name: _plain(part) for name, part in value.items()}
    return None


def _of_dataclass(kind: type) -> _Plain:
    """What takes the fields out of a dataclass of that type, fast, and makes them plain."""
    found = fields(kind)
    nested = [place for place, field in enumerate(found, start=1) if not _is_plain(field)]
    take, name = _taker([field.name for field in found]), f"{kind.__module__}.{kind.__qualname__}"

    def turn(row: object) -> object:
        values = [name, *take(row)]
        for place in nested:
            if values[place]:  # what is empty holds nothing
                values[place] = _plain(values[place])
        return values

    return turn


def _taker(names: list[str]) -> Callable[[object], Iterable[object]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: [getattr(row, name) for name in names]


def _is_plain(field: Field[object]) -> bool:
    """True where no value of such a field can hold a dataclass."""
    return _PLAIN_WORDS.issuperset(_WORD.findall(str(field.type)))
