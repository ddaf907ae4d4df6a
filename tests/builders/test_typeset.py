"""The one door to the typesetting engine."""

from __future__ import annotations

import io
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pikepdf
import pypdf
import pytest
import typst

from builders.station.papers import Material
from builders.typeset.engine import TypesetError, missing_characters, typeset
from builders.typeset.glyphs import FAMILY, font_folder

TEMPLATES = Path(str(resources.files("builders.typeset"))) / "templates"
HOSTILE = '#panic(1) $x$ *b* <l> @r \\ \\u{41} ")) #panic(2) ((" // /* ` ~ = -'


def page(text: str = "文字") -> Material:
    entry: Material = {
        "id": "R001",
        "marks": [],
        "code": "",
        "address": "",
        "cells": _cells(text),
        "rows": {
            "left": [{"keys": ["phone"]}],
            "right": [{"keys": ["capacity", "liaison"], "at": 60.0}, {"keys": ["referral"]}],
            "rest": [{"keys": ["liaison_phone"]}],
        },
        "tall": False,
    }
    group: Material = {"title": "类", "description": "", "also": [], "entries": [entry]}
    labels = dict.fromkeys(_cells(""), "栏")
    listed: Material = {
        "key": "resources",
        "title": "资源清单",
        "labels": labels,
        "columns": [17, 84, 78],
        "head": 22,
        "groups": [group],
    }
    return {
        "name": "资源清单",
        "handbook": False,
        "station": "东浜站",
        "street": "江苏路街道",
        "public_edition": "公开版次 1",
        "station_edition": "站内版次 2",
        "internal": "内部使用",
        "valid_until": "有效期至 2026-10-01",
        "recall": "用后回收",
        "keywords": ["版次 1"],
        "sample_notice": "",
        "has_codes": False,
        "list": {**listed, "count": 1},
    }


def _cells(text: str) -> dict[str, str]:
    keys = ("name", "content", "phone", "capacity", "liaison", "liaison_phone", "referral")
    return dict.fromkeys(keys, text)


def make(text: str = "文字", title: str = "标题") -> bytes:
    return typeset("checklist", page(text), title=title, day=date(2026, 7, 1))


def test_a_missing_glyph_is_refused_and_the_text_is_named() -> None:
    with pytest.raises(TypesetError, match="甲☐乙"):
        make("甲☐乙")


def test_a_missing_glyph_in_the_title_is_refused() -> None:
    with pytest.raises(TypesetError, match="😀"):
        make(title="清单😀")


def test_data_is_never_read_as_markup() -> None:
    text = pypdf.PdfReader(io.BytesIO(make(HOSTILE))).pages[0].extract_text()
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", text)


def test_the_title_is_never_read_as_markup() -> None:
    with pikepdf.open(io.BytesIO(make(title=HOSTILE))) as pdf:
        assert str(pdf.docinfo["/Title"]) == HOSTILE


def test_the_same_input_gives_the_same_bytes_whatever_came_before() -> None:
    first = make()
    make("别的文字", title="别的标题")
    assert make() == first


def test_a_row_higher_than_a_page_is_printed_whole() -> None:
    material = page("\n".join(f"第{number}段" for number in range(200)))
    listed = material["list"]
    assert isinstance(listed, dict)
    listed["groups"][0]["entries"][0]["tall"] = True
    data = typeset("checklist", material, title="标题", day=date(2026, 7, 1))
    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "第199段" in re.sub(r"\s", "", text)


def test_the_day_is_the_day_given() -> None:
    with pikepdf.open(io.BytesIO(make())) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260701")


def test_the_file_claims_archival_and_accessible() -> None:
    with pikepdf.open(io.BytesIO(make())) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.check_pdf_syntax() == []


def test_material_that_does_not_fit_the_template_is_refused() -> None:
    with pytest.raises(TypesetError, match="checklist"):
        typeset("checklist", {}, title="x", day=date(2026, 7, 1))


def test_a_warning_of_the_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Notice:
        message = "unknown font family"

    class Warned:
        def compile_with_warnings(self, **_: object) -> tuple[bytes, list[Notice]]:
            return b"%PDF", [Notice()]

    monkeypatch.setattr("builders.typeset.engine._compiler", Warned)
    with pytest.raises(TypesetError, match="unknown font family"):
        make()


def test_missing_characters_come_once_and_in_order() -> None:
    assert missing_characters("☑甲☐乙☑😀") == "☑☐😀"


def test_rare_names_and_line_breaks_are_not_missing() -> None:
    assert missing_characters("䶮𬭸镕𠮷㎡℃①→·—…“”〔〕\n\t\u2060\u200b") == ""


@pytest.mark.parametrize(
    "character",
    [
        *"\x00\x07\ufeff\ufff9\ufffd\ue000☐✔😀Ωж䶮𠮷\u200b\u200d\u2060\u202e\u00ad\u0301\ufe0f\u3164ก"
    ],
)
def test_missing_characters_agree_with_the_engine(character: str) -> None:
    assert (missing_characters(character) == "") == _engine_prints(f"甲{character}乙")


def _engine_prints(text: str) -> bool:
    source = (
        '#set document(title: "t")\n'
        f'#set text(font: "{FAMILY}", lang: "zh", fallback: false)\n'
        "#sys.inputs.text"
    )
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )
    compiler = typst.Compiler(source.encode(), font_paths=fonts)
    try:
        compiler.compile(format="pdf", sys_inputs={"text": text}, pdf_standards=["a-2a", "ua-1"])
    except typst.TypstError:
        return False
    return True


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.name)
def test_a_template_is_small(template: Path) -> None:
    assert template.read_text("utf-8").count("\n") <= 300
