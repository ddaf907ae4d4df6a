from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.locale import load_locale
from registry.sources import SourceError, open_snapshot
from registry.sources import package as package_module
from tests.registry.raw_workbook import MAIN, parts, save, styles

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path | str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        open_snapshot(path)
    return caught.value


def without(name: str) -> dict[str, str]:
    content = parts("", sharedStrings=f"<sst {MAIN}/>")
    del content[name]
    return content


def with_cell(cell: str) -> dict[str, str]:
    return parts(f'<row r="2">{cell}</row>')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "S012"),
        (b"PK\x03\x04 cut off", "S003"),
        (b"<html><body><table></table></body></html>", "S011"),
        ("编号,名称\n".encode("gb18030"), "S010"),
        (OLE_HEADER + b"\0" * 4000, "S008"),
    ],
    ids=["empty", "truncated", "html", "csv", "xls"],
)
def test_other_bytes_named_xlsx_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "资源库.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == code


@pytest.mark.parametrize(
    "name",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml"],
)
def test_a_missing_part_is_never_replaced_by_another(tmp_path: Path, name: str) -> None:
    assert refusal(save(tmp_path / "book.xlsx", without(name))).code == "S003"


@pytest.mark.parametrize(
    "content",
    [
        with_cell('<c r="A2" t="s"><v>7</v></c>'),
        with_cell('<c r="A2" t="s"><v>-1</v></c>'),
        with_cell('<c r="ZZZZZ1"><v>1</v></c>'),
        with_cell('<c r="XFE2"><v>1</v></c>'),
        with_cell('<c r="２"><v>1</v></c>'),
        parts('<row r="1048577"/>'),
        parts('<row r="0"/>'),
        parts('<row r="x"/>'),
        parts("<row>"),
        parts() | {"xl/workbook.xml": f"<workbook {MAIN}/>"},
        parts() | {SHEET: ""},
        parts() | {SHEET: '<?xml version="1.0" encoding="no-such"?><a/>'},
    ],
)
def test_broken_contents_are_refused(tmp_path: Path, content: dict[str, str]) -> None:
    assert refusal(save(tmp_path / "book.xlsx", content)).code == "S003"


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", SHEET])
def test_a_document_type_is_refused(tmp_path: Path, part: str) -> None:
    content = parts()
    content[part] = BOMB + content[part]
    assert refusal(save(tmp_path / "book.xlsx", content)).code == "S004"


def test_a_part_that_unpacks_past_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "MAX_UNPACKED_BYTES", 1_000_000)
    assert refusal(save(tmp_path / "book.xlsx", parts(" " * 1_000_000))).code == "S004"


def test_a_tag_without_end_is_refused(tmp_path: Path) -> None:
    tag = f'<row r="{"1" * 8_000_000}"/>'
    assert refusal(save(tmp_path / "book.xlsx", parts(tag))).code == "S004"


def test_too_many_tags_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MAX_TAGS", 1000)
    assert refusal(save(tmp_path / "book.xlsx", parts("<row/>" * 1001))).code == "S004"


def test_far_cells_in_great_number_are_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 10_100))
    assert refusal(save(tmp_path / "book.xlsx", parts(rows))).code == "S004"


def test_one_long_text_shown_in_many_cells_is_refused(tmp_path: Path) -> None:
    strings = f"<sst {MAIN}><si><t>{'长' * 1_000_000}</t></si></sst>"
    rows = '<row><c t="s"><v>0</v></c></row>' * 110
    content = parts(rows, sharedStrings=strings)
    assert refusal(save(tmp_path / "book.xlsx", content)).code == "S004"


@pytest.mark.parametrize("name", ["book.xls", "book.ods", "book.et", "book.csv", "book"])
def test_what_a_file_is_counts_not_how_it_is_called(tmp_path: Path, name: str) -> None:
    snapshot = open_snapshot(save(tmp_path / name, parts()))
    (doubt,) = snapshot.doubts
    assert (doubt.code, doubt.values["kind"]) == ("R015", ".xlsx")
    (tmp_path / name).write_bytes(b"x")
    assert refusal(tmp_path / name).code == "S010"


def test_an_address_is_not_taken_for_a_file() -> None:
    assert refusal("https://sheet.example/1").code == "S002"


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path) -> None:
    error = refusal(tmp_path / "没有.xlsx")
    assert (error.code, error.values) == ("S001", {"name": "没有.xlsx"})


def test_a_locked_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "book.xlsx", parts())

    def locked(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(path).code == "S006"


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "book.xlsx", parts())
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)
    assert refusal(path).code == "S003"


SLIPS = st.lists(st.tuples(st.floats(0, 0.999999), st.integers(0, 255)), min_size=1, max_size=40)
SMALL = parts('<row r="2"><c r="A2" s="0"><v>45474</v></c></row>', styles=styles("yyyy-mm-dd"))


def outcome(content: bytes) -> str:
    """The code of the refusal, or ``read``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(content)
        try:
            open_snapshot(path)
        except SourceError as error:
            return error.code
        return "read"


def damaged(content: bytes, slips: list[tuple[float, int]]) -> bytes:
    """The bytes with some of them replaced; places are shares of the length."""
    changed = bytearray(content)
    for place, byte in slips:
        changed[int(place * len(changed))] = byte
    return bytes(changed)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return save(tmp_path_factory.mktemp("small") / "book.xlsx", SMALL).read_bytes()


@given(slips=SLIPS)
@settings(max_examples=300, deadline=None)
def test_a_file_with_wrong_bytes_is_read_or_refused(
    small: bytes, slips: list[tuple[float, int]]
) -> None:
    # Other first bytes make it a file of another kind.
    assert outcome(damaged(small, slips)) in ("read", "S003", "S004", "S010", "S011")


@given(share=st.floats(0.05, 0.999999))
@settings(deadline=None)
def test_a_file_cut_short_is_refused(small: bytes, share: float) -> None:
    assert outcome(small[: int(share * len(small))]) == "S003"


@given(name=st.sampled_from(sorted(SMALL)), slips=SLIPS)
@settings(max_examples=300, deadline=None)
def test_a_part_with_wrong_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, slips: list[tuple[float, int]]
) -> None:
    content: dict[str, str | bytes] = dict(SMALL)
    content[name] = damaged(SMALL[name].encode(), slips)
    path = save(tmp_path_factory.mktemp("part") / "book.xlsx", content)
    assert outcome(path.read_bytes()) in ("read", "S003", "S004")


@pytest.mark.parametrize("code", ["S001", "S002", "S003", "S004", "S005", "S006", "S007"])
def test_each_refusal_has_its_words(code: str) -> None:
    words = load_locale().messages[code]
    assert set(words) == {"title", "text", "remedy"}
    assert "{name}" in words["text"]
