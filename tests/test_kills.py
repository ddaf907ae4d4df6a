"""kill -9 at random points of a real build: old or new, never mixed, and settled by the next."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.console import say
from tests.scale import rounds
from tests.test_reproducible import digests
from tests.two_editions import TREES, TwoEditions, build_arguments, build_here, prepare, trees_of

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 on this system"),
]
_CASES = rounds(4, 200)
_BEFORE = 12
"""How many steps of the disk before the journal lies there belong to the swap here."""

_RECOVERY = 40
"""Within how many steps of the disk a build recovers first."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> TwoEditions:
    return prepare(tmp_path_factory.getbasetemp())


def window(steps: tuple[str, ...]) -> range:
    """The steps from shortly before the journal is written to the end of the build."""
    first = next(at for at, step in enumerate(steps) if step.endswith("journal.draft"))
    return range(first - _BEFORE, len(steps))


def dice(case: int) -> random.Random:
    return random.Random(case)  # noqa: S311  # to be repeated, not to be secret


def kill_somewhere(folder: Path, editions: TwoEditions, case: int) -> int:
    """Kill a build by the clock, at any step of the disk, or at a step of the swap, in turn."""
    chance = dice(case)
    log = str(folder.with_suffix(".log"))
    if case % 3 == 0:
        limit = editions.seconds * chance.uniform(0.2, 1.0)
        return build_here(folder, "-1", log, limit=limit).returncode
    steps = range(len(editions.steps)) if case % 3 == 1 else window(editions.steps)
    return build_here(folder, str(chance.choice(steps)), log).returncode


def assert_nothing_is_torn(folder: Path, editions: TwoEditions) -> None:
    found = trees_of(folder)
    for tree in TREES:
        assert found[tree] in (editions.a[tree], editions.b[tree]), "torn"


@pytest.mark.parametrize("case", range(_CASES))
def test_a_killed_build_leaves_whole_trees_and_the_next_one_settles_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions, case: int
) -> None:
    folder = editions.copy(tmp_path / "street")
    status = kill_somewhere(folder, editions, case)
    # A build that is quicker than the dry run may end before its clock does.
    assert status == -signal.SIGKILL or (status == 0 and case % 3 == 0)
    assert_nothing_is_torn(folder, editions)
    if case % 2:  # the next build, which recovers first, is killed as well
        build_here(folder, str(dice(case).randrange(_RECOVERY)), "recovery.log")
        assert_nothing_is_torn(folder, editions)
    was_halfway = (folder / ".jieyou" / "journal.json").exists()
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, build_arguments())
    assert result.exit_code == 0, result.output
    assert (say("build.finished", editions="").split("。")[0] in result.output) == was_halfway
    assert trees_of(folder) == editions.b
    assert trees_of(folder / ".jieyou" / "previous") == editions.a
    assert digests(folder / "editions") == editions.ledger
    assert not (folder / ".jieyou" / "journal.json").exists()


def test_kills_are_dense_where_the_journal_lies(editions: TwoEditions) -> None:
    near = [editions.steps[at] for at in window(editions.steps)]
    for step in ("rename", "replace", "change_places", "unlink", "fsync"):
        assert any(one.startswith(step) for one in near)
    assert editions.a["public"] != editions.b["public"]
    assert editions.a["packs"] != editions.b["packs"]
