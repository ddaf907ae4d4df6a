"""A workspace whose sheet lies in a cloud, and the commands that are run in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from builders.cli import main
from tests.conftest import ROOT
from tests.google_emulator import ADDRESS, Emulator, serving, tabs_of, write_key
from tests.registry.test_sources_contract import sample, split, workbook
from tests.small_street import AS_OF


@contextmanager
def cloud_workspace(folder: Path) -> Iterator[Emulator]:
    """A folder to work in: public columns are in a cloud, the others in a workbook beside it."""
    public, private = split(sample(folder))
    workbook(folder, private, "内部列.xlsx")
    with ExitStack() as stack:
        emulator = stack.enter_context(serving(Emulator(tabs_of(public))))
        settings = {
            "source": ADDRESS,
            "companion": "内部列.xlsx",
            "google_account": write_key(folder, emulator.address).name,
            "google_gateway": emulator.address,
            "site": (ROOT / "mkdocs.yml").as_posix(),
        }
        write_settings(folder, settings)
        stack.enter_context(chdir(folder))
        yield emulator


def write_settings(folder: Path, entries: Mapping[str, str]) -> None:
    """Add entries to the settings of a workspace."""
    lines = "".join(f'{key} = "{value}"\n' for key, value in entries.items())
    with (folder / "jieyou.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


def without_companion(folder: Path) -> None:
    """Take the workbook of private columns out of the settings."""
    settings = folder / "jieyou.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("companion")]
    settings.write_text("".join(kept), encoding="utf-8")


def run(*arguments: str) -> Result:
    """A command on the day of the small street."""
    return CliRunner().invoke(main, [*arguments, "--as-of", AS_OF.isoformat()])
