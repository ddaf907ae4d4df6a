"""Ask judges from outside about a finished build: ``make audit``.

Every judge is used when it is on this machine; otherwise one line says how to get it. Programs
are looked for on the PATH, npm packages in ``node_modules`` here and in the folders of NODE_PATH.
Nothing is downloaded. The exit status is 1 only when a judge that is present finds an error.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from builders.workspace import find_workspace
from docs.tools.round_trip import saved_by_libreoffice
from tests.ensure_chromium import find_chromium

PAGES = ("index.html", "p/P001.html", "search.html", "names.html", "standards.html", "s/S01.html")
"""Pages of each kind, for the judges that take long over one."""

LOWEST_SCORES = {"performance": 90, "accessibility": 100, "best-practices": 95, "seo": 90}
"""What Lighthouse must give at least, out of a hundred."""

VNU = "vnu-jar/build/dist/vnu.jar"
AXE = "axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
ON_EACH_PAGE = ("内部使用", "公开版次", "站内版次", "有效期至", "用后回收", "共")
SHOWN = 20
"""How many findings of one judge are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What is judged: the two output trees and the workbook they were made from."""

    public: Path
    packs: Path
    workbook: Path

    def papers(self) -> list[Path]:
        """All printed lists of all stations."""
        return sorted(self.packs.glob("*/*.pdf"))


class Judge(NamedTuple):
    """One judge; ``needs`` are programs or npm files, ``ask`` gives its findings."""

    name: str
    needs: tuple[str, ...]
    how_to_get: str
    ask: Callable[[Build], Iterator[str]]


def find(name: str) -> str | None:
    """A program on the PATH or of an npm package, or a file inside ``node_modules``."""
    if name == "chromium":
        return find_chromium()
    folders = ["node_modules", *os.environ.get("NODE_PATH", "").split(os.pathsep)]
    for folder in filter(None, folders):
        for path in (Path(folder) / name, Path(folder) / ".bin" / name):
            if path.is_file():
                return str(path.absolute())
    return shutil.which(name)


def libreoffice(build: Build) -> Iterator[str]:
    """Opens the workbook that editors fill and the workbook of one station."""
    books = [build.workbook, *sorted(build.packs.glob("*/*.xlsx"))[:1]]
    for book in (one for one in books if one.suffix == ".xlsx" and one.is_file()):
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            order = ["--headless", "--convert-to", "pdf", "--outdir", folder, str(book)]
            done = run(["soffice", profile, *order])
            if not list(Path(folder).glob("*.pdf")):
                yield f"{book.name}: not opened: {done.stdout} {done.stderr}".strip()


def round_trip(_: Build) -> Iterator[str]:
    """Saves the workbooks for editors as .xlsx and .ods and checks them again."""
    yield from saved_by_libreoffice(find("soffice") or "soffice")


def nu_checker(build: Build) -> Iterator[str]:
    """Reads every page and style sheet of the site, and the page of one station's pack."""
    pages = sorted(build.packs.glob("*/*.html"))[:1]
    jar = find(VNU) or ""
    order = ["--errors-only", "--skip-non-html", "--format", "gnu", str(build.public)]
    done = run(["java", "-Xss4m", "-jar", jar, *order, *map(str, pages)])
    places: dict[str, list[str]] = {}
    for line in done.stderr.splitlines():
        place, _, message = line.partition(": error: ")
        places.setdefault(message, []).append(place)
    places.pop("", None)
    for message, found in sorted(places.items(), key=lambda one: -len(one[1])):
        yield f"{len(found)} x {message} first at {found[0]}"


def lighthouse(build: Build) -> Iterator[str]:
    """Scores the home page and a policy page as a phone would load them."""
    with served(build.public) as address:
        for page in PAGES[:2]:
            yield from low_scores(page, f"{address}/{page}")


def low_scores(page: str, address: str) -> Iterator[str]:
    """The scores of one page that are too low, with the audits that cost most."""
    flags = "--chrome-flags=--headless=new --no-sandbox"
    os.environ["CHROME_PATH"] = find("chromium") or ""
    done = run(["lighthouse", address, "--quiet", "--output=json", "--output-path=stdout", flags])
    if done.returncode:
        yield f"{page}: lighthouse failed: {done.stderr.strip()[-300:]}"
        return
    report = json.loads(done.stdout)
    for key, lowest in LOWEST_SCORES.items():
        category = report["categories"][key]
        score = round(100 * (category["score"] or 0))
        sys.stdout.write(f"  {page}: {key} {score}\n")
        weighed = [report["audits"][one["id"]] for one in category["auditRefs"] if one["weight"]]
        failed = [one["id"] for one in weighed if (one["score"] or 1) < LOWEST_SCORES["seo"] / 100]
        failed += [one["id"] for one in weighed if one["score"] == 0]
        if score < lowest:
            yield f"{page}: {key} {score}, wanted {lowest}: {', '.join(failed)}"


def axe(build: Build) -> Iterator[str]:
    """Looks at pages of each kind on a narrow phone, from the folder itself."""
    script = Path(find(AXE) or "").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"))
        view = browser.new_page(viewport={"width": 390, "height": 844})
        for page in PAGES:
            view.goto((build.public / page).absolute().as_uri())
            view.evaluate(script)
            found = view.evaluate(
                "rules => axe.run({runOnly: rules}).then(r => r.violations.map("
                "v => v.id + ', ' + v.nodes.length + ' x: ' + v.nodes[0].target.join(' ')))",
                AXE_RULES,
            )
            yield from (f"{page}: {one}" for one in found)
        browser.close()


def qpdf(build: Build) -> Iterator[str]:
    """Checks the structure of every printed list."""
    for paper in build.papers():
        done = run(["qpdf", "--check", str(paper)])
        if done.returncode:
            yield f"{paper.parent.name}/{paper.name}: {(done.stderr or done.stdout).strip()}"


def pdftotext(build: Build) -> Iterator[str]:
    """Reads every printed list back: each page says whose it is and that it is internal."""
    for paper in build.papers():
        done = run(["pdftotext", "-enc", "UTF-8", "-layout", str(paper), "-"])
        station = paper.parent.name.partition("-")[2]
        pages = done.stdout.split("\f")[:-1]
        if not pages:
            yield f"{paper.parent.name}/{paper.name}: no page could be read"
        for number, page in enumerate(pages, start=1):
            text = "".join(page.split()).replace("\u2060", "")
            missing = [words for words in (station, *ON_EACH_PAGE) if words not in text]
            if missing:
                where = f"{paper.parent.name}/{paper.name} page {number}"
                yield f"{where}: lacks {', '.join(missing)}"


SYSTEM = "from the packages of your system: "
NPM = "Chromium or Java, and: npm install --no-save "
JUDGES = (
    Judge("LibreOffice", ("soffice",), f"{SYSTEM}libreoffice-calc", libreoffice),
    Judge("LibreOffice round trip", ("soffice",), f"{SYSTEM}libreoffice-calc", round_trip),
    Judge("Nu HTML checker", ("java", VNU), f"{NPM}vnu-jar", nu_checker),
    Judge("axe-core", ("chromium", AXE), f"{NPM}axe-core", axe),
    Judge("Lighthouse", ("chromium", "lighthouse"), f"{NPM}lighthouse", lighthouse),
    Judge("qpdf", ("qpdf",), f"{SYSTEM}qpdf", qpdf),
    Judge("pdftotext", ("pdftotext",), f"{SYSTEM}poppler-utils", pdftotext),
)


def main(arguments: Sequence[str]) -> int:
    """Judge the published trees of this workspace, or those below the folder that is named."""
    workspace = find_workspace(Path.cwd(), os.environ, {})
    workbook = workspace.source.path
    build = Build(public=workspace.public, packs=workspace.packs, workbook=workbook)
    if arguments:
        folder = Path(arguments[0])
        build = Build(
            public=folder / "public", packs=folder / "packs", workbook=workspace.source.path
        )
    if not build.public.is_dir() or not build.papers():
        sys.stdout.write("nothing to judge yet; first run: make build\n")
        return 1
    return max(judge_one(judge, build) for judge in JUDGES)


def judge_one(judge: Judge, build: Build) -> int:
    """Print what one judge finds; 1 when it found something."""
    missing = [name for name in judge.needs if find(name) is None]
    if missing:
        sys.stdout.write(f"{judge.name}: missing here ({judge.how_to_get})\n")
        return 0
    findings = list(judge.ask(build))
    sys.stdout.write(f"{judge.name}: {len(findings) or 'no'} findings\n")
    for finding in findings[:SHOWN]:
        sys.stdout.write(f"  {finding}\n")
    return 1 if findings else 0


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine only, for as long as it takes; gives the address."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing about requests."""


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a judge that was found on this machine and collect what it says."""
    program = find(command[0]) or command[0]
    return subprocess.run(  # noqa: S603  # one of the judges above, no shell
        [program, *command[1:]],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
