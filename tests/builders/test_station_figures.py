"""What the cheat sheet and the list of policies say of figures: present, announced, unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from builders.station.figures import FigureBlock, Tier, figure_blocks
from builders.station.pack import build_pack
from builders.station.policies import policy_list
from builders.station.words import load_words
from registry.views.dated import Turn
from registry.views.public import PublicBenefit, PublicRef, PublicSeries
from registry.views.station import StationView
from tests.builders.station_rows import policy
from tests.builders.station_terms import SERIES
from tests.builders.station_views import stamps, station_view

WORDS = load_words()
JULY = date(2027, 7, 1)
PRESENT, EARLIER = policy(1).public.benefits
CURRENT = replace(
    PRESENT,
    state="current",
    from_on=date(2026, 7, 1),
    turns=(Turn(on=JULY, state="unverified"),),
)
COMING = replace(PRESENT, id="B103", state="to_come", amount=Decimal(1688), from_on=JULY)
OTHER = replace(CURRENT, id="B104", tier="低保边缘家庭", amount=Decimal(800))
NEW = replace(
    SERIES[0].figures[0], id="T9", value=Decimal(1888), from_on=JULY, to_on=None, state="to_come"
)


def view_with(*benefits: PublicBenefit, series: tuple[PublicSeries, ...] = ()) -> StationView:
    row = policy(1)
    row = replace(row, public=replace(row.public, benefits=benefits))
    return replace(station_view(), series=series, policies=(row,))


def block(*benefits: PublicBenefit, series: tuple[PublicSeries, ...] = ()) -> FigureBlock:
    return figure_blocks(view_with(*benefits, series=series), WORDS)[-1]


def standard(series: PublicSeries) -> tuple[Tier, ...]:
    return figure_blocks(replace(station_view(), series=(series,), policies=()), WORDS)[0].tiers


def listed(*benefits: PublicBenefit) -> list[str]:
    (entry,) = policy_list(view_with(*benefits), stamps().handbook, WORDS).entries
    return entry.cells["figures"].split("\n")


def test_a_present_figure_says_until_when_it_was_verified_to_hold() -> None:
    (tier,) = block(CURRENT).tiers
    assert tier.state == "现行，2026-07-01 起\n核实有效至 2027-06-30"


def test_a_present_figure_without_a_known_end_says_no_day() -> None:
    (tier,) = block(replace(CURRENT, turns=())).tiers
    assert tier.state == "现行，2026-07-01 起"


def test_an_announced_figure_stands_below_the_present_one_that_it_follows() -> None:
    present, coming, other = block(COMING, CURRENT, OTHER, EARLIER).tiers
    assert (present.now, present.is_announced) == ("补足到 1595 元/人/月（按差额发）", False)
    assert coming == Tier(
        name="低保标准1",
        now="补足到 1688 元/人/月（按差额发）",
        state="2027-07-01 起施行",
        before="补足到 1595 元/人/月（按差额发）\n2026-07-01 起",
        is_announced=True,
    )
    assert other.name == "低保边缘家庭"


def test_two_announced_figures_follow_each_other() -> None:
    later = replace(COMING, id="B105", amount=Decimal(1788), from_on=date(2028, 7, 1))
    tiers = block(later, COMING, CURRENT).tiers
    assert [tier.now[4:8] for tier in tiers] == ["1595", "1688", "1788"]
    assert tiers[-1].before == "补足到 1688 元/人/月（按差额发）\n2027-07-01 起"


def test_an_announced_figure_follows_none_where_that_is_in_doubt() -> None:
    unlike = replace(COMING, tier="三人户")
    *present, coming = block(unlike, CURRENT, OTHER).tiers
    assert [tier.is_announced for tier in present] == [False, False]
    assert (coming.is_announced, coming.before) == (True, "待核实")


def test_a_policy_with_announced_figures_only_says_that_the_present_is_not_known() -> None:
    present, coming = block(COMING).tiers
    assert (present.now, present.is_announced) == ("待核实", False)
    assert (coming.before, coming.is_announced) == ("待核实", True)


def test_an_earlier_figure_is_not_taken_for_the_one_before_an_announced_one() -> None:
    present, coming = block(COMING, EARLIER).tiers
    assert (present.now, present.before[4:8]) == ("待核实", "1510")
    assert coming.before == "待核实"


def test_the_present_figure_is_repeated_where_only_the_policy_tells_the_announced_one() -> None:
    series = (SERIES[0],)
    ref = PublicRef(id=SERIES[0].term.id, name=SERIES[0].term.name)
    pegged = (replace(CURRENT, standard=ref), replace(COMING, standard=ref))
    assert [tier.is_announced for tier in block(*pegged, series=series).tiers] == [False, True]
    told = (replace(SERIES[0], coming=(NEW,)),)
    assert block(*pegged, series=told).name == SERIES[0].term.name


def test_a_standard_that_is_announced_stands_below_the_present_one() -> None:
    newest = replace(
        SERIES[0].figures[0], state="current", turns=(Turn(on=JULY, state="superseded"),)
    )
    present, coming = standard(replace(SERIES[0], figures=(newest,), coming=(NEW,)))
    assert present.state == "现行，2024-07-01 起\n可用到 2027-06-30"
    assert (coming.now, coming.state) == ("补足到 1888 元/人/月（按差额发）", "2027-07-01 起施行")
    assert coming.before == "1595 元/人/月\n至 2027-06-30"


def test_a_standard_with_announced_figures_only_has_no_present_one() -> None:
    present, coming = standard(replace(SERIES[0], figures=(), coming=(NEW,)))
    assert (present.now, present.is_announced) == ("待核实", False)
    assert (coming.before, coming.is_announced) == ("待核实", True)


def test_a_pack_of_announced_figures_only_is_made() -> None:
    series = replace(SERIES[0], figures=(), coming=(NEW,))
    ref = PublicRef(id=series.term.id, name=series.term.name)
    pegged = replace(PRESENT, amount=None, standard=ref)
    assert len(build_pack(view_with(pegged, COMING, series=(series,)), stamps())) == 6


def test_the_list_of_policies_tells_announced_tiers_after_the_present_ones() -> None:
    present, coming = listed(COMING, CURRENT)
    assert present.endswith("；现行，2026-07-01 起，核实有效至 2027-06-30")
    assert coming.endswith("；2027-07-01 起施行")


def test_the_list_of_policies_keeps_an_earlier_figure_beside_an_announced_one() -> None:
    earlier, coming = listed(COMING, EARLIER)
    assert "1510" in earlier
    assert "2027-07-01 起施行" in coming


def test_the_list_of_policies_says_that_the_present_is_not_known() -> None:
    unknown, coming = listed(COMING)
    assert unknown == "现在的待遇待核实"
    assert coming.endswith("；2027-07-01 起施行")
