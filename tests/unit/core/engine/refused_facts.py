"""Facts that are right, and tables in place of theirs that are refused, each for another reason."""

from __future__ import annotations

from typing import Any

FACTS: dict[str, list[dict[str, str]]] = {
    "standards": [{"standard": "MH14@2013", "validity_months": "12"}],
    "requirements": [{"role": "nurse", "standard": "MH14@2013", "from": "2024-01-01"}],
    "assignments": [{"person": "ann", "unit": "elm", "role": "nurse", "from": "2024-01-01"}],
    "decisions": [
        {
            "decision": str(number),
            "person": person,
            "standard": "MH14@2013",
            "outcome": "met",
            "decided_on": "2024-01-10",
        }
        for number, person in enumerate(["ann", "ben", "cat", "ann"])
    ],
    "claims": [{"person": "ann", "standard": "MH14@2013", "opened_on": "2023-01-01"}],
}


def _changed(table: str, row: int, **cells: str) -> dict[str, list[dict[str, str]]]:
    rows = [dict(one) for one in FACTS[table]]
    rows[row] |= cells
    return {table: rows}


WRONG: dict[str, dict[str, Any]] = {
    "an outcome": _changed("decisions", 2, outcome="excellent"),
    "two outcomes and a claim": _changed("decisions", 1, outcome="good")
    | _changed("claims", 0, closed_on="2022-01-01"),
    "an expiry too late": _changed("decisions", 0, expires_on="2036-01-01"),
    "an empty id": _changed("decisions", 0, decision=""),
    "a standard without a row": _changed("decisions", 3, standard="MH15@2013"),
    "an id used twice": _changed("decisions", 3, decision="0"),
    "a rule used twice": {"standards": FACTS["standards"] * 2},
    "a role that requires nothing there is": _changed("requirements", 0, standard="MH99@2013"),
    "a missing column": {"claims": [{"person": "ann", "opened_on": "2023-01-01"}]},
}
