"""Carrying over to a new edition: what an adopted revision writes, shown by what it then answers."""

from tests.spec.spec import Chapter, Crosswalk, Spec

RULES = """
            standards
            standard  | validity_months
            MH14@2013 | 12
            GEN9@2024 | 36
            """

RECODED = Crosswalk("2024-04-01", "2025-03-31", "old | kind | new\nMH14@2013 | recoded | GEN9@2024")
REVISED = Crosswalk("2024-04-01", "2025-03-31", "old | kind | new\nMH14@2013 | revised | GEN9@2024")
WIDENED = Crosswalk(
    "2024-04-01", "2025-03-31", "old | kind | new | context\nMH14@2013 | widened | GEN9@2024 | forensic"
)
REPLACED = Crosswalk("2024-04-01", "2025-03-31", "old | kind | new\nMH14@2013 | replaced | GEN9@2024")

CHAPTER = Chapter(
    "carrying-over",
    "Carrying over to a new edition",
    "A revision is adopted: the decisions of each holder are written once more on the new standard, never for longer "
    "than on the old. Each example says which crosswalk is adopted, with its effective day and the end of its "
    "transition; the answers are those after it. Here the old standard lasts 12 months and the new one 36.",
    (
        Spec(
            "A holder is carried from the effective day, with the expiry of the old",
            "Not the new standard's 36 months. A signature is owed by the end of the transition; until then the old "
            "counts too.",
            RULES
            + """
            decisions
            outcome | decided_on
            met     | 2023-12-01
            """,
            """
            on         | standard  | status      | reasons                  | expires_on
            2024-03-31 | GEN9@2024 | not_held    |                          |
            2024-04-01 | GEN9@2024 | due         | signature_owed           | 2024-12-01
            2024-09-02 | GEN9@2024 | due         | expiring, signature_owed | 2024-12-01
            2024-12-02 | GEN9@2024 | grace       | in_grace, signature_owed | 2024-12-01
            2024-06-01 | MH14@2013 | current     |                          | 2024-12-01
            2025-04-01 | MH14@2013 | not_current | edition_ended, expired   | 2024-12-01
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "Once signed it is simply current, and overdue after the transition if not",
            "The signature is for the revision: one for all its standards.",
            RULES
            + """
            decisions
            person | outcome | decided_on | expires_on
            ann    | met     | 2024-01-01 | 2026-01-01
            ben    | met     | 2024-01-01 | 2026-01-01

            signatures
            person | subject | version | signed_on
            ben    | REV     | 1       | 2024-05-01
            """,
            """
            person | on         | standard  | status      | reasons           | expires_on
            ann    | 2025-03-31 | GEN9@2024 | due         | signature_owed    | 2026-01-01
            ann    | 2025-04-01 | GEN9@2024 | not_current | signature_overdue | 2026-01-01
            ben    | 2025-04-01 | GEN9@2024 | current     |                   | 2026-01-01
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "Whoever was assessed on the new edition itself is not asked to sign",
            "Only those who are carried are; somebody who is both is.",
            RULES
            + """
            decisions
            person | standard  | outcome | decided_on
            ann    | GEN9@2024 | met     | 2024-01-01
            ben    | GEN9@2024 | met     | 2024-01-01
            ben    | MH14@2013 | met     | 2023-12-01
            """,
            """
            person | on         | standard  | status  | reasons        | expires_on
            ann    | 2024-04-01 | GEN9@2024 | current |                | 2027-01-01
            ben    | 2024-04-01 | GEN9@2024 | due     | signature_owed | 2027-01-01
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "What is carried is walked with what was assessed on the new edition itself",
            "The one decided later governs, with the expiry it states: also where the other would have lasted longer. "
            "Being assessed anew on the new edition restores it.",
            RULES
            + """
            decisions
            person | standard  | outcome | decided_on
            ann    | GEN9@2024 | met     | 2023-06-01
            ann    | MH14@2013 | met     | 2023-12-01
            ben    | GEN9@2024 | met     | 2023-06-01
            ben    | MH14@2013 | met     | 2023-12-01
            ben    | GEN9@2024 | met     | 2024-05-01
            """,
            """
            person | on         | standard  | status  | reasons        | expires_on
            ann    | 2024-03-31 | GEN9@2024 | current |                | 2026-06-01
            ann    | 2024-04-01 | GEN9@2024 | due     | signature_owed | 2024-12-01
            ben    | 2024-05-01 | GEN9@2024 | current |                | 2027-05-01
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "Another title has to be bridged",
            "The new parts have to be shown; a signature does not help.",
            RULES
            + """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2026-01-01
            """,
            """
            on         | standard  | status      | reasons          | expires_on
            2024-04-01 | GEN9@2024 | due         | bridging_owed    | 2026-01-01
            2025-04-01 | GEN9@2024 | not_current | bridging_overdue | 2026-01-01
            """,
            crosswalk=REVISED,
        ),
        Spec(
            "Whoever is in grace is still a holder, and in grace on the new",
            "After grace nobody is.",
            RULES
            + """
            decisions
            person | outcome | decided_on
            ann    | met     | 2023-03-20
            ben    | met     | 2023-02-01
            """,
            """
            person | on         | standard  | status   | reasons                  | expires_on
            ann    | 2024-04-01 | GEN9@2024 | grace    | in_grace, signature_owed | 2024-03-20
            ben    | 2024-04-01 | GEN9@2024 | not_held |                          |
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "What blocks the old blocks the new",
            "Suspensions that name it, and changes not withdrawn by the effective day.",
            RULES
            + """
            decisions
            person | outcome | decided_on
            ann    | met     | 2023-12-01
            ben    | met     | 2023-12-01

            suspensions
            person | standard  | from
            ann    | MH14@2013 | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | withdrawn_on
            POL     | 1       | MH14@2013 | significant | 2024-01-10   |
            OLD     | 1       | MH14@2013 | significant | 2024-01-10   | 2024-03-01
            """,
            """
            person | on         | standard  | status      | reasons                                      | expires_on
            ann    | 2024-04-02 | GEN9@2024 | not_current | signature_overdue, signature_owed, suspended | 2024-12-01
            ben    | 2024-04-02 | GEN9@2024 | not_current | signature_overdue, signature_owed            | 2024-12-01
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "A wider standard is carried in the context named for it",
            "General decisions reach there; what is held in another context alone waits for an assessor.",
            RULES
            + """
            decisions
            person | outcome | decided_on | context
            ann    | met     | 2023-12-01 |
            ben    | met     | 2023-12-01 | older people
            """,
            """
            person | on         | standard  | context  | status   | reasons        | expires_on
            ann    | 2024-04-01 | GEN9@2024 | forensic | due      | signature_owed | 2024-12-01
            ann    | 2024-04-01 | GEN9@2024 |          | not_held | context_too_narrow |
            ben    | 2024-04-01 | GEN9@2024 | forensic | not_held |                |
            """,
            crosswalk=WIDENED,
        ),
        Spec(
            "What is held in one context is carried in it",
            "No less, and no more.",
            RULES
            + """
            decisions
            outcome | decided_on | context
            met     | 2023-12-01 | forensic
            """,
            """
            on         | standard  | context  | status   | reasons            | expires_on
            2024-04-01 | GEN9@2024 | forensic | due      | signature_owed     | 2024-12-01
            2024-04-01 | GEN9@2024 |          | not_held | context_too_narrow |
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "One decision that gave two expiries is carried with the earlier",
            "In its context it had kept the anniversary of another, in general it had not.",
            RULES
            + """
            decisions
            outcome | decided_on | context
            met     | 2023-06-01 | forensic
            met     | 2024-03-10 |
            """,
            """
            on         | standard  | context  | status  | reasons        | expires_on
            2024-05-01 | MH14@2013 |          | current |                | 2025-03-10
            2024-05-01 | MH14@2013 | forensic | current |                | 2025-06-01
            2024-05-01 | GEN9@2024 |          | due     | signature_owed | 2025-03-10
            2024-05-01 | GEN9@2024 | forensic | due     | signature_owed | 2025-03-10
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "A standard that existed before is judged by an assessor",
            "Nothing is carried onto it; there is a task.",
            RULES
            + """
            decisions
            outcome | decided_on
            met     | 2023-12-01
            """,
            """
            on         | standard  | status   | expires_on
            2024-04-01 | GEN9@2024 | not_held |
            2024-04-01 | MH14@2013 | current  | 2024-12-01
            """,
            crosswalk=REPLACED,
        ),
        Spec(
            "Where the old never expires and the new does, it counts from the effective day",
            "36 months from then; within ten years of the decision.",
            """
            standards
            standard  | validity_months
            MH14@2013 |
            GEN9@2024 | 36

            decisions
            person | outcome | decided_on
            ann    | met     | 2019-06-01
            ben    | met     | 2015-06-01
            cai    | met     | 2010-06-01
            """,
            """
            person | on         | standard  | status   | reasons        | expires_on
            ann    | 2024-04-01 | GEN9@2024 | due      | signature_owed | 2027-04-01
            ben    | 2024-04-01 | GEN9@2024 | due      | signature_owed | 2025-06-01
            cai    | 2024-04-01 | GEN9@2024 | not_held |                |
            """,
            crosswalk=RECODED,
        ),
        Spec(
            "A decision made on the old edition in the transition is carried too",
            "With the expiry it gives there, if it is made by the end of the transition; a revocation whenever.",
            RULES
            + """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-06-01
            ben    | met     | 2025-04-01
            cai    | met     | 2024-01-01
            cai    | revoked | 2024-07-01
            """,
            """
            person | on         | standard  | status      | reasons | expires_on
            ann    | 2024-05-31 | GEN9@2024 | not_held    |         |
            ann    | 2024-06-01 | GEN9@2024 | current     |         | 2025-06-01
            ben    | 2025-04-01 | GEN9@2024 | not_held    |         |
            cai    | 2024-07-01 | GEN9@2024 | not_current | revoked |
            """,
            crosswalk=RECODED,
        ),
    ),
)
