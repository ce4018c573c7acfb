"""The answer for one day as one SQL statement, for DuckDB: what the engine is measured beside.

It answers what the made-up facts of `bench.national` have in them: decisions in contexts, carried ones, revocations,
changes of every class, populations, signatures, absences. Claims, suspensions and editions that end are not among them,
and not in the statement. The benchmark compares its rows with the engine's before it tells a time.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
from pyarrow import parquet

from standing.core.engine.tables import TABLES, Table, read_day, read_number

_STATEMENT = """
WITH asked_on AS (SELECT DATE '{day}' AS d),
pairs AS (
    SELECT DISTINCT a.person, r.standard, coalesce(r.context, '') AS context
    FROM assignments a JOIN requirements r USING (role)
    WHERE greatest(a."from", r."from") < least(coalesce(a."to", DATE '9999-12-31'), coalesce(r."to", DATE '9999-12-31'))
    UNION SELECT DISTINCT person, standard, coalesce(context, '') FROM decisions WHERE outcome <> 'not_yet'
),
effective AS (
    SELECT person, standard, coalesce(context, '') AS context, outcome, decided_on, decision,
        coalesce(held_from, decided_on) AS held, coalesce(practice_as_of, decided_on) AS practice, expires_on
    FROM decisions, asked_on
    WHERE outcome <> 'not_yet' AND coalesce(held_from, decided_on) <= d
),
contexts AS (
    SELECT person, standard, context FROM pairs
    UNION SELECT person, standard, context FROM effective
),
walked AS (
    SELECT c.person, c.standard, c.context,
        list({{'o': e.outcome, 'd': e.decided_on, 'h': e.held, 'p': e.practice, 'x': e.expires_on,
               'v': CAST(s.validity_months AS INTEGER), 'g': CAST(coalesce(s.grace_days, 28) AS INTEGER)}}
            ORDER BY e.decided_on, CASE e.outcome WHEN 'met' THEN 0 WHEN 'bridged' THEN 1 ELSE 2 END,
                e.expires_on IS NOT NULL, e.expires_on DESC, e.decision) AS steps,
        min(e.practice) FILTER (e.outcome = 'met') AS oldest
    FROM contexts c JOIN effective e ON e.person = c.person AND e.standard = c.standard
        AND (e.context = c.context OR e.context = '' OR (c.context = '' AND e.outcome = 'revoked'))
    JOIN standards s ON s.standard = c.standard
    GROUP BY ALL
),
reached AS (
    SELECT person, standard, context, oldest, list_reduce(
        list_prepend({{'o': 'nothing', 'd': NULL, 'h': NULL, 'p': NULL, 'x': NULL, 'v': NULL, 'g': NULL}}, steps),
        lambda a, e: CASE
            WHEN e.o = 'revoked' THEN
                {{'o': CASE a.o WHEN 'nothing' THEN 'nothing' ELSE 'ended' END,
                  'd': a.d, 'h': a.h, 'p': a.p, 'x': a.x, 'v': a.v, 'g': a.g}}
            WHEN e.o = 'bridged' THEN
                {{'o': a.o, 'd': a.d, 'h': a.h,
                  'p': CASE WHEN a.o = 'held' AND (a.x IS NULL OR a.x + a.g >= e.d)
                      THEN greatest(a.p, e.p) ELSE a.p END,
                  'x': a.x, 'v': a.v, 'g': a.g}}
            WHEN a.o = 'held' AND (a.x IS NULL OR a.x + a.g >= e.d) THEN
                {{'o': 'held', 'd': e.d, 'h': least(a.h, e.h), 'p': greatest(a.p, e.p), 'v': e.v, 'g': e.g,
                  'x': CASE
                      WHEN e.x IS NOT NULL THEN e.x
                      WHEN e.v IS NULL THEN NULL
                      WHEN a.x IS NULL THEN CAST(e.d + to_months(e.v) AS DATE)
                      WHEN a.x - 90 <= e.d AND e.d <= a.x AND a.d < a.x - 90 THEN CAST(a.x + to_months(e.v) AS DATE)
                      ELSE greatest(a.x, CAST(e.d + to_months(e.v) AS DATE)) END}}
            ELSE
                {{'o': 'held', 'd': e.d, 'h': e.h, 'p': e.p, 'v': e.v, 'g': e.g,
                  'x': coalesce(e.x, CAST(e.d + to_months(e.v) AS DATE))}}
        END) AS s
    FROM walked
),
blocks AS (
    SELECT person, "from", coalesce("to", DATE '9999-12-31') AS "to",
        sum(CASE WHEN "from" <= before THEN 0 ELSE 1 END) OVER (PARTITION BY person ORDER BY "from", "to") AS block
    FROM (SELECT *, max(coalesce("to", DATE '9999-12-31')) OVER (
            PARTITION BY person ORDER BY "from", "to" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM absences WHERE "to" IS NULL OR "from" < "to")
),
away AS (
    SELECT person, list({{'b': b, 'e': e}} ORDER BY b) AS absences
    FROM (SELECT person, min("from") AS b, max("to") AS e FROM blocks GROUP BY person, block)
    WHERE e - b >= 28 GROUP BY person
),
signed AS (SELECT person, subject, version, min(signed_on) AS day FROM signatures GROUP BY ALL),
owed AS (
    SELECT r.person, r.standard, r.context, c.class, c.effective_on AS f, coalesce(g.day <= d, false) AS signed,
        greatest(r.s.h, coalesce(m."from", r.s.h)) AS since, w.absences
    FROM reached r CROSS JOIN asked_on
    JOIN changes c ON c.standard = r.standard AND c.effective_on <= d AND c.class <> 'minor'
        AND (r.s.p < c.effective_on OR c.class = 'critical') AND (c.class <> 'critical' OR r.oldest <= c.effective_on)
    LEFT JOIN members m ON m.person = r.person AND m.population = c.population AND m."from" <= d
        AND (m."to" IS NULL OR m."to" > d)
    LEFT JOIN (SELECT s.person, c.subject, c.version, min(s.day) AS day FROM signed s
        JOIN (SELECT DISTINCT subject, version FROM changes) c ON s.subject = c.subject AND s.version >= c.version
        GROUP BY ALL) g ON g.person = r.person AND g.subject = c.subject AND g.version = c.version
    LEFT JOIN away w ON w.person = r.person
    WHERE r.s.o = 'held' AND (coalesce(c.population, '') = '' OR m.person IS NOT NULL)
),
duties AS (
    SELECT person, standard, context, f, absences, 'signature' AS duty, 0 AS back, greatest(f + 28, since) AS due
    FROM owed WHERE class IN ('significant', 'major') AND NOT signed
    UNION ALL SELECT person, standard, context, f, absences, 'showing', 28,
        greatest(CAST(f + INTERVAL 3 MONTH AS DATE), since) FROM owed WHERE class = 'major'
    UNION ALL SELECT person, standard, context, f, absences, 'bridging', 28,
        greatest(CAST(f + INTERVAL 12 MONTH AS DATE) - 1, since) FROM owed WHERE class = 'bridging'
),
put_off AS (
    SELECT person, standard, context, duty, CASE WHEN absences IS NULL THEN due ELSE list_reduce(
        list_prepend({{'b': due, 'e': due}}, absences),
        lambda a, w: CASE WHEN w.b <= a.e AND w.e > f
            THEN {{'b': a.b, 'e': greatest(a.e, CASE WHEN w.e = DATE '9999-12-31' THEN w.e ELSE w.e + back END)}}
            ELSE a END).e END AS due
    FROM duties
),
reasons AS (
    SELECT person, standard, context, duty || CASE WHEN d <= due THEN '_owed' ELSE '_overdue' END AS reason
    FROM put_off, asked_on
    UNION ALL SELECT person, standard, context, 'alert_unsigned' FROM owed WHERE class = 'critical' AND NOT signed
    UNION ALL SELECT person, standard, context, CASE
        WHEN s.o = 'ended' THEN 'revoked' WHEN d > s.x + s.g THEN 'expired'
        WHEN d > s.x THEN 'in_grace' WHEN d >= s.x - 90 THEN 'expiring' END
    FROM reached, asked_on WHERE s.o <> 'nothing'
    UNION ALL SELECT p.person, p.standard, p.context, 'context_too_narrow'
    FROM pairs p LEFT JOIN reached r USING (person, standard, context)
    WHERE coalesce(r.s.o, 'nothing') = 'nothing' AND EXISTS (SELECT 1 FROM reached o
        WHERE o.person = p.person AND o.standard = p.standard AND o.context <> p.context AND o.s.o = 'held')
),
together AS (
    SELECT person, standard, context, list_sort(list_distinct(list(reason))) AS reasons
    FROM reasons WHERE reason IS NOT NULL GROUP BY ALL
)
SELECT p.person, p.standard, p.context, d AS "from", d + 1 AS "to",
    CASE
        WHEN coalesce(r.s.o, 'nothing') = 'nothing' THEN 'not_held'
        WHEN len(list_filter(t.reasons,
            lambda w: w IN ('revoked', 'expired', 'alert_unsigned') OR w LIKE '%overdue')) > 0 THEN 'not_current'
        WHEN list_contains(t.reasons, 'in_grace') THEN 'grace'
        WHEN t.reasons IS NOT NULL THEN 'due' ELSE 'current' END AS status,
    coalesce(array_to_string(t.reasons, '|'), '') AS reasons,
    CASE WHEN r.s.o = 'held' THEN r.s.x END AS expires_on
FROM pairs p CROSS JOIN asked_on LEFT JOIN reached r USING (person, standard, context)
LEFT JOIN together t USING (person, standard, context)
ORDER BY person, standard, context
"""


def answer_in_sql(folder: Path, out: Path, day: date) -> int:
    """Answer a folder of Parquet for a day into a file; returns the rows."""
    with duckdb.connect() as database:
        for table in TABLES.values():
            database.execute(f"CREATE VIEW {table.name} AS SELECT {_columns(table, folder)}")
        written = database.execute(
            f"COPY ({_STATEMENT.format(day=day)}) TO '{out}' (FORMAT parquet)"
        ).fetchone()
    assert written is not None
    return int(written[0])


def _columns(table: Table, folder: Path) -> str:
    """The columns of a table, empty where its file has none; all empty, without a row, where there is no file."""
    path = folder / f"{table.name}.parquet"
    there = parquet.read_schema(path).names if path.exists() else []
    kinds = {read_day: "DATE", read_number: "BIGINT"}
    columns = [
        f'"{column.name}"'
        if column.name in there
        else f'CAST(NULL AS {kinds.get(column.read, "VARCHAR")}) AS "{column.name}"'
        for column in table.columns
    ]
    return f"{', '.join(columns)} " + (f"FROM read_parquet('{path}')" if there else "WHERE false")
