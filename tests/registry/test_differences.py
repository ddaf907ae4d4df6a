from __future__ import annotations

from dataclasses import replace

from registry.changes import Entries
from registry.differences import Content, Difference, differences

LIVING = {"name": "低保", "pegged_to": "低保标准", "audiences": "老人、孩子"}
OLD: Entries = {
    "terms/old": {"name": "老人"},
    "policies/P001": LIVING,
    "policies/P002": {"name": "低保 增发"},
    "benefits/B001": {"name": "低保 增发 一档", "amount": "50", "unit": "元"},
    "benefits/B002": {"name": "低保 一档", "standard": "低保标准"},
    "required_documents/D001": {"name": "低保 身份证"},
    "standards/T001": {"name": "低保标准", "value": "1510", "unit": "元", "from_on": "2023-07-01"},
    "resources/R001": {"name": "送餐", "policies": "低保"},
}


def changed(**entries: dict[str, str] | None) -> Entries:
    """The old entries with others in their place; addresses have two underscores for the slash."""
    found = {key.replace("__", "/"): fields for key, fields in entries.items()}
    merged = {**OLD, **{key: fields for key, fields in found.items() if fields is not None}}
    return {key: fields for key, fields in merged.items() if found.get(key, fields) is not None}


def told(new: Entries) -> tuple[Difference, ...]:
    return differences(Content(public=OLD), Content(public=new))


def test_the_same_content_differs_in_nothing() -> None:
    assert told(OLD) == ()


def test_a_newer_figure_is_held_against_the_newest_one_before() -> None:
    new = {"name": "低保标准", "value": "1595", "unit": "元", "from_on": "2024-07-01"}
    (one,) = told(changed(standards__T002=new))
    assert (one.kind, one.old, one.new, one.unit) == ("figure", "1510", "1595", "元")
    assert (one.since, one.policies) == ("2024-07-01", ("P001",))


def test_an_older_figure_is_only_added() -> None:
    new = {"name": "低保标准", "value": "1420", "unit": "元", "from_on": "2022-07-01"}
    (one,) = told(changed(standards__T000=new))
    assert (one.kind, one.new) == ("added", "1420 元")


def test_figures_in_other_units_are_told_with_both() -> None:
    new = {"name": "低保标准", "value": "18120", "unit": "元/年", "from_on": "2024-07-01"}
    (one,) = told(changed(standards__T002=new))
    assert (one.old, one.new, one.unit) == ("1510 元", "18120 元/年", "")


def test_a_benefit_hangs_on_the_policy_with_the_longest_name_before_it() -> None:
    (one,) = told(changed(benefits__B001={**OLD["benefits/B001"], "amount": "60"}))
    assert (one.policies, one.old, one.new, one.unit) == (("P002",), "50", "60", "元")


def test_a_policy_takes_its_parts_along() -> None:
    (one,) = told(changed(policies__P002=None, benefits__B001=None))
    assert (one.kind, one.address, one.more) == ("removed", "policies/P002", ("benefits/B001",))


def test_another_name_is_told_once_not_wherever_it_stands() -> None:
    found = told(
        changed(
            terms__old={"name": "老年人"},
            policies__P001={**LIVING, "audiences": "老年人、孩子"},
        )
    )
    (one,) = found
    assert (one.address, one.more, one.policies) == ("terms/old", ("policies/P001",), ("P001",))


def test_another_name_of_a_policy_is_told_once_though_its_parts_bear_it() -> None:
    (one,) = told(
        changed(
            policies__P001={**LIVING, "name": "最低生活保障"},
            benefits__B002={**OLD["benefits/B002"], "name": "最低生活保障 一档"},
            required_documents__D001={"name": "最低生活保障 身份证"},
            resources__R001={"name": "送餐", "policies": "最低生活保障"},
        )
    )
    more = ("benefits/B002", "required_documents/D001", "resources/R001")
    assert (one.field, one.old, one.more) == ("name", "低保", more)


def test_a_reference_that_somebody_took_out_is_told() -> None:
    (one,) = told(changed(policies__P001={**LIVING, "audiences": "孩子"}))
    assert (one.field, one.old, one.new) == ("audiences", "老人、孩子", "孩子")


def test_one_difference_is_told_once_for_all_who_see_it() -> None:
    new = changed(resources__R001={"name": "送餐", "policies": "低保", "fee": "免费"})
    old = Content(public=OLD, stations={"S01": OLD, "S02": {}, "S03": OLD})
    after = Content(public=new, stations={"S03": new, "S02": {}, "S01": OLD})
    (one,) = differences(old, after)
    assert one.audiences == ("", "S03")


def test_who_loses_a_row_that_others_keep_is_said_to_be_left_by_it() -> None:
    old = Content(public=OLD, stations={"S01": OLD, "S02": OLD})
    new = replace(old, stations={"S01": OLD, "S02": changed(resources__R001=None)})
    (one,) = differences(old, new)
    assert (one.kind, one.audiences) == ("left", ("S02",))
    (back,) = differences(new, old)
    assert (back.kind, back.audiences) == ("joined", ("S02",))


def test_a_service_that_names_a_resource_no_more_only_because_it_left_is_not_told() -> None:
    service = {"name": "陪医", "resources": "送餐、量血压"}
    public = {**OLD, "services/F001": service}
    without = {**public, "services/F001": {"name": "陪医", "resources": "量血压"}}
    del without["resources/R001"]
    old = Content(public=public, stations={"S01": public})
    (one,) = differences(old, Content(public=public, stations={"S01": without}))
    assert (one.kind, one.address, one.more) == ("left", "resources/R001", ("services/F001",))


def test_a_retired_row_is_told_with_its_reason_and_successor_and_once() -> None:
    ended = {**LIVING, "retired_reason": "合并", "replaced_by": "低保 增发"}
    old = Content(public=OLD, stations={"S01": OLD})
    new = Content(
        public=changed(policies__P001=ended),
        stations={"S01": changed(policies__P001=None, benefits__B002=None)},
        retired={"policies/P001"},
    )
    found = {one.address: one for one in differences(old, new)}
    one = found["policies/P001"]
    assert (one.kind, one.reason, one.successor) == ("retired", "合并", "低保 增发")
    assert one.audiences == ("", "S01")
    (back,) = [one for one in differences(new, old) if one.kind == "restored"]
    assert (back.reason, back.audiences) == ("", ("", "S01"))
