"""A publication or rollback that dies or fails at any step of the disk: old or new, never mixed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builders.publish import Publisher, PublishError
from tests.builders.publications import (
    KilledError,
    Steps,
    publish,
    publisher_in,
    texts,
    without_exchange,
    without_waiting_for_the_disk,
)
from tests.scale import rounds

_ENDLESS = 10**6
Work = Callable[[Publisher], object]


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    without_waiting_for_the_disk(monkeypatch)


def publish_new(publisher: Publisher) -> None:
    publish(publisher, "new")


def roll_back(publisher: Publisher) -> None:
    publisher.roll_back()


def prepare(folder: Path, before: tuple[str, ...]) -> Publisher:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    publisher = publisher_in(folder)
    for text in before:
        publish(publisher, text)
    return publisher


def steps_of(monkeypatch: pytest.MonkeyPatch, publisher: Publisher, work: Work) -> list[str]:
    with monkeypatch.context() as patch:
        steps = Steps(patch, last=_ENDLESS, failure=KilledError())
        work(publisher)
        return steps.done


def die_at(monkeypatch: pytest.MonkeyPatch, last: int, work: Callable[[], object]) -> None:
    with monkeypatch.context() as patch:
        Steps(patch, last=last, failure=KilledError(), lasting=True)
        with pytest.raises(KilledError):
            work()


def published(publisher: Publisher) -> tuple[set[str], ...]:
    """What stands in each tree, and what counts in the ledger."""
    records = {path.name.partition(".")[0] for path in publisher.ledger.rglob("*.json")}
    marks = {path.name.partition(".")[0] for path in publisher.ledger.rglob("*.withdrawn")}
    return (*(texts(target) for target in publisher.targets.values()), records - marks)


CASES = [
    ((), publish_new),
    (("old",), publish_new),
    (("older", "old"), publish_new),
    (("old", "new"), roll_back),
]


@pytest.mark.parametrize(("before", "work"), CASES)
@pytest.mark.parametrize("exchanges", [True, False])
def test_after_death_at_any_step_one_edition_is_whole_and_the_next_run_settles_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    work: Work,
    *,
    exchanges: bool,
) -> None:
    if not exchanges:
        without_exchange(monkeypatch)
    folder = tmp_path / "street"
    start = published(prepare(folder, before))
    publisher = prepare(folder, before)
    steps = steps_of(monkeypatch, publisher, work)
    goal = published(publisher)
    seen = []
    for last in range(len(steps)):
        publisher = prepare(folder, before)
        die_at(monkeypatch, last, partial(work, publisher))
        for tree, old, new in zip(publisher.targets, start, goal, strict=False):
            found = texts(publisher.targets[tree])
            assert found in ((old, new) if exchanges else (old, new, set()))
        recovery = publisher.recover()
        assert published(publisher) == (goal if recovery else published(publisher))
        assert published(publisher) in (start, goal)
        assert publisher.recover() is None
        seen.append(bool(recovery))
    assert set(seen) == {True, False}


@pytest.mark.parametrize(("before", "work"), CASES[1:])
@pytest.mark.parametrize("exchanges", [True, False])
def test_a_recovery_may_die_at_any_step_as_well(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    work: Work,
    *,
    exchanges: bool,
) -> None:
    if not exchanges:
        without_exchange(monkeypatch)
    publisher = prepare(tmp_path / "street", before)
    steps = steps_of(monkeypatch, publisher, work)
    goal = published(publisher)
    first = steps.index("replace") + 2
    saved = tmp_path / "saved"
    for last in range(first, len(steps), rounds(9, 1)):
        publisher = prepare(tmp_path / "street", before)
        die_at(monkeypatch, last, partial(work, publisher))
        shutil.copytree(tmp_path / "street", saved)
        count = len(steps_of(monkeypatch, publisher, Publisher.recover))
        for again in range(0, count, rounds(4, 1)):
            shutil.rmtree(tmp_path / "street")
            shutil.copytree(saved, tmp_path / "street")
            die_at(monkeypatch, again, publisher.recover)
            publisher.recover()
            assert published(publisher) == goal
        shutil.rmtree(saved)


@pytest.mark.parametrize(("before", "work"), CASES)
@pytest.mark.parametrize(
    "failure", [OSError(28, "full"), PermissionError(13, "open elsewhere"), KeyboardInterrupt()]
)
def test_a_publication_that_fails_at_any_step_is_put_back_or_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    work: Work,
    failure: BaseException,
) -> None:
    folder = tmp_path / "street"
    start = published(prepare(folder, before))
    publisher = prepare(folder, before)
    steps = steps_of(monkeypatch, publisher, work)
    goal = published(publisher)
    refused = 0
    for last in range(0, len(steps), rounds(3, 1)):
        publisher = prepare(folder, before)
        with monkeypatch.context() as patch:
            Steps(patch, last=last, failure=failure)
            try:
                work(publisher)
            except (OSError, PublishError, KeyboardInterrupt):
                refused += 1
        assert published(publisher) in (start, goal)
        publisher.recover()
        assert published(publisher) in (start, goal)
    assert refused
