"""NICE's list of products (`products-lite`, HAL in JSON): what each is, whether it is withdrawn, when it last changed.

The published list has rows of NICE's own tests among the real ones, and no mark on them. What looks like one is set
aside, with the reason, for a person to take in if it is real: nothing is dropped.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from standing.core.formats.results import Findings, Problem, where
from standing.core.policies.feeds import PUBLISHED, WITHDRAWN, FeedItem, FeedReading

FORMAT = "nice-products"
NAME = "NICE products"

_LIST = ("_embedded", "nice.publications:product-list-lite", "_embedded", "nice.publications:product-lite")
_STATUSES = {"Published": PUBLISHED, "Withdrawn": WITHDRAWN}
_ID = re.compile(r"([A-Z]{2,6})([1-9][0-9]{0,5})", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_UNKNOWN_DAY = "0001-01-01"
_TEST = re.compile(
    r"^(?:this is (?:a test|the indicator)\b|test(?:master)?\b|pub\d+\b|chapter headings\b|new indicator product\b)"
    r"|\bmaster (?:brand|changes)\b|\btest(?: again from scratch)?$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:placeholder|untitled|tbc|to be confirmed|lorem ipsum|dummy|do not use)\b", re.IGNORECASE
)

LEAST_OF_A_SERIES = 20
"""How many products a series needs before a jump in its numbers means anything: a short extract is all jumps."""
WIDEST_GAP = 10
"""A real number follows the one before it within so many; withdrawn products stay in the list."""

_DO_CHECK = "Check that this is NICE’s list of products as its feed gives it."


def is_one(data: bytes) -> bool:
    """Whether the file begins as NICE's list of products does."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _LIST[-1].encode() in data


def read(data: bytes, file: str) -> FeedReading:
    """Every product of the list, each oddity as a problem, and each row that looks like a test set aside."""
    rows = _rows(data, file)
    if isinstance(rows, Problem):
        return FeedReading(FORMAT, problems=(rows,))
    findings = Findings(file)
    items: dict[str, FeedItem] = {}
    for number, row in enumerate(rows, 1):
        item = _item(row, number, findings)
        if item is None:
            continue
        if item.key in items:
            findings.problem(
                number, f"{item.key} stands in the list twice", "The first is kept. Compare the two."
            )
        else:
            items[item.key] = item
    if not items:
        nothing = Problem(where(file, 1), "no product in the list could be read", _DO_CHECK)
        return FeedReading(FORMAT, repairs=tuple(findings.repairs), problems=(nothing, *_asking(findings)))
    found = tuple(_set_aside(items.values()))
    return FeedReading(FORMAT, found, tuple(findings.repairs), _asking(findings))


def _asking(findings: Findings) -> tuple[Problem, ...]:
    """What is odd of one row is for a person, and refuses no other."""
    return tuple(replace(problem, refuses=False) for problem in findings.problems)


def _rows(data: bytes, file: str) -> list[Any] | Problem:
    try:
        found: Any = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(where(file, line), "a character is not UTF-8", "Save the feed again as it was sent.")
    except json.JSONDecodeError as error:
        return Problem(
            where(file, error.lineno), f"the file is not whole JSON: {error.msg}", "Fetch the feed again."
        )
    except RecursionError:
        return Problem(where(file, 1), "the file is nested too deeply to be NICE’s list", _DO_CHECK)
    for name in _LIST:
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, dict):  # a list of one is written as the one
        found = [found]
    if not isinstance(found, list):
        return Problem(where(file, 1), f"there is no list under {' / '.join(_LIST)}", _DO_CHECK)
    return found


def _item(row: Any, number: int, findings: Findings) -> FeedItem | None:
    if not isinstance(row, dict):
        findings.problem(number, "this is no product", _DO_CHECK)
        return None
    key, status = row.get("Id"), row.get("ProductStatus")
    if not isinstance(key, str) or not _ID.fullmatch(key):
        findings.problem(number, f"found Id {key!r}, expected one like NG10", "The row is not taken.")
        return None
    if status not in _STATUSES:
        findings.problem(
            number, f"{key} has the status {status!r}, expected Published or Withdrawn", "It is not taken."
        )
        return None
    return FeedItem(
        key=key,
        title=_title(row.get("Title"), number, findings),
        kind=str(row.get("ProductGroup") or row.get("ProductType") or ""),
        status=_STATUSES[status],
        row=number,
        published_on=_day(row.get("PublishedDate"), f"{key} PublishedDate", number, findings),
        modified_on=_day(
            row.get("LastMajorModificationDate"), f"{key} LastMajorModificationDate", number, findings
        ),
    )


def _title(text: Any, number: int, findings: Findings) -> str:
    if not isinstance(text, str):
        return ""
    plain = " ".join(text.split())
    if plain != text:
        findings.repair(number, "spaces made plain in a title", text, plain)
    return plain


def _day(text: Any, what: str, number: int, findings: Findings) -> date | None:
    """A day, or none: absent, or the year 1, which stands for an unknown one."""
    if text is None or text == "":
        return None
    found = _DAY.fullmatch(text) if isinstance(text, str) else None
    if found and found[1] == _UNKNOWN_DAY:
        findings.repair(number, f"{what} of the year 1 is no day", text, "")
        return None
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        findings.problem(number, f"{what}: found {text!r}, expected a day", "It is taken without that day.")
        return None


def _set_aside(items: Iterable[FeedItem]) -> Iterator[FeedItem]:
    found = list(items)
    far = _far_beyond(found)
    for item in found:
        yield replace(item, set_aside=_why_aside(item, far))


def _why_aside(item: FeedItem, far: dict[str, int]) -> str:
    if not item.title:
        return "it has no title"
    if _TEST.search(item.title):
        return "its title reads like a test"
    if _PLACEHOLDER.search(item.title):
        return "its title is a placeholder"
    if item.key in far:
        return f"its number is far beyond the {far[item.key]} that its series has reached"
    return ""


def _far_beyond(items: Iterable[FeedItem]) -> dict[str, int]:
    """The products whose number comes after a jump in their series, with the number before the jump."""
    series: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for item in items:
        name, number = _ID.fullmatch(item.key).groups()  # type: ignore[union-attr]  # read by it
        series[name].append((int(number), item.key))
    far: dict[str, int] = {}
    for numbers in series.values():
        numbers.sort()
        before = 0
        for place, (number, _) in enumerate(numbers):
            if place >= LEAST_OF_A_SERIES and number - before > WIDEST_GAP:
                far |= {key: before for _, key in numbers[place:]}
                break
            before = number
    return far
