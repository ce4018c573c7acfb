"""What a revoked decision does."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "revoking",
    "Revoking",
    "`revoked` ends the holding, open or expired. A decision that should never have been made "
    "is retracted, not revoked.",
    (
        Spec(
            "Until the next met the pair is not current, for the one reason revoked",
            "Nothing else is said of that time: no expiry, no suspension, no claim, no change.",
            """
            standards
            standard  | validity_months | ends_on
            MH14@2013 | 12              | 2024-02-01

            decisions
            outcome | decided_on
            met     | 2024-01-01
            revoked | 2024-03-01
            met     | 2024-09-01

            suspensions
            from
            2024-02-15

            claims
            opened_on
            2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            ALERT-1 | 1       | MH14@2013 | critical | 2024-01-15
            """,
            """
            on         | status      | reasons                                  | expires_on
            2024-02-29 | not_current | alert_unsigned, edition_ended, suspended | 2025-01-01
            2024-03-01 | not_current | revoked                                  |
            2024-08-31 | not_current | revoked                                  |
            2024-09-01 | not_current | alert_unsigned, edition_ended, suspended | 2025-09-01
            """,
        ),
        Spec(
            "A met after the revocation opens a new holding",
            "With its own expiry, and its own practice.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on | practice_as_of
            met     | 2024-01-01 |
            revoked | 2024-01-10 |
            met     | 2024-01-20 | 2023-12-01

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-01-01
            """,
            """
            on         | status      | reasons       | expires_on
            2024-01-09 | current     |               | 2025-01-01
            2024-01-10 | not_current | revoked       |
            2024-01-20 | due         | bridging_owed | 2025-01-20
            """,
        ),
        Spec(
            "A bridged does not cure a revocation",
            "There is no holding to bridge.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            revoked | 2024-03-01
            bridged | 2024-03-02
            """,
            """
            on         | status      | reasons
            2024-03-02 | not_current | revoked
            """,
        ),
        Spec(
            "An expired holding is revoked too",
            "It is no longer expired, but revoked.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 0

            decisions
            outcome | decided_on
            met     | 2023-01-01
            revoked | 2024-03-01
            """,
            """
            on         | status      | reasons | expires_on
            2024-02-29 | not_current | expired | 2024-01-01
            2024-03-01 | not_current | revoked |
            """,
        ),
        Spec(
            "Revoking what was never held changes nothing",
            "The person has still never held it.",
            """
            decisions
            outcome | decided_on
            revoked | 2024-03-01
            """,
            """
            on         | status
            2024-03-01 | not_held
            """,
        ),
        Spec(
            "Revoked twice is revoked",
            "The second finds no holding, but something had been held.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            revoked | 2024-03-01
            revoked | 2024-04-01
            """,
            """
            on         | status      | reasons
            2024-04-01 | not_current | revoked
            """,
        ),
        Spec(
            "A met decided on or before a revocation's day is no cure for it",
            "Whenever it comes into effect, the walk takes it before the revocation.",
            """
            decisions
            person | outcome | decided_on | held_from
            ann    | met     | 2024-01-01 |
            ann    | met     | 2024-03-01 | 2024-03-20
            ann    | revoked | 2024-03-01 |
            ben    | met     | 2024-01-01 |
            ben    | revoked | 2024-03-01 |
            ben    | met     | 2024-03-02 | 2024-03-20
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-03-20 | not_current | revoked
            ben    | 2024-03-19 | not_current | revoked
            ben    | 2024-03-20 | current     |
            """,
        ),
        Spec(
            "A met that comes into effect after its revocation was held, and revoked",
            "Until then nothing had been held.",
            """
            decisions
            outcome | decided_on | held_from
            met     | 2024-01-01 | 2024-04-01
            revoked | 2024-03-01 |
            """,
            """
            on         | status      | reasons
            2024-03-31 | not_held    |
            2024-04-01 | not_current | revoked
            """,
        ),
    ),
)
