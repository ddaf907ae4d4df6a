"""Figures, dates and states read the same everywhere and cannot be misread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders.wording import load_wording
from registry.dates import PartialDate
from registry.views.public import PublicBenefit, PublicRef

WORDING = load_wording()
TIER = PublicBenefit(
    id="B1",
    tier="一档",
    text="",
    kind="fixed",
    amount=Decimal(1595),
    amount_min=None,
    amount_max=None,
    unit="元/人/月",
    standard=None,
    record="latest",
    as_of=PartialDate(2024, 7, 1),
    from_on=None,
    to_on=None,
    source="",
    state="unverified",
)


def test_a_figure_keeps_the_digits_and_the_unit() -> None:
    assert WORDING.figure(TIER) == "1595 元/人/月"


def test_a_percent_range_repeats_its_sign() -> None:
    tier = replace(TIER, amount=None, amount_min=Decimal(50), amount_max=Decimal(70), unit="%")
    assert WORDING.given(replace(tier, kind="ratio")) == "按 50%–70% 的比例"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("gap", "补足到 1595 元/人/月（按差额发）"),
        ("threshold", "界线 1595 元/人/月（是条件，不是发的钱）"),
        ("cap", "不超过 1595 元/人/月"),
        ("fixed", "1595 元/人/月"),
        ("", "1595 元/人/月（性质待核实）"),
    ],
)
def test_each_kind_says_what_the_figure_means(kind: str, words: str) -> None:
    assert WORDING.given(replace(TIER, kind=kind)) == words


def test_an_unverified_figure_is_shown_as_of_its_date() -> None:
    assert WORDING.state(TIER) == "截至 2024-07-01，现行标准待核实"


def test_only_a_verified_figure_is_called_present() -> None:
    verified = replace(TIER, state="current", from_on=date(2024, 7, 1))
    assert WORDING.state(verified) == "现行，2024-07-01 起"


def test_a_reference_to_a_standard_names_it() -> None:
    ref = PublicRef(id="series-a", name="低保标准")
    assert WORDING.given(replace(TIER, amount=None, standard=ref)) == "按“低保标准”计算"


def test_an_unknown_date_reads_as_unknown() -> None:
    assert WORDING.day(None) == "待核实"


def test_every_word_of_the_outputs_is_used() -> None:
    folder = Path(__file__).parents[2] / "builders"
    sources = [*folder.rglob("*.py"), *folder.rglob("*.j2")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    unused = [
        key
        for key in WORDING.words
        if f'"{key}"' not in code and not _is_made_up(key.split("."), code)
    ]
    assert unused == []


def _is_made_up(parts: list[str], code: str) -> bool:
    """True when the code makes the key from its first part and a name, as in ``f"tag.{name}"``."""
    return f'f"{parts[0]}.' in code
