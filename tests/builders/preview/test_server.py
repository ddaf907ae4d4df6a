"""The server of the preview answers this machine only, and only with files of the site."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.previews import SECONDS, Running, ready
from tests.registry.sheets import with_cells
from tests.small_street import small_street


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    rows = with_cells("policies", "P002", small_street(), status="草稿", fee='<b>"0"</b>')
    with ready(tmp_path_factory.mktemp("preview"), rows) as one:
        yield one


def test_it_listens_on_the_loopback_only(preview: Running) -> None:
    place = urlsplit(preview.address)
    assert place.hostname == "127.0.0.1"
    for own in socket.gethostbyname_ex(socket.gethostname())[2]:
        if not own.startswith("127."):
            with pytest.raises(OSError, match=r"refused|timed out"):
                socket.create_connection((own, place.port or 0), timeout=1)


def test_the_address_itself_is_the_home_page(preview: Running) -> None:
    assert preview.get("/").body == preview.get("/index.html").body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", ""])
def test_a_name_that_only_leads_here_is_refused(preview: Running, host: str) -> None:
    answer = preview.get("/index.html", Host=host)
    assert (answer.status, answer.body) == (403, "")


def test_a_page_of_another_site_gets_nothing(preview: Running) -> None:
    for path in ("/assets/search-data.js", "/.preview/events/index.html"):
        assert preview.get(path, Sec_Fetch_Site="cross-site").status == 403
    assert preview.get("/assets/search-data.js", Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../street.xlsx",
        "/%2e%2e/street.xlsx",
        "/..%2fstreet.xlsx",
        "/..%5cstreet.xlsx",
        "//etc/passwd",
        "/p/../../street.xlsx",
        "/.preview/../street.xlsx",
        "/.preview/preview.py",
        "/.preview/%2e%2e/public/foot.html.j2",
        "/%00",
        "/%ff%fe",
        "/manifest.json",
        "//[::1",
        "/p",
    ],
)
def test_no_path_leads_out_of_the_site(preview: Running, path: str) -> None:
    answer = preview.get(path)
    assert answer.status == 404
    assert "root:" not in answer.body


def test_only_questions_are_answered(preview: Running) -> None:
    assert preview.get("/index.html", "POST").status == 501
    head = preview.get("/index.html", "HEAD")
    assert (head.status, head.body) == (200, "")


def test_nonsense_on_the_line_ends_nothing(preview: Running) -> None:
    place = urlsplit(preview.address)
    for line in (b"\x16\x03\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n"):
        with socket.create_connection((place.hostname, place.port), timeout=SECONDS) as line_:
            line_.sendall(line)
            line_.shutdown(socket.SHUT_WR)
            while line_.recv(4096):
                pass
    assert preview.get("/").status == 200


def test_nothing_is_kept_by_a_browser(preview: Running) -> None:
    for path in ("/", "/assets/base.css", "/none.html"):
        assert preview.get(path).headers["Cache-Control"] == "no-store"


def test_a_style_sheet_is_sent_as_it_is(preview: Running) -> None:
    answer = preview.get("/assets/base.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "jyp" not in answer.body


def test_a_page_with_drafts_says_so_and_names_the_row(preview: Running) -> None:
    page = preview.get("/p/P002.html").body
    assert "这一页有还没有审核的内容，只在预览里看得到。在“政策库”第 3 行。" in page
    assert "临时救助" in page


def test_a_page_that_only_lists_a_draft_says_so_too(preview: Running) -> None:
    assert "还没有审核" in preview.get("/names.html").body


@pytest.mark.parametrize("path", ["/p/P001.html", "/about.html", "/s/S01.html"])
def test_a_page_without_drafts_says_nothing(preview: Running, path: str) -> None:
    assert "还没有审核" not in preview.get(path).body


def test_the_panel_names_the_cells_of_the_entry_and_of_what_belongs_to_it(preview: Running) -> None:
    page = preview.get("/p/P001.html").body
    found = re.findall(r'data-copy="([^"]+)"', page.split("这一页来自哪里", 1)[1])
    assert "&#39;政策库&#39;!B2" in found
    assert {place.split("!")[0] for place in found} == {
        "&#39;政策库&#39;",
        "&#39;申请材料&#39;",
        "&#39;待遇&#39;",
    }


def test_the_panel_shows_no_cell_that_is_not_public(preview: Running) -> None:
    page = preview.get("/p/P001.html").body
    assert "核实人" not in page
    assert "内部备注" not in page


def test_cells_are_texts_and_never_html(preview: Running) -> None:
    page = preview.get("/p/P002.html").body
    assert "<b>&#34;0" not in page
    assert '<b>"0"</b>' not in page


def test_a_hand_written_page_tells_its_file(preview: Running) -> None:
    assert "about.md" in preview.get("/about.html").body


def test_an_index_tells_its_tabs(preview: Running) -> None:
    assert "这一页由许多行汇成，来自：“资源库”" in preview.get("/resources.html").body


def test_a_page_that_is_not_there_is_told_in_words(preview: Running) -> None:
    answer = preview.get("/p/P999.html")
    assert answer.status == 404
    assert "没有这一页" in answer.body


def test_the_overlay_stands_inside_of_the_body_once(preview: Running) -> None:
    page = preview.get("/index.html").body
    assert page.count('id="jyp-top"') == page.count('id="jyp-bottom"') == 1
    assert page.index("<body") < page.index("jyp-top") < page.index("jyp-bottom")
    assert page.index("jyp-bottom") < page.rindex("</body>")
