"""Made-up people and course names for the workbooks."""

from __future__ import annotations

import random

_FORENAMES = (
    *(
        "Amara",
        "Bryn",
        "Cerys",
        "Devi",
        "Eoin",
        "Fiadh",
        "Gwen",
        "Hamza",
        "Iona",
        "Jonas",
        "Kezia",
        "Liam",
        "Maeve",
    ),
    *(
        "Nadia",
        "Owen",
        "Priya",
        "Quinn",
        "Rhys",
        "Saoirse",
        "Tomasz",
        "Una",
        "Viktor",
        "Wanda",
        "Xanthe",
        "Yusuf",
        "Zoë",
    ),
)
_SURNAMES = (
    *(
        "Abara",
        "Bevan",
        "Conteh",
        "Dalgleish",
        "Eszter",
        "Farrow",
        "Gallacher",
        "Hussain",
        "Ibbotson",
        "Jagger",
    ),
    *(
        "Kowal",
        "Lovett",
        "Mbeki",
        "Nuttall",
        "O'Hara",
        "Pemberton",
        "Quayle",
        "Rostron",
        "Szymanski",
        "Tattersall",
    ),
    *("Underhill", "Varley", "Whitlock", "Yardley", "Zielinski"),
)
COURSES = (
    *(
        "PMVA",
        "ILS",
        "BLS",
        "Fire safety",
        "Moving and handling",
        "Infection control",
        "Safeguarding adults L3",
    ),
    *(
        "Safeguarding children L3",
        "Information governance",
        "Medicines management",
        "Rapid tranquillisation",
        "MH14",
    ),
    *(
        "MH 21",
        "SFHMH20",
        "45",
        "MH1 Promote mental health",
        "Clinical risk",
        "Suicide prevention",
        "MCA and DoLS",
    ),
    *(
        "Mental Health Act",
        "Dual diagnosis",
        "Ligature cutters",
        "Search training",
        "Physical health checks",
        "NEWS2",
    ),
    *(
        "Diabetes awareness",
        "Dysphagia",
        "Blood glucose",
        "Venepuncture",
        "ECG",
        "Clozapine clinic",
        "Depot injections",
    ),
    *(
        "Care planning",
        "Carers awareness",
        "Equality and diversity",
        "Health and safety",
        "Prevent",
        "Sepsis",
        "Resus L2",
    ),
    *("Conflict resolution", "Freedom to speak up"),
)
UNITS = ("Willow Ward", "Rowan Ward", "Hazel Ward", "Crisis Team")
ROLES = ("Staff nurse", "Healthcare support worker", "Ward manager", "Occupational therapist")


def names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Forename and surname of so many people, no two alike."""
    everybody = [(forename, surname) for forename in _FORENAMES for surname in _SURNAMES]
    return chance.sample(everybody, count)
