"""The gate by itself: what it finds, in which wrapping, and what it lets pass."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile

import pytest

from builders.gate import Gate, GateError, Hit, UnreadableError, refuse_leaks_in
from builders.gate.gate import Seen
from tests.builders.leaks import (
    LATIN,
    LEAKS,
    NOTE,
    PHONE,
    STRANGE,
    gate_of,
    page,
    secret_rows,
    with_note,
    workbook,
)
from tests.registry.sheets import letter, with_cells, with_row

GATE = gate_of(secret_rows(), None, STRANGE)


def found(gate: Gate, text: str) -> tuple[Hit, ...]:
    return gate.search("a.html", page(f"<p>{text}</p>"))


def place(hit: Hit) -> tuple[str, str, str]:
    assert hit.cell is not None
    return hit.cell.tab, hit.cell.cell, hit.cell.header


@pytest.mark.parametrize("kind", LEAKS)
def test_a_secret_is_found_in_whatever_it_is_wrapped(kind: str) -> None:
    name, data = LEAKS[kind](NOTE)
    (hit,) = GATE.search(name, data)
    column = letter("policies", "internal_note")
    assert place(hit) == ("政策库", f"{column}2", "内部备注")


@pytest.mark.parametrize("kind", LEAKS)
def test_a_file_without_a_secret_passes_in_whatever_it_is_wrapped(kind: str) -> None:
    name, data = LEAKS[kind]("按月补足差额")
    assert GATE.search(name, data) == ()


def test_a_hit_names_the_file_and_masks_the_value() -> None:
    (hit,) = found(GATE, NOTE)
    assert hit.file == "a.html"
    assert hit.masked == "仓***"


@pytest.mark.parametrize(
    "text",
    [
        "一站的暗号是芝麻开花",  # a station's column
        "对接人梅花鹿",
        "二站的小厨房",  # the name of an internal row
        "每份三元七角",  # another public column of it
        "尚未公布的新政策",  # a draft
        "还没公布的档次",  # an approved tier of a draft
        "家中少米少油",  # a tab for the stations
        "门口有一只大黄狗",  # a tab that nobody declared
        "家访记录",  # its title
        "R002",  # the id of an internal row
    ],
)
def test_every_kind_of_private_cell_is_found(text: str) -> None:
    (hit,) = found(GATE, text)
    assert hit.cell is not None


@pytest.mark.parametrize(
    "text",
    ["仓库 钥匙在门垫\u200b下面", "blue  heron\n88", "ＢＬＵＥ heron 88", "2026-08-31"],
)
def test_signs_that_nobody_sees_hide_nothing(text: str) -> None:
    assert len(found(GATE, text)) == 1


@pytest.mark.parametrize(
    "text",
    ["02162519377", "021 6251 9377", "(021)62519377", "62519377", "tel:+86-21-62519377", PHONE],
)
def test_a_phone_is_found_however_it_is_written(text: str) -> None:
    hits = found(GATE, text)
    assert {place(hit)[2] for hit in hits} == {"对接电话(站内)"}


@pytest.mark.parametrize(
    "text",
    [
        "a62519377b",  # within a word
        "1.62519377",  # a decimal
        "062519377",
        "blueberries",
        "xblue heron 88",
        "blue heron 889",
    ],
)
def test_a_longer_word_or_number_is_no_leak(text: str) -> None:
    assert found(GATE, text) == ()


def test_a_line_and_an_item_of_a_private_cell_are_found_alone() -> None:
    gate = gate_of(with_note("第一行随便写\n第二行另有乾坤"))
    assert len(found(gate, "第二行另有乾坤")) == 1
    rows = with_cells("policies", "P002", aliases="乾坤大挪移、九阳神功谱", row_visibility="内部")
    assert len(found(gate_of(rows), "又叫九阳神功谱。")) == 1


def test_a_part_of_a_long_cell_is_found() -> None:
    text = "".join(chr(0x4E00 + 7 * number) for number in range(300))
    gate = gate_of(with_note(text))
    assert len(found(gate, text[:119] + "…")) == 1
    assert len(found(gate, text[121:240])) == 1


def test_a_private_cell_that_repeats_a_public_one_passes() -> None:
    assert found(gate_of(with_note("最低生活保障")), "最低生活保障") == ()
    assert found(gate_of(with_note("补足差额")), "按月补足差额。") == ()


def test_a_private_cell_that_repeats_words_of_the_program_passes() -> None:
    assert found(gate_of(with_note("有效期至")), "有效期至") == ()
    assert found(gate_of(with_note("display")), "display") == ()


def test_a_private_cell_that_repeats_a_figure_with_its_unit_passes() -> None:
    assert found(gate_of(with_note("1700 元/人/月")), "1700元/人/月") == ()


def test_a_private_cell_that_repeats_a_day_of_the_build_passes() -> None:
    assert found(gate_of(with_note("2026-09-01")), "版次 2026-09-01-7f3a90c2") == ()


@pytest.mark.parametrize("text", ["1234", "2031", "110105"])
def test_a_short_number_is_no_part_of_another_figure(text: str) -> None:
    gate = gate_of(with_note(text))
    inside = f"021-0000-{text}, {text}-05-01, 0.{text}"
    assert gate.search("a.html", page(f'<i width="1" style="z-index:{text}">{inside}</i>')) == ()
    assert gate.search("a.css", f"a{{width:{text}px;z-index: {text}}}".encode()) == ()
    assert len(found(gate, f"共有 {text} 户")) == 1


def test_a_row_that_is_in_no_view_is_private_whatever_its_columns_say() -> None:
    rows = with_row("policies", "P001", id="P009", name="下月才说的新名堂", status="待审核")
    assert len(found(gate_of(rows), "下月才说的新名堂")) == 1
    rows = with_cells("policies", "P009", rows, status="已审核")
    assert found(gate_of(rows), "下月才说的新名堂") == ()


@pytest.mark.parametrize("station", ["S01", "S02"])
def test_a_station_may_read_its_own_cells_and_no_other(station: str) -> None:
    own, other = ("芝麻开花", "节节升高") if station == "S01" else ("节节升高", "芝麻开花")
    number, elsewhere = ("一", "二") if station == "S01" else ("二", "一")
    gate = GATE.for_station(station)
    assert found(gate, f"{number}站的暗号是{own}，家中少米少油") == ()
    assert len(found(gate, f"{elsewhere}站的暗号是{other}")) == 1
    assert len(gate.search("清单.xlsx", workbook(f"{elsewhere}站的暗号是{other}"))) == 1
    assert len(found(gate, LATIN)) == 1


def test_an_internal_row_is_for_the_stations_it_covers() -> None:
    assert found(GATE.for_station("S02"), "二站的小厨房 每份三元七角") == ()
    assert len(found(GATE.for_station("S01"), "二站的小厨房")) == 1


def test_a_value_that_stands_in_a_cell_of_the_station_passes() -> None:
    rows = with_cells("stations", "S01", secret_rows(), liaison_notes="记住二站的暗号是节节升高哦")
    assert found(gate_of(rows).for_station("S01"), "二站的暗号是节节升高") == ()


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "手机 138 1234 5678",
        "卡号 6222 0202 0000 0000 006",
        "王阿姨家在愚园路1088弄5号",
    ],
)
def test_personal_data_from_anywhere_is_found_in_public_files(text: str) -> None:
    (hit,) = found(GATE, text)
    assert hit.cell is None
    assert text not in hit.masked


@pytest.mark.parametrize(
    "text",
    [
        "021-0000 1234",
        "沪民规〔2026〕13号 20260701138123",
        "https://www.shanghai.gov.cn/a/13812345678.html",
        "13812345678abcdef0123456789abcdef",
        "愚园路1088弄",
    ],
)
def test_what_only_looks_like_personal_data_passes(text: str) -> None:
    assert found(GATE, text) == ()


def test_personal_data_is_not_asked_for_in_packs() -> None:
    assert found(GATE.for_station("S01"), "手机 138 1234 5678") == ()


def test_texts_that_were_searched_are_not_searched_again_but_a_leak_is_told_each_time() -> None:
    seen: Seen = {}
    assert GATE.search("a.html", page("<p>无事</p>"), seen) == ()
    assert "无事" in seen["words"]
    for name in ("b.html", "c.html"):
        assert len(GATE.search(name, page(f"<p>{NOTE}</p>"), seen)) == 1


def test_a_number_that_is_a_measure_in_one_file_is_still_a_value_in_another() -> None:
    gate = gate_of(with_note("暗号\n8642"))
    seen: Seen = {}
    assert gate.search("a.html", page('<p data-size="8642">无事</p>'), seen) == ()
    assert len(gate.search("b.html", page("<p>8642</p>"), seen)) == 1


def test_the_gate_is_the_same_in_another_process() -> None:
    copy = pickle.loads(pickle.dumps(GATE))  # noqa: S301  # our own bytes
    assert copy == GATE
    assert copy.digest == GATE.digest


def test_the_digest_follows_the_private_values_and_who_may_see_them() -> None:
    digest = gate_of().digest
    assert gate_of(with_note("新来的秘密")).digest != digest
    assert gate_of(with_cells("policies", "P001", summary="另一句公开的话。")).digest == digest
    shared = with_row("stations", "S01", id="S02", name="示例二站", residents_areas="华山")
    narrow = with_cells("resources", "R001", shared, liaison="对接人梅花鹿")
    wide = with_cells("resources", "R001", narrow, coverage="全街道")
    assert gate_of(narrow).digest != gate_of(wide).digest


def test_all_leaks_of_a_tree_are_refused_at_once() -> None:
    files = [("a.html", page(NOTE)), ("b.html", page("无事")), ("c.html", page(LATIN))]
    with pytest.raises(GateError) as refusal:
        refuse_leaks_in(GATE, files)
    assert [hit.file for hit in refusal.value.hits] == ["a.html", "c.html"]


def test_a_refusal_survives_the_way_between_processes() -> None:
    refusal = GateError((Hit(file="a.html", cell=None, masked="仓***"),))
    copy = pickle.loads(pickle.dumps(refusal))  # noqa: S301  # our own bytes
    assert copy.hits == refusal.hits


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2212")
def test_a_phone_is_found_whatever_its_dashes(dash: str) -> None:
    gate = gate_of(with_note("021-6251-9377"))
    assert len(found(gate, f"021{dash}6251{dash}9377")) == 1


def test_what_is_left_of_a_cut_archive_is_searched() -> None:
    whole = gzip.compress(page(f"<p>{NOTE}</p>") * 20)
    assert len(GATE.search("a.html.gz", whole)) == 1
    assert len(GATE.search("a.html.gz", whole[:-4])) == 1


def test_a_page_with_an_archive_behind_it_is_searched_as_both() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "无事")
    assert len(GATE.search("a.html", page(f"<p>{NOTE}</p>") + buffer.getvalue())) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7 damaged", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_cannot_be_looked_into_is_named_and_not_passed(data: bytes) -> None:
    if data.startswith(b"PK"):
        for _ in range(7):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                archive.writestr("inner.zip", data)
            data = buffer.getvalue()
    with pytest.raises(UnreadableError):
        GATE.search("x.bin", data)


def test_a_reference_to_no_sign_is_text_like_any_other() -> None:
    assert found(GATE, "&#" + "9" * 5000) == ()
    assert len(found(GATE, "&#" + "9" * 5000 + f" {NOTE}")) == 1
