"""From reasons to a status."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "statuses",
    "From reasons to a status",
    "Any reason that blocks makes `not_current`; else `in_grace` makes `grace`; else any reason "
    "makes `due`; else the "
    "person is `current`. All reasons of the day are shown, in alphabetical order. For cover, "
    "for compliance and for "
    "assessing others, only `current` and `due` count.",
    (
        Spec(
            "A blocking reason is stronger than grace",
            "Both are shown.",
            """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2024-03-01

            suspensions
            from
            2024-03-10
            """,
            """
            on         | status      | reasons             | expires_on
            2024-03-09 | grace       | in_grace            | 2024-03-01
            2024-03-10 | not_current | in_grace, suspended | 2024-03-01
            """,
        ),
        Spec(
            "Grace is stronger than due",
            "Someone in grace does not count, whatever else they owe.",
            """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2024-03-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-02
            """,
            """
            on         | status | reasons                  | expires_on
            2024-03-02 | grace  | in_grace, signature_owed | 2024-03-01
            """,
        ),
        Spec(
            "All reasons of the day are shown, in alphabetical order",
            "Each once, whatever its effect.",
            """
            standards
            standard  | grace_days | ends_on
            MH14@2013 | 28         | 2024-05-01

            decisions
            outcome | decided_on | expires_on
            met     | 2020-01-01 | 2024-06-01

            changes
            subject | version | standard  | class    | effective_on
            ALERT-1 | 1       | MH14@2013 | critical | 2024-06-01
            POL-1   | 1       | MH14@2013 | major    | 2024-06-01

            signatures
            subject | version | signed_on
            POL-1   | 1       | 2024-06-01
            """,
            """
            on         | status      | expires_on | reasons
            2024-06-02 | not_current | 2024-06-01 | alert_unsigned, edition_ended, in_grace, showing_owed
            """,
        ),
    ),
)
