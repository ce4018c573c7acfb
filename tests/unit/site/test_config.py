"""What the environment may say, and what is said back when it cannot be used."""

import errno
import os
import stat
from functools import partial
from pathlib import Path

import pytest

from standing.site import config
from standing.site.config import ConfigurationError


@pytest.mark.parametrize(
    ("word", "on"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)]
)
def test_a_switch(word: str, on: bool) -> None:
    assert config.read_switch({"STANDING_DEBUG": word}, "STANDING_DEBUG", default=not on) is on


def test_a_switch_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match="STANDING_DEBUG is “maybe”: write 1 to turn it on"):
        config.read_switch({"STANDING_DEBUG": "maybe"}, "STANDING_DEBUG")


@pytest.mark.parametrize("found", ["0", "169", "ten", "1.5", "-1", "²"])
def test_a_number_outside_its_bounds_is_refused(found: str) -> None:
    with pytest.raises(ConfigurationError, match="write a whole number from 1 to 168"):
        config.read_whole_number({"HOURS": found}, "HOURS", default=12, least=1, most=168)


def test_a_list_drops_blanks_and_falls_back() -> None:
    assert config.read_list({"HOSTS": " a.example , ,b.example"}, "HOSTS", default=["x"]) == [
        "a.example",
        "b.example",
    ]
    assert config.read_list({"HOSTS": " , "}, "HOSTS", default=["x"]) == ["x"]


def test_sqlite_by_absolute_path_begins_every_transaction_as_a_writer() -> None:
    found = config.parse_database_url("sqlite:////srv/standing/the%20store.sqlite3")
    assert found["NAME"] == "/srv/standing/the store.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "secure_delete=ON" in found["OPTIONS"]["init_command"]


def test_sqlite_in_memory() -> None:
    assert config.parse_database_url("sqlite:///:memory:")["NAME"] == ":memory:"


def test_postgresql_with_everything_in_it() -> None:
    found = config.parse_database_url("postgresql://ann:p%40ss@db.example:5433/standing?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ann", "p@ss", "db.example")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]) == ("5433", "standing", {"sslmode": "require"})


def test_postgresql_by_socket() -> None:
    found = config.parse_database_url("postgresql:///standing?host=/run/postgresql")
    assert (found["HOST"], found["NAME"], found["OPTIONS"]) == ("/run/postgresql", "standing", {})


@pytest.mark.parametrize(
    "url",
    ["mysql://ann:hunter2@db/standing", "standing.sqlite3", "sqlite:///", "postgresql://ann:hunter2@db/"],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigurationError, match="STANDING_DATABASE_URL") as refusal:
        config.parse_database_url(url)
    assert "hunter2" not in str(refusal.value)


def test_a_store_is_described_without_its_password() -> None:
    words = config.describe_store("postgresql://ann:hunter2@db.example/standing")
    assert words == "PostgreSQL database “standing” on db.example"


def test_the_store_lies_in_the_home_folder_unless_said(tmp_path: Path) -> None:
    environ = {"STANDING_HOME": str(tmp_path)}
    assert config.parse_database_url(config.database_url(environ))["NAME"] == str(
        tmp_path / "standing.sqlite3"
    )


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "not" / "there"
    first = config.secret_key({}, home)
    assert len(first) >= 50
    assert config.secret_key({}, home) == first
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["secret-key"], "nothing is left lying about"


def test_of_two_that_make_a_key_the_first_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_link = os.link

    def other_was_faster(source: Path, target: Path) -> None:
        Path(target).write_text("k" * 40, encoding="utf-8")
        real_link(source, target)

    monkeypatch.setattr(os, "link", other_was_faster)
    assert config.secret_key({}, tmp_path) == "k" * 40


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_home_that_cannot_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(
        ConfigurationError, match=r"home cannot be used \(Read-only file system\): .* STANDING_HOME"
    ):
        config.secret_key({}, tmp_path / "home")


def test_a_key_that_is_there_is_read_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = config.secret_key({}, tmp_path)
    for name in ("mkdir", "touch", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    assert config.secret_key({}, tmp_path) == made


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="32 characters or more"):
        config.secret_key({"STANDING_SECRET_KEY": "short"}, tmp_path)


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"does not hold a key. Remove it"):
        config.secret_key({}, tmp_path)


OIDC = {
    "STANDING_OIDC_SERVER_URL": "https://login.example/realm",
    "STANDING_OIDC_CLIENT_ID": "standing",
    "STANDING_OIDC_CLIENT_SECRET": "s",
}


def test_the_organisations_sign_in() -> None:
    assert config.openid_provider({}) is None
    provider = config.openid_provider(OIDC)
    assert provider is not None
    assert provider.origin == "https://login.example"
    assert provider.name == "your organisation’s account"


def test_half_a_sign_in_names_what_is_missing() -> None:
    with pytest.raises(
        ConfigurationError, match="needs STANDING_OIDC_CLIENT_ID and STANDING_OIDC_CLIENT_SECRET too"
    ):
        config.openid_provider({"STANDING_OIDC_SERVER_URL": "https://login.example"})


def test_a_sign_in_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="beginning with https://"):
        config.openid_provider({**OIDC, "STANDING_OIDC_SERVER_URL": "login.example"})


def test_several_numbers_are_read_or_refused_whole() -> None:
    read = partial(config.read_whole_numbers, name="DAYS", default=(5, 10), least=1, most=120)
    assert read({}) == (5, 10)
    assert read({"DAYS": " 3, 7 "}) == (3, 7)
    for wrong in ("3", "3,x", "0,7", "3,7,9"):
        with pytest.raises(config.ConfigurationError, match="write 2 whole numbers from 1 to 120"):
            read({"DAYS": wrong})


def test_one_of_some_words_is_read_in_any_case() -> None:
    read = partial(
        config.read_choice, name="NATION", choices=("england", "northern-ireland"), default="england"
    )
    assert read({}) == "england"
    assert read({"NATION": "Northern Ireland"}) == "northern-ireland"
    with pytest.raises(config.ConfigurationError, match="write england, northern-ireland"):
        read({"NATION": "Mercia"})
