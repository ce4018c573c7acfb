"""The feed of effects of legislation.gov.uk (Atom): what an Act changes in others, and the days it comes into force.

Its rows are effects, hundreds to an Act. What somebody decides about is the Act, with its commencement days: one
candidate for each Act that affects others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from standing.core.formats.results import Findings, Problem, where
from standing.core.formats.workbook.markup import Attributes, local, walk
from standing.core.formats.workbook.model import Unreadable
from standing.core.policies.feeds import PUBLISHED, Commencement, FeedItem, FeedReading, joined

FORMAT = "legislation-effects"
NAME = "legislation.gov.uk effects"

_METADATA = "http://www.legislation.gov.uk/namespaces/metadata"
_ACT = re.compile(r"https?://www\.legislation\.gov\.uk/id/([a-z]+/\d{4}/\d+)", re.ASCII)
_DO_FETCH = "Fetch the feed again from legislation.gov.uk, as data.feed."


def is_one(data: bytes) -> bool:
    """Whether the file begins as an effects feed does."""
    head = data[:4096]
    return b"<feed" in head and _METADATA.encode() in head


@dataclass
class _Effect:
    row: int
    said: dict[str, str]
    days: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


@dataclass
class _Feed:
    """Collects the entries as the XML comes. What it is of a page is kept as text."""

    entries: int = 0
    effects: list[_Effect] = field(default_factory=list)
    page: dict[str, str] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    without: list[int] = field(default_factory=list)

    def start(self, element: str, attributes: Attributes) -> None:
        name = local(element)
        self.inside.append(name)
        self.words.clear()
        if name == "entry":
            self.entries += 1
            self.without.append(self.entries)
        elif name == "Effect" and self.entries:
            self.effects.append(_Effect(self.entries, attributes))
            self.without = [row for row in self.without if row != self.entries]
        elif name == "InForce" and self.effects:
            self.effects[-1].days.append((attributes.get("Date", ""), attributes.get("Prospective", "")))

    def end(self, element: str) -> None:
        name, text = local(element), " ".join("".join(self.words).split())
        self.inside.pop()
        self.words.clear()
        if name == "AffectingTitle" and self.effects:
            self.effects[-1].title = text
        elif self.inside == ["feed"] and text:
            self.page[name] = text

    def text(self, words: str) -> None:
        self.words.append(words)


def read(data: bytes, file: str) -> FeedReading:
    """Every Act of the feed with its commencement days, and each oddity as a problem."""
    feed = _Feed()
    try:
        walk([data], feed.start, feed.end, feed.text)
    except Unreadable as error:
        damaged = (
            "a document type is declared" if "document type" in error.what else "the file is not whole XML"
        )
        return FeedReading(FORMAT, problems=(Problem(where(file, 1), damaged, _DO_FETCH),))
    findings = Findings(file)
    for row in feed.without:
        findings.problem(
            row, "this entry has no effect in it", "It is not taken. Look it up on legislation.gov.uk."
        )
    acts = _acts(feed.effects, findings)
    is_whole = _is_whole(feed, findings)
    problems = tuple(replace(problem, refuses=False) for problem in findings.problems)
    if not acts:
        nothing = Problem(where(file, 1), "there is no effect in the feed that could be read", _DO_FETCH)
        return FeedReading(FORMAT, problems=(nothing, *problems), is_whole=is_whole)
    return FeedReading(FORMAT, tuple(acts), problems=problems, is_whole=is_whole)


def _is_whole(feed: _Feed, findings: Findings) -> bool:
    """Whether the file has every effect; where it is one page of several, say so."""
    more, total = feed.page.get("morePages", "0"), feed.page.get("totalResults", "")
    if more == "0" and (not total.isdecimal() or int(total) <= feed.entries):
        return True
    of = f" of {total}" if total else ""
    findings.problem(
        1,
        f"this is page {feed.page.get('page', '1')} of the feed, with {feed.entries}{of} effects",
        "Import the other pages too. What is not in this one is not taken to be gone.",
    )
    return False


def _acts(effects: Iterable[_Effect], findings: Findings) -> list[FeedItem]:
    seen: dict[str, int] = {}
    found: dict[str, FeedItem] = {}
    for effect in effects:
        key = _key(effect, seen, findings)
        if key is None:
            continue
        commencements = _commencements(effect, findings)
        if commencements is None:
            continue
        known = found.get(key) or FeedItem(key, effect.title or key, _kind(effect), PUBLISHED, effect.row)
        found[key] = replace(known, commencements=joined(known.commencements, commencements))
    return list(found.values())


def _key(effect: _Effect, seen: dict[str, int], findings: Findings) -> str | None:
    named = effect.said.get("EffectId", "")
    act = _ACT.fullmatch(effect.said.get("AffectingURI", ""))
    if not named or act is None:
        missing = "an EffectId" if not named else "the address of the Act that makes it (AffectingURI)"
        findings.problem(effect.row, f"this effect has not {missing}", "It is not taken. Look it up.")
        return None
    if named in seen:
        findings.problem(
            effect.row,
            f"{named} stands in the feed twice, first as entry {seen[named]}",
            "The first is kept.",
        )
        return None
    seen[named] = effect.row
    return act[1]


def _kind(effect: _Effect) -> str:
    """UnitedKingdomPublicGeneralAct, as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", effect.said.get("AffectingClass", ""))


def _commencements(effect: _Effect, findings: Findings) -> list[Commencement] | None:
    """The days on which what makes an effect comes into force; one without a day where none is appointed."""
    provisions = effect.said.get("AffectingProvisions", "").strip() or "the whole"
    found = []
    for text, prospective in effect.days or [("", "true")]:
        if not text and prospective == "true":
            found.append(Commencement(None, provisions))
            continue
        try:
            found.append(Commencement(date.fromisoformat(text), provisions))
        except ValueError:
            findings.problem(
                effect.row,
                f"in force from: found {text!r}, expected a day like 2024-06-01",
                "It is not taken.",
            )
            return None
    return found
