"""Which facts stand together in a line of a printed card."""

from __future__ import annotations

from builders.station.cards import CARDS, Card, Part, is_tall, rows_of
from builders.station.words import load_words

CARD = Card(
    columns=(17, 80),
    parts={"facts": Part(keys=("fee", "phone", "time", "place"), width=80, alone={"time"})},
)


def lines(cells: dict[str, str], unknown: tuple[str, ...] = ()) -> list[list[str]]:
    found = []
    for row in rows_of(CARD, cells, unknown)["facts"]:
        keys = row["keys"]
        assert isinstance(keys, list)
        found.append(keys)
    return found


def test_two_short_facts_share_a_line() -> None:
    assert lines({"fee": "免费", "phone": "021-0000 1001"}) == [["fee", "phone"]]


def test_a_long_fact_or_one_of_several_paragraphs_has_a_line_of_its_own() -> None:
    assert lines({"fee": "免费", "phone": "长" * 20}) == [["fee"], ["phone"]]
    assert lines({"fee": "免费", "phone": "甲\n乙"}) == [["fee"], ["phone"]]


def test_a_short_fact_goes_beside_the_next_one_that_fits() -> None:
    cells = {"fee": "免费", "phone": "长" * 20, "place": "站内"}
    assert lines(cells) == [["fee", "place"], ["phone"]]


def test_some_facts_stand_alone_however_short() -> None:
    assert lines({"fee": "免费", "time": "周一"}) == [["fee"], ["time"]]


def test_the_second_fact_starts_in_the_middle_where_both_fit() -> None:
    (row,) = rows_of(CARD, {"fee": "免费", "phone": "021-0000 1001"}, ())["facts"]
    middle = (80 * 72 / 25.4 - 8) / 2
    assert row["at"] == round(middle, 2)


def test_what_nobody_knows_stands_together_in_the_last_line() -> None:
    cells = {"fee": "待核实", "phone": "021-0000 1001", "place": "待核实"}
    rows = rows_of(CARD, cells, ("fee", "place"))["facts"]
    assert rows == [{"keys": ["phone"]}, {"keys": ["fee", "place"], "open": True}]


def test_an_unchecked_row_does_not_say_so_itself() -> None:
    rows = rows_of(CARDS["resources"], {"verified_on": "待核实"}, ("verified_on",))
    assert rows == {"left": [], "right": [], "rest": []}


def test_cards_name_columns_of_their_lists() -> None:
    labels = load_words().labels
    for key, card in CARDS.items():
        named = {column for part in card.parts.values() for column in part.keys}
        assert named <= set(labels[key])


def test_only_a_row_of_many_lines_is_tall() -> None:
    assert not is_tall({"content": "长" * 100, "referral": "甲\n乙"})
    assert is_tall({"content": "长" * 600})
    assert is_tall({"referral": "甲\n" * 41})
