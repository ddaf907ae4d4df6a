"""The four papers of a pack: what stands on them, and how they are made."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pypdf
import pytest

from builders.station.pack import build_pack
from builders.typeset.engine import TypesetError
from tests.builders.station_cells import list_cells
from tests.builders.station_rows import resource
from tests.builders.station_terms import SETTINGS
from tests.builders.station_views import CHANGES, stamps, station_view

PAPERS = {
    "识别清单.pdf": "signals",
    "服务清单.pdf": "services",
    "资源清单.pdf": "resources",
    "工作手册.pdf": "handbook",
}
DIGESTS = list(zip(PAPERS, ("a1", "b2", "c3", "d4"), strict=True))
LISTS = {name: key for name, key in PAPERS.items() if key != "handbook"}


@pytest.fixture(scope="module")
def pack() -> dict[str, bytes]:
    return build_pack(station_view(), stamps(CHANGES))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)


@cache
def pages(data: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def page_titled(pack: dict[str, bytes], title: str) -> str:
    head = re.compile(rf"工作手册·(?:\w+、)?{title}")
    return next(page for page in pages(pack["工作手册.pdf"]) if head.search(page))


def test_a_pack_has_exactly_these_files(pack: dict[str, bytes]) -> None:
    assert set(pack) == {*PAPERS, "清单.xlsx", "清单.html"}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_sound(pack: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(pack[name])) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("name", PAPERS)
def test_all_fonts_are_embedded(pack: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(pack[name])) as pdf:
        descriptors = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all("/FontFile3" in one or "/FontFile2" in one for one in descriptors)


@pytest.mark.parametrize(("name", "digest"), DIGESTS)
def test_every_page_says_what_it_is(pack: dict[str, bytes], name: str, digest: str) -> None:
    texts = pages(pack[name])
    for number, text in enumerate(texts, start=1):
        assert "东浜居民区救助顾问服务站" in text
        assert f"公开版次2026-07-01-7f3a90{digest}" in text
        assert f"站内版次2026-07-05-1c22b8{digest}" in text
        assert "内部使用" in text
        assert f"第{number}页/共{len(texts)}页" in text
        assert "有效期至2026-10-01用后回收" in text


@pytest.mark.parametrize(("name", "key"), LISTS.items())
def test_every_cell_stands_on_its_list(pack: dict[str, bytes], name: str, key: str) -> None:
    text = "".join(pages(pack[name]))
    assert [c for c in list_cells(station_view())[key] if squeezed(c) not in text] == []


@pytest.mark.parametrize("key", list_cells(station_view()))
def test_every_cell_stands_in_the_handbook(pack: dict[str, bytes], key: str) -> None:
    text = "".join(pages(pack["工作手册.pdf"]))
    assert [c for c in list_cells(station_view())[key] if squeezed(c) not in text] == []


def test_ended_and_retired_rows_are_left_out(pack: dict[str, bytes]) -> None:
    text = "".join(pages(pack["工作手册.pdf"]))
    assert "R010照顾者小组" not in text
    assert "照顾者小组(示例)又称" not in text
    assert "俗名6" not in text


def test_paused_and_internal_rows_are_marked(pack: dict[str, bytes]) -> None:
    text = "".join(pages(pack["资源清单.pdf"]))
    assert "夜间倾听热线(示例)暂停" in text
    assert "家门口的心理咨询(示例)内部" in text


def test_a_service_is_printed_once_and_named_where_it_serves_too(pack: dict[str, bytes]) -> None:
    text = "".join(pages(pack["服务清单.pdf"]))
    assert text.count("帮着看材料、填表、送到受理中心") == 1
    assert "别处也有用得上的F004代办申请(示例)" in text


def test_a_standard_is_never_a_payment(pack: dict[str, bytes]) -> None:
    sheet = page_titled(pack, "常用标准速查")
    told = "低保标准补足到1595元/人/月（按差额发）截至2024-07-01，待核实1510元/人/月至2024-06-30"
    assert told in sheet
    assert "现行，" not in sheet


def test_changes_tell_old_and_new(pack: dict[str, bytes]) -> None:
    page = page_titled(pack, "与上一版相比")
    assert "2026-04-01-00aa11bb" in page
    assert "时间原每周一9:00–11:00现每周二14:00–16:30" in page
    assert "四点半课堂(示例)撤下" in page


def test_a_first_edition_says_that_it_is_the_first() -> None:
    text = "".join(pages(build_pack(station_view(), stamps())["工作手册.pdf"]))
    assert "这是本站的第一版" in text


def test_changes_do_not_take_a_page_of_their_own_when_they_are_few(pack: dict[str, bytes]) -> None:
    assert "联系人" in page_titled(pack, "与上一版相比")


@pytest.mark.parametrize("form", ["探视记录", "需求评估", "转介单", "回访"])
def test_forms_take_a_case_number_and_no_name(pack: dict[str, bytes], form: str) -> None:
    page = page_titled(pack, form)
    assert "对象编号" in page
    assert "近亲属备案" in page
    assert "资金发放前复审" in page
    assert re.search(r"姓名(?!、身份证号)", page) is None


def test_the_rapid_path_is_one_page_with_who_and_when(pack: dict[str, bytes]) -> None:
    found = [page for page in pages(pack["工作手册.pdf"]) if "工作手册·快反路径" in page]
    assert len(found) == 1
    places = [found[0].index(who) for who in ("1街道", "2居民区", "3部门", "4第三方")]
    assert places == sorted(places)
    assert "021-00000001" in found[0]


def test_properties_hold_title_and_editions_only(pack: dict[str, bytes]) -> None:
    info = pypdf.PdfReader(io.BytesIO(pack["资源清单.pdf"])).metadata
    assert info is not None
    assert info.title == "资源清单 东浜居民区救助顾问服务站"
    assert info.author is None
    assert str(info["/Keywords"]).startswith("公开版次 2026-07-01")
    assert set(info) == {"/Title", "/Keywords", "/Creator", "/CreationDate", "/ModDate"}


def test_public_rows_carry_a_code_when_there_is_a_public_address() -> None:
    settings = replace(SETTINGS, public_base_url="https://jieyou.example.org/guide/")
    data = build_pack(station_view(settings), stamps())["资源清单.pdf"]
    figures = set(re.findall(r"https://\S+?\.html", _alternatives(data)))
    assert "https://jieyou.example.org/guide/r/R001.html" in figures
    assert not any("R008" in address for address in figures)


def _alternatives(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return " ".join(
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        )


def test_a_character_without_glyph_is_refused_by_its_text() -> None:
    odd = resource(1)
    odd = replace(odd, public=replace(odd.public, content="请打勾☐后交回"))
    with pytest.raises(TypesetError, match="请打勾☐后交回"):
        build_pack(replace(station_view(), resources=(odd,)), stamps())


def test_an_empty_station_still_has_its_pack() -> None:
    view = replace(
        station_view(),
        contacts=(),
        policies=(),
        series=(),
        services=(),
        resources=(),
        signals=(),
    )
    assert len(build_pack(view, stamps())) == 6
