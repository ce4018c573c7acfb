"""The page of refresh rules that are missing: new standards in groups, by the rule of what they follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.areas.record.presenters.refresh_rules import rule_in_words
from standing.areas.revisions.selectors.missing_rules import MissingRules, RulesAsked
from standing.areas.revisions.selectors.pages import VersionInFull
from standing.site.dates import moment


@dataclass(frozen=True)
class Group:
    """New standards to choose among, and the address and hidden answers with which their rule is set."""

    heading: str
    boxes: list[dict[str, str]]
    hidden: list[tuple[str, str]]


def groups(found: Sequence[MissingRules], version: VersionInFull, back: str) -> list[Group]:
    """Each group with what is sent to the page that sets rules: the rule of the old standards stands there already."""
    return [_group(one, version, back) for one in found]


def _group(one: MissingRules, version: VersionInFull, back: str) -> Group:
    hidden = [("back", back)]
    heading = "The old standards have no rule, or several"
    if one.terms is not None:
        months, grace = one.terms
        heading = f"The old standards: {rule_in_words(months, grace)}"
        hidden += [("months", str(months) if months else "never"), ("grace", str(grace))]
    boxes = [
        {
            "value": new,
            "text": f"{new} {version.titles[new]}",
            "hint": f"Follows {' and '.join(olds)}",
        }
        for new, olds in one.standards
    ]
    return Group(heading, boxes, hidden)


def asked_words(asked: Sequence[RulesAsked]) -> list[str]:
    """Who asked for these rules, when, and with which words."""
    return [
        f"{one.who} asked for {'it' if len(one.missing) == 1 else 'them'} on {moment(one.at)}."
        f"{''.join(f' {words}' for words in one.words)}"
        for one in asked
    ]
