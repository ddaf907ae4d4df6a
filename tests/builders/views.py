"""A small public view made by hand: three policies, two services, two resources, two stations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.views.public import (
    PublicContact,
    PublicCoverage,
    PublicOrganization,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicSettings,
    PublicStandard,
    PublicStation,
    PublicTerm,
    PublicView,
)
from tests.builders.policy_views import (
    BASIC,
    BLANK_POLICY,
    CARE,
    ECONOMY,
    ELDERS,
    FULL_POLICY,
    GOODS,
    MINIMUM,
    MINORS,
    RETIRED_POLICY,
    SENIOR,
)

EVERYWHERE = PublicCoverage(everywhere=True, stations=())
STATION = PublicRef(id="S01", name="岐山居民区救助顾问服务站")


def term(ref: PublicRef, taxonomy: str, description: str = "") -> PublicTerm:
    return PublicTerm(
        id=ref.id,
        taxonomy=taxonomy,
        name=ref.name,
        aliases=(),
        description=description,
        parent=None,
    )


TERMS = (
    term(MINORS, "audience", "孩子读书、看病、没人照看"),
    term(ELDERS, "audience", "一个人住、走不动、没人烧饭"),
    term(ECONOMY, "need_dimension", "钱不够用"),
    term(CARE, "need_dimension", "没人照顾"),
    term(BASIC, "policy_category"),
    term(SENIOR, "policy_category"),
    term(GOODS, "support_kind"),
    term(PublicRef(id="resource-care", name="生活照护"), "resource_category"),
    term(MINIMUM, "standard_series"),
)
SETTINGS = PublicSettings(
    street_name="江苏路街道",
    street_code="310105002",
    site_title="江苏路街道救助政策指南·解忧册",
    public_base_url="",
    hotlines=("12345 市民服务热线", "120 医疗急救"),
    service_center="江苏路街道社区事务受理服务中心（地址待核实）",
    complaint_channel="12345 市民服务热线",
    copyright="内容摘自公开文件。",
    print_validity_days=92,
    sample_notice="本站的资源、服务和站点信息为示例。",
)
ORGANIZATION = PublicOrganization(
    id="G1", name="江苏照护站", kind=None, description="", address="", phone="", website=""
)
RESOURCE = PublicResource(
    id="R901",
    name="社区助浴点",
    aliases=("老人洗澡",),
    category=PublicRef(id="resource-care", name="生活照护"),
    organization=ORGANIZATION,
    audiences=(ELDERS,),
    need_dimensions=(CARE,),
    support_kinds=(GOODS,),
    coverage=PublicCoverage(everywhere=False, stations=(STATION,)),
    content="有人帮着洗澡。",
    modes=("on_site", "home"),
    address="",
    opening_hours="每周三 9:00–11:00",
    fee="低偿，以现场公示为准",
    from_on=None,
    to_on=date(2026, 12, 31),
    phone="021-0000 1001",
    how_to_apply="先打电话约",
    policies=(PublicRef(id="P900", name="最低生活保障"),),
    services=(PublicRef(id="V901", name="陪医"),),
    source="",
    verified_on=None,
    availability="paused",
    retired=False,
)
ENDED_RESOURCE = replace(
    RESOURCE,
    id="R902",
    name="已经结束的项目",
    availability="ended",
    coverage=EVERYWHERE,
)
SERVICE = PublicService(
    id="V901",
    name="陪医",
    aliases=("陪看病",),
    audiences=(ELDERS,),
    need_dimensions=(CARE,),
    support_kinds=(GOODS,),
    content="陪着看病、取药。",
    provider=ORGANIZATION,
    frequency="",
    response_time="3 个工作日",
    how_to_ask="向服务站提出",
    coverage=EVERYWHERE,
    policies=(PublicRef(id="P900", name="最低生活保障"),),
    resources=(PublicRef(id="R901", name="社区助浴点"),),
    source="",
    verified_on=None,
    retired=False,
)
OTHER_SERVICE = replace(
    SERVICE,
    id="V902",
    name="线上陪学",
    audiences=(MINORS,),
    coverage=PublicCoverage(everywhere=False, stations=(STATION,)),
)
STATIONS = (
    PublicStation(
        id="S00",
        name="江苏路街道社区救助顾问工作室",
        kind="studio",
        residents_areas=(),
        roads="",
        address="",
        opening_hours="",
        phone="",
    ),
    PublicStation(
        id="S01",
        name=STATION.name,
        kind="station",
        residents_areas=("岐山",),
        roads="",
        address="",
        opening_hours="",
        phone="021-0000 0004",
    ),
)
CONTACT = PublicContact(
    id="C1",
    stations=PublicCoverage(everywhere=False, stations=(STATION,)),
    role="社区救助顾问",
    duty="接待来访",
    office_phone="021-0000 0004",
)


def standard(year: int, value: int, *, newest: bool = False) -> PublicStandard:
    return PublicStandard(
        id=f"D{year}",
        value=Decimal(value),
        unit="元/人/月",
        kind="gap",
        from_on=date(year, 7, 1),
        to_on=None if newest else date(year + 1, 6, 30),
        document="",
        document_number="沪民规〔2024〕13号" if newest else "",
        url="",
        source="",
        state="unverified" if newest else "superseded",
    )


SERIES = PublicSeries(
    term=TERMS[-1],
    figures=(standard(2024, 1595, newest=True), standard(2023, 1510), standard(2022, 1420)),
    policies=(PublicRef(id="P900", name="最低生活保障"),),
)
SMALL_VIEW = PublicView(
    settings=SETTINGS,
    terms=TERMS,
    organizations=(ORGANIZATION,),
    stations=STATIONS,
    contacts=(CONTACT,),
    policies=(FULL_POLICY, BLANK_POLICY, RETIRED_POLICY),
    series=(SERIES,),
    services=(SERVICE, OTHER_SERVICE),
    resources=(RESOURCE, ENDED_RESOURCE),
)
