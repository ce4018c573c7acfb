"""The commands about standards, as scripts call them: keys to the letter, exit codes, and where messages go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.cli.main import COMMANDS, cli
from standing.core.formats import bundled
from standing.core.holdings import Holdings
from tests.factories.standards import FACSIMILES, load_bundled_catalogue, load_catalogue, two_revisions

OLD_CODES = [f"MH{number}" for number in [*range(1, 95), *range(97, 102)]]
OURS = ("import", "catalogue", "standard", "crosswalk", "carry-profile", "resolve", "search")
TRACKING = FACSIMILES / "tracking-document.txt"
LIST = FACSIMILES / "competencies-list.txt"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command of `standing` in this process."""
    return lambda *words: CliRunner().invoke(cli, list(words))


def answer(result: Result) -> Any:
    """The JSON document on standard output, which holds nothing else."""
    assert result.exit_code in (0, 1, 2), result.exception
    return json.loads(result.stdout)


@pytest.fixture
def store(db: None) -> None:
    """A store with the bundled catalogue."""
    load_bundled_catalogue()


@pytest.mark.parametrize("name", OURS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"standing {name} " in result.stdout.partition("Example")[2]
    assert name in COMMANDS


# -- without a store --------------------------------------------------------------------------------------------


@pytest.mark.own_store
class TestWithoutAStore:
    """Each in a process of its own: this one has a store."""

    @pytest.fixture
    def run_alone(self, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
        """Run a command on a machine on which nobody has made a store."""
        environment = {
            **os.environ,
            "STANDING_HOME": str(tmp_path),
            "STANDING_DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        }
        program = "from standing.cli.main import main; main()"
        return lambda *words: subprocess.run(
            [sys.executable, "-c", program, *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_the_bundled_catalogue_answers_and_standard_error_says_so(
        self, run_alone: Any, tmp_path: Path
    ) -> None:
        result = run_alone("carry-profile", "mh-2013", *OLD_CODES, "--json")
        assert result.returncode == 0
        assert len(json.loads(result.stdout)) == 89
        assert "none.sqlite3 yet: answered from the catalogue that comes with Standing." in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_a_dry_run_is_held_against_the_bundled_catalogue(self, run_alone: Any, tmp_path: Path) -> None:
        result = run_alone("import", str(TRACKING), "--dry-run", "--json")
        assert result.returncode == 2
        [report] = json.loads(result.stdout)
        assert report["format"] == "tracking-document"
        assert "no revision in the catalogue has these old codes" in report["problems"][0]["what"]
        assert list(tmp_path.iterdir()) == []

    def test_no_store_is_made_for_a_refused_file(self, run_alone: Any, tmp_path: Path) -> None:
        assert run_alone("import", str(TRACKING)).returncode == 2
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.sources
    def test_importing_makes_the_store_and_says_so(self, run_alone: Any, sources: Path) -> None:
        files = [
            str(sources / f"mental-health-{name}.txt") for name in ("nos-tracking-2013", "competencies-list")
        ]
        result = run_alone("import", *files, "--json")
        assert result.returncode == 0
        assert "There was no store yet: made one at" in result.stderr
        assert "`standing init`" in result.stderr
        assert [report["read"] for report in json.loads(result.stdout)] == [99, 96]
        again = run_alone("import", *files, "--json")
        assert again.stderr == ""
        assert [report["unchanged"] for report in json.loads(again.stdout)] == [99, 96]


# -- with one --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("store")
class TestReading:
    def test_the_store_answers_without_a_word_on_standard_error(self, run: Run) -> None:
        assert run("catalogue", "--json").stderr == ""

    def test_the_catalogue_has_its_keys_and_the_newest_statement(self, run: Run) -> None:
        rows = answer(run("catalogue", "--suite", "mh", "--json"))
        assert {tuple(row) for row in rows} == {
            ("code", "edition", "id", "title", "suite", "status", "source", "as_of", "local")
        }
        by_id = {row["id"]: row for row in rows}
        assert by_id["MH1@2005"]["status"] == "replaced"
        assert by_id["MH1@2005"]["as_of"] == "2013-03-31"
        registered = [row for row in rows if row["source"] == "UK NOS register, June 2019"]
        assert len(registered) == 8
        assert {row["status"] for row in registered} == {"current"}

    def test_the_catalogue_as_of_a_day_hears_no_later_source(self, run: Run) -> None:
        rows = {row["id"]: row for row in answer(run("catalogue", "--at", "2012-12-31", "--json"))}
        assert rows["MH1@2005"]["status"] == "current"
        assert rows["MH20@2013"]["status"] is None
        deleted = answer(run("catalogue", "--at", "2013-12-31", "--status", "deleted", "--json"))
        assert [row["id"] for row in deleted] == ["MH45@2005", "MH49@2005", "MH94@2005"]

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (
                ["catalogue", "--suite", "NOPE"],
                "There is no suite 'NOPE' in the catalogue. There are: CHS, CMD",
            ),
            (
                ["catalogue", "--status", "old"],
                "There is no status 'old' in the catalogue. There are: current",
            ),
            (["catalogue", "--at", "31/12/2012"], "found '31/12/2012', expected a day as year-month-day"),
            (["catalogue", "--at", "2012-1-1"], "found '2012-1-1', expected a day as year-month-day"),
            (["standard", "MH999"], "'MH999' is not the code of a standard in the catalogue."),
            (
                ["crosswalk", "mh-1999"],
                "There is no revision 'mh-1999' in the catalogue. There are: mh-2013.",
            ),
            (["carry-profile", "mh-1999", "MH1"], "There is no revision 'mh-1999'"),
            (["search", "family", "--limit", "0"], "0 is not in the range"),
        ],
    )
    def test_what_is_not_there_is_refused_in_words(self, run: Run, words: list[str], says: str) -> None:
        result = run(*words, "--json")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert says in result.stderr

    def test_a_code_answers_with_each_edition_the_latest_first(self, run: Run) -> None:
        editions = answer(run("standard", "MH20", "--json"))
        assert [edition["id"] for edition in editions] == ["MH20@2013", "MH20@2005"]
        keys = [
            "code",
            "edition",
            "id",
            "title",
            "aliases",
            "suite",
            "summary",
            "facets",
            "statements_of_status",
        ]
        assert list(editions[0])[:11] == [*keys, "predecessors", "successors"]
        assert editions[0]["predecessors"] == ["MH20@2005", "MH45@2005", "MH49@2005", "MH94@2005"]
        assert editions[1]["successors"] == ["MH20@2013"]
        assert editions[1]["facets"]["works_with"] == ["person"]
        assert list(editions[1]["statements_of_status"][0]) == ["status", "source", "as_of"]

    def test_both_sources_are_seen(self, run: Run) -> None:
        [asked] = answer(run("standard", "MH41@2005", "--json"))
        assert [said["status"] for said in asked["statements_of_status"]] == ["replaced", "current"]
        assert asked["successors"] == ["CMD7@undated", "SCDHSC0426@undated"]

    def test_the_crosswalk_has_its_counts(self, run: Run) -> None:
        shown = answer(run("crosswalk", "mh-2013", "--json"))
        assert list(shown) == ["revision", "rows", "counts", "links", "targets"]
        assert (len(shown["rows"]), shown["links"], shown["targets"]) == (99, 95, 84)
        assert shown["counts"] == {
            "kept": 4, "reissued": 4, "revised": 12, "recoded": 25, "reworded": 2, "widened": 16, "replaced": 27,
            "split": 1, "absorbed": 3, "unchanged": 5,
        }  # fmt: skip
        row = next(row for row in shown["rows"] if row["old"] == "MH41@2005")
        assert list(row) == ["old", "kind", "new", "need", "treatment", "source_words", "note"]
        assert (row["new"], row["need"]) == (["CMD7@undated", "SCDHSC0426@undated"], "all")

    def test_a_profile_of_all_99_codes_is_carried_to_89_lines(self, run: Run) -> None:
        lines = answer(run("carry-profile", "mh-2013", *OLD_CODES, "--json"))
        assert len(lines) == 89
        assert {tuple(line) for line in lines} == {("id", "code", "edition", "context", "from")}

    def test_ten_codes_are_carried_to_eight_lines(self, run: Run) -> None:
        codes = ["MH1", "MH9", "MH13", "MH14", "MH20", "MH41", "MH45", "MH71", "MH72", "MH97"]
        lines = {
            line["id"]: line["from"] for line in answer(run("carry-profile", "mh-2013", *codes, "--json"))
        }
        assert len(lines) == 8
        assert lines["MH20@2013"] == ["MH20@2005", "MH45@2005"]
        assert lines["SCDHSC0426@undated"] == ["MH9@2005", "MH41@2005"]

    def test_a_code_that_means_nothing_or_two_things_carries_nothing(self, run: Run) -> None:
        result = run("carry-profile", "mh-2013", "MH1", "45", "XX1", "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Nothing was carried over." in result.stderr
        assert "'45': 45 is printed twice in the competencies list" in result.stderr
        assert "'XX1': XX1 is not in the catalogue." in result.stderr

    @pytest.mark.parametrize(
        ("text", "standard", "candidates"),
        [
            ("MH20", "MH20@2013", ["MH20@2005"]),
            ("CM D7", "CMD7@undated", []),
            ("MH11.2012", "MH11@2012", []),
            ("45", None, ["MH45@2005", "MH46@2005"]),
            ("nothing of the kind", None, []),
        ],
    )
    def test_a_label_is_resolved_or_its_candidates_named(
        self, run: Run, text: str, standard: str | None, candidates: list[str]
    ) -> None:
        result = run("resolve", text, "--json")
        found = answer(result)
        assert result.exit_code == 0, "ambiguous is an answer"
        assert list(found) == ["standard", "why", "candidates"]
        assert found["standard"] == standard
        assert set(candidates) <= set(found["candidates"])

    def test_a_search_is_ranked_and_limited(self, run: Run) -> None:
        hits = answer(run("search", "someone", "hearing", "voices", "--limit", "3", "--json"))
        assert len(hits) == 3
        assert list(hits[0]) == ["id", "title", "score", "why", "local"]
        assert hits == sorted(hits, key=lambda hit: -hit["score"])

    @pytest.mark.parametrize(
        ("words", "shows", "says"),
        [
            (["catalogue", "--suite", "CMD"], "CMD7@undated  CMD    current", "1 standard of 185"),
            (["standard", "MH41"], "Became: CMD7@undated and SCDHSC0426@undated (split, mh-2013)", ""),
            (["crosswalk", "mh-2013"], "CMD7@undated and SCDHSC0426@undated", "95 links to 84 standards"),
            (["carry-profile", "mh-2013", "MH20", "MH45"], "MH20@2005, MH45@2005", "2 codes become 1 line"),
            (["carry-profile", "mh-2013", "MH1"], "GEN99@2013", "1 code becomes 1 line"),
            (["resolve", "45"], "Or: MH46@2005", ""),
            (["resolve", "MH1"], "MH1@2005  Promote", ""),
            (["search", "MH20"], "code: MH20", ""),
            (["search", "zzzzqqqq"], "", "Nothing was found."),
        ],
    )
    def test_without_json_there_is_something_to_read(
        self, run: Run, words: list[str], shows: str, says: str
    ) -> None:
        result = run(*words)
        assert result.exit_code == 0
        assert shows in result.stdout
        assert says in result.stderr


@pytest.mark.django_db
class TestImporting:
    @pytest.fixture(autouse=True)
    def lanterns(self) -> None:
        """A store that knows the revision of the made-up document, and not what it says."""
        load_catalogue(Holdings(bundled.load_judged(FACSIMILES / "catalogue")))

    def test_a_file_is_brought_once_with_every_key(self, run: Run) -> None:
        first = run("import", str(TRACKING), "--json")
        assert first.exit_code == 0
        [report] = answer(first)
        keys = ["format", "file", "sha256", "read", "created", "updated", "unchanged", "repairs", "problems"]
        assert list(report) == keys
        assert list(report["repairs"][0]) == ["where", "what", "before", "after"]
        assert (report["file"], report["read"], report["created"]) == ("tracking-document.txt", 22, 22)
        [again] = answer(run("import", str(TRACKING), "--json"))
        assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 22)

    def test_several_files_are_answered_in_order_and_one_refused_leaves_the_other(
        self, run: Run, tmp_path: Path
    ) -> None:
        cut = tmp_path / "cut.txt"
        cut.write_bytes(TRACKING.read_bytes()[:2000])
        result = run("import", str(cut), str(TRACKING), "--json")
        reports = answer(result)
        assert result.exit_code == 1
        assert [report["file"] for report in reports] == ["cut.txt", "tracking-document.txt"]
        assert (reports[0]["created"], reports[1]["created"]) == (0, 22)
        assert list(reports[0]["problems"][0]) == ["where", "what", "do"]

    def test_a_refused_file_changes_nothing_and_says_what_to_do(self, run: Run, tmp_path: Path) -> None:
        cut = tmp_path / "cut.txt"
        cut.write_bytes(TRACKING.read_bytes()[:2000])
        result = run("import", str(cut))
        assert result.exit_code == 2
        assert "cut.txt: tracking-document, refused, nothing was changed" in result.stdout
        assert "Compare with the document; import a complete copy." in result.stderr

    def test_a_dry_run_writes_nothing(self, run: Run) -> None:
        rehearsed = answer(run("import", str(TRACKING), "--dry-run", "--json"))
        assert rehearsed == answer(run("import", str(TRACKING), "--json"))

    def test_what_was_done_can_be_read(self, run: Run) -> None:
        result = run("import", str(TRACKING))
        assert result.exit_code == 0
        assert "22 read: 22 created, 0 updated, 0 unchanged" in result.stdout
        assert "repaired:" in result.stdout

    def test_a_file_that_is_not_there_or_a_format_that_does_not_exist_is_wrong_usage(self, run: Run) -> None:
        assert run("import", "nowhere.txt").exit_code == 2
        result = run("import", str(LIST), "--as", "spreadsheet")
        assert result.exit_code == 2
        assert "'tracking-document', 'competencies-list'" in result.stderr


@pytest.mark.django_db
def test_lineage_is_answered_across_revisions(run: Run) -> None:
    load_catalogue(two_revisions())
    [first] = answer(run("standard", "ZZ1", "--json"))
    assert first["successors"] == ["ZY1@2002", "ZX1@2003", "ZX2@2003"]
    [last] = answer(run("standard", "ZX1", "--json"))
    assert last["predecessors"] == ["ZY1@2002", "ZZ2@2001", "ZZ1@2001"]


@pytest.mark.django_db
def test_a_store_without_standards_is_answered_for_by_the_bundled_catalogue(run: Run) -> None:
    result = run("standard", "MH20@2013", "--json")
    assert [each["id"] for each in answer(result)] == ["MH20@2013"]
    assert "The store holds no standards yet" in result.stderr
