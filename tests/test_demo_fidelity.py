"""The sample street says what the sources say: names, figures, dates, document numbers."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import TypedDict

import pytest

from registry.diagnostics import has_errors
from tests.conftest import Built, squeeze

DATA = Path(__file__).parent / "data"
RESEARCH_NOTES = re.compile(
    "未读到|未查到|须核|未找到|没查到|原页截断|不可外链|无日期|镜像|head only|not_found|待编辑"
)


class Tier(TypedDict):
    tier: str
    amount: float | None
    amount_min: float | None
    amount_max: float | None
    unit: str | None
    as_of: str | None


class Policy(TypedDict):
    id: str
    name: str
    benefits: list[Tier]
    benefit_history: list[Tier]
    document_numbers: list[str]


def load_policies() -> list[Policy]:
    data: list[Policy] = json.loads((DATA / "policies.json").read_text("utf-8"))
    return data


POLICIES = load_policies()


def page_text(built: Built, policy: str) -> str:
    html = (built.public / "p" / f"{policy}.html").read_text("utf-8")
    main = html.split("<article", 1)[1].split("</article>", 1)[0]
    return squeeze(unescape(re.sub(r"<[^>]+>", " ", main)))


def test_there_are_52_policies() -> None:
    assert len(POLICIES) == 52


def test_the_demo_has_no_errors(demo: Built) -> None:
    assert not has_errors(demo.result.outcome.diagnostics)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy["id"])
def test_every_fact_of_the_source_stands_on_the_page(demo: Built, policy: Policy) -> None:
    text = page_text(demo, policy["id"])
    expected = [policy["name"], *policy["document_numbers"]]
    for tier in policy["benefits"] + policy["benefit_history"]:
        figures = (tier["amount"], tier["amount_min"], tier["amount_max"])
        stated = [
            f"{Decimal(str(figure)).normalize():f}" for figure in figures if figure is not None
        ]
        expected += stated
        expected += [tier["unit"]] if tier["unit"] and stated else []
        expected += [tier["as_of"]] if tier["as_of"] else []
    missing = [fact for fact in expected if squeeze(fact) not in text]
    assert missing == []


@pytest.mark.parametrize("policy", ["P001", "P015", "P034"])
def test_a_doubtful_policy_carries_its_banner(demo: Built, policy: str) -> None:
    html = (demo.public / "p" / f"{policy}.html").read_text("utf-8")
    banner = re.search(r'class="jy-banner[^"]*".*?</(?:div|aside|section)>', html, re.DOTALL)
    assert banner is not None
    assert "待核实" in banner.group()


def test_no_research_note_is_published(demo: Built) -> None:
    for path in demo.public.rglob("*.html"):
        assert not RESEARCH_NOTES.search(path.read_text("utf-8")), path


def test_links_lead_to_official_sites_only(demo: Built) -> None:
    for path in demo.public.rglob("*.html"):
        hosts = re.findall(r'href="https?://([^/"]+)', path.read_text("utf-8"))
        assert all(host.endswith(".gov.cn") for host in hosts), (path, hosts)


def test_a_sum_below_a_line_is_never_told_as_a_payment(demo: Built) -> None:
    text = page_text(demo, "P001")
    assert "补足到1595元/人/月" in text
    assert not re.search(r"(领取|发放|每月发|可得)1595", text)
