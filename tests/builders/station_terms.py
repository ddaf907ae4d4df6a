"""Settings and terms of a small station, for the tests of its pack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from registry.views.public import (
    PublicCoverage,
    PublicOrganization,
    PublicRef,
    PublicSeries,
    PublicSettings,
    PublicStandard,
    PublicTerm,
)

STATION = PublicRef(id="S05", name="东浜居民区救助顾问服务站")
EVERYWHERE = PublicCoverage(everywhere=True, stations=())
HERE = PublicCoverage(everywhere=False, stations=(STATION, PublicRef(id="S02", name="江苏居民区")))

SETTINGS = PublicSettings(
    street_name="江苏路街道",
    street_code="310105002",
    site_title="江苏路街道救助政策指南",
    public_base_url="",
    hotlines=("12345 市民服务热线", "110 报警", "120 医疗急救"),
    service_center="江苏路街道社区事务受理服务中心(地址、电话待核实)",
    complaint_channel="12345市民服务热线",
    copyright="",
    print_validity_days=92,
    sample_notice="资源、服务和站点信息为示例。",
)


def make_term(taxonomy: str, identifier: str, name: str, description: str = "") -> PublicTerm:
    return PublicTerm(
        id=identifier,
        taxonomy=taxonomy,
        name=name,
        aliases=(),
        description=description,
        parent=None,
    )


AUDIENCES = (
    make_term("audience", "a1", "困难家庭未成年人", "孩子没人照看、家里供不起读书,从这里看起。"),
    make_term("audience", "a2", "困难老人家庭", "没人照顾、一个人住不放心,从这里看起。"),
    make_term("audience", "a3", "就业救助对象", "没有工作、工作不稳,从这里看起。"),
    make_term("audience", "a4", "重大疾病家庭", "医药费压得喘不过气,从这里看起。"),
    make_term("audience", "a5", "残疾人家庭"),
)
NEEDS = (
    make_term("need_dimension", "n1", "经济", "钱不够用:水电、房租、药费月月接不上。"),
    make_term("need_dimension", "n2", "居住", "住得不稳,或者家里漏水、走道滑。"),
    make_term("need_dimension", "n3", "健康", "看不起病、不知道怎么看。"),
    make_term("need_dimension", "n4", "生活照料", "吃饭、洗澡、上下楼、看病要人陪。"),
    make_term("need_dimension", "n5", "精神心理", "心里难受、睡不好、提不起劲。"),
    make_term("need_dimension", "n6", "儿童青少年", "孩子没人管、不肯上学。"),
)
KINDS = (
    make_term("support_kind", "k1", "物质"),
    make_term("support_kind", "k2", "服务"),
    make_term("support_kind", "k3", "心理"),
)
CATEGORIES = (
    make_term("resource_category", "c1", "物资帮扶", "食品、衣被、药品、用具等实物。"),
    make_term("resource_category", "c2", "生活照护", "助餐、助浴、助洁、短时照看等。"),
    make_term("resource_category", "c3", "心理支持", "热线、面谈、小组活动等。"),
)


def named(term: PublicTerm) -> PublicRef:
    return PublicRef(id=term.id, name=term.name)


ORGANIZATION = PublicOrganization(
    id="G025",
    name="街角社区服务中心(示例)",
    kind=PublicRef(id="kind-social", name="社会组织"),
    description="",
    address="",
    phone="021-0000 1025",
    website="",
)


def _standard(number: int, value: str, since: int) -> PublicStandard:
    return PublicStandard(
        id=f"T{number}{since}",
        value=Decimal(value),
        unit="元/人/月",
        kind=("gap", "threshold", "fixed")[number % 3],
        from_on=date(since, 7, 1),
        to_on=None if since == 2024 else date(since + 1, 6, 30),
        document="调整本市最低生活保障标准及相关社会救助标准的通知",
        document_number=f"沪民规〔{since}〕13号",
        url="",
        source="沪民规",
        state="unverified" if since == 2024 else "superseded",
    )


SERIES = tuple(
    PublicSeries(
        term=make_term("standard_series", f"series-{number}", name),
        figures=(_standard(number, new, 2024), _standard(number, old, 2023)),
        policies=(PublicRef(id="P001", name="最低生活保障"),),
    )
    for number, (name, new, old) in enumerate(
        (
            ("低保标准", "1595", "1510"),
            ("低保边缘家庭收入标准", "3190", "3020"),
            ("特困人员基本生活标准", "2075", "1970"),
        )
    )
)
