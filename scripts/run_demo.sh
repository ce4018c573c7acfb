#!/usr/bin/env bash
# Serves the store in STANDING_HOME on 127.0.0.1:$1; builds the demonstration service first where there is no store.
# Run by `make run`.
set -euo pipefail
cd "$(dirname "$0")/.."
standing=.venv/bin/standing
store=$STANDING_HOME/standing.sqlite3
# There while the demonstration is being built: what an interrupted building has left is removed, and nothing else is.
unfinished=$STANDING_HOME/demonstration-unfinished
sign_ins=$STANDING_HOME/demo-sign-in.json

build() {
    mkdir -p "$STANDING_HOME"
    if [ -e "$unfinished" ]; then
        echo "The demonstration was not finished last time; it is built anew."
        rm -f "$store"* "$STANDING_HOME"/standing.audit-head.json* "$sign_ins"
    fi
    touch "$unfinished"
    "$standing" demo
    rm "$unfinished"
}

if [ -z "${STANDING_DATABASE_URL:-}" ]; then
    if [ ! -e "$store" ] || [ -e "$unfinished" ]; then
        echo "Building the demonstration service (a minute or so)"
        build
    elif [ -e "$sign_ins" ]; then
        .venv/bin/python -c "import json, sys; from standing.cli.demo import print_sign_ins as show; show(json.load(open(sys.argv[1])))" \
            "$sign_ins"
    fi
fi
exec "$standing" serve --host 127.0.0.1 --port "$1"
