"""Refresh rules over time."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "refresh",
    "Refresh rules over time",
    "The rows of a standard are its rules over time. A decision takes validity and grace from "
    "the row with the latest "
    "`rule_from` on or before the day it was decided.",
    (
        Spec(
            "The latest rule that had begun",
            "A decision made the day before a new rule keeps the old one; on the day, the new one.",
            """
            standards
            standard  | rule_from  | validity_months
            MH14@2013 |            | 36
            MH14@2013 | 2024-06-01 | 12

            decisions
            person | outcome | decided_on
            ann    | met     | 2024-05-31
            ben    | met     | 2024-06-01
            """,
            """
            person | on         | status  | expires_on
            ann    | 2024-06-01 | current | 2027-05-31
            ben    | 2024-06-01 | current | 2025-06-01
            """,
        ),
        Spec(
            "Before every rule, the earliest",
            "A decision older than the first rule takes that one.",
            """
            standards
            standard  | rule_from  | validity_months
            MH14@2013 | 2024-06-01 | 12
            MH14@2013 | 2025-06-01 | 24

            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | status  | expires_on
            2024-06-01 | current | 2025-01-01
            """,
        ),
        Spec(
            "Grace is 28 days unless given; 0 for a safety-critical standard",
            "With 0 there is no grace: the day after the expiry blocks.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              |
            MH15@2013 | 12              | 0

            decisions
            standard  | outcome | decided_on
            MH14@2013 | met     | 2023-01-01
            MH15@2013 | met     | 2023-01-01
            """,
            """
            standard  | on         | status      | reasons  | expires_on
            MH14@2013 | 2024-01-02 | grace       | in_grace | 2024-01-01
            MH14@2013 | 2024-01-29 | grace       | in_grace | 2024-01-01
            MH14@2013 | 2024-01-30 | not_current | expired  | 2024-01-01
            MH15@2013 | 2024-01-01 | due         | expiring | 2024-01-01
            MH15@2013 | 2024-01-02 | not_current | expired  | 2024-01-01
            """,
        ),
        Spec(
            "Grace comes from the rule of the decision that governs",
            "A renewal under a rule with less grace has less.",
            """
            standards
            standard  | rule_from  | validity_months | grace_days
            MH14@2013 |            | 12              | 28
            MH14@2013 | 2023-06-01 | 12              | 5

            decisions
            person | outcome | decided_on
            ann    | met     | 2023-01-01
            ben    | met     | 2023-01-01
            ben    | met     | 2023-12-01
            """,
            """
            person | on         | status      | reasons  | expires_on
            ann    | 2024-01-29 | grace       | in_grace | 2024-01-01
            ben    | 2025-01-06 | grace       | in_grace | 2025-01-01
            ben    | 2025-01-07 | not_current | expired  | 2025-01-01
            """,
        ),
        Spec(
            "An edition ends on the earliest day that any of its rows gives",
            "That day is the last on which it counts.",
            """
            standards
            standard  | rule_from  | ends_on
            MH14@2013 |            | 2024-12-31
            MH14@2013 | 2024-06-01 | 2024-09-30
            MH14@2013 | 2024-07-01 |

            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | status      | reasons
            2024-09-30 | current     |
            2024-10-01 | not_current | edition_ended
            """,
        ),
    ),
)
