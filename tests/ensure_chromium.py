"""Find a Chromium for the browser tests, or install one; never let the tests pass without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of a Chromium: the one named in JIEYOU_CHROMIUM, on the PATH, or Playwright's."""
    named = os.environ.get("JIEYOU_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow, needed here only

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _install() -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *step], check=False, env=quiet, stdout=subprocess.DEVNULL)  # noqa: S607  # a fixed command
        return
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    )  # a fixed command


def main() -> int:
    """Exit status 0 when there is a Chromium, 1 with a sentence when none can be had."""
    if find_chromium() is None:
        _install()
    path = find_chromium()
    if path is None:
        sys.stderr.write(
            "浏览器测试需要 Chromium,但没有找到,也没能装上。"
            "请用系统的软件包管理器安装 chromium,或用环境变量 JIEYOU_CHROMIUM 写明它的路径。\n"
        )
        return 1
    sys.stdout.write(f"Chromium: {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
