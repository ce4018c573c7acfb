#!/usr/bin/env bash
# Compiles requirements/*.txt from pyproject.toml and requirements/*.in: every file's hash of every release chosen, and no
# index or download address. uv is used because it reads none of pip's settings, so nothing local leaks into the files.
# Releases already chosen are kept; UPGRADE=1 takes the newest allowed.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate
    --no-config --no-strip-extras --custom-compile-command "make requirements")
if [ -n "${UPGRADE:-}" ]; then options+=(--upgrade); fi

"$uv" pip compile "${options[@]}" requirements/build.in -o requirements/build.txt
"$uv" pip compile "${options[@]}" pyproject.toml --extra web --extra build --extra postgresql --extra bulk requirements/dev.in \
    -o requirements/dev.txt
# The smaller sets take the releases chosen for the largest, so that what is tested is what runs.
"$uv" pip compile "${options[@]}" -c requirements/dev.txt pyproject.toml --extra web --extra build -o requirements/web.txt
"$uv" pip compile "${options[@]}" -c requirements/dev.txt pyproject.toml -o requirements/core.txt
"$uv" pip compile "${options[@]}" -c requirements/dev.txt pyproject.toml --extra postgresql --extra web --extra build \
    -o requirements/postgresql.txt
# What only some targets of make need, and is too large to be installed for every run of the tests.
"$uv" pip compile "${options[@]}" -c requirements/dev.txt requirements/mutants.in -o requirements/mutants.txt
"$uv" pip compile "${options[@]}" -c requirements/dev.txt pyproject.toml --extra spark -o requirements/spark.txt
