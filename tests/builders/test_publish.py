from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders.publish import Publisher, PublishError
from builders.trees import write_bundle, write_manifest


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(
        state=tmp_path / ".jieyou",
        targets={"public": tmp_path / "public", "packs": tmp_path / "packs"},
        ledger=tmp_path / "editions",
    )


def fill(publisher: Publisher, tree: str, text: str) -> None:
    folder = publisher.stage(tree)
    write_bundle(folder, {"index.html": text.encode(), "a/b.html": text.encode()})
    write_manifest(folder, text)


def texts(folder: Path) -> set[str]:
    return {path.read_text("utf-8") for path in folder.rglob("*.html")}


def publish(publisher: Publisher, text: str) -> None:
    for tree in ("public", "packs"):
        fill(publisher, tree, text)
    publisher.publish(("public", "packs"), {f"public/{text}.json": b"{}"})


def test_the_new_edition_stands_and_the_previous_one_is_kept(publisher: Publisher) -> None:
    publish(publisher, "old")
    publish(publisher, "new")
    assert texts(publisher.targets["public"]) == {"new"}
    assert texts(publisher.state / "previous" / "public") == {"old"}


def test_the_ledger_only_grows(publisher: Publisher) -> None:
    publish(publisher, "old")
    publish(publisher, "new")
    names = sorted(path.name for path in (publisher.ledger / "public").iterdir())
    assert names == ["new.json", "old.json"]


def test_private_folders_are_closed_to_others(publisher: Publisher) -> None:
    publish(publisher, "old")
    assert publisher.state.stat().st_mode & 0o077 == 0


class KilledError(BaseException):
    """Stands for a run that is gone at once."""


def fail_after(monkeypatch: pytest.MonkeyPatch, renames: int, failure: BaseException) -> None:
    rename, done = Path.rename, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == renames + 1:
            raise failure
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)


@pytest.mark.parametrize("renames_done", range(4))
def test_a_killed_swap_is_finished_by_the_next_run(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, renames_done: int
) -> None:
    publish(publisher, "old")
    fail_after(monkeypatch, renames_done, KilledError())
    with pytest.raises(KilledError):
        publish(publisher, "new")
    monkeypatch.undo()
    assert publisher.recover()
    assert texts(publisher.targets["public"]) == texts(publisher.targets["packs"]) == {"new"}
    assert (publisher.ledger / "public" / "new.json").exists()
    assert not publisher.recover()


@pytest.mark.parametrize(
    ("is_first", "renames_done"),
    [(True, 0), (True, 1), (False, 0), (False, 1), (False, 2), (False, 3)],
)
@pytest.mark.parametrize("failure", [OSError(28, "full"), KeyboardInterrupt()])
def test_a_swap_that_fails_is_undone(
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
    *,
    is_first: bool,
    renames_done: int,
) -> None:
    if not is_first:
        publish(publisher, "old")
    fail_after(monkeypatch, renames_done, failure)
    with pytest.raises((PublishError, KeyboardInterrupt)):
        publish(publisher, "new")
    monkeypatch.undo()
    expected = set() if is_first else {"old"}
    assert all(texts(target) == expected for target in publisher.targets.values())
    assert not publisher.recover()
    publish(publisher, "newer")
    assert texts(publisher.targets["packs"]) == {"newer"}


def test_a_ledger_that_cannot_be_written_undoes_the_swap(publisher: Publisher) -> None:
    publish(publisher, "old")
    folder = publisher.ledger / "private"
    folder.write_bytes(b"")
    for tree in publisher.targets:
        fill(publisher, tree, "new")
    with pytest.raises(PublishError, match="TARGET"):
        publisher.publish(("public", "packs"), {"public/1.json": b"", "private/S01/1.json": b""})
    assert all(texts(target) == {"old"} for target in publisher.targets.values())
    assert not list(publisher.ledger.rglob("1.*"))


def test_only_one_run_is_let_in(publisher: Publisher) -> None:
    with publisher.alone(), pytest.raises(PublishError, match="BUSY"), publisher.alone():
        pass
    with publisher.alone():
        pass


def test_a_damaged_journal_is_told(publisher: Publisher) -> None:
    publish(publisher, "old")
    (publisher.state / "journal.json").write_bytes(b'{"trees": ')
    with pytest.raises(PublishError, match="JOURNAL"):
        publisher.recover()
    assert texts(publisher.targets["public"]) == {"old"}


def test_a_target_on_another_disk_is_refused_before_anything_is_made(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.publish._device", lambda folder: folder.name)
    publish(publisher, "old")
    with pytest.raises(PublishError, match="OTHER_DISK"):
        publisher.refuse_unfit_targets()


def test_a_stage_left_behind_is_cleared_and_nothing_published_is_touched(
    publisher: Publisher,
) -> None:
    publish(publisher, "old")
    fill(publisher, "public", "half")
    assert not publisher.recover()
    assert texts(publisher.targets["public"]) == {"old"}
    assert not (publisher.state / "next").exists()


def test_a_folder_with_other_files_is_never_taken_over(publisher: Publisher) -> None:
    folder = publisher.targets["public"]
    folder.mkdir()
    (folder / "thesis.docx").write_bytes(b"years of work")
    (folder / "manifest.json").write_text('{"name": "another program"}', encoding="utf-8")
    with pytest.raises(PublishError, match="FOREIGN"):
        publisher.refuse_unfit_targets()


def test_a_target_below_a_file_is_refused_before_anything_is_made(publisher: Publisher) -> None:
    file = publisher.state.parent / "file"
    file.write_bytes(b"")
    for path in (file, file / "public"):
        with pytest.raises(PublishError, match="TARGET"):
            replace(publisher, targets={"public": path}).refuse_unfit_targets()


def test_a_changed_byte_is_found_by_the_manifest(publisher: Publisher) -> None:
    fill(publisher, "public", "one")
    (publisher.state / "next" / "public" / "index.html").write_bytes(b"two")
    with pytest.raises(PublishError, match=r"index\.html"):
        publisher.verify("public")


def test_a_file_that_nobody_listed_is_found_by_the_manifest(publisher: Publisher) -> None:
    fill(publisher, "public", "one")
    publisher.verify("public")
    (publisher.state / "next" / "public" / "stray.txt").write_bytes(b"stray")
    with pytest.raises(PublishError, match="stray"):
        publisher.verify("public")
