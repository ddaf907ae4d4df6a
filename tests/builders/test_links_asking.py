"""The links of a sheet asked by real requests to a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from builders.links import Limits
from builders.links.hosts import is_private, resolve
from builders.links.rounds import asked
from builders.links.sight import UNASKED, Sight
from tests.builders.link_server import Reply, Site, serving

LIMITS = Limits(seconds=5, pause=0, allows_private=True)
QUICK = replace(LIMITS, seconds=0.2)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def local(host: str) -> tuple[str, ...]:
    """Every name of .example is this machine, others are nowhere."""
    if not host.endswith(".example") and host != "127.0.0.1":
        raise OSError(host)
    return ("127.0.0.1",)


def look(address: str, limits: Limits = LIMITS) -> Sight:
    return asked([address], limits, lambda *_: None, local)[address]


def seen(site: Site, reply: Reply, limits: Limits = LIMITS) -> tuple[str, str]:
    site.replies["/p/1"] = reply
    sight = look(site.url("/p/1"), limits)
    return sight.group, sight.reason


def title(text: str, encoding: str = "utf-8") -> Reply:
    return Reply(body=f"<html><head><TITLE lang=zh>\n{text}</TITLE>".encode(encoding))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(), ("fine", "fine")),
        (Reply(status=404), ("gone", "missing")),
        (Reply(status=410), ("gone", "missing")),
        (Reply(status=403), ("blocked", "blocked")),
        (Reply(status=412), ("blocked", "blocked")),
        (Reply(status=429), ("blocked", "blocked")),
        (Reply(status=400), ("blocked", "odd_status")),
        (Reply(status=304), ("blocked", "odd_status")),
        (Reply(status=503), ("unreachable", "server")),
        (title("404 Not Found"), ("gone", "missing_title")),
        (title("您访问的页面不存在"), ("gone", "missing_title")),
        (title("您访问的页面不存在", "gb18030"), ("gone", "missing_title")),
        (title("沪府〔2020〕404号"), ("fine", "fine")),
        (Reply(headers={"Content-Type": "application/pdf"}), ("fine", "fine")),
    ],
)
def test_what_a_server_says_is_sorted_by_what_to_do(
    site: Site, reply: Reply, expected: tuple[str, str]
) -> None:
    assert seen(site, reply) == expected


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_server_that_knows_no_head_is_asked_for_the_page(site: Site, status: int) -> None:
    assert seen(site, Reply(head=status)) == ("fine", "fine")
    assert site.methods("/p/1") == ["HEAD", "GET"]


def test_what_is_no_page_and_what_was_asked_too_often_is_not_asked_again(site: Site) -> None:
    assert seen(site, Reply(headers={"Content-Type": "application/pdf"})) == ("fine", "fine")
    assert seen(site, Reply(status=429)) == ("blocked", "blocked")
    assert site.methods("/p/1") == ["HEAD", "HEAD"]


def test_an_error_of_the_server_is_tried_twice_and_no_more(site: Site) -> None:
    assert seen(site, Reply(status=500)) == ("unreachable", "server")
    assert site.methods("/p/1") == ["HEAD", "GET"] * 2


def test_a_server_that_does_not_answer_is_given_up(site: Site) -> None:
    assert seen(site, Reply(hangs=True), QUICK) == ("unreachable", "timeout")
    assert site.methods("/p/1") == ["HEAD"] * 2


def test_names_that_are_nowhere_closed_ports_and_wrong_certificates(site: Site) -> None:
    assert look("http://nowhere.invalid/").reason == "dns"
    assert look("http://a.example:9/").reason == "connection"
    assert look(f"https://a.example:{site.port}/").reason == "tls"


def test_each_page_is_asked_once_without_cookie_login_or_packing(site: Site) -> None:
    site.replies["/p/1"] = Reply(headers={"Set-Cookie": "a=b", "Location": "/p/2"}, status=302)
    addresses = [site.url("/p/1"), site.url("/p/1")]
    assert asked(addresses, LIMITS, lambda *_: None, local)[addresses[0]].group == "moved"
    assert site.asked == [
        ("HEAD", "a.example", "/p/1"),
        ("HEAD", "a.example", "/p/2"),
        ("GET", "a.example", "/p/2"),
    ]
    for headers in site.headers:
        assert headers["User-Agent"].startswith("jieyou/")
        assert headers["Accept-Encoding"] == "identity"
        assert not {"Cookie", "Authorization"} & set(headers)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/p/new", ("moved", "moved")),
        ("http://b.example:{port}/p/9", ("moved", "moved")),
        ("http://a.example:{port}/p/1/", ("fine", "fine")),
        ("/p/1?page=2", ("moved", "moved")),
        ("/", ("gone", "home_page")),
        ("/gone", ("gone", "missing")),
        ("/p/1", ("unreachable", "too_many")),
        ("file:///etc/passwd", ("unreachable", "bad_redirect")),
        ("javascript:alert(1)", ("unreachable", "bad_redirect")),
        ("http://user@b.example/", ("unreachable", "bad_redirect")),
        ("http://[::1/", ("unreachable", "bad_redirect")),
        ("http://nowhere.invalid/", ("unreachable", "dns")),
    ],
)
def test_where_redirects_lead(site: Site, location: str, expected: tuple[str, str]) -> None:
    site.replies["/gone"] = Reply(status=404)
    place = location.format(port=site.port)
    assert seen(site, Reply(status=301, headers={"Location": place})) == expected


def test_five_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    for number in range(1, 7):
        onward = Reply(status=302, headers={"Location": f"/p/{number + 1}"})
        site.replies[f"/p/{number}"] = onward
    assert look(site.url("/p/1")).reason == "too_many"
    found = look(site.url("/p/2"))
    assert (found.group, found.final) == ("moved", site.url("/p/7"))


def test_a_redirect_in_chinese_is_told_as_an_address_to_copy(site: Site) -> None:
    place = "/新闻".encode().decode("latin-1")
    site.replies["/p/1"] = Reply(status=301, headers={"Location": place})
    assert look(site.url("/p/1")).final == site.url("/%E6%96%B0%E9%97%BB")


def test_the_page_of_a_redirect_is_not_read_at_all(site: Site) -> None:
    endless = Reply(status=302, headers={"Location": "/new", "Content-Length": "999999999"})
    site.replies["/p/1"] = replace(endless, head=405)
    assert look(site.url("/p/1"), QUICK).group == "moved"


def test_no_more_than_a_piece_of_a_page_is_read(site: Site) -> None:
    padding = b" " * (1 << 16)
    late = Reply(body=padding + b"<title>404 not found</title>")
    assert seen(site, late) == ("gone", "missing_title")
    assert seen(site, late, replace(LIMITS, most_bytes=1 << 14)) == ("fine", "fine")


def test_a_host_is_asked_by_one_at_a_time_in_the_order_of_the_sheet(site: Site) -> None:
    addresses = [site.url(f"/{n}", f"{host}.example") for n in range(4) for host in "abcdef"]
    found = asked(addresses, LIMITS, lambda *_: None, local)
    assert {sight.group for sight in found.values()} == {"fine"}
    assert set(site.most_of_host.values()) == {1}
    assert site.most <= LIMITS.at_once
    for host in "abcdef":
        paths = [path for method, name, path in site.asked if name[0] == host and method == "HEAD"]
        assert paths == ["/0", "/1", "/2", "/3"]


def test_a_redirect_to_a_host_that_is_being_asked_waits_for_its_turn(site: Site) -> None:
    for number in range(4):
        away = Reply(status=302, headers={"Location": site.url(f"/end/{number}", "z.example")})
        site.replies[f"/{number}"] = away
    addresses = [site.url(f"/{n}", f"{host}.example") for n, host in enumerate("abcd")]
    found = asked(addresses, LIMITS, lambda *_: None, local)
    assert {sight.group for sight in found.values()} == {"moved"}
    assert site.most_of_host["z.example"] == 1


def test_a_host_that_is_away_is_not_asked_for_the_rest(site: Site) -> None:
    site.replies = {f"/{n}": Reply(hangs=True) for n in range(9)}
    addresses = [site.url(f"/{n}") for n in range(9)]
    found = asked(addresses, replace(QUICK, tries=1), lambda *_: None, local)
    assert {sight.reason for sight in found.values()} == {"timeout"}
    assert len(site.asked) == 2


def test_a_host_is_not_away_because_its_redirects_lead_nowhere(site: Site) -> None:
    nowhere = Reply(status=302, headers={"Location": "http://nowhere.invalid/"})
    site.replies = {"/0": nowhere, "/1": nowhere}
    addresses = [site.url(f"/{n}") for n in range(3)]
    found = asked(addresses, LIMITS, lambda *_: None, local)
    assert [found[address].reason for address in addresses] == ["dns", "dns", "fine"]


def test_what_the_budget_leaves_no_time_for_is_told(site: Site) -> None:
    site.replies["/0"] = Reply(hangs=True)
    addresses = [site.url("/0"), site.url("/1"), site.url("/2", "b.example")]
    found = asked(addresses, replace(LIMITS, budget=0.5), lambda *_: None, local)
    assert found[addresses[0]] == found[addresses[1]] == UNASKED
    assert found[addresses[2]].group == "fine"


def test_an_address_that_takes_too_long_altogether_is_given_up(site: Site) -> None:
    site.replies["/0"] = Reply(hangs=True)
    found = asked([site.url("/0")], replace(LIMITS, patience=0.1), lambda *_: None, local)
    assert found[site.url("/0")].reason == "timeout"


def test_progress_counts_to_the_end(site: Site) -> None:
    told: list[tuple[str, int, int]] = []
    addresses = [site.url(f"/{n}") for n in range(3)]
    asked(addresses, LIMITS, lambda *one: told.append(one), local)
    assert told == [("asked", 1, 3), ("asked", 2, 3), ("asked", 3, 3)]


GUARDED = replace(LIMITS, allows_private=False)


def test_an_address_inside_the_own_network_is_not_asked(site: Site) -> None:
    found = look(site.url("/p/1"), GUARDED)
    assert (found.group, found.reason) == ("refused", "private")
    assert site.asked == []


def test_a_redirect_into_the_own_network_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.links.sight.is_private", lambda found: "127.0.0.2" in found)
    location = site.url("/admin", "inner.example")
    site.replies["/p/1"] = Reply(status=302, headers={"Location": location})

    def names(host: str) -> tuple[str, ...]:
        return ("127.0.0.2",) if host == "inner.example" else ("127.0.0.1",)

    address = site.url("/p/1")
    assert asked([address], GUARDED, lambda *_: None, names)[address].reason == "private_redirect"
    assert site.asked == [("HEAD", "a.example", "/p/1")]


def test_the_machine_that_was_judged_is_the_one_that_is_asked(site: Site) -> None:
    answers = iter([("127.0.0.1",), ("127.0.0.1",)])
    address = site.url("/p/1", "unknown-to-this-machine.example")
    found = asked([address], LIMITS, lambda *_: None, lambda _: next(answers))
    assert found[address].group == "fine"
    assert {host for _, host, _ in site.asked} == {"unknown-to-this-machine.example"}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  # nothing is bound to it
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "what is this",
    ],
)
def test_private_addresses_are_known(address: str) -> None:
    assert is_private(["8.8.8.8", address])


def test_open_addresses_are_known() -> None:
    assert not is_private(["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])


def test_odd_ways_of_writing_this_machine_are_seen_through() -> None:
    for host in ("127.1", "0x7f.1", "0177.0.0.1"):
        assert is_private(resolve(host))
