"""A sealed pack opens with its own password only, and nothing readable is left beside it."""

from __future__ import annotations

import errno
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from builders import cli
from builders.memory import read_memory
from builders.pipeline import build
from builders.request import BuildRequest
from builders.sealing import encrypted
from builders.trees import differing_file
from tests.conftest import ROOT, words_in, workspace_for
from tests.small_street import AS_OF, build_rows, rows_with, small_street
from tests.test_reproducible import digests

PASSWORDS = {"S01": "one=Pine#7", "S02": "two Birches"}
CELL = "MARK-8431"
FILE = "".join(f"{station} = {password}\n" for station, password in PASSWORDS.items())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose packs were published plain, and a file of passwords beside it."""
    folder = tmp_path_factory.mktemp("published")
    build_rows(folder, rows_with(small_street(), "resources", 0, referral=CELL))
    (folder / "passwords.txt").write_text(FILE, encoding="utf-8")
    (folder / "passwords.txt").chmod(0o600)
    (folder / "jieyou.toml").write_text(
        f'source = "sheet"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n', encoding="utf-8"
    )
    return folder


@pytest.fixture
def street(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "street")


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> Result:
    monkeypatch.chdir(folder)
    arguments = ["build", "--as-of", AS_OF.isoformat(), "--password-file", "passwords.txt", *more]
    return CliRunner().invoke(cli.main, arguments)


def opens(path: Path, password: str) -> bool:
    """Whether two readers open the document; they must agree."""
    try:
        with pikepdf.open(path, password=password):
            first = True
    except pikepdf.PasswordError:
        first = False
    try:
        pypdfium2.PdfDocument(path, password=password).close()
    except pypdfium2.PdfiumError:
        assert not first
        return False
    assert first
    return True


def test_each_pdf_opens_with_the_password_of_its_station_only(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(street, monkeypatch)
    assert result.exit_code == 0, result.output
    assert "清单.xlsx" in result.output
    files = [path for path in (street / "packs").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".pdf", ".json"}
    for path in files:
        if path.suffix == ".pdf":
            mine = path.parent.name[:3]
            tried = {s: opens(path, p) for s, p in {**PASSWORDS, "none": "", "x": "wrong"}.items()}
            assert tried == {s: s == mine for s in tried}
    assert not differing_file(street / "packs")
    assert not any(
        password in result.output + (street / "packs" / "manifest.json").read_text("utf-8")
        for password in PASSWORDS.values()
    )


def test_no_readable_word_of_a_cell_is_in_a_folder_that_travels(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = build(_request(street, out=street / "away"))
    assert any(CELL in words_in(path) for path in plain.folders["packs"].rglob("*.html"))
    result = run(street, monkeypatch, "--out", "away")
    assert result.exit_code == 0, result.output
    travelling = [path for path in (street / "away").rglob("*") if path.is_file()]
    packed = [path for path in travelling if path.suffix in {".xlsx", ".zip"}]
    assert not [path for path in packed if not path.is_relative_to(street / "away" / "public")]
    for path in travelling:
        data = path.read_bytes()
        assert CELL.encode() not in data, path
        assert not any(password.encode() in data for password in PASSWORDS.values())


def test_packs_that_could_not_be_encrypted_are_not_left_in_clear(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("builders.pipeline.seal_packs", full)
    assert run(street, monkeypatch, "--out", "away").exit_code == 4
    assert not list((street / "away").rglob("*.pdf"))


def test_plain_builds_before_and_after_hold_the_same_bytes(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {tree: digests(street / tree) for tree in ("public", "packs", "editions")}
    memory = street / ".jieyou" / "memory" / "packs.json"
    remembered = memory.read_bytes()
    assert run(street, monkeypatch).exit_code == 0
    assert digests(street / ".jieyou" / "previous" / "packs") == before["packs"]
    assert not read_memory(memory).parts
    # A run that is killed after the swap leaves the memory of the plain packs.
    memory.write_bytes(remembered)
    build(_request(street))
    assert {tree: digests(street / tree) for tree in before} == before


def test_a_refused_file_is_told_in_sentences_and_nothing_is_touched(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(street / "packs")
    path = street / "passwords.txt"
    path.write_text("S01 = secret\nsecret-pass = S02\nS02 = Tr0ub4dor\n", encoding="utf-8")
    path.chmod(0o644)
    result = run(street, monkeypatch)
    assert result.exit_code == 2
    for words in ("别的用户", "第 1 行：密码太短", "第 2 行：等号左边不是"):
        assert words in result.stderr
    assert "secret" not in result.output
    assert "Tr0ub4dor" not in result.output
    assert digests(street / "packs") == before


def test_passwords_without_packs_and_below_a_published_tree_are_refused(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(street, monkeypatch, "--only", "public", "--out", "away")
    assert (result.exit_code, "--only public" in result.stderr) == (2, True)
    (street / "public" / "passwords.txt").write_text(FILE, encoding="utf-8")
    monkeypatch.chdir(street)
    arguments = ["build", "--password-file", "public/passwords.txt"]
    refused = CliRunner().invoke(cli.main, arguments)
    assert (refused.exit_code, "passwords.txt" in refused.stderr) == (4, True)


def test_a_document_may_be_printed_and_read_aloud_but_not_changed() -> None:
    blank = io.BytesIO()
    pikepdf.new().save(blank)
    password = PASSWORDS["S02"]
    one, other = (encrypted(blank.getvalue(), password) for _ in range(2))
    assert one != other
    with pikepdf.open(io.BytesIO(one), password=password) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert not pdf.owner_password_matched
        allowed = pdf.allow
    assert allowed.print_highres
    assert allowed.accessibility
    assert not any([allowed.modify_other, allowed.modify_annotation, allowed.modify_form])


def _request(street: Path, out: Path | None = None) -> BuildRequest:
    request = BuildRequest(workspace=workspace_for(street, street / "sheet"), as_of=AS_OF)
    return replace(request, out=out)
