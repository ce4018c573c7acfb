#!/usr/bin/env bash
# Shows that the core works alone: a new environment with requirements/core.txt and the built package, no web, no
# database; in it `standing evaluate` answers from a folder of facts, and what needs the web says so.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
alone=$root/.cache/core-alone
pip() { "$alone/venv/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
fail() { echo "core alone: $*" >&2; exit 1; }

rm -rf "$alone"
mkdir -p "$alone/facts"
"$root/.venv/bin/python" -m venv "$alone/venv"
pip install --require-hashes -r requirements/core.txt
# The wheel is built by what requirements/build.txt has put in .venv, as on a machine that has no build tools.
"$root/.venv/bin/python" -m pip --quiet --disable-pip-version-check wheel --no-deps --no-build-isolation \
    --wheel-dir "$alone/wheel" "$root"
pip install --no-deps "$alone"/wheel/*.whl

cat >"$alone/facts/standards.csv" <<'CSV'
standard,validity_months
MH14@2013,12
CSV
cat >"$alone/facts/decisions.csv" <<'CSV'
decision,person,standard,outcome,decided_on
1,ama,MH14@2013,met,2024-02-29
CSV

# Away from the checkout, so that only what was installed can answer.
cd "$alone"
standing=$alone/venv/bin/standing
for package in django jinja2 allauth numpy; do
    if "$alone/venv/bin/python" -c "import $package" 2>/dev/null; then fail "$package is installed; it should not be"; fi
done

answer=$("$standing" evaluate facts --at 2025-02-28 --out -)
expected='person,standard,context,from,to,status,reasons,expires_on
ama,MH14@2013,,2025-02-28,2025-03-01,due,expiring,2025-02-28'
[ "${answer//$'\r'/}" = "$expected" ] || fail "standing evaluate answered:
$answer
instead of:
$expected"

code=0
said=$("$standing" demo 2>&1) || code=$?
[ "$code" = 2 ] || fail "standing demo, which needs the web, ended with $code instead of 2: $said"
case $said in *web*) ;; *) fail "standing demo does not say that it needs the web: $said" ;; esac
echo "core alone: standing evaluate answers without the web installed"
