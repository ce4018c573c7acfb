"""Made-up facts of a mental-health workforce, of any size: the same people and seed give the same facts.

The shape: eight roles of twelve standards out of forty; each person holds the standards of their role, first
met within the last five years and renewed, often on time and sometimes late; policies, guidance, alerts and
one new edition arrive over the same years and most people sign; some are away for months.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from standing.core.engine.tables import TABLES
from standing.core.rules import facts
from standing.core.rules.days import add_days, add_months

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2024, 12, 31)
STANDARDS = tuple(f"MH{number}@2013" for number in range(1, 41))
ROLES = tuple(f"role-{number}" for number in range(1, 9))
POPULATIONS = ("inpatient", "community")
STANDARDS_EACH = 12

Facts = dict[str, list[object]]


def build(people: int, seed: int) -> Facts:
    """The fact tables of a workforce of so many people."""
    chance = random.Random(seed)
    tables: Facts = {name: [] for name in TABLES}
    tables["standards"] = list(_refresh_rules(chance))
    tables["changes"] = list(_changes(chance))
    roles = {role: tuple(sorted(chance.sample(STANDARDS, STANDARDS_EACH))) for role in ROLES}
    tables["requirements"] = [
        facts.Requirement(role=role, standard=standard, from_on=FIRST_DAY)
        for role, standards in roles.items()
        for standard in standards
    ]
    for number in range(people):
        _add_person(tables, f"person-{number:06}", roles, chance)
    return tables


def write(tables: Facts, folder: Path) -> None:
    """Write the tables as CSV files, one each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        table = TABLES[name]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns], lineterminator="\n")
            writer.writeheader()
            writer.writerows(table.fact_to_row(row) for row in rows)


def _day(chance: random.Random, first: date = FIRST_DAY, last: date = LAST_DAY) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))


def _refresh_rules(chance: random.Random) -> Iterator[facts.RefreshRule]:
    for standard in STANDARDS:
        months = chance.choice([12, 24, 36, 36, None])
        safety_critical = chance.random() < 0.1
        yield facts.RefreshRule(standard, validity_months=months, grace_days=0 if safety_critical else 28)
        if chance.random() < 0.2:
            yield facts.RefreshRule(standard, rule_from=date(2022, 7, 1), validity_months=12)


def _changes(chance: random.Random) -> Iterator[facts.Change]:
    for number in range(60):
        subject, effective_on = f"change-{number // 2}", _day(chance)
        kind = chance.choice(
            [facts.MINOR] * 2 + [facts.SIGNIFICANT] * 5 + [facts.MAJOR] * 2 + [facts.CRITICAL]
        )
        population = chance.choice(["", "", "", *POPULATIONS])
        for standard in chance.sample(STANDARDS, chance.randint(1, 3)):
            yield facts.Change(subject, number % 2 + 1, standard, kind, effective_on, population=population)
    for standard in STANDARDS[:5]:
        yield facts.Change("edition", 1, standard, facts.BRIDGING, date(2023, 4, 1), due_on=date(2024, 3, 31))


def _add_person(tables: Facts, person: str, roles: dict[str, tuple[str, ...]], chance: random.Random) -> None:
    role = chance.choice(ROLES)
    joined = _day(chance, FIRST_DAY, date(2023, 12, 31))
    unit = f"unit-{chance.randint(1, 40)}"
    tables["assignments"].append(facts.Assignment(person, unit, role, joined))
    tables["members"].append(facts.Membership(person, chance.choice(POPULATIONS), joined))
    for standard in roles[role]:
        tables["decisions"].extend(_decisions(person, standard, joined, chance, len(tables["decisions"])))
    tables["signatures"].extend(_signatures(person, tables["changes"], chance))
    if chance.random() < 0.15:
        start = _day(chance, joined)
        tables["absences"].append(facts.Absence(person, start, add_days(start, chance.randint(3, 300))))
    if chance.random() < 0.02:
        start = _day(chance, joined)
        tables["suspensions"].append(facts.Suspension(person, start, add_days(start, 60)))
    if chance.random() < 0.1:
        opened_on = _day(chance, joined)
        tables["claims"].append(
            facts.Claim(person, chance.choice(roles[role]), opened_on, add_days(opened_on, 90))
        )


def _decisions(
    person: str, standard: str, joined: date, chance: random.Random, number: int
) -> Iterator[facts.Decision]:
    decided_on = add_days(joined, chance.randint(0, 400))
    while decided_on <= LAST_DAY:
        number += 1
        outcome = chance.choices(facts.OUTCOMES, weights=[92, 4, 1, 3])[0]
        context = "older people" if chance.random() < 0.05 else facts.GENERAL
        yield facts.Decision(f"decision-{number:08}", person, standard, outcome, decided_on, context)
        decided_on = add_days(add_months(decided_on, 12), chance.randint(-60, 60))


def _signatures(person: str, changes: list[object], chance: random.Random) -> Iterator[facts.Signature]:
    asked = {(c.subject, c.version): c.effective_on for c in changes if isinstance(c, facts.Change)}
    for (subject, version), effective_on in asked.items():
        if chance.random() < 0.7:
            yield facts.Signature(person, subject, version, add_days(effective_on, chance.randint(-5, 60)))
