"""`standing serve`: the pages, and the tasks behind them, in one process."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType
from typing import Any

import click

from standing.cli.support import Refused, django_setup, examples, message

logger = logging.getLogger("standing.serve")

SECONDS_BEFORE_TRYING_AGAIN = 5
SECONDS_TO_FINISH = 20
SECONDS_BETWEEN_LOOKS_AT_THE_DAY = 600
MOST_MEGABYTES = 50


@click.command(
    epilog=examples("standing serve", "standing serve --port 8080 --host 0.0.0.0"),
    short_help="Serve the pages and run the tasks.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests answered at once."
)
@click.option("--tasks/--no-tasks", default=True, show_default=True, help="Run the tasks here too.")
def command(host: str, port: int, threads: int, tasks: bool) -> None:
    """Serve the web application and run its tasks, until it is stopped with Ctrl+C.

    It changes nothing in the store by itself: `standing init` makes a store or brings an old one up to date.
    """
    django_setup()
    server = _listen(host, port, threads)
    worker = TaskWorker() if tasks else None
    _stop_on_signals()
    if worker:
        worker.start()
    threading.Thread(target=_load_kernel, name="standing-kernel", daemon=True).start()
    message(f"Standing is at {_address(host, port)} (Ctrl+C stops it)")
    try:
        server.run()
    finally:
        server.close()
        if worker:
            worker.stop()
        message("Standing has stopped.")


def _listen(host: str, port: int, threads: int) -> Any:
    from django.conf import settings
    from waitress import create_server

    from standing.site.wsgi import application

    proxy: dict[str, Any] = {}
    if settings.HTTPS:
        # Behind a server that speaks HTTPS: believe it, and it alone, about who asked and how.
        proxy = {
            "trusted_proxy": settings.TRUSTED_PROXY,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            ident="Standing",
            max_request_body_size=MOST_MEGABYTES * 1024 * 1024,
            clear_untrusted_proxy_headers=True,
            **proxy,
        )
    except OSError as error:
        other = port + 1 if port < 65535 else 8000
        raise Refused(
            f"Cannot listen on port {port} of {host}: {error.strerror or error}. "
            f"Something else may use it: stop that, or choose another port, like --port {other}."
        ) from error


def _load_kernel() -> None:
    """What can be loaded while nobody waits for it. Without it everything works, only slower."""
    from django.db import DatabaseError, connection

    from standing.areas.record.storing import load_kernel

    try:
        load_kernel()
    except DatabaseError:
        logger.info("The compiled kernel was not loaded: the store cannot be read now.")
    finally:
        connection.close()


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}/"


def _stop_on_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)


class TaskWorker:
    """Runs tasks in a thread of their own, one at a time. A store that cannot be read for a while is tried
    again.
    """

    def __init__(self) -> None:
        from django.utils.crypto import get_random_string
        from django_tasks_db.management.commands.db_worker import Worker

        self._stopping = threading.Event()
        self._worker = Worker(
            queue_names=["*"],
            interval=1.0,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"serve-{get_random_string(20)}",
            excluded_queue_names=[],
        )
        self._thread = threading.Thread(target=self._run, name="standing-tasks", daemon=True)
        self._daily = threading.Thread(target=self._ask_for_daily_work, name="standing-daily", daemon=True)

    def start(self) -> None:
        """Begin to run tasks."""
        self._thread.start()
        self._daily.start()

    def stop(self) -> None:
        """Let the task under way finish, for a while; say so when it did not."""
        self._stopping.set()
        self._worker.running = False
        self._thread.join(timeout=SECONDS_TO_FINISH)
        if self._thread.is_alive():
            logger.warning(
                "A task was still running %s seconds after the stop, and was cut off.", SECONDS_TO_FINISH
            )

    def _ask_for_daily_work(self) -> None:
        """Ask for the work of the day at the start and whenever a day has begun. Done twice, it does no harm."""
        from django.db import connection

        from standing.areas.audit import clock
        from standing.site.navigation import area_modules

        works = [
            module.work_of_the_day for module in area_modules("tasks") if hasattr(module, "work_of_the_day")
        ]

        asked_for = None
        try:
            while not self._stopping.is_set():
                try:
                    if asked_for != clock.today():
                        for work in works:
                            work.enqueue()
                        asked_for = clock.today()
                except Exception:
                    logger.exception("The work of the day could not be asked for; it is tried again.")
                self._stopping.wait(SECONDS_BETWEEN_LOOKS_AT_THE_DAY)
        finally:
            connection.close()

    def _run(self) -> None:
        from django.db import connection

        try:
            while not self._stopping.is_set():
                try:
                    self._worker.run()
                except Exception:
                    logger.exception(
                        "Tasks stopped; they start again in %s seconds.", SECONDS_BEFORE_TRYING_AGAIN
                    )
                    self._stopping.wait(SECONDS_BEFORE_TRYING_AGAIN)
        finally:
            connection.close()
