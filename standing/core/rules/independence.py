"""Independence (rules, part 6): may this account take this part in that person's claim, and how closely is it watched.

What stands between the two is given as plain relations; the answer has words for whoever asked. Nothing here knows how
a relation is found out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Relation(StrEnum):
    """What stands between an account and a person, their standard and the day of the decision."""

    SELF = "self"
    """The account is the person's own."""
    OWN_MANAGER = "own manager"
    """The person is the line manager of whoever has the account."""
    REPORT = "report"
    """Whoever has the account is the person's line manager."""
    PERSONAL = "personal"
    """A personal relationship between the two is declared."""
    WITNESS = "witness"
    """The account witnessed or authenticated some of the evidence."""
    TOOK_PART = "took part"
    """The account decided, countersigned, verified, or decided an appeal at an earlier stage."""
    COUNTS = "counts"
    """The account's own standing in the same standard and context counts on the day of the decision."""
    APPOINTED = "appointed"
    """The account is appointed to assess it on that day: by two people, with a reason and an end."""


class Act(StrEnum):
    """A part to take in a claim. The value is how words say it: "You cannot ..."."""

    ASSESS = "decide about them"
    CORRECT = "take back or correct this decision"
    """Put right how a decision was entered, or say that it should never have been."""
    COUNTERSIGN = "countersign this decision"
    VERIFY = "verify this decision"
    RECONSIDER = "look at this decision again"
    """The first stage of an appeal: whoever decided looks at it again."""
    REASSESS = "decide this appeal as an assessor"
    """A later stage, decided by an assessor who had no part in it."""
    APPEAL = "decide this appeal"
    """A later stage, decided by a verifier or on the panel."""


class Watch(IntEnum):
    """How closely what was decided is sampled, the closest last."""

    USUAL = 1
    DOUBLE = 2
    ALL = 3


_NEVER = (Relation.SELF, Relation.OWN_MANAGER, Relation.PERSONAL)
_NO_EARLIER_PART = (*_NEVER, Relation.WITNESS, Relation.TOOK_PART)

_BARRED: Mapping[Act, tuple[Relation, ...]] = {
    Act.ASSESS: _NEVER,
    Act.CORRECT: _NEVER,
    Act.COUNTERSIGN: _NO_EARLIER_PART,
    Act.VERIFY: _NO_EARLIER_PART,
    Act.RECONSIDER: _NEVER,
    Act.REASSESS: _NO_EARLIER_PART,
    Act.APPEAL: _NO_EARLIER_PART,
}
_NEEDS_STANDING = frozenset({Act.ASSESS, Act.COUNTERSIGN, Act.REASSESS})
"""The parts in which somebody's practice is judged: only by who is competent in it, or appointed."""

_BAR_IN_WORDS: Mapping[Relation, str] = {
    Relation.SELF: "it is about yourself",
    Relation.OWN_MANAGER: "they are your own line manager",
    Relation.PERSONAL: "a personal relationship between you is declared",
    Relation.WITNESS: "you witnessed or vouched for some of the evidence",
    Relation.TOOK_PART: "you had a part in it before",
}
WITHOUT_STANDING = (
    "you do not count in this standard yourself on the day of the decision, and are not appointed for it"
)
IS_REPORT = "You are their line manager, so this is flagged."
SAMPLED_DOUBLE = "Decisions of a line manager about their own staff are sampled at double the rate."
SAMPLED_ALL = (
    "You do not count in this standard yourself and are appointed for it, so all you decide in it is verified "
    "before it counts."
)


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may, every reason why not, what is flagged, and how closely it is sampled.

    `bars` are clauses, to be said after "because"; `flags` are sentences.
    """

    act: Act
    bars: tuple[str, ...]
    flags: tuple[str, ...]
    watch: Watch

    @property
    def allowed(self) -> bool:
        """Whether nothing bars it; what is only flagged does not."""
        return not self.bars

    @property
    def words(self) -> str:
        """What whoever asked is told: why not and what to do, or what is flagged; empty for nothing."""
        if self.allowed:
            return " ".join(self.flags)
        return f"You cannot {self.act.value}, because {_and(self.bars)}. {_INSTEAD[self.act]}"


_ANOTHER_ASSESSOR = "Ask another assessor."
_INSTEAD: Mapping[Act, str] = {
    Act.ASSESS: _ANOTHER_ASSESSOR,
    Act.CORRECT: _ANOTHER_ASSESSOR,
    Act.COUNTERSIGN: _ANOTHER_ASSESSOR,
    Act.VERIFY: "Ask another internal verifier.",
    Act.RECONSIDER: "Pass the appeal on to the next stage.",
    Act.REASSESS: "Ask somebody who had no part in it.",
    Act.APPEAL: "Ask somebody who had no part in it.",
}


def _and(clauses: tuple[str, ...]) -> str:
    *first, last = clauses
    return f"{', '.join(first)} and {last}" if first else last


def judge(act: Act, relations: Collection[Relation]) -> Verdict:
    """Whether somebody with these relations may take this part (rules, part 6).

    Nobody takes a part about themself, their own line manager, or somebody they declared a personal relationship
    with. Who countersigns, verifies or decides an appeal had no earlier part and is no witness. Who judges practice
    counts in the same standard on the day of the decision, or is appointed for it: then everything they decide is
    sampled. A line manager may judge a report, which is flagged and sampled at double rate.
    """
    bars = [_BAR_IN_WORDS[relation] for relation in _BARRED[act] if relation in relations]
    able = Relation.COUNTS in relations or Relation.APPOINTED in relations
    if act in _NEEDS_STANDING and not able:
        bars.append(WITHOUT_STANDING)
    if bars:
        return Verdict(act, tuple(bars), (), Watch.USUAL)
    flags, watch = [], Watch.USUAL
    if Relation.REPORT in relations:
        flags.append(IS_REPORT)
    if act is Act.ASSESS and Relation.REPORT in relations:
        flags.append(SAMPLED_DOUBLE)
        watch = Watch.DOUBLE
    if act is Act.ASSESS and Relation.COUNTS not in relations:
        flags.append(SAMPLED_ALL)
        watch = Watch.ALL
    return Verdict(act, (), tuple(flags), watch)
