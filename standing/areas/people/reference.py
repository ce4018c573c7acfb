"""The table of who may do what, written out for readers: `docs/reference/who-may-do-what.md` is this text."""

from standing.areas.people.roles import UNIT_ROLES, WHO_MAY, Ability, Role, Scope

OVER_WHOM = {Scope.OWN: "themself", Scope.UNIT: "their units", Scope.SERVICE: "everyone"}

ABOUT = """\
# Who may do what

This page is written from the one table in the code (`standing/areas/people/roles.py`), and a test keeps it up to date.
A role that a line does not name may not. Whoever has no role may nothing; nor does a role before its first day, or from
the day it ends, or in a closed account.

*Themself* is the person whose account it is. *Their units* are the units the role was given for and all those below
them, or the whole service for a role given without a unit. *Everyone* is the whole service.

Nobody records a decision about themself, whatever their roles. A command run on the server by somebody with a shell
there may do everything, and the audit trail names the command.
"""


def who_may_do_what() -> str:
    """The table as Markdown: once by what is done, once by role."""
    return "\n".join([ABOUT, *_by_ability(), "", *_by_role(), ""])


def _by_ability() -> list[str]:
    lines = ["## By what is done", "", "| what | who, and over whom |", "|---|---|"]
    for ability in Ability:
        reach = WHO_MAY[ability]
        if set(reach) == set(Role):
            who = "every role"
        else:
            who = "; ".join(f"{role.words}: {OVER_WHOM[scope]}" for role, scope in reach.items())
        lines.append(f"| {ability.value} | {who} |")
    return lines


def _by_role() -> list[str]:
    everyone = (
        "Every role looks at the catalogue, at revisions of the standards and at role profiles. Besides that:"
    )
    lines = ["## By role", "", everyone, ""]
    lines += ["| role | may be given for a unit | may |", "|---|---|---|"]
    for role in Role:
        own = [
            f"{ability.value} ({OVER_WHOM[WHO_MAY[ability][role]]})"
            for ability in Ability
            if role in WHO_MAY[ability] and set(WHO_MAY[ability]) != set(Role)
        ]
        unit = "yes" if role in UNIT_ROLES else "no"
        lines.append(f"| {role.words} | {unit} | {'; '.join(own) or 'nothing more yet'} |")
    return lines
