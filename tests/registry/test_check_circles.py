from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from registry.check.references import circles

CHAINS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdefg"]))


def comes_back(start: str, following: dict[str, str]) -> bool:
    step = start
    for _ in following:
        step = following.get(step, "")
        if step == start:
            return True
    return False


@given(CHAINS)
def test_a_key_is_circular_when_its_chain_comes_back_to_it(following: dict[str, str]) -> None:
    assert circles(following) == {key for key in following if comes_back(key, following)}


def test_a_chain_as_long_as_the_sheet_is_followed_once() -> None:
    steps = [f"P{number:06d}" for number in range(50_000)]
    following = dict(zip(steps, [*steps[1:], steps[0]], strict=True))
    assert circles(following) == frozenset(steps)
