"""What a bridged decision does."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "bridging",
    "Bridging",
    "`bridged` says that the new or changed parts were shown. Practice moves forward; the clock "
    "is not restarted.",
    (
        Spec(
            "Bridging does not restart the clock",
            "The expiry stays where it was.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24

            decisions
            outcome | decided_on
            met     | 2024-01-15
            bridged | 2025-12-15
            """,
            """
            on         | status      | reasons  | expires_on
            2025-12-15 | due         | expiring | 2026-01-15
            2026-02-13 | not_current | expired  | 2026-01-15
            """,
        ),
        Spec(
            "Bridging moves practice forward",
            "What the change asked is shown from the day the decision is in effect.",
            """
            decisions
            outcome | decided_on | held_from
            met     | 2024-01-15 |
            bridged | 2024-04-01 | 2024-04-08

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01
            """,
            """
            on         | status  | reasons
            2024-02-29 | current |
            2024-03-01 | due     | bridging_owed
            2024-04-07 | due     | bridging_owed
            2024-04-08 | current |
            """,
        ),
        Spec(
            "Practice is as of the day the evidence shows, if the assessor says so",
            "Shown on the day the change takes effect is shown; the day before is not.",
            """
            decisions
            person | outcome | decided_on | practice_as_of
            ann    | met     | 2024-01-15 |
            ann    | bridged | 2024-04-01 | 2024-03-01
            ben    | met     | 2024-01-15 |
            ben    | bridged | 2024-04-01 | 2024-02-29

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01
            """,
            """
            person | on         | status  | reasons
            ann    | 2024-04-01 | current |
            ben    | 2024-04-01 | due     | bridging_owed
            """,
        ),
        Spec(
            "Practice never moves back",
            "An older piece of evidence, judged later, takes nothing away; nor does one in a `met`.",
            """
            decisions
            person | outcome | decided_on | practice_as_of
            ann    | met     | 2024-03-15 |
            ann    | bridged | 2024-04-01 | 2024-01-01
            ben    | met     | 2024-03-15 |
            ben    | met     | 2024-04-01 | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01
            """,
            """
            person | on         | status
            ann    | 2024-04-01 | current
            ben    | 2024-04-01 | current
            """,
        ),
        Spec(
            "Bridging shows something until the last day of grace, and nothing after it",
            "After grace only a `met` helps.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 28

            decisions
            person | outcome | decided_on
            ann    | met     | 2023-01-01
            ann    | bridged | 2024-01-29
            ben    | met     | 2023-01-01
            ben    | bridged | 2024-01-30

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2023-06-01
            """,
            """
            person | on         | status      | reasons                | expires_on
            ann    | 2024-01-29 | grace       | in_grace               | 2024-01-01
            ann    | 2024-01-30 | not_current | expired                | 2024-01-01
            ben    | 2024-01-30 | not_current | bridging_owed, expired | 2024-01-01
            """,
        ),
        Spec(
            "Bridging opens nothing",
            "Where nothing is held there is nothing to bridge, and a later `met` rests on its own evidence.",
            """
            decisions
            outcome | decided_on | practice_as_of
            bridged | 2024-04-01 |
            met     | 2024-05-01 | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01
            """,
            """
            on         | status   | reasons
            2024-04-01 | not_held |
            2024-05-01 | due      | bridging_owed
            """,
        ),
    ),
)
