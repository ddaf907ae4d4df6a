"""What people found of links, beside what the machine sees: who counts, and until when."""

from __future__ import annotations

from dataclasses import replace

from builders.links import Limits, LinkList, data, lines, told
from builders.links.sight import Sight
from registry.check import check
from registry.snapshot import Snapshot
from tests.builders.test_report_links import FINE, street
from tests.registry.sheets import sheet, with_verdicts
from tests.small_street import AS_OF


def judged(**verdicts: tuple[str, str, str]) -> Snapshot:
    """The street with what people found: by page the verdict, the reason and the day."""
    rows = [
        (f"L{number:03}", f"http://a.example/{page}", verdict, reason, day, "")
        for number, (page, (verdict, reason, day)) in enumerate(verdicts.items(), start=1)
    ]
    return with_verdicts(sheet(street("http://a.example")), rows)


def seen_with(snapshot: Snapshot, **sights: Sight) -> LinkList:
    by_page = {"fine": FINE, "gone#top": FINE, "moved": FINE, "shy": FINE, **sights}
    by_address = {f"http://a.example/{page}": sight for page, sight in by_page.items()}
    return told(check(snapshot, AS_OF), AS_OF, Limits(), by_address)


SHY = Sight(group="blocked", reason="blocked", status=403)
MOVED = Sight(group="moved", reason="moved", status=200, final="http://a.example/new")


def test_what_a_person_found_goes_before_what_the_machine_sees_until_it_lapses() -> None:
    snapshot = judged(
        shy=("防爬虫", "打得开", "2026-08-01"),
        gone=("暂停", "", "2026-03-01"),
        moved=("搬了", "", "2026-08-31"),
    )
    missing = Sight(group="gone", reason="missing", status=404)
    found = seen_with(snapshot, shy=SHY, moved=MOVED, **{"gone#top": missing})
    assert [line.group for line in found.lines] == ["gone", "fine", "judged", "judged"]
    told_lines = list(lines(found))
    assert told_lines[1] == (
        "- http://a.example/gone#top：网站说没有这个页面（404）；2026-03-01 人工核对过（暂停），"
        "2026-08-28 起不算数了 → 到原网站上找新的页面；确实撤了，就换一个来源"
    )
    assert told_lines[4] == "人工核对过：以人的结论为准（2 个网址）"
    assert told_lines[5] == (
        "- http://a.example/moved：2026-08-31 人工核对过，搬了，到 2027-02-27 要再看；"
        "这次程序看到：自动转到了新网址；新网址：http://a.example/new → 把新网址抄进格子"
    )
    assert told_lines[7] == (
        "- http://a.example/shy：2026-08-01 人工核对过，防爬虫（打得开），到 2027-01-28 要再看；"
        "这次程序看到：网站不让程序看（403），人用浏览器多半打得开 → 不用处理，到期再打开看一看"
    )


def test_what_a_person_found_is_data_too_and_only_what_is_to_be_done_is_a_problem() -> None:
    snapshot = judged(shy=("防爬虫", "看过", "2026-08-01"), moved=("搬了", "", "2026-08-31"))
    found = seen_with(snapshot, shy=SHY)
    assert data(found)["counts"] == {
        "gone": 0,
        "moved": 0,
        "blocked": 0,
        "unreachable": 0,
        "refused": 0,
        "unasked": 0,
        "judged": 2,
        "fine": 2,
    }
    shown = found.only_problems().shown
    assert [(line.address, line.judgement.verdict) for line in shown if line.judgement] == [
        ("http://a.example/moved", "moved")
    ]
    (shy,) = [one for one in found.shown if one.address.endswith("shy")]
    assert data(replace(found, lines=(shy,)))["links"] == [
        {
            "address": "http://a.example/shy",
            "group": "judged",
            "reason": "blocked",
            "status": 403,
            "final": "",
            "title": "",
            "why": "网站不让程序看（403），人用浏览器多半打得开",
            "todo": "不用处理，到期再打开看一看",
            "verdict": {
                "verdict": "blocked",
                "reason": "看过",
                "decided_on": "2026-08-01",
                "lapses_on": "2027-01-28",
                "counts": True,
            },
            "cells": [
                {
                    "tab": "standards",
                    "id": "T002",
                    "name": "低保标准",
                    "title": "标准",
                    "row": 3,
                    "column": "J",
                    "cell": "J3",
                    "header": "原文链接",
                    "book": "",
                    "link": "",
                }
            ],
        }
    ]


def test_a_page_that_opens_for_both_is_only_counted() -> None:
    found = seen_with(judged(shy=("正常", "", "2026-08-01")))
    assert [line.group for line in found.lines] == ["fine"] * 4


def test_rows_that_say_too_little_are_counted() -> None:
    found = seen_with(judged(shy=("正常", "", ""), moved=("", "", "2026-08-01")))
    assert "“链接核对”表有 2 行没有写全" in list(lines(found))[-2]
