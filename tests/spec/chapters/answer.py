"""Which pairs are answered, and with which rows."""

from tests.spec.spec import Chapter, Spec

LIFE = """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 10

            decisions
            outcome | decided_on
            met     | 2024-01-01
            """

CHAPTER = Chapter(
    "answer",
    "Which pairs are answered, and with which rows",
    "The answer has a row for each stretch of days on which a pair (a person, a standard, a "
    "context) stands the same.",
    (
        Spec(
            "A pair is answered if a decision names it",
            "`met`, `bridged` or `revoked` do, even where they come to nothing; `not_yet` does not.",
            """
            decisions
            person | outcome | decided_on | context
            ann    | bridged | 2024-01-01 |
            ben    | revoked | 2024-01-01 | older people
            cal    | not_yet | 2024-01-01 |
            """,
            rows="""
            person | context      | status
            ann    |              | not_held
            ben    | older people | not_held
            """,
        ),
        Spec(
            "A pair is answered if the person's roles ever require it",
            "Assignment and requirement must have a day in common: touching is not enough.",
            """
            requirements
            role  | standard  | context | from       | to
            nurse | MH14@2013 |         | 2024-01-01 | 2024-06-01
            nurse | MH14@2013 | forensic | 2024-05-31 |

            assignments
            person | role   | from       | to
            ann    | nurse  | 2024-05-31 | 2024-06-01
            ben    | nurse  | 2023-01-01 | 2024-01-01
            cal    | doctor | 2024-01-01 |
            dee    | nurse  | 2024-02-01 | 2024-02-01
            eve    | nurse  | 2024-06-01 |
            """,
            rows="""
            person | context  | status
            ann    |          | not_held
            ann    | forensic | not_held
            eve    | forensic | not_held
            """,
        ),
        Spec(
            "Standing does not depend on whether the standard is required that day",
            "Whoever left the role still holds what they hold.",
            """
            requirements
            role  | standard  | from
            nurse | MH14@2013 | 2024-01-01

            assignments
            role  | from       | to
            nurse | 2024-01-01 | 2024-02-01

            decisions
            outcome | decided_on
            met     | 2024-03-01
            """,
            rows="""
            from       | to | status
            2024-03-01 |    | current
            """,
        ),
        Spec(
            "A whole life begins with the first day that is not plain not_held",
            "It goes on until further notice. Neighbouring days that are equal are one row.",
            LIFE,
            rows="""
            from       | to         | status      | reasons  | expires_on
            2024-01-01 | 2024-10-03 | current     |          | 2025-01-01
            2024-10-03 | 2025-01-02 | due         | expiring | 2025-01-01
            2025-01-02 | 2025-01-12 | grace       | in_grace | 2025-01-01
            2025-01-12 |            | not_current | expired  | 2025-01-01
            """,
        ),
        Spec(
            "After it has begun, a life has no gap",
            "Days that are plain `not_held` again are answered too.",
            """
            decisions
            outcome | decided_on | context
            revoked | 2024-01-01 |

            claims
            opened_on  | closed_on
            2024-02-01 | 2024-03-01
            """,
            rows="""
            from       | to         | status
            2024-02-01 | 2024-03-01 | in_progress
            2024-03-01 |            | not_held
            """,
        ),
        Spec(
            "A not_held with a reason is not plain",
            "A life begins with it.",
            """
            requirements
            role  | standard  | from
            nurse | MH14@2013 | 2024-01-01

            assignments
            role  | from
            nurse | 2024-01-01

            decisions
            outcome | decided_on | context
            met     | 2024-02-01 | forensic
            """,
            rows="""
            context  | from       | to | status   | reasons
                     | 2024-02-01 |    | not_held | context_too_narrow
            forensic | 2024-02-01 |    | current  |
            """,
        ),
        Spec(
            "A window is answered on every day of it",
            "Also before anything was held. Rows are cut to the window, whose `to` is the first "
            "day after it.",
            LIFE,
            rows="""
            from       | to         | status   | expires_on
            2023-12-30 | 2024-01-01 | not_held |
            2024-01-01 | 2024-01-03 | current  | 2025-01-01
            """,
            window=("2023-12-30", "2024-01-03"),
        ),
        Spec(
            "A day is the window of that one day",
            "One row a pair.",
            LIFE,
            rows="""
            from       | to         | status | reasons  | expires_on
            2025-01-11 | 2025-01-12 | grace  | in_grace | 2025-01-01
            """,
            window=("2025-01-11", "2025-01-12"),
        ),
        Spec(
            "A renewal that changes the expiry begins a row",
            "Rows are merged only where status, reasons and expiry are all the same.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-02-01
            met     | 2024-02-01
            """,
            rows="""
            from       | to         | status  | expires_on
            2024-01-01 | 2024-02-01 | current | 2025-01-01
            2024-02-01 | 2024-03-01 | current | 2025-02-01
            """,
            window=("2024-01-01", "2024-03-01"),
        ),
        Spec(
            "Rows are sorted by person, standard, context and first day",
            "As text: MH14 comes before MH2.",
            """
            standards
            standard
            MH2@2013
            MH14@2013

            decisions
            person | standard  | outcome | decided_on | context
            ben    | MH2@2013  | met     | 2024-01-01 |
            ann    | MH2@2013  | met     | 2024-01-01 |
            ann    | MH14@2013 | met     | 2024-01-01 | forensic
            ann    | MH14@2013 | met     | 2024-01-01 |
            """,
            rows="""
            person | standard  | context  | from       | status
            ann    | MH14@2013 |          | 2024-01-01 | current
            ann    | MH14@2013 | forensic | 2024-01-01 | current
            ann    | MH2@2013  |          | 2024-01-01 | current
            ben    | MH2@2013  |          | 2024-01-01 | current
            """,
        ),
    ),
)
