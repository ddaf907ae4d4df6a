from __future__ import annotations

from registry.changes import compare

BEFORE = {"terms/need-care": {"name": "生活照料"}, "policies/P001": {"name": "低保", "fee": ""}}


def test_words_of_the_machine_are_not_told_to_people() -> None:
    after = {**BEFORE, "terms/need-care": {"name": "照料"}}
    (change,) = compare(BEFORE, after)
    assert (change.tab, change.id, change.old, change.new) == ("terms", "", "生活照料", "照料")


def test_changes_are_told_the_same_way_whatever_the_order_of_the_states() -> None:
    after = {"policies/P002": {"name": "增发"}, "policies/P001": {"name": "低保", "fee": "不收费"}}
    told = [(change.kind, change.tab, change.id) for change in compare(BEFORE, after)]
    assert told == [("added", "policies", "P002"), ("changed", "policies", "P001"),
                    ("removed", "terms", "")]  # fmt: skip
    assert compare(dict(reversed(BEFORE.items())), dict(reversed(after.items()))) == compare(
        BEFORE, after
    )
