"""One sheet, prepared in June, built for days that are past, before, on and after 1 July."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from builders.pipeline import BuildResult, build
from builders.request import BuildRequest
from registry.diagnostics import has_errors
from registry.views.build import public_view
from registry.views.build_station import station_view
from registry.views.public import PublicPolicy, PublicView
from tests.conftest import workspace_for
from tests.registry.sheets import Rows, with_cells, with_row
from tests.small_street import build_rows, small_street, write_sheet

TODAY = date(2027, 6, 15)
"""The day by the clock: a few days after the editor wrote everything down."""

PAST, BEFORE, LAST, FIRST, AFTER = (
    date(2027, 3, 1),
    TODAY,
    date(2027, 6, 30),
    date(2027, 7, 1),
    date(2027, 10, 1),
)
_END, _START = "2027-06-30", "2027-07-01"
_HIDDEN = re.compile(r"<(\w+)\b[^>]*\shidden\b[^>]*>.*?</\1>", re.DOTALL)
_DAY = re.compile(r'<span class="jy-day">([^<]*)</span>')
_TAG = re.compile(r"<[^>]+>")


def prepared() -> Rows:
    """What ends on 30 June, what begins on 1 July; the policies were verified on 10 June."""
    rows = with_cells("standards", "T002", small_street(), to_on=_END)
    rows = with_row("standards", "T002", rows, id="T003", value="1888", from_on=_START, to_on="")
    tier = {"from_on": "2026-07-01", "to_on": _END}
    rows = with_cells("benefits", "B001", rows, standard="", **tier)
    rows = with_row("benefits", "B001", rows, id="B002", tier="增发", amount="17", record="历史")
    new = {"from_on": _START, "to_on": "", "as_of": "2027-06-10", "record": "最新"}
    rows = with_row("benefits", "B001", rows, id="B011", amount="1888", **new)
    rows = with_row("benefits", "B002", rows, id="B012", amount="19", **new)
    rows = with_cells("policies", "P001", rows, pegged_to="低保标准", verified_on="2027-06-10")
    rows = with_cells("policies", "P002", rows, verified_on="2027-06-10", effective_on=_START)
    rows = with_row("policies", "P001", rows, id="P003", name="过渡办法", expires_on=_END)
    rows = with_cells("policies", "P003", rows, pegged_to="")
    rows = with_row("benefits", "B001", rows, id="B031", policy="P003", amount="300", to_on="")
    rows = with_row("benefits", "B031", rows, id="B021", policy="P002", amount="500")
    rows = with_cells("resources", "R001", rows, to_on=_END, policies="P001")
    return with_cells("resources", "R002", rows, from_on=_START, policies="P001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """The street as it is built for one day."""

    public: Path
    result: BuildResult
    view: PublicView

    def policy(self, key: str) -> PublicPolicy:
        return next(policy for policy in self.view.policies if policy.id == key)

    def tiers(self, key: str) -> dict[str, str]:
        return {benefit.id: benefit.state for benefit in self.policy(key).benefits}

    def seen(self, page: str) -> str:
        """What can be read on a page on the day that it was built for."""
        text = (self.public / page).read_text("utf-8")
        text = text[text.index("<main") : text.index("<footer")]
        return " ".join(_TAG.sub(" ", _DAY.sub(r"\1", _HIDDEN.sub("", text))).split())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Street]:
    folder = tmp_path_factory.mktemp("street")
    source = write_sheet(folder / "sheet", prepared())

    @cache
    def street(day: date) -> Street:
        request = BuildRequest(
            workspace=workspace_for(folder, source),
            as_of=day,
            today=TODAY,
            only=("public",),
            out=folder / day.isoformat(),
        )
        result = build(request)
        view = public_view(result.outcome.registry, day)
        return Street(public=result.folders["public"], result=result, view=view)

    return street


Built = Callable[[date], Street]
DAYS = pytest.mark.parametrize("day", [PAST, BEFORE, LAST, FIRST, AFTER])
EARLY = pytest.mark.parametrize("day", [PAST, BEFORE, LAST])
LATE = pytest.mark.parametrize("day", [FIRST, AFTER])


@DAYS
def test_the_same_sheet_is_built_for_every_day(built: Built, day: date) -> None:
    street = built(day)
    assert not has_errors(street.result.outcome.diagnostics)
    assert street.result.made.keys() == {"public"}
    codes = {problem.code for problem in street.result.outcome.diagnostics}
    assert codes.isdisjoint({"E010", "F001", "F004"})


@EARLY
def test_a_standard_is_announced_before_its_day(built: Built, day: date) -> None:
    (series,) = built(day).view.series
    assert [(one.id, one.state) for one in series.coming] == [("T003", "to_come")]
    assert [(one.id, one.state) for one in series.figures] == [
        ("T002", "current"),
        ("T001", "superseded"),
    ]
    text = built(day).seen("standards.html")
    assert "1700 元/人/月（按差额发） 现行，2026-07-01 起" in text
    assert "1888 元/人/月（按差额发） 2027-07-01 起施行" in text


@LATE
def test_a_standard_takes_over_on_its_day(built: Built, day: date) -> None:
    (series,) = built(day).view.series
    assert series.coming == ()
    assert [(one.id, one.state) for one in series.figures] == [
        ("T003", "current"),
        ("T002", "superseded"),
        ("T001", "superseded"),
    ]
    text = built(day).seen("standards.html")
    assert "起施行" not in text
    assert "1888 元/人/月（按差额发） 现行，2027-07-01 起" in text
    assert text.index("1888") < text.index("过去的标准") < text.rindex("1595")
    assert "1700" in text


@pytest.mark.parametrize("day", [BEFORE, LAST])
def test_a_tier_is_announced_before_its_day(built: Built, day: date) -> None:
    """The one that is called earlier too soon holds until the next one all the same."""
    assert built(day).tiers("P001") == {
        **dict.fromkeys(("B001", "B002"), "current"),
        **dict.fromkeys(("B011", "B012"), "to_come"),
    }
    text = built(day).seen("p/P001.html")
    assert "过去的标准" not in text
    assert text.index("1700") < text.index("1888")
    assert "2027-07-01 起施行" in text


@LATE
def test_a_tier_takes_over_on_its_day(built: Built, day: date) -> None:
    assert built(day).tiers("P001") == {
        **dict.fromkeys(("B001", "B002"), "superseded"),
        **dict.fromkeys(("B011", "B012"), "current"),
    }
    text = built(day).seen("p/P001.html")
    assert "起施行" not in text
    assert text.index("1888") < text.index("过去的标准")


def test_a_past_day_claims_nothing_that_was_verified_or_seen_since(built: Built) -> None:
    policy = built(PAST).policy("P001")
    assert built(PAST).tiers("P001") == dict.fromkeys(("B001", "B002"), "unverified")
    assert (policy.verified_on, policy.fresh) == (None, None)
    assert "figures_unverified" in policy.notices
    turns = {turn.state for benefit in policy.benefits for turn in benefit.turns}
    assert "current" not in turns
    text = built(PAST).seen("p/P001.html")
    assert "2027-06-10" not in text
    assert "1888 元/人/月（按差额发） " not in text


def test_services_and_resources_of_a_past_day_were_not_verified_since(tmp_path: Path) -> None:
    """Everything in the small street was verified on 1 August 2026."""
    source = write_sheet(tmp_path / "sheet", small_street())
    workspace = workspace_for(tmp_path, source)
    day, today, out = date(2026, 7, 15), date(2026, 9, 1), tmp_path / "out"
    request = BuildRequest(workspace=workspace, as_of=day, today=today, out=out, only=("packs",))
    result = build(request)
    assert result.made
    view = station_view(result.outcome.registry, "S01", day)
    verified = [(one.public.verified_on, one.public.fresh) for one in view.services]
    verified += [(one.public.verified_on, one.public.fresh) for one in view.resources]
    assert set(verified) == {(None, None)}


@EARLY
def test_a_policy_of_july_is_not_in_force_before(built: Built, day: date) -> None:
    assert "not_yet" in built(day).policy("P002").notices
    assert set(built(day).tiers("P002").values()) == {"unverified"}
    assert "现行，" not in built(day).seen("p/P002.html")


@LATE
def test_a_policy_of_july_is_in_force_from_then_on(built: Built, day: date) -> None:
    assert "not_yet" not in built(day).policy("P002").notices


@pytest.mark.parametrize(("day", "is_over"), [(BEFORE, False), (LAST, False), (FIRST, True)])
def test_a_policy_expires_with_its_last_day(built: Built, day: date, *, is_over: bool) -> None:
    assert ("expired" in built(day).policy("P003").notices) is is_over
    assert ("现行，" in built(day).seen("p/P003.html")) is not is_over


@DAYS
def test_resources_begin_and_end_by_date(built: Built, day: date) -> None:
    resources = {one.id: one for one in built(day).view.resources}
    has_begun = day >= FIRST
    assert resources["R001"].availability == ("ended" if has_begun else "active")
    assert resources["R002"].to_come is not has_begun
    offered = [ref.id for ref in built(day).policy("P001").resources]
    assert ("R001" in offered) is not has_begun


@DAYS
def test_a_past_edition_does_not_know_those_that_came_after(tmp_path: Path, day: date) -> None:
    """Published in June with the sheet of June, then looked at for another day."""
    first = build_rows(tmp_path, small_street(), date(2027, 2, 1))
    build_rows(tmp_path, prepared(), TODAY)
    workspace = workspace_for(tmp_path, tmp_path / "sheet")
    out = tmp_path / "out"
    build(BuildRequest(workspace=workspace, as_of=day, today=TODAY, out=out, only=("public",)))
    text = (out / "public" / "editions.html").read_text("utf-8")
    assert first.made
    assert ("2027-06-15" in text) is (day >= TODAY)


def test_a_notice_that_goes_and_comes_back_has_a_place_of_its_own_each_time(tmp_path: Path) -> None:
    """Figures of a policy are unverified before it is in force, and again in the next year."""
    days = {"verified_on": "2026-08-01", "effective_on": "2026-10-01"}
    rows = with_cells("policies", "P001", small_street(), **days)
    build_rows(tmp_path, rows, date(2026, 9, 1))
    page = (tmp_path / "public" / "p" / "P001.html").read_text("utf-8")
    places = [f'id="notice-figures_unverified{more}"' for more in ("", "-2")]
    assert [page.count(place) for place in places] == [1, 1]
    assert 'href="#notice-figures_unverified-2" data-jy-from="2027-07-01" hidden' in page
