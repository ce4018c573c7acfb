"""What the demonstration service is like: its units, roles, refresh rules, changes and names. All of it
is made up, but the shares of staff.

The shares are those of the clinical and managing staff groups of 35 mental-health trusts in England, June
2018, in full-time equivalents (NHS Digital, HCHS workforce statistics, Open Government Licence 3.0): nurses
30.3 of every 100, their support 27.3, scientific, therapeutic and technical staff 15.9 and their support
5.9, doctors 5.2, managers 3.6; the groups without clinical or managing work are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitPlan:
    code: str
    name: str
    parent: str = ""
    share: int = 0
    """How many of a hundred people work here."""


UNITS = (
    UnitPlan("riverside", "Riverside Mental Health Service"),
    UnitPlan("inpatient", "Inpatient and urgent care", "riverside"),
    UnitPlan("kingfisher", "Kingfisher Ward (adults)", "inpatient", 30),
    UnitPlan("heron", "Heron Ward (older people)", "inpatient", 22),
    UnitPlan("community", "Community", "riverside"),
    UnitPlan("northside", "Northside Community Team", "community", 28),
    UnitPlan("crisis", "Crisis and Home Treatment", "community", 12),
    UnitPlan("recovery", "Recovery and Employment", "community", 8),
)
INPATIENT_UNITS = frozenset({"kingfisher", "heron"})
STORIES_UNIT = "kingfisher"


@dataclass(frozen=True)
class RolePlan:
    """A role: its share of staff in full-time equivalents, and the standards its profile asks for, by
    their codes' latest edition or a given one. `settling_in` are needed 12 weeks after joining, the
    others at once.
    """

    code: str
    title: str
    share: float
    standards: tuple[str, ...]
    settling_in: tuple[str, ...] = ()
    in_context: tuple[tuple[str, str], ...] = ()


OLDER_PEOPLE = "older people"
WORKING_AGE = "adults of working age"

ROLES = (
    RolePlan(
        "mental-health-nurse",
        "Mental health nurse",
        30.3,
        (
            "GEN99@2013",
            "MH14@2013",
            "CHS229@2013",
            "MH20@2013",
            "MH21@2013",
            "MH22@2013",
            "GEN112@2013",
            "CHS237@2013",
        ),
        ("MH23@2013", "CHS232@2013", "MH13@2012", "MH18@2012"),
        (("GEN103@2013", OLDER_PEOPLE),),
    ),
    RolePlan(
        "support-worker",
        "Mental health support worker",
        27.3,
        ("GEN99@2013", "GEN109@2013", "MH14@2013", "GEN112@2013", "CHS237@2013"),
        ("CHS234@2013", "CHS236@2013", "GEN104@2013", "MH38@2013", "SCDHSC0027@undated"),
    ),
    RolePlan(
        "therapist",
        "Occupational therapist",
        15.9,
        ("GEN99@2013", "MH14@2013", "CHS229@2013", "MH20@2013", "GEN112@2013"),
        ("CHS233@2013", "MH38@2013", "MH42@2013", "SCDHSC0421@undated", "GEN111@2013"),
    ),
    RolePlan(
        "peer-support-worker",
        "Peer support worker",
        5.9,
        ("GEN99@2013", "GEN109@2013", "GEN112@2013"),
        ("GEN100@2013", "GEN101@2013", "MH38@2013", "MH42@2013", "LIST95@2005"),
    ),
    RolePlan(
        "doctor",
        "Doctor",
        5.2,
        ("MH14@2013", "CHS229@2013", "CHS230@2013", "MH20@2013", "MH21@2013", "GEN112@2013"),
        ("CHS231@2013", "CHS99@undated", "MH18@2012"),
    ),
    RolePlan(
        "team-manager",
        "Team manager",
        3.6,
        ("GEN99@2013", "CHS229@2013", "MH21@2013", "GEN112@2013"),
        ("GEN122@2013", "GEN130@2013", "GEN132@2013", "MH22@2005"),
    ),
)

OLD_UNIT = "recovery"
"""Everyone here but the team manager works to a profile in editions of 2005, as do a few in other community teams."""

OLD_ROLES = (
    RolePlan(
        "recovery-worker",
        "Recovery worker",
        0,
        ("MH1@2005", "MH10@2005", "MH11@2005", "MH14@2005", "MH20@2005", "MH97@2007"),
        ("MH45@2005", "MH71@2005", "MH72@2005", "MH73@2005"),
    ),
    RolePlan(
        "employment-specialist",
        "Employment specialist",
        0,
        ("MH1@2005", "MH14@2005", "MH16@2005", "MH97@2007"),
        ("MH41@2005", "MH71@2005", "MH72@2005", "MH73@2005", "MH94@2005"),
    ),
)
"""Roles whose profiles the revision of March 2013 has not reached. Between them they ask for an old standard of each
kind that the revision knows: kept, reissued, recoded, reworded, widened, revised, replaced, split, absorbed, unchanged.
"""
EVERY_ROLE = (*ROLES, *OLD_ROLES)

NEW_EDITIONS = ("MH11@2012", "CMD7@undated", "SCDHSC0426@undated")
"""What those standards become, where no profile asks for it yet: it has a refresh rule, so that it can be held."""

SAFETY_CRITICAL = ("CHS229@2013", "MH16@2005", "MH21@2013", "CHS237@2013", "GEN112@2013")
"""Renewed every year, with no grace."""
EVERY_TWO_YEARS = (
    "MH14@2005",
    "MH14@2013",
    "MH20@2005",
    "MH20@2013",
    "MH22@2013",
    "MH23@2013",
    "CHS230@2013",
    "CHS232@2013",
    "MH13@2012",
)
NEVER_EXPIRE = ("GEN111@2013", "LIST95@2005", "MH42@2013")
OTHERS_MONTHS = 36

ENDED = ("MH22@2005", 70)
"""An edition that a profile still asks for, and how many days ago it stopped counting."""


@dataclass(frozen=True)
class ChangePlan:
    """A change, how many days ago it took effect, and how quickly people sign or show it."""

    subject: str
    version: int
    title: str
    change_class: str
    days_ago: int
    standards: tuple[str, ...]
    what_changed: str
    population: str = ""
    issued_days_before: int = 21


INPATIENT = "inpatient"

CHANGES = (
    ChangePlan(
        "MH23-REVISED", 1, "Reviewing interventions: the revised standard", "bridging", 420, ("MH23@2013",),
        "The standard now asks how people take part in reviewing what helps them.", issued_days_before=60,
    ),
    ChangePlan(
        "POL-OBSERVATION", 3, "Observation and engagement policy", "significant", 400, ("GEN112@2013",),
        "Engagement is recorded with every observation, in the person's own words.", INPATIENT,
    ),
    ChangePlan(
        "MH13-REVISED", 1, "Times of crisis: the revised standard", "bridging", 200, ("MH13@2012",),
        "The standard now covers significant others as well as families and carers.", issued_days_before=60,
    ),
    ChangePlan(
        "POL-MEDICINES", 2, "Self-administration of medicines policy", "major", 140, ("CHS237@2013",),
        "A second check is made with the person before each of the first three self-administered doses.",
    ),
    ChangePlan(
        "POL-LONE-WORKING", 2, "Lone working policy", "significant", 75, ("MH14@2013", "MH22@2013"),
        "The buddy call is made before the visit as well as after it.",
    ),
    ChangePlan(
        "POL-RISK", 5, "Clinical risk policy", "major", 40, ("CHS229@2013",),
        "Risk is formulated with the person; scores alone are no longer recorded.",
    ),
    ChangePlan(
        "POL-OBSERVATION", 4, "Observation and engagement policy", "significant", 12, ("GEN112@2013",),
        "Zonal observation is ended. Each person on enhanced observation has a named member of staff.", INPATIENT,
    ),
    ChangePlan(
        "ALERT-2", 1, "Safety alert: ligature points on new wardrobe doors", "critical", 9, ("GEN112@2013",),
        "Check the wardrobes of each room on the list before the room is used.", issued_days_before=0,
    ),
    ChangePlan(
        "POL-RECORDS", 7, "Record keeping policy", "minor", 30, ("GEN99@2013",), "The policy has a new owner.",
    ),
)  # fmt: skip


def refresh_rule(standard: str) -> tuple[int | None, int]:
    """The months of validity (none: no expiry) and days of grace that the demonstration sets for a
    standard.
    """
    if standard in SAFETY_CRITICAL:
        return 12, 0
    if standard in NEVER_EXPIRE:
        return None, 28
    return (24 if standard in EVERY_TWO_YEARS else OTHERS_MONTHS), 28


def role_named(code: str) -> RolePlan:
    return next(role for role in EVERY_ROLE if role.code == code)


def lines_of(role: RolePlan) -> Mapping[tuple[str, str], int | None]:
    """The lines of a role's profile: standard and context, to the days within which it is needed (none:
    at once).
    """
    at_once = {(standard, ""): None for standard in role.standards}
    later = {(standard, ""): 84 for standard in role.settling_in}
    return at_once | later | dict.fromkeys(role.in_context)
