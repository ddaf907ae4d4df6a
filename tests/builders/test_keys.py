from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders.keys import Keys, content_key


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    day: date = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[object, ...]
    named: dict[str, Decimal]


def branch(*texts: str) -> Branch:
    return Branch(tuple(map(Leaf, texts)), {"a": Decimal("1.50")})


def test_equal_contents_have_one_key_whatever_objects_they_share() -> None:
    text = "".join(["一", "二"])
    shared, own = branch(text, text), branch("一二", "".join("一二"))
    assert content_key(shared) == content_key(own) == Keys().key(branch("一二", "一二"))


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
    ]
    assert len({content_key(content) for content in contents}) == len(contents)


def test_a_row_met_again_has_the_key_that_it_would_have_alone() -> None:
    keys, row = Keys(), Leaf("一")
    assert keys.key([row, row]) == content_key([Leaf("一"), Leaf("一")])
    assert keys.key(row) == content_key(Leaf("一"))


@dataclass(frozen=True, slots=True)
class Single:
    id: str


@dataclass(frozen=True, slots=True)
class Empty:
    pass


def test_a_tuple_of_rows_in_short_tells_every_difference_in_them() -> None:
    keys = Keys()
    first, second = Single("一"), Single("二")
    tuples = [(first, second), (second, first), (first,), (first, first), (first, Single("三"))]
    short = [keys.in_short(rows) for rows in tuples]
    assert len(set(short)) == len(tuples)
    assert "Single" not in repr(short)
    assert short[0] == Keys().in_short((Single("一"), Single("二")))


def test_what_is_no_tuple_of_rows_stands_in_a_key_as_it_is() -> None:
    for part in ((), ("一", Single("一")), [Single("一")], "一", Single("一"), (Leaf("一"),)):
        assert Keys().in_short(part) is part


def test_rows_of_one_field_or_of_none_have_keys_of_their_own() -> None:
    contents = [Single("一"), Single("二"), Single(""), Empty(), (Single("一"), Empty())]
    assert len({content_key(content) for content in contents}) == len(contents)


def test_rows_within_rows_count_by_what_they_are() -> None:
    contents = [Branch((Leaf("一"), Leaf("二")), {}), Branch((Leaf("二"), Leaf("一")), {})]
    contents += [Branch((Single("一"),), {}), Branch((Single("二"), Leaf("一")), {})]
    assert len({content_key(content) for content in contents}) == len(contents)
    keys = Keys()
    assert [keys.key(content) for content in contents] == list(map(content_key, contents))
