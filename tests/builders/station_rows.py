"""Rows of a small station with long, lifelike texts, for the tests of its pack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from registry.dates import PartialDate
from registry.views.public import (
    PublicBenefit,
    PublicContact,
    PublicDocument,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicService,
)
from registry.views.station import (
    StationContact,
    StationPolicy,
    StationResource,
    StationService,
    StationSignal,
)
from tests.builders.station_terms import (
    AUDIENCES,
    CATEGORIES,
    EVERYWHERE,
    HERE,
    KINDS,
    NEEDS,
    ORGANIZATION,
    named,
)

_RESOURCES = (
    (
        "食物银行每周领取(示例)",
        "每户每周可领一份,有米面、鸡蛋、牛奶和当周的蔬果。食品离保质期还有些日子,领取前都检查过。不便出门的,可以请邻居代领。",
    ),
    (
        "冬季御寒包(示例)",
        "厚棉被一条、热水袋一个、保暖内衣一套,由志愿者送到家,顺便看看门窗和取暖用具安不安全。",
    ),
    (
        "成人护理垫和湿巾(示例)",
        "为长期卧床的居民每月提供护理垫和湿巾,同时教家里人怎样翻身、怎样防压疮。",
    ),
    (
        "爱心券换日用品(示例)",
        "每季度一张爱心券,可在门店换洗涤用品、卫生纸、食用油等,和大家一样结账。",
    ),
    ("社区助浴点(示例)", "两名助浴员陪同,浴室有扶手和防滑垫,先量血压再洗,全程45分钟。"),
    ("老年助餐点(示例)", "中午、晚上两餐,有软食和低盐菜。行动不便的可以送到1034弄18号楼下。"),
    ("短时照看(示例)", "照顾的人要出门办事或看病时,护理员上门看护2至4小时。"),
    ("家门口的心理咨询(示例)", "每次50分钟,一共6次,由有资质的咨询师面谈,谈话内容保密。"),
    ("夜间倾听热线(示例)", "晚上睡不着、心里难受,可以打电话说一说;有危险先打110或120。"),
    ("照顾者小组(示例)", "照顾病人和老人的家属,每月聚一次,互相说说怎么撑下来。"),
)


def resource(
    number: int, *, internal: bool = False, availability: str = "active"
) -> StationResource:
    name, content = _RESOURCES[(number - 1) % len(_RESOURCES)]
    category = CATEGORIES[0 if number <= 4 else 1 if number <= 7 else 2]
    return StationResource(
        public=PublicResource(
            id=f"R{number:03d}",
            name=name,
            aliases=(f"别名{number}甲", "免费食品"),
            category=named(category),
            organization=ORGANIZATION if number % 3 else None,
            audiences=tuple(named(term) for term in AUDIENCES[number % 3 : number % 3 + 2]),
            need_dimensions=(named(NEEDS[number % 6]), named(NEEDS[3])),
            support_kinds=(named(KINDS[number % 3]),),
            coverage=EVERYWHERE if number % 2 else HERE,
            content=content,
            modes=("on_site", "home") if number % 2 else ("phone",),
            address=f"江苏路{number}00号街角服务点(示例)" if number % 2 else "",
            opening_hours=f"每周二 14:00–16:{number + 10}" if number % 4 else "",
            fee="免费,超出定量部分按成本价" if number % 3 else "",
            from_on=date(2026, 7, number),
            to_on=date(2027, 6, number),
            phone=f"021-0000 1{number:03d}" if number % 5 else "",
            how_to_apply=f"先到本居民区服务站登记,领一张编号卡({number}号窗口),凭卡领取。",
            policies=(PublicRef(id="P001", name="最低生活保障"),),
            services=(PublicRef(id="F002", name="陪医就诊(示例)"),),
            source="示例" if number % 2 else f"街道公告〔2026〕{number}号",
            verified_on=date(2026, 6, number) if number % 2 else None,
            availability=availability,
            retired=False,
        ),
        internal=internal,
        capacity=f"每周{number}0份,先满足有老人和孩子的家庭",
        liaison=f"分发{number}岗",
        liaison_phone=f"021-0000 4{number:03d}",
        referral=(
            f"填转介单,只写编号和户内人数({number}人起登记)。",
            "有糖尿病、过敏的在备注里写明饮食禁忌。",
            "连续两周未领,电话问一声原因。",
        ),
    )


_SERVICES = (
    ("线上陪学(示例)", "大学生志愿者每周两次、每次一小时,陪孩子做功课、说说话。"),
    ("陪医就诊(示例)", "帮着挂号、排队、听医嘱、取药,把医生说的话写成大字条留在家里。"),
    ("每月探访(示例)", "看一看吃饭、用药、门窗和电线,聊一聊近况,把变化记在探视记录里。"),
    ("代办申请(示例)", "帮着看材料、填表、送到受理中心,进度打电话告诉本人。"),
    ("一对一找工作(示例)", "帮着写简历,推荐三个附近的岗位,陪着去第一次面试。"),
    ("出院衔接(示例)", "出院前联系家庭医生和护理站,把床、药、人三件事安排好。"),
    ("情绪支持(示例)", "先安静地听,不评判;需要时请专业社工一起上门。"),
    ("残疾人出行陪同(示例)", "陪着去办证、体检、参加活动,轮椅可以借用。"),
)


def service(number: int, *, internal: bool = False) -> StationService:
    name, content = _SERVICES[(number - 1) % len(_SERVICES)]
    audience = AUDIENCES[(number - 1) % 5]
    extra = (named(AUDIENCES[1]),) if number % 4 == 0 else ()
    return StationService(
        public=PublicService(
            id=f"F{number:03d}",
            name=name,
            aliases=(f"俗称{number}",),
            audiences=(named(audience), *extra),
            need_dimensions=(named(NEEDS[number % 6]),),
            support_kinds=(named(KINDS[1]), named(KINDS[2])),
            content=content,
            provider=ORGANIZATION if number % 2 else None,
            frequency=f"每月{number}次,需要时加次数",
            response_time=f"{number}个工作日内联系",
            how_to_ask=f"打电话给本站,或者在{number}号信箱留条。",
            coverage=EVERYWHERE if number % 2 else HERE,
            policies=(PublicRef(id="P036", name="长期护理保险"),),
            resources=(PublicRef(id="R005", name="社区助浴点(示例)"),),
            source="",
            verified_on=date(2026, 5, number),
            retired=False,
        ),
        internal=internal,
        red_flag=f"两次敲门没人应(第{number}种情形):马上联系紧急联系人,并报110。",
        internal_procedure=(
            f"先与楼组长核对当天路线(第{number}条)。",
            "两人同行,不拍照,不收任何东西。",
            "当天填探视记录,只写对象编号。",
        ),
    )


def signal(number: int) -> StationSignal:
    need = NEEDS[(number - 1) % 6]
    return StationSignal(
        id=f"X{number:03d}",
        need_dimension=named(need),
        audiences=(named(AUDIENCES[number % 4]),),
        observation=f"冰箱里几乎没有吃的,水电费催缴单攒了{number}张,说话时总避开钱的事。",
        question=f"“最近家里开销还转得过来吗?有没有{number}样东西是想买没买的?”",
        degree=("high", "medium", "low")[number % 3],
        response_time=("24小时内", "3个工作日内", "下次探访时")[number % 3],
        first_step=f"先问有没有吃的和药,再约{number}日内上门评估。",
        services=(PublicRef(id="F003", name="每月探访(示例)"),),
        policies=(PublicRef(id="P003", name="临时救助"),),
        duty_to_report="疑似家庭暴力:依法向公安机关报案。" if number % 5 == 0 else "",
        source=f"工作室经验{number}(示例)",
    )


def _benefit(identifier: str, tier: str, amount: str, state: str) -> PublicBenefit:
    return PublicBenefit(
        id=identifier,
        tier=tier,
        text="按家庭人均收入补足" if state != "superseded" else "",
        kind="gap",
        amount=Decimal(amount),
        amount_min=None,
        amount_max=None,
        unit="元/人/月",
        standard=None,
        record="earlier" if state == "superseded" else "latest",
        as_of=PartialDate(2024, 7, 1) if state != "superseded" else PartialDate(2023, 7, 1),
        from_on=None,
        to_on=None,
        source="沪民规〔2024〕13号",
        state="superseded" if state == "superseded" else "unverified",
    )


def policy(number: int, *, retired: bool = False) -> StationPolicy:
    return StationPolicy(
        public=PublicPolicy(
            id=f"P{number:03d}",
            name=(
                "最低生活保障",
                "特困人员救助供养",
                "临时救助",
                "医疗救助",
                "困难残疾人生活补贴",
                "廉租住房",
            )[number - 1],
            aliases=(f"俗名{number}", "低保"),
            search_words=(),
            category=PublicRef(id="category-basic", name="基本生活救助"),
            level="city",
            area="上海市",
            audiences=(named(AUDIENCES[1]),),
            legal_tiers=(),
            need_dimensions=(named(NEEDS[0]),),
            support_kinds=(named(KINDS[0]),),
            summary=f"收入和财产都低于标准的本市户籍家庭,可以按月领取差额补助(第{number}种)。",
            who=f"共同生活的家庭成员人均可支配收入低于本市低保标准、家庭财产也在规定以内的本市户籍家庭({number})。",
            eligibility=("本市户籍", "收入低于标准"),
            process=("申请", "核对", "公示", "确认"),
            time_limit="30个工作日" if number % 2 else "",
            fee="不收费",
            apply_at=f"就近的社区事务受理服务中心{number}号窗口",
            decided_by="户籍地街道办事处",
            phone="" if number % 2 else "12345",
            complaint_phone="",
            combination=("与特困供养不重复享受",),
            not_required=("户口簿(数据共享)",),
            separated_residence="向户籍地或者居住地提出",
            pegged_to=(),
            confidence="low" if number == 4 else "high",
            legal_basis=("上海市社会救助条例",),
            source_title="上海市社会救助条例",
            source_url="",
            source_grade="law_text",
            other_sources=(),
            as_of=PartialDate(2024, 7),
            issued_on=None,
            effective_on=None,
            expires_on=None,
            replaced_by=None,
            retired_reason="文件废止" if retired else "",
            alert="申请前先问清楚核对授权怎么签。" if number == 3 else "",
            verified_on=None,
            retired=retired,
            notices=("low_confidence",) if number == 4 else ("figures_unverified",),
            documents=(
                PublicDocument(
                    id=f"D{number:03d}",
                    name=f"家庭经济状况核对授权书{number}",
                    document_source="on_site",
                    form="original",
                    copies=1,
                    needed_when="",
                ),
            ),
            benefits=(
                _benefit(f"B{number}01", f"低保标准{number}", "1595", "unverified"),
                _benefit(f"B{number}02", f"低保标准{number}", "1510", "superseded"),
            ),
            services=(),
            resources=(),
        ),
        internal=False,
        advisor_hint=f"来访者说“没有收入”时,先问清共同生活的有哪些人(要点{number})。",
    )


def contact(number: int, *, internal: bool = False) -> StationContact:
    return StationContact(
        public=PublicContact(
            id=f"C{number:03d}",
            stations=EVERYWHERE if number == 1 else HERE,
            role=("街道社区救助负责岗", "社区救助顾问", "医务社工岗")[number - 1],
            duty=f"接待来访、上门探访、协助申请救助;急难情形第一时间接报({number})。",
            office_phone=f"021-0000 000{number}",
        ),
        internal=internal,
        name=f"值班岗{number}",
        mobile=f"021-0000 500{number}",
    )
