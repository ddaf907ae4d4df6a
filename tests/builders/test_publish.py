from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders.publish import Publisher, PublishError
from tests.builders.publications import KilledError, Steps, fill, publish, publisher_in, texts


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return publisher_in(tmp_path)


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


def test_what_was_staged_beside_the_trees_is_not_kept(publisher: Publisher) -> None:
    publish(publisher, "one")
    (publisher.stage("records") / "private.json").write_bytes(b"{}")
    publish(publisher, "two")
    kept = {path.name for path in (publisher.state / "previous").iterdir()}
    assert kept == {"public", "packs", "editions"}


def test_what_is_held_open_in_the_published_tree_stays_readable(publisher: Publisher) -> None:
    publish(publisher, "old")
    with (publisher.targets["public"] / "index.html").open(encoding="utf-8") as file:
        publish(publisher, "new")
        assert file.read() == "old"
    assert texts(publisher.targets["public"]) == {"new"}


def test_a_tree_that_somebody_changed_is_replaced_by_one_with_the_same_manifest(
    publisher: Publisher,
) -> None:
    publish(publisher, "same")
    (publisher.targets["public"] / "index.html").write_text("scribbled", encoding="utf-8")
    publish(publisher, "same")
    assert texts(publisher.targets["public"]) == {"same"}


def test_a_swap_whose_new_tree_was_lost_is_undone(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(publisher, "old")
    steps = Steps(monkeypatch, last=10**6, failure=KilledError())
    publish(publisher, "older")
    monkeypatch.undo()
    # The swap of the first tree is the step after the journal's rename and its folder.
    kill = next(n for n, step in enumerate(steps.done) if step == "change_places") + 1
    Steps(monkeypatch, last=kill, failure=KilledError())
    with pytest.raises(KilledError):
        publish(publisher, "new")
    monkeypatch.undo()
    (publisher.state / "next" / "public" / "index.html").write_bytes(b"")
    recovery = publisher.recover()
    assert recovery is not None
    assert (recovery.was_finished, recovery.editions["packs"]) == (False, "older")
    assert all(texts(target) == {"older"} for target in publisher.targets.values())
    assert not (publisher.ledger / "public" / "new.json").exists()


# Rollback


def test_a_rollback_brings_both_trees_and_the_ledger_back(publisher: Publisher) -> None:
    publish(publisher, "old")
    publish(publisher, "new")
    assert publisher.previous_editions() == {"public": "old", "packs": "old"}
    publisher.roll_back()
    assert all(texts(target) == {"old"} for target in publisher.targets.values())
    assert {path.name for path in (publisher.ledger / "public").iterdir()} == {
        "old.json",
        "new.json",
        "new.json.withdrawn",
    }
    assert texts(publisher.state / "withdrawn") == {"new"}


def test_only_one_publication_can_be_rolled_back(publisher: Publisher) -> None:
    publish(publisher, "old")
    with pytest.raises(PublishError, match="NOTHING_EARLIER"):
        publisher.roll_back()
    publish(publisher, "new")
    publisher.roll_back()
    with pytest.raises(PublishError, match="NOTHING_EARLIER"):
        publisher.roll_back()
    publish(publisher, "newer")
    assert not (publisher.state / "withdrawn").exists()
    publisher.roll_back()
    assert texts(publisher.targets["public"]) == {"old"}


def test_a_folder_with_other_files_is_never_taken_over(publisher: Publisher) -> None:
    folder = publisher.targets["public"]
    folder.mkdir()
    (folder / "thesis.docx").write_bytes(b"years of work")
    (folder / "manifest.json").write_text('{"name": "another program"}', encoding="utf-8")
    with pytest.raises(PublishError, match="FOREIGN"):
        publisher.refuse_unfit_targets()


def test_a_file_that_somebody_put_into_a_published_tree_is_not_thrown_away(
    publisher: Publisher,
) -> None:
    publish(publisher, "old")
    publisher.refuse_unfit_targets()
    (publisher.targets["public"] / "CNAME").write_bytes(b"example.org")
    with pytest.raises(PublishError, match="FOREIGN_FILE") as caught:
        publisher.refuse_unfit_targets()
    assert "CNAME" in str(caught.value.path)


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
