"""Runs the mutation tests of the kernel (`make mutants`) and says which changes no test noticed.

The kernel and the tests that hold it are copied to `.build/mutation`, where mutmut changes each function in every small
way it knows and runs the tests on each. What survives has to stand, with the reason why it does no harm, in
`tests/mutants/explained.txt`: a function, the line as it is and as it was changed. Anything else ends this with 1.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".build" / "mutation"
EXPLAINED = ROOT / "tests" / "mutants" / "explained.txt"
COPIED = (
    "standing/__init__.py",
    "standing/core",
    "bench",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/support",
    "tests/generative",
    "tests/mutants",
    "tests/unit/core/engine/test_kernel_parts.py",
    "tests/unit/core/engine/test_kernel_steps.py",
    "tests/unit/core/engine/test_question_steps.py",
    "tests/unit/core/engine/test_walking_steps.py",
    "pyproject.toml",
)
NOT_NOTICED = {0, 33}
"""The codes that mutmut keeps for what no test noticed, and for what no test ran."""
KILLED = {"killed", "timeout", "caught by type check", "segfault", "suspicious"}

Change = tuple[str, str, str]
"""The function, the line as it is, and as it was changed."""


def prepare() -> None:
    """Copy what is changed and what tests it. What tests noticed last time in unchanged functions is kept; what they
    did not is asked again, since they may have changed.
    """
    for name in COPIED:
        target = PLACE / name
        if (ROOT / name).is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    (PLACE / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    for path in PLACE.glob("mutants/**/*.meta"):
        found = json.loads(path.read_text(encoding="utf-8"))
        codes = found["exit_code_by_key"]
        codes.update({name: None for name, code in codes.items() if code in NOT_NOTICED})
        path.write_text(json.dumps(found), encoding="utf-8")


def mutmut(*words: str) -> str:
    """Run mutmut in the copy, and return what it prints."""
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=PLACE, capture_output=True, text=True, check=False).stdout


def outcomes() -> dict[str, str]:
    """What became of each changed function."""
    lines = re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", mutmut("results", "--all", "true"), re.MULTILINE)
    return dict(lines)


def change_of(name: str) -> Change:
    """What was changed under a name."""
    lines = mutmut("show", name).splitlines()
    changed = [line for line in lines if re.match(r"[-+](?![-+])", line)]
    before, after = ([line[1:].strip() for line in changed if line[0] == sign] for sign in "-+")
    function = re.sub(r"\.x_(.+)__mutmut_\d+$", r".\1", name).removeprefix("standing.core.engine.kernel.")
    return function, " ".join(before), " ".join(after)


def explained() -> Iterator[Change]:
    """The changes that are known to do no harm: blocks of `function`, `- line`, `+ line` under the words why."""
    for block in EXPLAINED.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        for function, before, after in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
            yield function, before.removeprefix("- "), after.removeprefix("+ ")


def main() -> int:
    """Run, print the numbers by part of the kernel, and name what survives unexplained."""
    prepare()
    subprocess.run([sys.executable, "-m", "mutmut", "run", *sys.argv[1:]], cwd=PLACE, check=False)
    found = outcomes()
    if not found:
        print("mutmut has changed nothing: see what it says above.", file=sys.stderr)
        return 1
    survived = {change_of(name): name for name, outcome in found.items() if outcome not in KILLED}
    known = set(explained())
    of_part = Counter(name.split(".")[4] for name in found)
    left = Counter(name.split(".")[4] for name in survived.values())
    print(f"\n{'part':<12} {'changes':>8} {'noticed':>8} {'explained':>10} {'unexplained':>12}")
    for part in [*sorted(of_part), ""]:
        names = {change: name for change, name in survived.items() if not part or name.split(".")[4] == part}
        number, alive = (of_part[part], left[part]) if part else (len(found), len(survived))
        why = len(names.keys() & known)
        print(f"{part or 'all':<12} {number:>8} {number - alive:>8} {why:>10} {alive - why:>12}")
    for change in sorted(survived.keys() - known):
        print(f"\n{change[0]}\n- {change[1]}\n+ {change[2]}")
    for change in sorted(known - survived.keys()):
        print(f"\nexplained, and noticed or gone by now: {change}")
    return 1 if survived.keys() - known else 0


if __name__ == "__main__":
    sys.exit(main())
