"""The reasons that time, suspensions and ended editions give."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "time-and-blocks",
    "Expiry, ended editions and suspensions",
    "Reasons while there is a holding. `expiring` makes due, `in_grace` is grace, the others block.",
    (
        Spec(
            "expiring: the 90 days before the expiry, and the expiry day",
            "Both ends included. The person is current on the expiry day.",
            """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-15 | 2024-12-31
            """,
            """
            on         | status  | reasons  | expires_on
            2024-10-01 | current |          | 2024-12-31
            2024-10-02 | due     | expiring | 2024-12-31
            2024-12-31 | due     | expiring | 2024-12-31
            """,
        ),
        Spec(
            "in_grace: the day after the expiry to the last day of grace",
            "Both included. Someone in grace does not count.",
            """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-15 | 2024-12-31
            """,
            """
            on         | status      | reasons  | expires_on
            2025-01-01 | grace       | in_grace | 2024-12-31
            2025-01-28 | grace       | in_grace | 2024-12-31
            2025-01-29 | not_current | expired  | 2024-12-31
            """,
        ),
        Spec(
            "expired: after grace",
            "For ever, or until the next `met`.",
            """
            standards
            standard  | grace_days
            MH14@2013 | 0

            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-15 | 2024-12-31
            """,
            """
            on         | status      | reasons | expires_on
            2025-01-01 | not_current | expired | 2024-12-31
            9999-12-31 | not_current | expired | 2024-12-31
            """,
        ),
        Spec(
            "edition_ended: after the standard's last day",
            "The holding goes on, and its own expiry with it.",
            """
            standards
            standard  | ends_on
            MH14@2013 | 2024-06-30

            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-15 | 2024-12-31
            """,
            """
            on         | status      | reasons                 | expires_on
            2024-06-30 | current     |                         | 2024-12-31
            2024-07-01 | not_current | edition_ended           | 2024-12-31
            2024-12-31 | not_current | edition_ended, expiring | 2024-12-31
            """,
        ),
        Spec(
            "suspended: for this standard or for all",
            "A suspension that names a standard leaves the others.",
            """
            standards
            standard
            MH14@2013
            MH15@2013

            decisions
            person | standard  | outcome | decided_on
            ann    | MH14@2013 | met     | 2024-01-15
            ann    | MH15@2013 | met     | 2024-01-15
            ben    | MH14@2013 | met     | 2024-01-15
            ben    | MH15@2013 | met     | 2024-01-15

            suspensions
            person | standard  | from       | to
            ann    | MH14@2013 | 2024-02-01 | 2024-03-01
            ben    |           | 2024-02-01 | 2024-03-01
            """,
            """
            person | standard  | on         | status      | reasons
            ann    | MH14@2013 | 2024-02-01 | not_current | suspended
            ann    | MH15@2013 | 2024-02-01 | current     |
            ben    | MH14@2013 | 2024-02-01 | not_current | suspended
            ben    | MH15@2013 | 2024-02-01 | not_current | suspended
            ben    | MH15@2013 | 2024-03-01 | current     |
            """,
        ),
    ),
)
