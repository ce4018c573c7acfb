"""The menu, gathered from the areas.

An area takes part by a module `nav` with a function `items(account)` that returns rows `(order, text, name of
the page)`: those which this account may open. A row may end with a fourth element, a path beginning; the item
then shows as where one is for every page under it. `account_items(account)` does the same for the corner of
the page that holds the account's own pages. The site knows no permission.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Item:
    """A link of the menu. `here`: "page" on the page itself, "section" on a page under it, "" elsewhere."""

    text: str
    href: str
    here: str = ""

    def as_params(self) -> dict[str, Any]:
        """Return the options of the NHS header's navigation."""
        return {
            "text": self.text,
            "href": self.href,
            "current": self.here == "page",
            "active": bool(self.here),
        }


@cache
def area_modules(name: str) -> tuple[ModuleType, ...]:
    """Return the modules of this name that the areas have, in the order of the areas."""
    places = (f"standing.areas.{area}.{name}" for area in settings.AREAS)
    return tuple(import_module(place) for place in places if find_spec(place))


def menu(account: Any, path: str) -> list[Item]:
    """Return the main menu of an account, marked with where `path` is."""
    rows: list[tuple[Any, ...]] = [(0, "Home", "home")]
    for module in area_modules("nav"):
        rows.extend(module.items(account))
    return _items(sorted(rows, key=lambda row: (row[0], row[1])), path)


def account_links(account: Any) -> list[Item]:
    """Return the account's own pages, which the areas name with `account_items`."""
    rows: list[tuple[Any, ...]] = []
    for module in area_modules("nav"):
        rows.extend(getattr(module, "account_items", lambda account: [])(account))
    return _items(sorted(rows, key=lambda row: (row[0], row[1])), "")


def alerts(account: Any) -> list[tuple[str, str]]:
    """Return what stands at the top of every page of an account until it is done, as (title, address).

    An area takes part by a module `banner` with a function `alerts(account)`. It is asked on every page.
    """
    return [row for module in area_modules("banner") for row in module.alerts(account)]


def _items(rows: Iterable[tuple[Any, ...]], path: str) -> list[Item]:
    made = []
    for _, text, name, *section in rows:
        href = reverse(name)
        under = section[0] if section else (href if href != "/" else "")
        here = "page" if path == href else "section" if under and path.startswith(under) else ""
        made.append(Item(text, href, here))
    return made
