"""Public policies made by hand: one that says everything, one nothing, one that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.dates import PartialDate
from registry.views.public import (
    PublicBenefit,
    PublicDocument,
    PublicPolicy,
    PublicRef,
)

MINORS = PublicRef(id="audience-minors", name="困难家庭未成年人")
ELDERS = PublicRef(id="audience-elders", name="困难老人家庭")
ECONOMY = PublicRef(id="need-economy", name="经济")
CARE = PublicRef(id="need-care", name="生活照料")
BASIC = PublicRef(id="category-basic-living", name="基本生活救助")
SENIOR = PublicRef(id="category-elders", name="老年福利")
GOODS = PublicRef(id="support-goods", name="物质")
MINIMUM = PublicRef(id="series-minimum-living", name="低保标准")


def benefit(identifier: str, kind: str, amount: int | None, **fields: object) -> PublicBenefit:
    """A tier in 元/人/月; ``tier``, ``state`` and ``text`` may be given."""
    return PublicBenefit(
        id=identifier,
        tier=str(fields.get("tier", "低保标准")),
        text=str(fields.get("text", "")),
        kind=kind,
        amount=None if amount is None else Decimal(amount),
        amount_min=None,
        amount_max=None,
        unit="元/人/月",
        standard=None,
        record="earlier" if fields.get("past") else "latest",
        as_of=PartialDate(2023 if fields.get("past") else 2024, 7, 1),
        from_on=None,
        to_on=None,
        source="沪民规〔2024〕13号",
        state="superseded" if fields.get("past") else "unverified",
    )


BLANK_POLICY = PublicPolicy(
    id="P901",
    name="老年综合津贴",
    aliases=("敬老卡",),
    search_words=(),
    category=SENIOR,
    level="city",
    area="",
    audiences=(ELDERS,),
    legal_tiers=(),
    need_dimensions=(ECONOMY,),
    support_kinds=(),
    summary="满 65 周岁的上海老人按年龄发的津贴。",
    who="",
    eligibility=(),
    process=(),
    time_limit="",
    fee="",
    apply_at="",
    decided_by="",
    phone="",
    complaint_phone="",
    combination=(),
    not_required=(),
    separated_residence="",
    pegged_to=(),
    confidence="low",
    legal_basis=(),
    source_title="",
    source_url="",
    source_grade="",
    other_sources=(),
    as_of=None,
    issued_on=None,
    effective_on=None,
    expires_on=None,
    replaced_by=None,
    retired_reason="",
    alert="",
    verified_on=None,
    retired=False,
    notices=("low_confidence",),
    documents=(),
    benefits=(),
    services=(),
    resources=(),
)
"""Everything that may be blank is blank."""

FULL_POLICY = PublicPolicy(
    id="P900",
    name="最低生活保障",
    aliases=("低保", "低保户"),
    search_words=(),
    category=BASIC,
    level="city",
    area="上海市",
    audiences=(MINORS, ELDERS),
    legal_tiers=(PublicRef(id="tier-minimum-living", name="最低生活保障家庭"),),
    need_dimensions=(ECONOMY,),
    support_kinds=(GOODS,),
    summary="家里人均收入低于低保标准，按差额每月补足。",
    who="上海户籍、家里人均收入低于低保标准、财产也在规定以内的家庭，可能适合。",
    eligibility=("家庭月人均可支配收入低于低保标准", "家庭财产在规定以内"),
    process=("如实申报，签核对授权", "街道调查核实", "公示", "审核确认并通知"),
    time_limit="",
    fee="",
    apply_at="就近的社区事务受理服务中心，也可以网上申请",
    decided_by="户籍所在地街道办事处",
    phone="",
    complaint_phone="021-0000 0009",
    combination=("按差额发；有医疗、教育、住房困难的另给专项救助",),
    not_required=("户口簿（数据共享）",),
    separated_residence="在户籍所在地街道办",
    pegged_to=(MINIMUM,),
    confidence="high",
    legal_basis=("上海市社会救助条例 第十条", "沪民规〔2024〕13号"),
    source_title="上海市社会救助条例（2024年修正）",
    source_url="",
    source_grade="law_text",
    other_sources=("2024年7月标准调整报道（媒体报道，未链接）",),
    as_of=PartialDate(2024, 7, 1),
    issued_on=None,
    effective_on=date(2024, 7, 1),
    expires_on=None,
    replaced_by=None,
    retired_reason="",
    alert="每年 7 月 1 日前后调整标准。",
    verified_on=None,
    retired=False,
    notices=("figures_unverified",),
    documents=(
        PublicDocument(
            id="M1",
            name="核对授权书",
            document_source="on_site",
            form="original",
            copies=1,
            needed_when="",
        ),
        PublicDocument(
            id="M2",
            name="户口簿",
            document_source="exempt",
            form="electronic",
            copies=None,
            needed_when="",
        ),
    ),
    benefits=(
        benefit("B1", "gap", 1595),
        benefit("B2", "threshold", 3190, tier="边缘家庭认定线"),
        benefit("B3", "gap", 1510, past=True),
    ),
    services=(PublicRef(id="V901", name="陪医"),),
    resources=(PublicRef(id="R901", name="社区助浴点"),),
)
RETIRED_POLICY = replace(
    BLANK_POLICY,
    id="P902",
    name="旧的补贴",
    aliases=(),
    retired=True,
    retired_reason="并入最低生活保障",
    replaced_by=PublicRef(id="P900", name="最低生活保障"),
    notices=("retired",),
)
