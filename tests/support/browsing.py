"""What the functional tests need of a browser: pages of the two widths, and a watch on what a page does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request

ROOT = Path(__file__).resolve().parent.parent.parent
CHOSEN = ROOT / ".cache" / "browser"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 800}

# Every name but our own is unknown to the browser, whatever asks for it.
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"


def launch_options() -> dict[str, Any]:
    """Return how to start the browser that `make test` chose."""
    if not CHOSEN.exists():
        raise FileNotFoundError("No browser has been chosen for the tests: run make browser first.")
    chosen = json.loads(CHOSEN.read_text(encoding="utf-8"))
    return {"executable_path": chosen["executable"], "args": [*chosen["arguments"], NO_OTHER_HOST]}


class Watch:
    """Notes what no page may do: ask another host for anything, break its own policy, fail in a script."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.own = urlsplit(own).netloc
        self.problems: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._script_error(error.error))

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != self.own:
            self.problems.append(f"asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"broke the Content-Security-Policy: {message.text}")

    def _script_error(self, error: Error) -> None:
        self.problems.append(f"a script failed: {error}")
