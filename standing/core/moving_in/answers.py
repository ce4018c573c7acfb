"""What a person answered about a file, step by step: plain data that can be kept, sent as JSON and used again.

Days are ISO text. An answer to a question that no longer arises does no harm: it is kept, and read by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from standing.core.moving_in.labels import Target

NO_DAY = "none"
"""Answered for the ticks of a column that count from no day: nothing is written of them."""

NEW_PLACE, HELD_PLACE = "new", "is"
"""Answered for a unit or a role that is to be made, and for one that is held (`is:CODE`)."""

NEVER = "never"
"""Answered for a standard that does not expire."""

MOST_MONTHS, MOST_GRACE_DAYS = 120, 366

Texts = Mapping[str, str]


class BadAnswer(ValueError):
    """An answer that cannot be one. The words name its place, what was found and what is expected."""


@dataclass(frozen=True)
class SheetAnswer:
    """Whether a sheet is read, how it is laid out where that was corrected, and the unit and role of whoever's row
    names none.

    `layout` has `header_rows`, `fields` (what each column number tells), `label_column` and `columns`; empty: as found.
    """

    read: bool = True
    layout: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""
    role: str = ""


@dataclass(frozen=True)
class RuleAnswer:
    """How long a decision on a standard lasts: months (None: never expires), and days of grace."""

    months: int | None
    grace: int


@dataclass(frozen=True)
class Answers:
    """Everything answered about one file.

    `sheets` by the name of each; `conventions` by the key of each question about a column; `labels` and `ticks` by
    `label_key`; `rules` by the id of each standard; `units` and `roles` by the words of the file, folded; `people` by
    the key of each question. `replace_later`: whether a later day stands in the place of an earlier import's.
    `ask_of_roles`: whether each role of the file is to ask for the courses of its sheet.
    """

    sheets: Mapping[str, SheetAnswer] = field(default_factory=dict)
    conventions: Texts = field(default_factory=dict)
    labels: Texts = field(default_factory=dict)
    ticks: Texts = field(default_factory=dict)
    rules: Mapping[str, RuleAnswer] = field(default_factory=dict)
    units: Texts = field(default_factory=dict)
    roles: Texts = field(default_factory=dict)
    people: Texts = field(default_factory=dict)
    replace_later: bool | None = None
    ask_of_roles: bool | None = None

    def with_more(self, **more: Any) -> Answers:
        """With further answers: tables are added to, the newer winning; a yes or no is replaced."""
        changed: dict[str, Any] = {
            name: {**getattr(self, name), **value} if isinstance(value, Mapping) else value
            for name, value in more.items()
        }
        return replace(self, **changed)

    def counts_from(self) -> dict[str, date]:
        """The one day given for the ticks of a column, by `label_key`."""
        return {key: date.fromisoformat(day) for key, day in self.ticks.items() if day != NO_DAY}

    def as_json(self) -> dict[str, Any]:
        """As it is kept and sent."""
        found: dict[str, Any] = {name: dict(getattr(self, name)) for name in _TEXTS}
        found["sheets"] = {name: dict(vars(each)) for name, each in self.sheets.items()}
        found["rules"] = {
            name: {"months": NEVER if each.months is None else each.months, "grace": each.grace}
            for name, each in self.rules.items()
        }
        found |= {name: getattr(self, name) for name in _SWITCHES}
        return found


_TEXTS = ("conventions", "labels", "ticks", "units", "roles", "people")
_SWITCHES = ("replace_later", "ask_of_roles")


def read_answers(found: Any) -> Answers:
    """Answers from JSON. Parts may be missing. Raises `BadAnswer` for anything that is none."""
    table = _table("answers", found)
    known = {each.name for each in fields(Answers)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise BadAnswer(f"found {unknown[0]!r}, expected only {', '.join(sorted(known))}")
    rest: dict[str, Any] = {
        **{name: _texts(name, table.get(name, {}), _CHECKS.get(name)) for name in _TEXTS},
        **{name: _switch(name, table.get(name)) for name in _SWITCHES},
    }
    return Answers(
        sheets={
            name: _sheet(f"sheets.{name}", each)
            for name, each in _table("sheets", table.get("sheets", {})).items()
        },
        rules={
            name: _rule(f"rules.{name}", each)
            for name, each in _table("rules", table.get("rules", {})).items()
        },
        **rest,
    )


def _table(place: str, found: Any) -> dict[str, Any]:
    if not isinstance(found, Mapping) or not all(isinstance(key, str) for key in found):
        raise BadAnswer(f"{place}: found {found!r}, expected a table of answers by name")
    return dict(found)


def _texts(place: str, found: Any, check: Callable[[str], bool] | None) -> dict[str, str]:
    table = _table(place, found)
    for key, value in table.items():
        if not isinstance(value, str) or (check is not None and not check(value)):
            raise BadAnswer(f"{place}.{key}: found {value!r}, expected {_EXPECTED.get(place, 'text')}")
    return table


def _switch(place: str, found: Any) -> bool | None:
    if found is not None and not isinstance(found, bool):
        raise BadAnswer(f"{place}: found {found!r}, expected true, false or null")
    return found


def _sheet(place: str, found: Any) -> SheetAnswer:
    table = _table(place, found)
    read, layout = table.get("read", True), _table(f"{place}.layout", table.get("layout", {}))
    if not isinstance(read, bool):
        raise BadAnswer(f"{place}.read: found {read!r}, expected true or false")
    words = _texts(place, {name: table.get(name, "") for name in ("unit", "role")}, None)
    return SheetAnswer(read, layout, **words)


def _rule(place: str, found: Any) -> RuleAnswer:
    table = _table(place, found)
    months, grace = table.get("months"), table.get("grace", 28)
    if months != NEVER and not _whole(months, 1, MOST_MONTHS):
        raise BadAnswer(f"{place}.months: found {months!r}, expected 1 to {MOST_MONTHS}, or {NEVER!r}")
    if not _whole(grace, 0, MOST_GRACE_DAYS):
        raise BadAnswer(f"{place}.grace: found {grace!r}, expected 0 to {MOST_GRACE_DAYS} days")
    return RuleAnswer(None if months == NEVER else months, grace)


def _whole(found: Any, least: int, most: int) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and least <= found <= most


def _is_day(text: str) -> bool:
    try:
        return text == NO_DAY or bool(date.fromisoformat(text))
    except ValueError:
        return False


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "ticks": _is_day,
    "labels": lambda text: Target.of(text) is not None,
    "units": lambda text: text.partition(":")[0] in (NEW_PLACE, HELD_PLACE),
    "roles": lambda text: text.partition(":")[0] in (NEW_PLACE, HELD_PLACE),
}
_EXPECTED = {
    "ticks": f"a day like 2026-03-31, or {NO_DAY!r}",
    "labels": "'standard:ID', 'local:CODE' or 'leave'",
    "units": "'new', or 'is:CODE' with the code of a unit",
    "roles": "'new', or 'is:CODE' with the code of a role",
}
