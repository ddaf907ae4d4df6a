from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders.keys import Keys, content_key
from tests.programs import said_by


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    day: date = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[object, ...]
    named: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Single:
    id: str


@dataclass(frozen=True, slots=True)
class Other:
    id: str


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class Holder:
    name: str
    leaf: Leaf | None
    by_name: dict[str, list[Leaf]]


def branch(*texts: str) -> Branch:
    return Branch(tuple(map(Leaf, texts)), {"a": Decimal("1.50")})


def test_equal_contents_have_one_key_whatever_objects_they_share() -> None:
    text = "".join(["一", "二"])
    shared, own = branch(text, text), branch("一二", "".join("一二"))
    assert content_key(shared) == content_key(own) == content_key(branch("一二", "一二"))


def test_every_difference_changes_the_key() -> None:
    contents = [
        branch("一"),
        branch("一", "一"),
        Branch((Leaf("一", date(2026, 1, 2)),), {"a": Decimal("1.50")}),
        Branch((Leaf("一"),), {"a": Decimal("1.5")}),
        Branch((Leaf("一"),), {"b": Decimal("1.50")}),
        (Leaf("一"),),
        "一",
        ("一", ""),
        ("", "一"),
        Single("一"),
        Other("一"),
        Single(""),
        Empty(),
        (Single("一"), Empty()),
    ]
    assert len({content_key(content) for content in contents}) == len(contents)


def test_rows_count_by_what_they_are_however_deep_they_stand() -> None:
    contents = [
        Branch((Leaf("一"), Leaf("二")), {}),
        Branch((Leaf("二"), Leaf("一")), {}),
        Branch((Single("一"),), {}),
        Branch(((Single("一"), Leaf("一")),), {}),
        Holder("甲", None, {}),
        Holder("甲", Leaf("一"), {}),
        Holder("甲", Leaf("二"), {}),
        Holder("甲", None, {"a": [Leaf("一")]}),
        Holder("甲", None, {"a": [Leaf("二")]}),
        [Holder("甲", None, {"a": []})],
    ]
    assert len({content_key(content) for content in contents}) == len(contents)


def test_a_key_is_the_same_in_every_process() -> None:
    # Memories of builds would be worth nothing otherwise.
    program = "from tests.builders.test_keys import *; print(content_key(branch('一', '二')))"
    keys = {said_by(program, PYTHONHASHSEED=seed)[0] for seed in ("1", "2")}
    assert keys == {content_key(branch("一", "二"))}


def test_a_row_in_short_tells_every_difference_in_it() -> None:
    keys = Keys()
    contents = [branch("一"), branch("二"), Single("一"), Other("一"), Empty()]
    short = [keys.in_short(content) for content in contents]
    assert len(set(short)) == len(contents)
    assert short[0] == Keys().in_short(branch("一")) == keys.in_short(branch("一"))


def test_a_tuple_in_short_tells_every_difference_in_its_rows() -> None:
    keys = Keys()
    first, second = Single("一"), Single("二")
    tuples = [(first, second), (second, first), (first,), (first, first), (first, Single("三"))]
    short = [keys.in_short(rows) for rows in tuples]
    assert len(set(short)) == len(tuples)
    assert "Single" not in repr(short)
    assert short[0] == Keys().in_short((Single("一"), Single("二")))


def test_what_holds_no_row_stands_in_a_key_as_it_is() -> None:
    for part in ((), ("一", "二"), [Single("一")], {"a": Single("一")}, "一", 1, None):
        assert Keys().in_short(part) == part
