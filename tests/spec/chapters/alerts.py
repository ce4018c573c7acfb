"""Critical alerts."""

from tests.spec.spec import Chapter, Spec

ALERT = """
            changes
            subject | version | standard  | class    | effective_on
            ALERT-1 | 1       | MH14@2013 | critical | 2024-03-01
            """

CHAPTER = Chapter(
    "alerts",
    "Critical alerts",
    "Whoever held the standard before a critical alert must sign it. It blocks at once, and "
    "being assessed again does not "
    "clear it; someone first assessed after it owes nothing.",
    (
        Spec(
            "An alert blocks from its effective day until it is signed",
            "There is no due day.",
            ALERT
            + """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            signatures
            subject | version | signed_on
            ALERT-1 | 1       | 2024-03-05
            """,
            """
            on         | status      | reasons
            2024-02-29 | current     |
            2024-03-01 | not_current | alert_unsigned
            2024-03-04 | not_current | alert_unsigned
            2024-03-05 | current     |
            """,
        ),
        Spec(
            "Being assessed again does not clear it",
            "A later `met` or `bridged` is not a signature.",
            ALERT
            + """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-04-01
            bridged | 2024-05-01
            """,
            """
            on         | status      | reasons
            2024-05-01 | not_current | alert_unsigned
            """,
        ),
        Spec(
            "Practice as of the effective day itself is before it",
            "A newcomer whose evidence is of the day after owes nothing.",
            ALERT
            + """
            decisions
            person | outcome | decided_on | practice_as_of
            ann    | met     | 2024-03-01 |
            ben    | met     | 2024-03-02 |
            cal    | met     | 2024-04-01 | 2024-02-01
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-03-01 | not_current | alert_unsigned
            ben    | 2024-03-02 | current     |
            cal    | 2024-04-01 | not_current | alert_unsigned
            """,
        ),
        Spec(
            "A met from before counts however old, revoked or lapsed",
            "Holding it again later, the person still owes the signature.",
            ALERT
            + """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 0

            decisions
            person | outcome | decided_on
            ann    | met     | 2010-01-01
            ann    | met     | 2024-04-01
            ben    | met     | 2024-01-01
            ben    | revoked | 2024-01-02
            ben    | met     | 2024-04-01
            """,
            """
            person | on         | status      | reasons                 | expires_on
            ann    | 2024-03-31 | not_current | alert_unsigned, expired | 2011-01-01
            ann    | 2024-04-01 | not_current | alert_unsigned          | 2025-04-01
            ben    | 2024-03-31 | not_current | revoked                 |
            ben    | 2024-04-01 | not_current | alert_unsigned          | 2025-04-01
            """,
        ),
        Spec(
            "Only a met of the pair's own walk counts",
            "One in another context, or not yet in effect, does not.",
            ALERT
            + """
            decisions
            person | outcome | decided_on | held_from  | context
            ann    | met     | 2024-01-01 |            | forensic
            ann    | met     | 2024-04-01 |            |
            ben    | met     | 2024-01-01 | 2024-06-01 |
            ben    | met     | 2024-04-01 |            |
            """,
            """
            person | context  | on         | status      | reasons
            ann    |          | 2024-04-01 | current     |
            ann    | forensic | 2024-04-01 | not_current | alert_unsigned
            ben    |          | 2024-05-31 | current     |
            ben    |          | 2024-06-01 | not_current | alert_unsigned
            """,
        ),
        Spec(
            "An absence does not put an alert off",
            "Nor does it move an expiry.",
            ALERT
            + """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2024-04-01

            absences
            from
            2024-02-01
            """,
            """
            on         | status      | reasons                  | expires_on
            2024-03-01 | not_current | alert_unsigned, expiring | 2024-04-01
            2024-05-01 | not_current | alert_unsigned, expired  | 2024-04-01
            """,
        ),
    ),
)
