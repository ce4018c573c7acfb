"""How something was decided, and what matters to people about it: for its page and its documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from standing.areas.audit.actions import Actor
from standing.areas.coproduction.content import standard_digest, used_first, version_digest
from standing.areas.coproduction.members import invited_to
from standing.areas.coproduction.models import Proposal, ValuesStatement
from standing.areas.coproduction.permissions import can_run
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import HowDecided as Word
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.core.coproduction.proposing import About, State
from standing.core.coproduction.record import Standpoint


@dataclass(frozen=True)
class HowDecided:
    """How something was decided: in a sentence, by which groups, what changed because of them and what was not taken,
    with why. All of it empty where its owner decided alone. `number` is that of the proposal.
    """

    words: str = ""
    constituencies: tuple[str, ...] = ()
    changed_because: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    number: int | None = None


_SENTENCES = {
    Word.CO_PRODUCED.value: "Co-produced: made together, from the start, and agreed by each group.",
    Word.CONSULTED.value: "Consulted: people were asked after it was made, and each group agreed to it.",
}

_USED_FIRST = "Consulted: it was put in use before people decided, and each group agreed to it afterwards."


def how_decided(account: Actor, version_id: int) -> HowDecided:
    """How a version of a profile was decided. Of other lines than those decided, nothing. Raises `NotAllowed`."""
    check_can(account, Ability.SEE_PROFILES)
    version = ProfileVersion.objects.filter(pk=version_id).first()
    if version is None:
        return HowDecided()
    found = version.proposals.filter(state=State.AGREED.value).order_by("-closed_at").first()
    if found is None or found.decided_content != version_digest(version):
        return HowDecided()
    return told_of(found)


def how_standard_decided(account: Actor, standard_id: str) -> HowDecided:
    """How a local standard was decided, as it is worded now. Raises `NotAllowed`."""
    check_can(account, Ability.SEE_CATALOGUE)
    agreed = Proposal.objects.filter(standard=standard_id, state=State.AGREED.value)
    found = agreed.select_related("standard").order_by("-closed_at").first()
    if found is None or found.standard is None or found.decided_content != standard_digest(found.standard):
        return HowDecided()
    return told_of(found)


def told_of(proposal: Proposal) -> HowDecided:
    """The same, of a proposal that was agreed."""
    points = list(proposal.points.all())
    return HowDecided(
        words=_USED_FIRST if used_first(proposal) else _SENTENCES[proposal.called],
        constituencies=tuple(one.speaks_for.words for one in invited_to(proposal)),
        changed_because=tuple(f"“{one.what}” {one.changed}" for one in points if one.changed),
        not_taken=tuple(f"“{one.what}” {one.not_taken_because}" for one in points if one.not_taken_because),
        number=proposal.pk,
    )


@dataclass(frozen=True)
class Asked:
    """Of a draft: the open proposal about it, by its number, or that this account may open one."""

    version: int
    number: int | None


def asked_about(account: Actor, version_id: int) -> Asked | None:
    """Where people are asked about a draft; none for a version in use, and where there is nothing to do."""
    check_can(account, Ability.SEE_PROFILES)
    version = ProfileVersion.objects.filter(pk=version_id, from_on__isnull=True).first()
    if version is None or version.decided_how:
        return None
    found = version.proposals.filter(state=State.OPEN.value).values_list("pk", flat=True).first()
    may_open = found is None and can_run(account, About.PROFILE)
    return Asked(version_id, found) if found is not None or may_open else None


def open_about(version_id: int) -> Proposal | None:
    """The open proposal about a draft: that people are asked is no secret from whoever sees the draft."""
    return Proposal.objects.filter(
        version=version_id, version__from_on__isnull=True, state=State.OPEN.value
    ).first()


@dataclass(frozen=True)
class Statement:
    """What matters to a group about a line."""

    number: int
    standpoint: Standpoint
    words: str

    @property
    def group(self) -> str:
        """The group, in words."""
        return self.standpoint.words


Statements = Mapping[str, tuple[Statement, ...]]


def values_of(account: Actor, version_id: int) -> Statements:
    """What matters to people about the lines of a version, by the key of the line. Two queries. Raises `NotAllowed`.

    What was said of a line that this one was carried over or merged from is said of this one too.
    """
    check_can(account, Ability.SEE_PROFILES)
    lines = ProfileLine.objects.filter(version=version_id).values_list("key", "stands_for")
    keys = {key: (key, *stands_for) for key, stands_for in lines}
    said = _by_key({one for those in keys.values() for one in those})
    found = {key: tuple(one for each in those for one in said.get(each, ())) for key, those in keys.items()}
    return {key: statements for key, statements in found.items() if statements}


def values_beside(account: Actor, standard_id: str, roles: Collection[str]) -> tuple[Statement, ...]:
    """What matters to people about a standard, where a profile in use of these roles asks for it."""
    check_can(account, Ability.SEE_PROFILES)
    lines = ProfileLine.objects.filter(
        standard=standard_id,
        version__profile__code__in=roles,
        version__from_on__isnull=False,
        version__to_on__isnull=True,
    )
    keys = {one for key, stands_for in lines.values_list("key", "stands_for") for one in (key, *stands_for)}
    return tuple(one for those in _by_key(keys).values() for one in those)


def _by_key(keys: Collection[str]) -> Statements:
    rows = ValuesStatement.objects.filter(line_key__in=keys, withdrawn_at__isnull=True)
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in rows.select_related("constituency"):
        found[row.line_key].append(Statement(row.pk, row.constituency.speaks_for, row.words))
    return {key: tuple(statements) for key, statements in found.items()}
