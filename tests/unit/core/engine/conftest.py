"""A folder of facts that is right, for tests to put one wrong thing into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from standing.core.engine.checks import check_tables
from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder

STANDARDS = "standard,rule_from,validity_months,grace_days,ends_on"
RIGHT = {
    "standards": f"{STANDARDS}\nMH14@2013,,24,28,2030-12-31\n",
    "requirements": "role,standard,from\nnurse,MH14@2013,2024-01-01\n",
    "assignments": "person,unit,role,from\nann,ward 3,nurse,2024-01-01\n",
    "decisions": "decision,person,standard,outcome,decided_on\n1,ann,MH14@2013,met,2024-01-01\n",
    "changes": "subject,version,standard,class,effective_on\nPOL-1,1,MH14@2013,minor,2024-01-01\n",
    "members": "person,population,from\nann,wards,2024-01-01\n",
    "signatures": "person,subject,version,signed_on\nann,POL-1,1,2024-01-01\n",
    "absences": "person,from\nann,2024-01-01\n",
    "suspensions": "person,from\nann,2024-01-01\n",
    "claims": "person,standard,opened_on\nann,MH14@2013,2024-01-01\n",
}

Refusal = Callable[..., list[str]]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A folder with every table, each of one row, all of them right."""
    for name, text in RIGHT.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def refusal(facts: Path) -> Refusal:
    """What the folder is refused for once these files have been put into it."""

    def messages(**files: str | bytes) -> list[str]:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (facts / f"{name}.csv").write_bytes(data)
        with pytest.raises(Refused) as refused:
            check_tables(read_folder(facts), None)
        assert str(refused.value) == "\n".join(refused.value.messages)
        return list(refused.value.messages)

    return messages
