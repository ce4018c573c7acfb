"""What the roles of a file are to ask for, where nobody has said so yet and whoever brings it in says they do."""

from __future__ import annotations

from collections import defaultdict

from standing.areas.audit.actions import Actor
from standing.areas.guarding import words_not_typed
from standing.areas.profiles.actions import add_lines, create_profile, put_in_use
from standing.core.formats.matrix import Meaning
from standing.core.moving_in.journey import Journey
from standing.core.moving_in.labels import STANDARD, label_key


def ask_of_roles(by: Actor, journey: Journey, file: str) -> int:
    """Make a profile for each role that has none, from what its people's rows name. How many were made."""
    if not journey.answers.ask_of_roles:
        return 0
    made = 0
    for role, standards in roles_ask(journey).items():
        profile = create_profile(by=by, code=role, name=_name_of(journey, role))
        draft = profile.versions.get()
        add_lines(by=by, version=draft, standards=standards, as_worked_to=True)
        with words_not_typed():
            put_in_use(by=by, version=draft, from_on=journey.service.today, why=f"The courses of {file}")
        made += 1
    return made


def roles_ask(journey: Journey) -> dict[str, list[str]]:
    """The standards that each role without a profile would ask for: those of which some row of the role says anything
    but not applicable.
    """
    wanted = set(journey.asks_of_roles)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in journey.said:
        target = journey.targets.get(label_key(each.label))
        somebody = journey.who.get((each.sheet, each.row))
        if (
            target is None
            or target.kind != STANDARD
            or somebody is None
            or each.states == (Meaning.NOT_APPLICABLE,)
        ):
            continue
        role = journey.role_codes.get(label_key(somebody.first.role), "")
        if role in wanted:
            found[role][target.name] = None
    return {role: list(standards) for role, standards in found.items()}


def _name_of(journey: Journey, role: str) -> str:
    said = {journey.role_codes.get(each.key): each.words for each in journey.roles}
    return journey.service.roles.get(role) or said.get(role) or role
