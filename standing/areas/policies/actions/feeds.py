"""Feeds of guidance and law: imported as candidates, each linked to a policy or dismissed by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.fetching import checked_address
from standing.areas.policies.models import Candidate, FeedImport, FeedSource, Policy
from standing.areas.policies.reading import read_feed
from standing.areas.refusals import Refused
from standing.core.formats.results import Problem, where
from standing.core.importing import ImportReport
from standing.core.policies.feeds import Differences, FeedItem, FeedReading, compare

_AT_ONCE = 500
_COLUMNS = ("title", "kind", "status", "published_on", "modified_on", "commencements", "set_aside")
_STATE = ("state", "differences", "since", "gone_at")


@dataclass(frozen=True)
class FeedReport:
    """What an import of a feed did, or would do: the report of the file, and what is different since the last one."""

    report: ImportReport
    reading: FeedReading
    differences: Differences


@writing()
@tells_of_refusals(lambda **given: f"feed:{given['file']}")
def import_feed(*, by: Actor, file: str, content: bytes, dry_run: bool = False) -> FeedReport:
    """Read a file of a feed into candidates, whole or not at all. The same file again changes nothing.

    What is new or different waits for a person. What is gone from a whole feed, and was linked, waits too. A refused
    file is no error: its report says so, with the lines and what to do.
    """
    check_can(by, Ability.KEEP_POLICIES)
    reading = read_feed(content, file)
    held = {row.key: row for row in Candidate.objects.filter(feed=reading.format)} if reading.format else {}
    differences = compare({key: row.item for key, row in held.items()}, reading)
    report = FeedReport(_report(file, content, reading, differences), reading, differences)
    if dry_run or report.report.refused:
        return report
    _write(reading, differences, held)
    done = FeedImport.objects.create(
        feed=reading.format,
        file=file[-300:],
        sha256=report.report.sha256,
        imported_at=clock.now(),
        imported_by=by if isinstance(by, Account) else None,
        read=len(reading.items),
        new=len(differences.new),
        changed=len(differences.changed),
        gone=len(_newly_gone(differences, held)),
        set_aside=len(reading.set_aside),
        notes=[f"{each.where}: {each.what}. {each.do}" for each in reading.problems],
    )
    words = {
        name: getattr(done, name)
        for name in ("file", "sha256", "read", "new", "changed", "gone", "set_aside")
    }
    record_event(by=by, action="import_feed", subject=f"feed:{reading.format}", words=words)
    return report


def _report(file: str, content: bytes, reading: FeedReading, found: Differences) -> ImportReport:
    sha256 = hashlib.sha256(content).hexdigest()
    if reading.refused:
        return ImportReport(reading.format, file, sha256, repairs=reading.repairs, problems=reading.problems)
    return ImportReport(
        reading.format,
        file,
        sha256,
        read=len(reading.items),
        created=len(found.new),
        updated=len(found.changed),
        unchanged=len(found.unchanged),
        repairs=reading.repairs,
        problems=(*reading.problems, *_said_of_set_aside(file, reading)),
    )


def _said_of_set_aside(file: str, reading: FeedReading) -> Iterable[Problem]:
    for item in reading.set_aside:
        what = f"{item.key} “{item.title}” is set aside: {item.set_aside}"
        yield Problem(
            where(file, item.row),
            what,
            "If it is a real one, take it in among the candidates.",
            refuses=False,
        )


def _write(reading: FeedReading, differences: Differences, held: dict[str, Candidate]) -> None:
    now = clock.now()
    made = (
        Candidate(feed=reading.format, key=item.key, since=now, **_columns(item)) for item in differences.new
    )
    Candidate.objects.bulk_create(made, batch_size=_AT_ONCE)
    changed = []
    for each in differences.changed:
        row = _said_anew(held[each.item.key], each.item)
        changed.append(_waits_again(row, each.words))
    changed += [
        _waits_again(held[key], ["No longer in the feed."], gone=True)
        for key in _newly_gone(differences, held)
    ]
    for item in differences.unchanged:
        row = held[item.key]
        if row.gone_at is not None:
            changed.append(_waits_again(row, ["In the feed again."]))
    Candidate.objects.bulk_update(changed, [*_COLUMNS, *_STATE], batch_size=_AT_ONCE)


def _newly_gone(differences: Differences, held: dict[str, Candidate]) -> list[str]:
    return [key for key in differences.gone if held[key].gone_at is None]


def _columns(item: FeedItem) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(item, name) for name in _COLUMNS if name != "commencements"}
    days = [[one.on.isoformat() if one.on else "", one.provisions] for one in item.commencements]
    return {**columns, "commencements": days}


def _said_anew(row: Candidate, item: FeedItem) -> Candidate:
    for name, value in _columns(item).items():
        setattr(row, name, value)
    if row.taken_in:
        row.set_aside = ""
    return row


def _waits_again(row: Candidate, words: Iterable[str], *, gone: bool = False) -> Candidate:
    """A candidate of which the feed says something else: it waits, unless it is gone and nothing here rests on it."""
    row.gone_at = clock.now() if gone else None
    if gone and row.policy_id is None:
        return row
    if row.state != Candidate.WAITING:
        row.state, row.since, row.differences = Candidate.WAITING, clock.now(), []
    row.differences = [*row.differences, *words]
    return row


def _of_candidate(*, candidate: Candidate, **_: object) -> str:
    return candidate.subject


@writing()
@tells_of_refusals(_of_candidate)
@passes_guard(_of_candidate, why="Note")
def link_candidate(*, by: Actor, candidate: Candidate, policy: Policy, why: str = "") -> Candidate:
    """A person says that a candidate concerns a policy. Nothing of the policy is changed by it."""
    check_can(by, Ability.KEEP_POLICIES)
    candidate = _waiting(candidate)
    _decide(by, candidate, Candidate.LINKED, why)
    candidate.policy = policy
    candidate.save()
    words = {"policy": policy.code, "title": candidate.title, "why": why.strip()}
    record_event(by=by, action="link_candidate", subject=candidate.subject, words=words)
    return candidate


@writing()
@tells_of_refusals(lambda **given: "candidates")
@passes_guard(lambda **_: "candidates", why="Reason")
def dismiss_candidates(*, by: Actor, candidates: Sequence[Candidate], why: str) -> int:
    """A person says that candidates do not concern this service, and why. How many. One event for them all."""
    check_can(by, Ability.KEEP_POLICIES)
    if not why.strip():
        raise Refused("Say why: whoever looks for it later reads that.", field="why")
    rows = [_waiting(each) for each in candidates]
    if not rows:
        raise Refused("Choose at least one.", field="chosen")
    for row in rows:
        _decide(by, row, Candidate.DISMISSED, why)
        row.policy = None
    Candidate.objects.bulk_update(
        rows, ["state", "policy", "decided_by", "decided_why", "since", "differences"], batch_size=_AT_ONCE
    )
    words = {"feed": rows[0].feed, "keys": [row.key for row in rows], "why": why.strip()}
    record_event(by=by, action="dismiss_candidates", subject=f"feed:{rows[0].feed}", words=words)
    return len(rows)


@writing()
@tells_of_refusals(_of_candidate)
def take_in(*, by: Actor, candidate: Candidate) -> Candidate:
    """A person says that a row that was set aside is a real one: it waits like any other."""
    check_can(by, Ability.KEEP_POLICIES)
    candidate = Candidate.objects.get(pk=candidate.pk)
    if not candidate.set_aside:
        raise Refused(f"{candidate} was not set aside. Reload the page.")
    why, candidate.set_aside, candidate.taken_in = candidate.set_aside, "", True
    candidate.since = clock.now()
    candidate.save()
    record_event(by=by, action="take_in_candidate", subject=candidate.subject, words={"was_set_aside": why})
    return candidate


@writing()
@tells_of_refusals(lambda **given: f"feed:{given['feed']}")
def set_source(*, by: Actor, feed: str, url: str) -> FeedSource | None:
    """Set the address that a feed is fetched from, or take it away. Raises `Refused` for one that is not fetched."""
    check_can(by, Ability.SET_FEEDS)
    before = FeedSource.objects.filter(feed=feed).first()
    words = {"before": before.url if before else "", "after": url.strip()}
    source = None
    if url.strip():
        said = {
            "url": checked_address(url),
            "set_at": clock.now(),
            "set_by": by if isinstance(by, Account) else None,
        }
        source, _ = FeedSource.objects.update_or_create(feed=feed, defaults=said)
    elif before:
        before.delete()
    record_event(by=by, action="set_feed_source", subject=f"feed:{feed}", words=words)
    return source


def _waiting(candidate: Candidate) -> Candidate:
    row = Candidate.objects.get(pk=candidate.pk)
    if row.state != Candidate.WAITING:
        raise Refused(f"{row.key} was {row.state} already. Reload the page.")
    return row


def _decide(by: Actor, row: Candidate, state: str, why: str) -> None:
    row.state, row.decided_why, row.since, row.differences = state, why.strip(), clock.now(), []
    row.decided_by = by if isinstance(by, Account) else None
