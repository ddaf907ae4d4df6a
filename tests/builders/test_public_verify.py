"""The look over a finished site, when most of its pages were looked at before."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.public.verify import DATES, verify_site

PAGE = '<h1 id="top">{}</h1>'


def site(folder: Path, **pages: str) -> Path:
    folder.mkdir()
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(name) + body, encoding="utf-8")
    return folder


@pytest.mark.parametrize("link", ["b.html", "b.html#there"])
def test_what_a_kept_page_leads_to_is_missed_when_it_goes(tmp_path: Path, link: str) -> None:
    a = f'<a href="{link}">b</a>'
    before = site(tmp_path / "before", a=a, b='<p id="there"></p>')
    after = site(tmp_path / "after", a=a, **({"b": ""} if "#" in link else {"c": ""}))
    (problem,) = verify_site(after, {"a.html"}, before)
    assert link in problem


def test_what_a_new_page_leads_to_is_looked_up_on_kept_pages(tmp_path: Path) -> None:
    before = site(tmp_path / "before", a='<p id="there"></p>')
    links = '<a href="a.html#there">a</a><a href="a.html#nowhere">a</a>'
    after = site(tmp_path / "after", a='<p id="there"></p>', b=links)
    (problem,) = verify_site(after, {"a.html"}, before)
    assert "nowhere" in problem


def test_a_site_below_a_folder_of_its_host_finds_the_pages_of_its_missing_page(
    tmp_path: Path,
) -> None:
    here = site(tmp_path / "site", index=f'<script src="{DATES}"></script>')
    (here / DATES).parent.mkdir()
    (here / DATES).write_bytes(b"")
    link = '<h1>404</h1><a href="/guide/index.html">home</a><a href="/guide/no.html">no</a>'
    (here / "404.html").write_text(link, encoding="utf-8")
    (problem,) = verify_site(here, base_url="https://example.sh.gov.cn/guide/")
    assert "no.html" in problem


def test_a_skeleton_without_the_script_of_days_is_refused(tmp_path: Path) -> None:
    (problem,) = verify_site(site(tmp_path / "site", index=""))
    assert DATES in problem
    assert "jieyou init" in problem
