"""How the papers of a pack are set: sizes of type, and rows higher than a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pypdf
import pytest

from builders.station.pack import build_pack
from registry.changes import Change, ChangeSet
from registry.views.station import StationView
from tests.builders.station_rows import contact, policy, resource, service, signal
from tests.builders.station_views import CHANGES, stamps, station_view

LISTS = ("识别清单.pdf", "服务清单.pdf", "资源清单.pdf")
PAPERS = (*LISTS, "工作手册.pdf")
BODY_POINTS = 10.5
FOOT, HEAD = 42.0, 842 - 60.0
"""Heights in points between which the body of a page stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters set alike, as measured in the file: their size and their height on the page."""

    text: str
    points: float
    height: float
    page: int


@pytest.fixture(scope="module")
def pack() -> dict[str, bytes]:
    return build_pack(station_view(), stamps(CHANGES))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060\u200b]", "", text)


@cache
def runs(data: bytes) -> tuple[Run, ...]:
    return tuple(
        run
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, start=1)
        for run in _runs(page, number)
    )


def _runs(page: pypdf.PageObject, number: int) -> Iterator[Run]:
    found: list[Run] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text := squeezed(text):
            height = tm[5] * cm[3] + cm[5]
            points = abs(size * tm[3] * cm[3])
            found.append(Run(text=text, points=points, height=height, page=number))

    page.extract_text(visitor_text=visit)
    yield from found


def body(data: bytes) -> tuple[Run, ...]:
    return tuple(run for run in runs(data) if FOOT < run.height < HEAD)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_set_under_eight_points(pack: dict[str, bytes], name: str) -> None:
    assert min(run.points for run in runs(pack[name])) >= 8 - 0.01


@pytest.mark.parametrize("name", PAPERS)
def test_most_of_the_body_is_set_in_ten_and_a_half_points(
    pack: dict[str, bytes], name: str
) -> None:
    large = sum(len(run.text) for run in body(pack[name]) if run.points >= BODY_POINTS - 0.01)
    assert large > sum(len(run.text) for run in body(pack[name])) / 2


@pytest.mark.parametrize(
    "text",
    [
        "每户每周可领一份",
        "021-00001001",
        "先到本居民区服务站登记",
        "每周10份",
        "分发1岗",
        "021-00004001",
        "有糖尿病、过敏的在备注里写明",
    ],
)
def test_what_an_advisor_acts_on_is_set_in_ten_and_a_half_points(
    pack: dict[str, bytes], text: str
) -> None:
    letters = [(sign, run.points) for run in body(pack["资源清单.pdf"]) for sign in run.text]
    start = "".join(sign for sign, _ in letters).index(text)
    assert min(points for _, points in letters[start : start + len(text)]) >= BODY_POINTS - 0.01


def test_the_cheat_sheet_is_set_in_twelve_points(pack: dict[str, bytes]) -> None:
    data = pack["工作手册.pdf"]
    titled = {run.page for run in runs(data) if "常用标准速查" in run.text and run.height > HEAD}
    assert titled
    assert min(run.points for run in body(data) if run.page in titled) >= 12 - 0.01


LONG = "长" * 4_998 + "完毕"
LONG_NAME = "名" * 98 + "到底"
MANY = tuple(f"第{number}步转介要先打电话问清。" for number in range(1, 41))


def tall_view() -> StationView:
    view = station_view()
    odd, sign, law, role = resource(1), signal(1), policy(1), contact(1)
    return replace(
        view,
        services=(replace(service(1), internal_procedure=(LONG,)), service(2)),
        resources=(
            replace(odd, public=replace(odd.public, name=LONG_NAME), referral=MANY),
            replace(resource(2), referral=(LONG,)),
        ),
        signals=(replace(sign, observation=LONG), signal(2)),
        policies=(replace(law, advisor_hint=LONG), policy(2)),
        contacts=(replace(role, public=replace(role.public, duty=LONG)), contact(2)),
    )


@pytest.fixture(scope="module")
def tall() -> dict[str, bytes]:
    change = Change(kind="changed", tab="services", id="F001", name=LONG_NAME, new=LONG)
    return build_pack(tall_view(), stamps(ChangeSet(edition="x", changes=(change,))))


@pytest.mark.parametrize("name", PAPERS)
def test_a_row_higher_than_a_page_loses_nothing(tall: dict[str, bytes], name: str) -> None:
    seen = "".join(run.text for run in body(tall[name]))
    wanted = {"识别清单.pdf": 1, "服务清单.pdf": 1, "资源清单.pdf": 1, "工作手册.pdf": 6}
    assert seen.count("长") >= 4_998 * wanted[name]
    assert seen.count("完毕") >= wanted[name]


@pytest.mark.parametrize("name", ["资源清单.pdf", "工作手册.pdf"])
def test_a_long_name_and_many_steps_stand_whole(tall: dict[str, bytes], name: str) -> None:
    seen = "".join(run.text for run in body(tall[name]))
    assert LONG_NAME in seen
    assert [step for step in MANY if step not in seen] == []


def test_a_row_that_fits_a_page_is_kept_on_one(pack: dict[str, bytes]) -> None:
    data = pack["资源清单.pdf"]
    starts = {run.text: run.page for run in body(data) if re.fullmatch(r"R\d{3}", run.text)}
    ends = [run.page for run in body(data) if run.text == "备注"]
    assert list(starts.values()) == ends
