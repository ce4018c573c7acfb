"""What was known, and when."""

from tests.spec.spec import Chapter, Spec

FACTS = """
            decisions
            decision | outcome | decided_on | recorded_on | retracted_on
            1        | met     | 2024-01-01 | 2024-01-10  | 2024-03-10
            """

CHAPTER = Chapter(
    "known",
    "What was known, and when",
    "Every table but standards may say when a row was recorded and when it was retracted. "
    "Corrections add rows and "
    "retract old ones; nothing is overwritten. So a past answer can be given again, from what "
    "was known then.",
    (
        Spec(
            "Not known before it is recorded",
            "Asked as known on a day, a fact recorded after that day is not known.",
            FACTS,
            """
            on         | status
            2024-02-01 | not_held
            """,
            known_on="2024-01-09",
        ),
        Spec(
            "Known from the day it is recorded",
            "It is known on that day, also for the days before it.",
            FACTS,
            """
            on         | status
            2024-01-01 | current
            2024-02-01 | current
            """,
            known_on="2024-01-10",
        ),
        Spec(
            "Known until the day before it is retracted",
            "Asked as known on the day before, it still holds.",
            FACTS,
            """
            on         | status
            2024-12-01 | current
            """,
            known_on="2024-03-09",
        ),
        Spec(
            "Not known from the day it is retracted",
            "Not even for the days before: it should never have been said.",
            FACTS,
            """
            on         | status
            2024-02-01 | not_held
            """,
            known_on="2024-03-10",
        ),
        Spec(
            "A fact without a day of recording is always known",
            "However far back one asks.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | status
            2024-02-01 | current
            """,
            known_on="1950-01-01",
        ),
        Spec(
            "Asked without a day, whatever is not retracted is known",
            "A row recorded in the future counts; a row retracted in the future does not.",
            """
            decisions
            person | outcome | decided_on | recorded_on | retracted_on
            ann    | met     | 2024-01-01 | 9000-01-01  |
            ben    | met     | 2024-01-01 | 2024-01-01  | 9000-01-01
            """,
            """
            person | on         | status
            ann    | 2024-02-01 | current
            ben    | 2024-02-01 | not_held
            """,
        ),
        Spec(
            "A correction retracts one row and adds another",
            "The id may be used again, as long as both are never known together.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            decision | outcome | decided_on | recorded_on | retracted_on
            1        | met     | 2024-01-01 | 2024-01-01  | 2024-02-01
            1        | met     | 2023-01-01 | 2024-02-01  |
            """,
            """
            on         | status   | reasons  | expires_on
            2024-01-01 | due      | expiring | 2024-01-01
            """,
            known_on="2024-02-01",
        ),
        Spec(
            "Every kind of fact has this axis",
            "A change, a signature, an absence, a suspension, a membership and a claim not yet "
            "recorded do nothing.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | not_yet | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on | population | recorded_on
            POL-1   | 1       | MH14@2013 | critical | 2024-02-01   |            | 2024-02-02
            POL-2   | 1       | MH14@2013 | critical | 2024-02-01   | ward       |

            members
            population | from       | recorded_on
            ward       | 2024-01-01 | 2024-02-02

            suspensions
            from       | recorded_on
            2024-02-01 | 2024-02-02

            claims
            person | opened_on  | recorded_on
            ben    | 2024-01-01 | 2024-02-02
            """,
            """
            person | on         | status
            ann    | 2024-02-01 | current
            ben    | 2024-02-01 | not_held
            """,
            known_on="2024-02-01",
        ),
        Spec(
            "What roles ask, and who works in them, is known from a day too",
            "A pair that nothing known then asks for is not answered.",
            """
            standards
            standard
            MH14@2013
            MH15@2013

            requirements
            role  | standard  | from       | recorded_on | retracted_on
            nurse | MH14@2013 | 2024-01-01 | 2024-01-01  |
            nurse | MH15@2013 | 2024-01-01 | 2024-02-02  |
            nurse | MH15@2013 | 2024-01-01 | 2024-01-01  | 2024-02-01

            assignments
            person | role  | from       | recorded_on | retracted_on
            ann    | nurse | 2024-01-01 | 2024-02-01  |
            ben    | nurse | 2024-01-01 | 2024-02-02  |
            cal    | nurse | 2024-01-01 | 2024-01-01  | 2024-02-01
            """,
            rows="""
            person | standard  | status
            ann    | MH14@2013 | not_held
            """,
            known_on="2024-02-01",
        ),
        Spec(
            "An absence and a signature recorded later help only then",
            "As known on 1 March, the signature is overdue; see the next rule.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-01-15

            signatures
            subject | version | signed_on  | recorded_on
            POL-1   | 1       | 2024-02-01 | 2024-03-02

            absences
            from       | to         | recorded_on
            2024-01-20 | 2024-06-01 | 2024-03-02
            """,
            """
            on         | status      | reasons
            2024-03-01 | not_current | signature_overdue
            """,
            known_on="2024-03-01",
        ),
        Spec(
            "The refresh rules are always known",
            "Standards have no such axis: columns of those names are not read there.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | status  | expires_on
            2024-01-01 | current | 2025-01-01
            """,
            known_on="1950-01-01",
        ),
    ),
)
