"""Reads what the environment says: where the store is, which key signs, whether the service runs under HTTPS.

Nothing here imports Django, so that commands can ask where the store is before they need it.
Every name read here is described in `docs/reference/settings.md`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}

# Readers do not wait for the writer (WAL), a writer waits for another up to 20 seconds, and every transaction
# says at once that it will write (IMMEDIATE): otherwise two of them that read first would fail instead of
# wait. What is erased is written over in the file (secure_delete), whatever SQLite was built to do.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
    "PRAGMA secure_delete=ON;",
}


class ConfigurationError(Exception):
    """A setting cannot be used; the message names it, says what was found and what is expected."""


@dataclass(frozen=True)
class OpenIdProvider:
    """The organisation's own sign-in service, reached by OpenID Connect."""

    name: str
    server_url: str
    client_id: str
    client_secret: str

    @property
    def origin(self) -> str:
        """Scheme and host of the provider, for the Content-Security-Policy."""
        parts = urlsplit(self.server_url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class MailServer:
    """The organisation's mail server, to which messages are handed over, and what they say of where they come from."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str
    address: str


def read_switch(environ: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """Return whether a yes-or-no setting is on. Raise `ConfigurationError` for any other word."""
    found = environ.get(name)
    if found is None:
        return default
    word = found.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ConfigurationError(f"{name} is “{found}”: write 1 to turn it on or 0 to turn it off.")


def read_whole_number(environ: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    """Return a whole number within bounds, both included."""
    found = environ.get(name)
    if found is None or not found.strip():
        return default
    if found.strip().isdecimal() and least <= int(found) <= most:
        return int(found)
    raise ConfigurationError(f"{name} is “{found}”: write a whole number from {least} to {most}.")


def read_whole_numbers(
    environ: Mapping[str, str], name: str, *, default: tuple[int, ...], least: int, most: int
) -> tuple[int, ...]:
    """Return as many whole numbers as the default has, each within bounds, given with commas between them."""
    found = environ.get(name, "").strip()
    if not found:
        return default
    parts = [part.strip() for part in found.split(",")]
    if len(parts) == len(default) and all(part.isdecimal() and least <= int(part) <= most for part in parts):
        return tuple(int(part) for part in parts)
    raise ConfigurationError(
        f"{name} is “{found}”: write {len(default)} whole numbers from {least} to {most}, with commas between them."
    )


def read_choice(environ: Mapping[str, str], name: str, *, choices: Collection[str], default: str) -> str:
    """Return one of some words, in any case."""
    found = environ.get(name, "").strip().lower().replace(" ", "-") or default
    if found in choices:
        return found
    raise ConfigurationError(f"{name} is “{environ[name]}”: write {', '.join(choices)}.")


def read_list(environ: Mapping[str, str], name: str, *, default: list[str]) -> list[str]:
    """Return the comma-separated words of a setting, or the default when it is missing or empty."""
    words = [word.strip() for word in environ.get(name, "").split(",") if word.strip()]
    return words or list(default)


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the store, its key and its files (STANDING_HOME, else `~/.standing`)."""
    found = environ.get("STANDING_HOME", "").strip()
    return Path(found).expanduser().absolute() if found else Path.home() / ".standing"


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return the address of the store (STANDING_DATABASE_URL, else an SQLite file in the home folder)."""
    return (
        environ.get("STANDING_DATABASE_URL", "").strip()
        or f"sqlite:///{home_folder(environ) / 'standing.sqlite3'}"
    )


def parse_database_url(url: str) -> dict[str, Any]:
    """Return Django's settings of a database given as an address.

    `sqlite:////absolute/path` (an absolute path after `sqlite:///`), `sqlite:///relative/path`,
    `sqlite:///:memory:`, or `postgresql://user:password@host:port/name?sslmode=require`.
    Raises `ConfigurationError` for anything else, without repeating the address: it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(url)
    raise ConfigurationError(
        "STANDING_DATABASE_URL is not an address Standing knows. Write sqlite:////absolute/path/to/file, "
        "sqlite:///:memory: or postgresql://user:password@host:port/name."
    )


def _sqlite(url: str) -> dict[str, Any]:
    path = unquote(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else ""
    if not path:
        raise ConfigurationError(
            "STANDING_DATABASE_URL names no SQLite file. Write sqlite:////absolute/path/to/file."
        )
    name = path if path == ":memory:" else str(Path(path).expanduser().absolute())
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS)}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ConfigurationError("STANDING_DATABASE_URL has a port that is not a number.") from None
    options = dict(parse_qsl(parts.query))
    # A socket folder cannot be written where a host is: libpq's own way is ?host=/folder.
    host = options.pop("host", "") or parts.hostname or ""
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ConfigurationError(
            "STANDING_DATABASE_URL names no database. Write postgresql://user:password@host:port/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def describe_store(url: str) -> str:
    """Return where the store is in words fit for a message: never a password."""
    settings = parse_database_url(url)
    if settings["ENGINE"].endswith("sqlite3"):
        return str(settings["NAME"])
    return f"PostgreSQL database “{settings['NAME']}” on {settings['HOST'] or 'this machine'}"


def secret_key(environ: Mapping[str, str], home: Path) -> str:
    """Return the key that signs sessions: STANDING_SECRET_KEY, else one made once and kept in the home
    folder.

    The file is readable by its owner alone. Two processes starting together agree: the first to create it
    wins.
    """
    given = environ.get("STANDING_SECRET_KEY", "").strip()
    if given:
        if len(given) < 32:
            raise ConfigurationError(
                "STANDING_SECRET_KEY is too short to be safe: write 32 characters or more."
            )
        return given
    path = home / "secret-key"
    try:
        if not path.exists():
            _make_key(home, path)
        kept = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(
            f"The folder {home} cannot be used ({error.strerror}): the key that signs sessions is kept in it. "
            "Name another with STANDING_HOME, or make it one that can be written to."
        ) from error
    if len(kept) < 32:
        raise ConfigurationError(
            f"{path} does not hold a key. Remove it to have one made; everyone signs in again."
        )
    return kept


def _make_key(home: Path, path: Path) -> None:
    """Put a new key into the home folder, which is made where it is not there yet."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = home / f"secret-key.{os.getpid()}.{secrets.token_hex(4)}"
    made.touch(mode=0o600)
    try:
        made.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        _link_unless_there(made, path)
    finally:
        made.unlink(missing_ok=True)


def _link_unless_there(made: Path, path: Path) -> None:
    """Give a finished file its name; a key that another process has put there meanwhile stays."""
    try:
        os.link(made, path)
    except FileExistsError:
        return


def openid_provider(environ: Mapping[str, str]) -> OpenIdProvider | None:
    """Return the organisation's sign-in service, or None when none is set. Half a configuration is
    refused.
    """
    needed = ("STANDING_OIDC_SERVER_URL", "STANDING_OIDC_CLIENT_ID", "STANDING_OIDC_CLIENT_SECRET")
    given = {name: environ.get(name, "").strip() for name in needed}
    if not any(given.values()):
        return None
    missing = [name for name in needed if not given[name]]
    if missing:
        raise ConfigurationError(f"Sign-in by OpenID Connect needs {' and '.join(missing)} too.")
    server_url = given["STANDING_OIDC_SERVER_URL"]
    if urlsplit(server_url).scheme not in {"http", "https"}:
        raise ConfigurationError("STANDING_OIDC_SERVER_URL must be a web address beginning with https://.")
    name = environ.get("STANDING_OIDC_NAME", "").strip() or "your organisation’s account"
    return OpenIdProvider(
        name, server_url, given["STANDING_OIDC_CLIENT_ID"], given["STANDING_OIDC_CLIENT_SECRET"]
    )


def mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """Return the mail server, or None when none is set. Half a configuration is refused."""
    host = environ.get("STANDING_EMAIL_HOST", "").strip()
    if not host:
        return None
    sender = environ.get("STANDING_EMAIL_FROM", "").strip()
    address = environ.get("STANDING_ADDRESS", "").strip().rstrip("/")
    if "@" not in sender:
        raise ConfigurationError(
            f"STANDING_EMAIL_FROM is “{sender}”: with STANDING_EMAIL_HOST, write the address that messages come from, "
            "like standing@example.nhs.uk."
        )
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc:
        raise ConfigurationError(
            f"STANDING_ADDRESS is “{address}”: with STANDING_EMAIL_HOST, write the address that people open Standing "
            "by, like https://standing.example.nhs.uk. Messages lead there."
        )
    security = environ.get("STANDING_EMAIL_SECURITY", "").strip().lower() or "starttls"
    if security not in {"none", "starttls", "tls"}:
        raise ConfigurationError(f"STANDING_EMAIL_SECURITY is “{security}”: write starttls, tls or none.")
    usual = {"none": 25, "starttls": 587, "tls": 465}[security]
    return MailServer(
        host=host,
        port=read_whole_number(environ, "STANDING_EMAIL_PORT", default=usual, least=1, most=65535),
        user=environ.get("STANDING_EMAIL_USER", "").strip(),
        password=environ.get("STANDING_EMAIL_PASSWORD", ""),
        security=security,
        sender=sender,
        address=address,
    )
