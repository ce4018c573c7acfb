"""Days, periods and contexts."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "days",
    "Days, periods and contexts",
    "A day is a calendar date in Europe/London. A period has its first day in it and the day it ends on not: "
    "`[from, to)`.",
    (
        Spec(
            "A period begins on its from and ends before its to",
            "A suspension from 1 March to 1 April is in force on 31 March and not on 1 April.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            suspensions
            from       | to
            2024-03-01 | 2024-04-01
            """,
            """
            on         | status      | reasons
            2024-02-29 | current     |
            2024-03-01 | not_current | suspended
            2024-03-31 | not_current | suspended
            2024-04-01 | current     |
            """,
        ),
        Spec(
            "Without a to, a period lasts until further notice",
            "It has begun and has no last day.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            suspensions
            from       | to
            2024-03-01 |
            """,
            """
            on         | status      | reasons
            2024-03-01 | not_current | suspended
            9999-12-31 | not_current | suspended
            """,
        ),
        Spec(
            "A period that ends on the day it begins has no days",
            "It is allowed, and changes nothing.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            suspensions
            from       | to
            2024-03-01 | 2024-03-01
            """,
            """
            on         | status
            2024-03-01 | current
            """,
        ),
        Spec(
            "Adding months keeps the day of the month, or takes the month's last day",
            "One month from 31 January is the last day of February, in a leap year the 29th.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 1               | 0

            decisions
            person | outcome | decided_on
            ann    | met     | 2023-01-31
            ben    | met     | 2024-01-31
            cal    | met     | 2024-02-29
            """,
            """
            person | on         | status      | reasons  | expires_on
            ann    | 2023-02-28 | due         | expiring | 2023-02-28
            ann    | 2023-03-01 | not_current | expired  | 2023-02-28
            ben    | 2024-02-29 | due         | expiring | 2024-02-29
            ben    | 2024-03-01 | not_current | expired  | 2024-02-29
            cal    | 2024-03-29 | due         | expiring | 2024-03-29
            """,
        ),
        Spec(
            "Twelve months less a day: first the months, then the day",
            "From 1 March the last day of February, a leap day too; from a leap day, 27 February.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2023-01-01
            ben    | met     | 2023-01-01

            changes
            subject | version | standard  | class    | effective_on | population
            ED-1    | 1       | MH14@2013 | bridging | 2023-03-01   | wards
            ED-2    | 1       | MH14@2013 | bridging | 2024-02-29   | clinics

            members
            person | population | from
            ann    | wards      | 2023-01-01
            ben    | clinics    | 2023-01-01
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-02-29 | due         | bridging_owed
            ann    | 2024-03-01 | not_current | bridging_overdue
            ben    | 2025-02-27 | due         | bridging_owed
            ben    | 2025-02-28 | not_current | bridging_overdue
            """,
        ),
        Spec(
            "The calendar has an end",
            "A sum beyond 31 December 9999 is that day.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 999999999999

            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | status  | reasons  | expires_on
            2024-01-01 | current |          | 9999-12-31
            9999-12-31 | due     | expiring | 9999-12-31
            """,
        ),
        Spec(
            "Contexts are compared as written",
            "Another spelling is another context.",
            """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 | mental health

            assignments
            role  | from
            nurse | 2024-01-01

            requirements
            role  | standard  | context       | from
            nurse | MH14@2013 | Mental health | 2024-01-01
            """,
            """
            on         | context       | status   | reasons
            2024-01-01 | mental health | current  |
            2024-01-01 | Mental health | not_held | context_too_narrow
            """,
        ),
    ),
)
