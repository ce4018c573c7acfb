"""Nothing held and nothing revoked."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "without",
    "Without a holding",
    "Where nothing is held and nothing was revoked, the person is `in_progress` while a claim "
    "of theirs on the standard is "
    "open, and otherwise `not_held`.",
    (
        Spec(
            "In progress while a claim is open",
            "From the day it is opened until the day before it is closed.",
            """
            decisions
            outcome | decided_on
            met     | 2024-06-01

            claims
            opened_on  | closed_on
            2024-02-01 | 2024-05-01
            """,
            """
            on         | status
            2024-01-31 | not_held
            2024-02-01 | in_progress
            2024-04-30 | in_progress
            2024-05-01 | not_held
            2024-06-01 | current
            """,
        ),
        Spec(
            "A claim on another standard is no progress on this one",
            "Each standard is claimed by itself.",
            """
            standards
            standard
            MH14@2013
            MH15@2013

            decisions
            outcome | decided_on
            bridged | 2024-01-01

            claims
            standard  | opened_on
            MH15@2013 | 2024-02-01
            """,
            """
            on         | status
            2024-02-01 | not_held
            """,
        ),
        Spec(
            "A claim while something is held says nothing",
            "Not even when it has expired: the person is not current, and working on it.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 0

            decisions
            outcome | decided_on
            met     | 2023-01-01

            claims
            opened_on
            2023-02-01
            """,
            """
            on         | status      | reasons | expires_on
            2023-02-01 | current     |         | 2024-01-01
            2024-01-02 | not_current | expired | 2024-01-01
            """,
        ),
        Spec(
            "Without a holding no change, suspension or ended edition gives a reason",
            "There is nothing to block.",
            """
            standards
            standard  | ends_on
            MH14@2013 | 2024-01-31

            decisions
            outcome | decided_on
            bridged | 2024-01-01

            suspensions
            from
            2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            ALERT-1 | 1       | MH14@2013 | critical | 2024-02-01
            """,
            """
            on         | status
            2024-02-01 | not_held
            """,
        ),
    ),
)
