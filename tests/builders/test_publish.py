from __future__ import annotations

from pathlib import Path

import pytest

from builders.publish import (
    MANIFEST,
    Publisher,
    PublishError,
    verify_manifest,
    write_bundle,
    write_manifest,
)


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


@pytest.mark.parametrize("renames_done", range(5))
def test_an_interrupted_swap_is_finished_by_the_next_run(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, renames_done: int
) -> None:
    publish(publisher, "old")
    for tree in ("public", "packs"):
        fill(publisher, tree, "new")
    rename, done = Path.rename, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal done
        if done == renames_done:
            raise KeyboardInterrupt
        done += 1
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(KeyboardInterrupt):
        publisher.publish(("public", "packs"), {"public/new.json": b"{}"})
    monkeypatch.undo()
    assert publisher.recover()
    assert texts(publisher.targets["public"]) == texts(publisher.targets["packs"]) == {"new"}
    assert (publisher.ledger / "public" / "new.json").exists()


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
    with pytest.raises(PublishError, match="FOREIGN"):
        publisher.refuse_foreign_targets()


def test_a_changed_byte_is_found_by_the_manifest(tmp_path: Path) -> None:
    write_bundle(tmp_path, {"index.html": b"one"})
    write_manifest(tmp_path, "edition")
    (tmp_path / "index.html").write_bytes(b"two")
    with pytest.raises(PublishError, match=r"index\.html"):
        verify_manifest(tmp_path)


def test_a_file_that_nobody_listed_is_found_by_the_manifest(tmp_path: Path) -> None:
    write_manifest(tmp_path, "edition")
    (tmp_path / "stray.txt").write_bytes(b"stray")
    with pytest.raises(PublishError, match="stray"):
        verify_manifest(tmp_path)
    assert (tmp_path / MANIFEST).is_file()
