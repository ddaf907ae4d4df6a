from __future__ import annotations

import gc

import pytest

from registry.memory import with_collection, without_collection
from tests.programs import said_by


def test_the_search_for_garbage_rests_and_goes_on_afterwards() -> None:
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="broken"), without_collection():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_search_that_rested_before_is_left_resting() -> None:
    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_search_goes_on_within_work_that_asks_for_it() -> None:
    with without_collection():
        with with_collection():
            assert gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_asks_for_the_search_leaves_it_as_it_was() -> None:
    with with_collection():
        assert gc.isenabled()
    assert gc.isenabled()


def test_blocks_that_overlap_leave_the_search_on() -> None:
    first, second = without_collection(), without_collection()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_the_search_rests_until_the_process_ends_and_then_too() -> None:
    program = (
        "import atexit, gc;"
        "from registry.memory import rest_until_the_end;"
        # What is to be done at the end is done in the reverse order.
        "atexit.register(lambda: print(gc.get_freeze_count() > 0));"
        "rest_until_the_end();"
        "print(gc.isenabled())"
    )
    assert said_by(program) == ["False", "True"]
